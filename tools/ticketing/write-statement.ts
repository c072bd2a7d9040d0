import type { Say } from "../core/text.ts";
import type { DocumentContent, Section } from "../documents/content.ts";
import type { Facts } from "../documents/read-facts.ts";
import { issuerOf, titleOf, venueOf } from "../documents/write-content.ts";
import rules from "./box-office-rules.json" with { type: "json" };
import { exactMoney, exactRate } from "./exact-words.ts";
import { platformName } from "./platforms.ts";
import { column, type Read, row } from "./statement-parts.ts";
import { sayNumbers } from "./statement-rules.ts";
import type { Category } from "./statement-shape.ts";
import { corrections, net, payments, vat } from "./write-statement-sums.ts";

/** A statement as a paper, in the language of `say`; provisional until the date is settled. */
export function writeStatement(
  read: Read,
  facts: Facts,
  say: Say,
  filed: { issuedOn: string | null },
): DocumentContent {
  const { performance } = facts;
  return {
    kind: "box_office_statement",
    language: say.locale,
    title: titleOf(facts, "box_office_statement", say),
    number: null,
    issuedOn: filed.issuedOn,
    dueOn: null,
    issuer: issuerOf(facts, say),
    recipient: null,
    artist: performance.artist,
    show: performance.title ?? performance.production,
    tour: performance.tour,
    day: performance.day,
    status: statusOf(read, filed.issuedOn, say),
    venue: venueOf(facts),
    sections: [
      band(read, say),
      tickets(read, say),
      ...cancelled(read, say),
      ...platforms(read, say),
      ...corrections(read, say),
      vat(read, say),
      net(read, say),
      ...payments(read, say),
      notes(read, say),
    ],
  };
}

function statusOf(read: Read, issuedOn: string | null, say: Say): string {
  const parts = [
    issuedOn
      ? say({ fr: `Arrêté le ${say.day(issuedOn)}`, en: `Settled on ${say.day(issuedOn)}` })
      : say({ fr: "Provisoire", en: "Provisional" }),
  ];
  if (read.testTickets > 0) {
    parts.push(say({ fr: "comprend des ventes de test", en: "contains test sales" }));
  }
  return parts.join(", ");
}

function band(read: Read, say: Say): Section {
  const money = (cents: number) => exactMoney(cents, read.currency, say.locale);
  return {
    kind: "facts",
    title: say({ fr: "En bref", en: "In short" }),
    facts: [
      { label: say({ fr: "Billets payants", en: "Paid tickets" }), value: say.number(read.sold) },
      { label: say({ fr: "Exonérés", en: "Free tickets" }), value: say.number(read.free) },
      { label: say({ fr: "Recette brute TTC", en: "Gross" }), value: money(read.grossCents) },
      { label: say({ fr: "Recette HT", en: "Before VAT" }), value: money(read.netCents) },
    ],
  };
}

function tickets(read: Read, say: Say): Section {
  const money = (cents: number) => exactMoney(cents, read.currency, say.locale);
  const line = (category: Category) =>
    row([
      category.mark,
      category.name,
      say.number(category.first),
      say.number(category.last),
      say.number(category.count),
      say.number(category.cancelled.length),
      category.priceCents === 0 ? say({ fr: "gratuité", en: "free" }) : money(category.priceCents),
      money(category.totalCents),
    ]);
  const all = [...read.categories, ...read.comps];
  return {
    kind: "table",
    title: say({ fr: "Billets délivrés", en: "Tickets issued" }),
    columns: [
      column(say({ fr: "Cat.", en: "Cat." }), false),
      column(say({ fr: "Tarif", en: "Type" }), false),
      column(say({ fr: "Premier n°", en: "First no." })),
      column(say({ fr: "Dernier n°", en: "Last no." })),
      column(say({ fr: "Billets", en: "Tickets" })),
      column(say({ fr: "Annulés", en: "Cancelled" })),
      column(say({ fr: "Prix TTC", en: "Price" })),
      column(say({ fr: "Total TTC", en: "Total" })),
    ],
    rows: [
      ...read.categories.map(line),
      ...read.comps.map(line),
      row(
        [
          "",
          say({ fr: "Total", en: "Total" }),
          "",
          "",
          say.number(all.reduce((sum, { count }) => sum + count, 0)),
          say.number(read.cancelledCount),
          "",
          money(read.ticketsCents),
        ],
        true,
      ),
    ],
    note: null,
  };
}

function cancelled(read: Read, say: Say): Section[] {
  const lines = [...read.categories, ...read.comps].filter((line) => line.cancelled.length > 0);
  if (lines.length === 0) return [];
  return [
    {
      kind: "table",
      title: say({ fr: "Numéros annulés", en: "Cancelled numbers" }),
      columns: [
        column(say({ fr: "Cat.", en: "Cat." }), false),
        column(say({ fr: "Numéros", en: "Numbers" }), false),
      ],
      rows: lines.map((line) => row([line.mark, sayNumbers(line.cancelled)])),
      note: say({
        fr: "Un billet annulé ou remboursé garde son numéro, qui n’est pas réattribué.",
        en: "A cancelled or refunded ticket keeps its number, which is not given again.",
      }),
    },
  ];
}

function platforms(read: Read, say: Say): Section[] {
  if (read.platforms.length === 0) return [];
  const money = (cents: number) => exactMoney(cents, read.currency, say.locale);
  return [
    {
      kind: "table",
      title: say({ fr: "Autres plateformes", en: "Other platforms" }),
      columns: [
        column(say({ fr: "Plateforme", en: "Platform" }), false),
        column(say({ fr: "Tarif", en: "Type" }), false),
        column(say({ fr: "Billets", en: "Tickets" })),
        column(say({ fr: "Prix TTC", en: "Price" })),
        column(say({ fr: "TVA", en: "VAT" })),
        column(say({ fr: "Total TTC", en: "Total" })),
      ],
      rows: [
        ...read.platforms.map((line) =>
          row([
            platformName(line.platform, say),
            line.category || say({ fr: "tous tarifs", en: "all types" }),
            say.number(line.count),
            line.priceCents === null
              ? "–"
              : line.priceCents === 0
                ? say({ fr: "gratuité", en: "free" })
                : money(line.priceCents),
            exactRate(line.vatRateBp, say.locale),
            money(line.totalCents),
          ]),
        ),
        row(
          [
            say({ fr: "Total", en: "Total" }),
            "",
            say.number(read.platforms.reduce((sum, { count }) => sum + count, 0)),
            "",
            "",
            money(read.platformsCents),
          ],
          true,
        ),
      ],
      note: say({
        fr: "D’après les relevés de ces plateformes, qui numérotent leurs propres billets.",
        en: "From the reports of these platforms, which number their own tickets.",
      }),
    },
  ];
}

function notes(read: Read, say: Say): Section {
  const paragraphs = [
    say({
      fr: `Relevé établi selon : ${rules.statement.source}. À conserver ${rules.keeping.years} ans (${rules.keeping.source}).`,
      en: `Drawn up under: ${rules.statement.source}. To be kept ${rules.keeping.years} years (${rules.keeping.source}).`,
    }),
  ];
  if (read.levy) {
    paragraphs.push(
      say({
        fr: `Taxe CNM : ${read.levy.source}, règle en vigueur depuis le ${say.day(read.levy.since)}. Elle est due par qui encaisse la billetterie ; une personne la vérifie et la déclare.`,
        en: `CNM tax: ${read.levy.source}, in force since ${say.day(read.levy.since)}. It is owed by whoever holds the box office; a person checks and files it.`,
      }),
    );
  }
  if (read.testTickets > 0) {
    paragraphs.push(
      say({
        fr: `${say.count(read.testTickets, { fr: { one: "billet provient", other: "billets proviennent" }, en: { one: "", other: "" } })} de paiements de test : aucun argent n’a circulé, ce relevé n’est pas à déclarer.`,
        en: `${say.count(read.testTickets, { fr: { one: "", other: "" }, en: { one: "ticket comes", other: "tickets come" } })} from test payments: no money moved, this statement is not to be declared.`,
      }),
    );
  }
  return { kind: "text", title: say({ fr: "Mentions", en: "Notes" }), paragraphs };
}
