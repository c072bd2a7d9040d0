import type { Say } from "../core/text.ts";
import type { Section } from "../documents/content.ts";
import { exactMoney, exactRate } from "./exact-words.ts";
import { providerWords } from "./provider-words.ts";
import { column, type Read, row } from "./statement-parts.ts";

/** Money kept of cancelled tickets, and money given back on valid ones, where there is any. */
export function corrections(read: Read, say: Say): Section[] {
  const lines = [
    {
      label: say({
        fr: "Sommes conservées sur billets annulés",
        en: "Money kept of cancelled tickets",
      }),
      cents: read.keptCents,
    },
    {
      label: say({
        fr: "Remboursements partiels sur billets valables",
        en: "Partial refunds on valid tickets",
      }),
      cents: -read.givenBackCents,
    },
  ].filter(({ cents }) => cents !== 0);
  return lines.length === 0
    ? []
    : [amounts(say({ fr: "Régularisations", en: "Corrections" }), lines, read, say)];
}

function amounts(
  title: string,
  lines: { label: string; cents: number; strong?: boolean }[],
  read: Read,
  say: Say,
  note: string | null = null,
): Section {
  return {
    kind: "table",
    title,
    columns: [column("", false), column(say({ fr: "Montant", en: "Amount" }))],
    rows: lines.map(({ label, cents, strong = false }) =>
      row([label, exactMoney(cents, read.currency, say.locale)], strong),
    ),
    note,
  };
}

/** VAT by rate, with its total. */
export function vat(read: Read, say: Say): Section {
  const money = (cents: number) => exactMoney(cents, read.currency, say.locale);
  return {
    kind: "table",
    title: say({ fr: "TVA par taux", en: "VAT by rate" }),
    columns: [
      column(say({ fr: "Taux", en: "Rate" }), false),
      column(say({ fr: "Recette TTC", en: "Gross" })),
      column(say({ fr: "Recette HT", en: "Before VAT" })),
      column(say({ fr: "TVA", en: "VAT" })),
    ],
    rows: [
      ...read.rates.map((rate) =>
        row([
          exactRate(rate.rateBp, say.locale),
          money(rate.grossCents),
          money(rate.netCents),
          money(rate.vatCents),
        ]),
      ),
      row(
        [
          say({ fr: "Total", en: "Total" }),
          money(read.grossCents),
          money(read.netCents),
          money(read.vatCents),
        ],
        true,
      ),
    ],
    note: null,
  };
}

/** What leads from the takings before VAT to the net. */
export function net(read: Read, say: Say): Section {
  const { levy } = read;
  return amounts(
    say({ fr: "Recette nette", en: "Net takings" }),
    [
      { label: say({ fr: "Recette HT", en: "Takings before VAT" }), cents: read.netCents },
      ...(levy
        ? [
            {
              label: say({
                fr: `Taxe CNM, ${exactRate(levy.rateBp, say.locale)} de la recette HT`,
                en: `CNM tax, ${exactRate(levy.rateBp, say.locale)} of takings before VAT`,
              }),
              cents: -levy.cents,
            },
          ]
        : []),
      ...(read.organizerFeeCents > 0
        ? [
            {
              label: say({
                fr: "Frais de billetterie à la charge de l’organisateur",
                en: "Ticketing fees borne by the organizer",
              }),
              cents: -read.organizerFeeCents,
            },
          ]
        : []),
      { label: say({ fr: "Net", en: "Net" }), cents: read.dueCents, strong: true },
    ],
    read,
    say,
    read.buyerFeeCents > 0
      ? say({
          fr: `Frais de location payés par le public en plus du prix : ${exactMoney(read.buyerFeeCents, read.currency, say.locale)}, hors recette.`,
          en: `Booking fees paid by the public on top of the price: ${exactMoney(read.buyerFeeCents, read.currency, say.locale)}, outside the takings.`,
        })
      : null,
  );
}

/** How the money came and went back. */
export function payments(read: Read, say: Say): Section[] {
  if (read.payments.length === 0) return [];
  const money = (cents: number) => exactMoney(cents, read.currency, say.locale);
  return [
    {
      kind: "table",
      title: say({ fr: "Encaissements", en: "Payments" }),
      columns: [
        column(say({ fr: "Mode", en: "Means" }), false),
        column(say({ fr: "Encaissé", en: "Received" })),
        column(say({ fr: "Remboursé", en: "Refunded" })),
        column(say({ fr: "Reste", en: "Left" })),
      ],
      rows: read.payments.map(({ provider, paidCents, refundedCents }) =>
        row([
          say(providerWords(provider)),
          money(paidCents),
          money(refundedCents),
          money(paidCents - refundedCents),
        ]),
      ),
      note: null,
    },
  ];
}
