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

/** Names the first few dates, then says how many more: « Lyon, jeu. 14 mai et 3 autres dates ». */
export function listDates(dates: Parameters<typeof dateName>[0][], say: Say, most = 4): string {
  if (dates.length <= most) return say.list(dates.map((date) => dateName(date, say)));
  const more = dates.length - (most - 1);
  return say.list([
    ...dates.slice(0, most - 1).map((date) => dateName(date, say)),
    say({ fr: `${more} autres dates`, en: `${more} more dates` }),
  ]);
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
