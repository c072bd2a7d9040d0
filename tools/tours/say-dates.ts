import type { Card, DateRow } from "../core/card.ts";
import type { Say } from "../core/text.ts";
import type { Subject } from "../core/tool.ts";

/** « Lyon, jeu. 14 mai 2027 ». */
export function dateName(
  date: Pick<DateRow, "city" | "venue" | "title" | "day">,
  say: Say,
): string {
  return `${whereOf(date)}, ${say.shortDay(date.day)}`;
}

/** The town, else the venue, else the title. */
export function whereOf(date: Pick<DateRow, "city" | "venue" | "title">): string {
  return date.city ?? date.venue ?? date.title;
}

/** « 3 dates ». */
export function countDates(n: number, say: Say): string {
  return say.count(n, {
    fr: { one: "date", other: "dates" },
    en: { one: "date", other: "dates" },
  });
}

/**
 * « Lyon, jeu. 14 mai » alone; several as « Lyon (jeu. 14 mai), Nice (ven. 15 mai) et 3 autres ».
 * `total` counts those that are not in the list.
 */
export function listDates(
  dates: Parameters<typeof dateName>[0][],
  say: Say,
  total = dates.length,
  most = 4,
): string {
  const [only] = dates;
  if (only && total === 1) return dateName(only, say);
  const shown = total <= most ? dates : dates.slice(0, most - 1);
  const named = shown.map((date) => `${whereOf(date)} (${say.shortDay(date.day)})`);
  const more = total - shown.length;
  return say.list(more > 0 ? [...named, say({ fr: `${more} autres`, en: `${more} more` })] : named);
}

export const datesCard = (title: string, dates: DateRow[], total = dates.length): Card => ({
  kind: "dates",
  title,
  dates,
  total,
});

/** Links to dates; the label is the day and the town. */
export function aboutDates(
  dates: Pick<DateRow, "id" | "city" | "venue" | "title" | "day">[],
): Subject[] {
  return dates
    .slice(0, 200)
    .map((date) => ({ kind: "performance", id: date.id, label: `${date.day} · ${whereOf(date)}` }));
}

export const statusWords: Record<DateRow["status"], { fr: string; en: string }> = {
  option: { fr: "en option", en: "on hold" },
  confirmed: { fr: "confirmée", en: "confirmed" },
  on_sale: { fr: "en vente", en: "on sale" },
  played: { fr: "jouée", en: "played" },
  settled: { fr: "soldée", en: "settled" },
  cancelled: { fr: "annulée", en: "cancelled" },
};
