import type { Say } from "../core/text.ts";
import { type DocumentContent, type Section, toConfirm } from "./content.ts";
import vatRules from "./vat-rules.json" with { type: "json" };

/** VAT of a price before tax, in cents, rounded half up on the total. */
export function withVat(netCents: number, vatRateBp: number) {
  const vatCents = Math.round((netCents * vatRateBp) / 10_000);
  return { netCents, vatRateBp, vatCents, totalCents: netCents + vatCents };
}

/** The rate of a cession price on a day, in basis points, where the deal says none. */
export function cessionVatBp(day: string): number {
  const rule = vatRules.rules.find((one) => one.id === "fr-cession" && one.since <= day);
  return rule?.rateBp ?? 0;
}

/** Days that a client has to pay, unless agreed otherwise (Code de commerce, L441-10). */
export const paymentDays = 30;

/** « D-2027-0012 »: letter of the series, year of issue, rank without gap. */
export function documentNumber(letter: string, year: string, rank: number): string {
  return `${letter}-${year}-${String(rank).padStart(4, "0")}`;
}

/** The same words as on paper, for search, screens and the model. */
export function bodyText(content: DocumentContent, say: Say): string {
  return passages(content, say).join("\n\n");
}

/** The text by section, headed by the document's title, so that a passage is understood alone. */
export function passages(content: DocumentContent, say: Say): string[] {
  const head = [
    content.title,
    content.number,
    [content.artist, content.show].filter(Boolean).join(" · "),
    content.day ? say.day(content.day) : null,
    content.venue
      ? [content.venue.name, content.venue.address, content.venue.city].filter(Boolean).join(", ")
      : null,
  ].filter(Boolean);
  return [
    head.join("\n"),
    ...content.sections.map((section) => {
      const lines = sectionLines(section, say);
      return [section.title, ...(lines.length > 0 ? lines : [say(toConfirm)])].join("\n");
    }),
  ];
}

function sectionLines(section: Section, say: Say): string[] {
  const colon = say({ fr: " : ", en: ": " });
  const joined = (parts: (string | null)[]) => parts.filter(Boolean).join(", ");
  switch (section.kind) {
    case "schedule":
      return section.items.map((item) =>
        [
          `${item.time}${item.until ? ` – ${item.until}` : ""}`,
          joined([item.label, item.note]),
        ].join("  "),
      );
    case "people":
      return section.people.map(
        (person) => `${person.role}${colon}${joined([person.name, person.phone, person.email])}`,
      );
    case "facts":
      return section.facts.map(
        (fact) => `${fact.label}${colon}${fact.value?.replaceAll("\n", ", ") ?? say(toConfirm)}`,
      );
    case "text":
      return section.paragraphs;
    case "amounts":
      return [
        ...section.lines.map(
          (line) =>
            `${joined([line.label, line.detail])}${colon}${say.money(line.totalCents, section.currency)}`,
        ),
        `${say({ fr: "Total HT", en: "Total before VAT" })}${colon}${say.money(section.netCents, section.currency)}`,
        `${say({ fr: "TVA", en: "VAT" })} ${say.percent(section.vatRateBp)}${colon}${say.money(section.vatCents, section.currency)}`,
        `${say({ fr: "Total TTC", en: "Total including VAT" })}${colon}${say.money(section.totalCents, section.currency)}`,
      ];
    case "table":
      return [
        ...section.rows.map(({ cells }) =>
          cells
            .flatMap((cell, at) => {
              const label = section.columns[at]?.label;
              return cell ? [label && at > 0 ? `${label}${colon}${cell}` : cell] : [];
            })
            .join(", "),
        ),
        ...(section.note ? [section.note] : []),
      ];
  }
}

/** Passages of at most `most` characters, cut between lines, for search. */
export function cutPassages(texts: string[], most = 1_200): string[] {
  const cut: string[] = [];
  for (const text of texts) {
    let passage = "";
    for (const line of text.split("\n")) {
      if (passage && passage.length + line.length + 1 > most) {
        cut.push(passage);
        passage = "";
      }
      passage = passage ? `${passage}\n${line}` : line;
    }
    if (passage.trim()) cut.push(passage);
  }
  return cut;
}
