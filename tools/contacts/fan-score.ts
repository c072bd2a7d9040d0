import type { Text } from "../core/text.ts";

/** What is known of a contact's faithfulness. */
export type FanFacts = {
  /** Days since the last purchase; null for who never bought. */
  daysSince: number | null;
  /** Dates that tickets were bought for. */
  dates: number;
  spentCents: number;
  /** Tickets of dates that are over, and those that came in. */
  pastTickets: number;
  cameIn: number;
  agreesToMail: boolean;
};

export type FanPart = { kind: keyof typeof partWords; points: number; of: number };

export const partWords = {
  recency: { fr: "achat récent", en: "recent purchase" },
  dates: { fr: "nombre de dates", en: "number of dates" },
  spending: { fr: "dépenses", en: "spending" },
  attendance: { fr: "présence", en: "attendance" },
  consent: { fr: "accepte les e-mails", en: "agrees to e-mail" },
} as const satisfies Record<string, Text>;

/** From the most: the first step that is reached gives its points. */
const step = (value: number, steps: readonly (readonly [number, number])[]) =>
  steps.find(([least]) => value >= least)?.[1] ?? 0;

/**
 * How close a fan is, of 100, with the points that explain it: recency, frequency and spending weigh
 * most, as in the usual RFM reading of a customer file; then who comes in, and who may be written to.
 */
export function scoreFan(facts: FanFacts): { score: number; parts: FanPart[] } {
  const parts: FanPart[] = [
    {
      kind: "recency",
      of: 30,
      points:
        facts.daysSince === null
          ? 0
          : step(-facts.daysSince, [
              [-90, 30],
              [-180, 24],
              [-365, 16],
              [-730, 8],
            ]),
    },
    {
      kind: "dates",
      of: 30,
      points: step(facts.dates, [
        [5, 30],
        [4, 26],
        [3, 22],
        [2, 16],
        [1, 8],
      ]),
    },
    {
      kind: "spending",
      of: 20,
      points: step(facts.spentCents, [
        [20_000, 20],
        [10_000, 15],
        [5_000, 10],
        [1, 5],
      ]),
    },
    {
      kind: "attendance",
      of: 10,
      points: facts.pastTickets > 0 ? Math.round((10 * facts.cameIn) / facts.pastTickets) : 0,
    },
    { kind: "consent", of: 10, points: facts.agreesToMail ? 10 : 0 },
  ];
  return { score: parts.reduce((sum, { points }) => sum + points, 0), parts };
}
