import { csvAmount, type CsvCell, csvFile } from "../core/csv.ts";
import type { Say } from "../core/text.ts";
import { exactRate } from "./exact-words.ts";
import { platformName } from "./platforms.ts";
import { providerWords } from "./provider-words.ts";
import { sayNumbers } from "./statement-rules.ts";
import type { Read } from "./statement-parts.ts";

/** A statement as a table, a line for each category, platform, rate and sum. */
export function statementCsv(read: Read, say: Say): string {
  const amount = (cents: number) => csvAmount(cents, say.locale);
  const rate = (bp: number) => csvAmount(bp, say.locale);
  const line = (cells: CsvCell[]): CsvCell[] => [read.day, read.label, ...cells];
  const sum = (label: string, cents: number) =>
    line([
      say({ fr: "Somme", en: "Sum" }),
      label,
      null,
      null,
      null,
      null,
      null,
      null,
      amount(cents),
    ]);
  return csvFile([
    [
      say({ fr: "Jour", en: "Day" }),
      say({ fr: "Représentation", en: "Performance" }),
      say({ fr: "Ligne", en: "Line" }),
      say({ fr: "Libellé", en: "Label" }),
      say({ fr: "Premier n°", en: "First no." }),
      say({ fr: "Dernier n°", en: "Last no." }),
      say({ fr: "Billets", en: "Tickets" }),
      say({ fr: "Numéros annulés", en: "Cancelled numbers" }),
      say({ fr: "Prix TTC", en: "Price" }),
      say({ fr: "Taux de TVA", en: "VAT rate" }),
      say({ fr: "Montant TTC", en: "Amount" }),
    ],
    ...[...read.categories, ...read.comps].map((one) =>
      line([
        say({ fr: "Catégorie", en: "Category" }),
        `${one.mark} · ${one.name}`,
        one.first,
        one.last,
        one.count,
        sayNumbers(one.cancelled),
        amount(one.priceCents),
        rate(one.vatRateBp),
        amount(one.totalCents),
      ]),
    ),
    ...read.platforms.map((one) =>
      line([
        say({ fr: "Autre plateforme", en: "Other platform" }),
        [platformName(one.platform, say), one.category].filter(Boolean).join(" · "),
        null,
        null,
        one.count,
        null,
        one.priceCents === null ? null : amount(one.priceCents),
        rate(one.vatRateBp),
        amount(one.totalCents),
      ]),
    ),
    sum(
      say({ fr: "Sommes conservées sur billets annulés", en: "Kept of cancelled tickets" }),
      read.keptCents,
    ),
    sum(say({ fr: "Remboursements partiels", en: "Partial refunds" }), -read.givenBackCents),
    sum(say({ fr: "Recette brute TTC", en: "Gross" }), read.grossCents),
    ...read.rates.map((one) =>
      sum(
        say({
          fr: `TVA ${exactRate(one.rateBp, "fr")}`,
          en: `VAT ${exactRate(one.rateBp, "en")}`,
        }),
        one.vatCents,
      ),
    ),
    sum(say({ fr: "Recette HT", en: "Before VAT" }), read.netCents),
    sum(say({ fr: "Taxe CNM", en: "CNM tax" }), read.levy?.cents ?? 0),
    sum(
      say({ fr: "Frais de billetterie de l’organisateur", en: "Ticketing fees of the organizer" }),
      read.organizerFeeCents,
    ),
    sum(say({ fr: "Net", en: "Net" }), read.dueCents),
    ...read.payments.map(({ provider, paidCents, refundedCents }) =>
      sum(
        say({
          fr: `Encaissé, ${providerWords(provider).fr}`,
          en: `Received, ${providerWords(provider).en}`,
        }),
        paidCents - refundedCents,
      ),
    ),
  ]);
}
