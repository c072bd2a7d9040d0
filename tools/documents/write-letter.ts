import type { Say } from "../core/text.ts";
import { dealWords } from "../business/deal-kinds.ts";
import { type Section, toConfirm } from "./content.ts";
import type { Facts } from "./read-facts.ts";
import { paymentDays, withVat } from "./rules.ts";

export type Price = { netCents: number; vatRateBp: number; currency: string };

/** The line that a quote or an invoice bills: one performance of the show. */
export function amounts(facts: Facts, say: Say, price: Price): Section {
  const { performance } = facts;
  return {
    kind: "amounts",
    title: say({ fr: "Montant", en: "Amount" }),
    lines: [
      {
        label: say({
          fr: `Représentation de ${performance.production ?? performance.artist}`,
          en: `Performance of ${performance.production ?? performance.artist}`,
        }),
        detail: [say.day(performance.day), performance.venue, performance.city]
          .filter(Boolean)
          .join(" · "),
        quantity: 1,
        unitCents: price.netCents,
        totalCents: price.netCents,
      },
    ],
    ...withVat(price.netCents, price.vatRateBp),
    currency: price.currency,
  };
}

export function writeQuote(facts: Facts, say: Say, price: Price, notes?: string): Section[] {
  return [
    amounts(facts, say, price),
    {
      kind: "text",
      title: say({ fr: "Conditions", en: "Terms" }),
      paragraphs: [
        say({
          fr: "Ce devis est valable 30 jours. La date est retenue à réception du devis daté et signé, avec la mention « bon pour accord ».",
          en: "This quote is valid for 30 days. The date is held on receipt of the quote, dated and signed.",
        }),
        ...(notes ? [notes] : []),
      ],
    },
  ];
}

export function writeInvoice(facts: Facts, say: Say, price: Price, notes?: string): Section[] {
  return [
    amounts(facts, say, price),
    {
      kind: "text",
      title: say({ fr: "Règlement", en: "Payment" }),
      // Mentions of art. L441-9 and L441-10 of the Code de commerce.
      paragraphs: [
        say({
          fr: `Payable à ${paymentDays} jours, sans escompte pour paiement anticipé. En cas de retard : pénalités au taux de la Banque centrale européenne majoré de 10 points et indemnité forfaitaire de 40 € pour frais de recouvrement.`,
          en: `Due within ${paymentDays} days, without discount for early payment. Late payment bears interest at the European Central Bank rate plus 10 points, and a fixed charge of €40 for recovery costs.`,
        }),
        ...(notes ? [notes] : []),
      ],
    },
  ];
}

/** A sale contract of one performance: parties, object, price, duties of each, as the rows know them. */
export function writeContract(
  facts: Facts,
  say: Say,
  price: Price | undefined,
  notes?: string,
): Section[] {
  const { deal, performance } = facts;
  const text = (fr: string, en: string, paragraphs: { fr: string; en: string }[]): Section => ({
    kind: "text",
    title: say({ fr, en }),
    paragraphs: paragraphs.map((paragraph) => say(paragraph)),
  });
  const money = (cents: number | null | undefined) =>
    cents === null || cents === undefined ? null : say.money(cents, deal?.currency);
  const venue = [performance.venue, performance.venueAddress, performance.city]
    .filter(Boolean)
    .join(", ");
  return [
    {
      kind: "facts",
      title: say({ fr: "1. Objet", en: "1. Object" }),
      facts: [
        {
          label: say({ fr: "Spectacle", en: "Show" }),
          value: performance.production ?? performance.artist,
        },
        { label: say({ fr: "Date", en: "Date" }), value: say.day(performance.day) },
        { label: say({ fr: "Lieu", en: "Place" }), value: venue || null },
        {
          label: say({ fr: "Jauge", en: "Capacity" }),
          value: performance.capacity === null ? null : say.number(performance.capacity),
        },
        {
          label: say({ fr: "Passage", en: "Set time" }),
          value: setTime(facts, say),
        },
      ],
    },
    {
      kind: "facts",
      title: say({ fr: "2. Prix", en: "2. Price" }),
      facts: [
        { label: say({ fr: "Type de deal", en: "Kind of deal" }), value: dealName(facts, say) },
        { label: say({ fr: "Prix HT", en: "Price before VAT" }), value: money(price?.netCents) },
        ...(price
          ? [
              {
                label: `${say({ fr: "TVA", en: "VAT" })} ${say.percent(price.vatRateBp)}`,
                value: money(withVat(price.netCents, price.vatRateBp).vatCents),
              },
              {
                label: say({ fr: "Prix TTC", en: "Price including VAT" }),
                value: money(withVat(price.netCents, price.vatRateBp).totalCents),
              },
            ]
          : []),
        ...(deal?.percentageBp
          ? [
              {
                label: say({ fr: "Part de la recette", en: "Share of the box office" }),
                value: say.percent(deal.percentageBp),
              },
            ]
          : []),
        ...(deal?.depositCents
          ? [
              {
                label: say({ fr: "Acompte", en: "Deposit" }),
                value: [
                  money(deal.depositCents),
                  deal.depositDueOn
                    ? say({
                        fr: `au plus tard le ${say.day(deal.depositDueOn)}`,
                        en: `by ${say.day(deal.depositDueOn)}`,
                      })
                    : say(toConfirm),
                ].join(", "),
              },
            ]
          : []),
      ],
    },
    text("3. Obligations du producteur", "3. Duties of the producer", [
      {
        fr: "Le producteur fournit le spectacle entièrement monté et assume la responsabilité artistique de la représentation. En qualité d’employeur, il assure les rémunérations, charges sociales et fiscales comprises, de son personnel attaché au spectacle.",
        en: "The producer provides the complete show and bears the artistic responsibility for the performance. As employer, it pays the wages, social charges and taxes of its staff attached to the show.",
      },
    ]),
    text("4. Obligations de l’organisateur", "4. Duties of the promoter", [
      {
        fr: "L’organisateur fournit le lieu en ordre de marche, y compris le personnel nécessaire au déchargement, au montage, au démontage et au service des représentations. Il assure l’accueil du public, la billetterie, la sécurité, et le règlement des droits d’auteur.",
        en: "The promoter provides the venue in working order, with the staff needed for unloading, set-up, dismantling and the performance. It takes care of the public, the ticketing, the security and the authors’ rights.",
      },
      {
        fr: "La fiche technique et le rider d’accueil font partie intégrante du contrat.",
        en: "The technical rider and the hospitality rider are part of the contract.",
      },
    ]),
    text("5. Enregistrement, assurances, annulation", "5. Recording, insurance, cancellation", [
      {
        fr: "Tout enregistrement ou diffusion demande l’accord écrit préalable du producteur. Chaque partie assure ses biens et sa responsabilité civile. Hors cas de force majeure, l’annulation par une partie entraîne pour celle-ci l’obligation d’indemniser l’autre des frais effectivement engagés.",
        en: "Any recording or broadcast needs the prior written consent of the producer. Each party insures its goods and its liability. Except for force majeure, a party that cancels owes the other the costs really incurred.",
      },
    ]),
    ...(deal?.terms || notes
      ? [
          {
            kind: "text" as const,
            title: say({ fr: "6. Conditions particulières", en: "6. Special terms" }),
            paragraphs: [deal?.terms, notes].filter((part) => part !== undefined && part !== null),
          },
        ]
      : []),
  ];
}

function setTime(facts: Facts, say: Say): string | null {
  const item = facts.schedule.find((one) => one.kind === "set_time");
  return item ? say.time(item.startsAt, facts.performance.timeZone) : null;
}

function dealName(facts: Facts, say: Say): string | null {
  const words: Record<string, { fr: string; en: string }> = dealWords;
  const word = facts.deal && words[facts.deal.kind];
  return word ? say(word) : null;
}
