import type { Card, DateRow, ValueType } from "#tools/core/card.ts";
import type { Say } from "#tools/core/text.ts";
import { missingWord } from "#tools/tours/rules.ts";

const rowsShown = 40;

/** A card as a small table of text. */
export function printCard(card: Card, say: Say): string {
  switch (card.kind) {
    case "dates":
      return titled(card.title, table(card.dates.map((date) => dateCells(date, say))), card, say);
    case "performance":
      return [
        table([dateCells(card.date, say)]),
        ...card.schedule.map(
          (item) =>
            `  ${say.time(item.startsAt, card.date.timeZone)}  ${item.label ?? item.kind.replaceAll("_", " ")}`,
        ),
        ...card.ticketTypes.map(
          (type) =>
            `  ${type.name}  ${say.money(type.priceCents, type.currency)}  ${type.sold}/${type.quota}`,
        ),
        ...(card.notes ? [`  ${card.notes}`] : []),
      ].join("\n");
    case "sales":
      return titled(
        `${card.title} : ${say.number(card.sold)}${card.capacity === null ? "" : ` / ${say.number(card.capacity)}`}, ${say.money(card.grossCents, card.currency)}`,
        table(
          card.breakdown.map((row) => [
            row.label,
            say.number(row.sold),
            say.money(row.grossCents, card.currency),
          ]),
        ),
      );
    case "document":
      return `${card.title} (v${card.version}, ${card.language})\n${card.excerpt.slice(0, 400)}`;
    case "facts":
      return titled(
        [card.title, card.subtitle].filter(Boolean).join(" · "),
        table(
          card.facts.map((fact) => [fact.label, write(fact.value, fact.type, say, fact.currency)]),
        ),
      );
    case "table":
      return titled(
        card.title,
        table([
          card.columns.map(({ label }) => label),
          ...card.rows.map((row) =>
            card.columns.map(({ key, type }) => write(row[key] ?? null, type, say, card.currency)),
          ),
        ]),
        card,
        say,
      );
  }
}

const statuses = {
  option: { fr: "option", en: "hold" },
  confirmed: { fr: "confirmée", en: "confirmed" },
  on_sale: { fr: "en vente", en: "on sale" },
  played: { fr: "jouée", en: "played" },
  settled: { fr: "soldée", en: "settled" },
  cancelled: { fr: "annulée", en: "cancelled" },
} as const;

function dateCells(date: DateRow, say: Say): string[] {
  const times = [date.doorsAt, date.showAt].map((at) => (at ? say.time(at, date.timeZone) : "–"));
  return [
    say.shortDay(date.day),
    date.city ?? "–",
    date.venue ?? "–",
    say(statuses[date.status]) + (date.holdRank === null ? "" : ` ${date.holdRank}`),
    times.join(" / "),
    date.missing.length === 0
      ? ""
      : `${say({ fr: "manque", en: "missing" })} ${date.missing.map((key) => say(missingWord(key))).join(", ")}`,
  ];
}

function titled(title: string, body: string, list?: { total: number }, say?: Say): string {
  const shown = body.split("\n").length;
  const more =
    list && say && list.total > Math.max(shown, rowsShown)
      ? `\n  … ${say.number(list.total)} ${say({ fr: "au total", en: "in all" })}`
      : "";
  return `${title}\n${body}${more}`;
}

function write(
  value: string | number | null,
  type: ValueType,
  say: Say,
  currency: string | undefined,
): string {
  if (value === null) return "–";
  if (typeof value === "string") {
    return type === "day" && /^\d{4}-\d\d-\d\d$/.test(value) ? say.day(value) : value;
  }
  if (type === "money") return say.money(value, currency);
  if (type === "percent") return say.percent(value);
  if (type === "km") return `${say.number(value)} km`;
  return say.number(value, Number.isInteger(value) ? 0 : 1);
}

function table(rows: string[][]): string {
  const shown = rows.slice(0, rowsShown);
  const widths: number[] = [];
  for (const row of shown) {
    row.forEach((cell, column) => {
      widths[column] = Math.max(widths[column] ?? 0, cell.length);
    });
  }
  return shown
    .map((row) =>
      `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd(),
    )
    .join("\n");
}
