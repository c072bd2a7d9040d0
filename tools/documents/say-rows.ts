import type { Say } from "../core/text.ts";
import { dealWords } from "../business/deal-kinds.ts";
import type { MatchedDate } from "./match-rows.ts";
import type { ProposedDate, ProposedRows } from "./proposed-rows.ts";

/** « 19 h 30 », for a time of the venue. */
function hour(time: string, say: Say): string {
  const [hours = "", minutes = ""] = time.split(":");
  if (say.locale === "en") return time;
  return minutes === "00" ? `${Number(hours)}\u00a0h` : `${Number(hours)}\u00a0h\u00a0${minutes}`;
}

/** « ven. 12 mars 2027 · Villeurbanne, Le Transbordeur · jauge 1 800 · portes 19 h, concert 20 h 30 ». */
export function sayDate(row: ProposedDate, say: Say): string {
  const times = [
    row.doors && say({ fr: `portes ${hour(row.doors, say)}`, en: `doors ${hour(row.doors, say)}` }),
    row.set_time &&
      say({ fr: `concert ${hour(row.set_time, say)}`, en: `show ${hour(row.set_time, say)}` }),
    row.curfew &&
      say({ fr: `couvre-feu ${hour(row.curfew, say)}`, en: `curfew ${hour(row.curfew, say)}` }),
  ].filter(Boolean);
  return [
    say.shortDay(row.day),
    [row.city, row.venue].filter(Boolean).join(", "),
    row.status === "option" &&
      say({ fr: `option ${row.hold_rank ?? 1}`, en: `hold ${row.hold_rank ?? 1}` }),
    row.capacity !== undefined &&
      say({ fr: `jauge ${say.number(row.capacity)}`, en: `capacity ${say.number(row.capacity)}` }),
    times.join(", "),
  ]
    .filter(Boolean)
    .join(" · ");
}

/** « Cession 8 000 € HT, acompte 2 400 € ». */
export function sayDeal(
  deal: NonNullable<ProposedDate["deal"]>,
  say: Say,
  currency: string,
): string {
  const parts = [
    [
      say(dealWords[deal.deal_kind]),
      deal.guarantee !== undefined &&
        `${say.money(deal.guarantee, currency)} ${say({ fr: "HT", en: "before VAT" })}`,
    ]
      .filter(Boolean)
      .join(" "),
    deal.percentage !== undefined && say.percent(deal.percentage),
    deal.deposit !== undefined &&
      say({
        fr: `acompte ${say.money(deal.deposit, currency)}`,
        en: `deposit ${say.money(deal.deposit, currency)}`,
      }),
  ];
  return parts.filter(Boolean).join(", ");
}

export const sayPromoter = (promoter: NonNullable<ProposedRows["promoter"]>) =>
  [promoter.name, promoter.company, promoter.email, promoter.phone].filter(Boolean).join(", ");

export type State = "new" | "there" | "busy" | "unknown_town";

export function stateOf({ place, standing, busy }: MatchedDate): State {
  if (!place) return "unknown_town";
  if (standing) return "there";
  return busy ? "busy" : "new";
}

export const stateWords: Record<State, { fr: string; en: string }> = {
  new: { fr: "nouveau", en: "new" },
  there: { fr: "déjà là", en: "already there" },
  busy: { fr: "l’artiste joue déjà ailleurs", en: "the artist already plays elsewhere" },
  unknown_town: { fr: "ville inconnue", en: "unknown town" },
};
