import { addDays, addMonths, daysInMonth, isoDay, monthOf, weekdayOf, yearOf } from "./calendar.ts";
import { type SaidDate, dayNumber, saidDate } from "./date-parts.ts";
import { fromFocus, fromToday } from "./date-words.ts";
import { map, sequence, word } from "./grammar.ts";
import type { Draft, Rule, Values } from "./span.ts";

type Resolved = { date: Values["date"] } | { invalid: Values["invalid_date"]["reason"] };

/**
 * Completes a date said in part: without a year, the next such day from today on; without a month,
 * the next month that has it. The day may be given in the month-first order when only that exists.
 */
export function resolveDate(said: SaidDate, today: string, locale: "fr" | "en" = "fr"): Resolved {
  let { day, month } = said;
  if (month !== undefined && month > 12 && day >= 1 && day <= 12 && locale === "en")
    [day, month] = [month, day];
  if (day < 1 || day > 31) return { invalid: "no_such_day" };
  if (month !== undefined && (month < 1 || month > 12)) return { invalid: "no_such_month" };
  const stated = { yearStated: said.year !== undefined, monthStated: month !== undefined };
  const found =
    month === undefined ? nextDayNumber(said, today) : nextInYear(day, month, said.year, today);
  if (!found) return { invalid: "day_not_in_month" };
  const date: Values["date"] = { day: found, ...stated };
  if (said.weekday !== undefined && weekdayOf(found) !== said.weekday) date.weekdayConflict = true;
  return { date };
}

function nextInYear(
  day: number,
  month: number,
  year: number | undefined,
  today: string,
): string | undefined {
  const years =
    year !== undefined ? [year] : Array.from({ length: 9 }, (_, ahead) => yearOf(today) + ahead);
  for (const candidate of years) {
    if (day > daysInMonth(candidate, month)) {
      if (month === 2 && day === 29) continue;
      return undefined;
    }
    const found = isoDay(candidate, month, day);
    if (year !== undefined || found >= today) return found;
  }
  return undefined;
}

/** The next day of that number, on that weekday when one was said (within two years). */
function nextDayNumber(said: SaidDate, today: string): string | undefined {
  const first = isoDay(yearOf(today), monthOf(today), 1);
  for (let ahead = 0; ahead < 24; ahead++) {
    const start = addMonths(first, ahead);
    if (said.day > daysInMonth(yearOf(start), monthOf(start))) continue;
    const found = addDays(start, said.day - 1);
    if (found >= today && (said.weekday === undefined || weekdayOf(found) === said.weekday))
      return found;
  }
  return undefined;
}

/** A written date, or why it cannot be one. */
export const writtenDate: Rule = ({ tokens, today, locale }, at) => {
  const found = saidDate(tokens, at);
  if (!found) return undefined;
  const said = found.value;
  const resolved = resolveDate(said, today, locale);
  if ("date" in resolved) {
    const confidence = said.month === undefined ? 0.75 : said.year !== undefined ? 0.98 : 0.92;
    return { type: "date", value: resolved.date, confidence, next: found.next };
  }
  return {
    type: "invalid_date",
    value: { reason: resolved.invalid },
    confidence: 0.9,
    next: found.next,
  };
};

const UNITS_AFTER = new Set([
  "h",
  "heures",
  "heure",
  "%",
  "€",
  "euros",
  "euro",
  "$",
  "£",
  "places",
  "dates",
  "billets",
  "options",
  "option",
  "jours",
  "premieres",
  "derniers",
  "dernieres",
  "premiers",
  "personnes",
  "k",
  "titres",
  "semaines",
  "mois",
  "ans",
  ":",
  "hold",
]);

const articleAndDay = sequence(word("le", "the"), dayNumber);

/** « le 12 », "the 12th": the number alone, when nothing after says that it counts something else. */
export const dayAlone: Rule = ({ tokens, today }, at) => {
  const found = articleAndDay(tokens, at);
  if (!found) return undefined;
  const [article, day] = found.value;
  const follower = tokens[found.next];
  const numeric = tokens[found.next - 1]!.kind === "number";
  if (
    day < 1 ||
    day > 31 ||
    (follower && UNITS_AFTER.has(follower.text)) ||
    (follower?.glued && follower.kind === "word")
  )
    return undefined;
  if (!numeric && !(tokens[found.next - 2]?.kind === "number")) return undefined;
  if (numeric && article === "the") return undefined;
  if (follower?.glued && /^[,.]$/.test(follower.text) && tokens[found.next + 1]?.glued)
    return undefined;
  const resolved = resolveDate({ day }, today);
  return "date" in resolved
    ? { type: "date", value: resolved.date, confidence: 0.65, next: found.next }
    : undefined;
};

/** « demain », « après-demain », "tonight". */
export const dayFromToday: Rule = ({ tokens, today }, at) => {
  const found = fromToday(tokens, at);
  if (!found) return undefined;
  const value = { day: addDays(today, found.value), yearStated: true, monthStated: true };
  return { type: "date", value, confidence: 0.95, next: found.next };
};

const aroundTheDay = map(
  sequence(word("j", "d"), word("+", "-"), dayNumber),
  ([, sign, days], tokens, at) =>
    tokens[at + 1]!.glued && tokens[at + 2]!.glued ? (sign === "-" ? -days : days) : undefined,
);

/** « la veille », « le lendemain », « J-15 »: counted from the day last spoken of. */
export const dayFromFocus: Rule = ({ tokens }, at): Draft | undefined => {
  const found = fromFocus(tokens, at) ?? aroundTheDay(tokens, at);
  return (
    found && {
      type: "relative_day",
      value: { days: found.value },
      confidence: 0.9,
      next: found.next,
    }
  );
};

/** First and last day of a month. */
export function monthBounds(year: number, month: number): { from: string; to: string } {
  return { from: isoDay(year, month, 1), to: isoDay(year, month, daysInMonth(year, month)) };
}

/** The year of the next such month, this one included. */
export function yearOfNext(month: number, today: string): number {
  return yearOf(today) + (month < monthOf(today) ? 1 : 0);
}
