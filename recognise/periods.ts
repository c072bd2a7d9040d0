import { addDays, addMonths, daysInMonth, isoDay, monthOf, yearOf } from "./calendar.ts";
import { type SaidDate, dayNumber, monthName, saidDate, yearNumber } from "./date-parts.ts";
import { month, season } from "./date-words.ts";
import { monthBounds, resolveDate, yearOfNext } from "./dates.ts";
import { longest, map, optional, sequence, word } from "./grammar.ts";
import { phrases } from "./phrases.ts";
import type { Draft, Rule } from "./span.ts";

type Part = "start" | "middle" | "end";

const part = phrases<Part>([
  [
    "start",
    [
      "début",
      "debut",
      "début du mois de",
      "early",
      "the start of",
      "start of",
      "the beginning of",
      "beginning of",
    ],
  ],
  ["middle", ["mi", "mi-", "milieu", "mid", "mid-", "the middle of", "middle of"]],
  ["end", ["fin", "fin du mois de", "late", "the end of", "end of"]],
]);
const inMonth = phrases<"in">([
  [
    "in",
    ["en", "in", "au mois de", "courant", "during", "du mois de", "pour le mois de", "of", "sur"],
  ],
]);
const MODAL = new Set(["may", "march"]);

/** « en février », « fin mars », « mi-avril 2027 », "late April". */
export const namedMonth: Rule = ({ tokens, today }, at) => {
  const lead = inMonth(tokens, at);
  const said = part(tokens, lead?.next ?? at);
  const name = month(tokens, said?.next ?? lead?.next ?? at);
  if (!name) return undefined;
  const year = yearNumber(tokens, optional(word("de"))(tokens, name.next)!.next);
  const token = tokens[name.next - 1]!;
  if (MODAL.has(token.text) && !lead && !said && !year && !/^[MA]/.test(token.raw))
    return undefined;
  const of = year?.value ?? yearOfNext(name.value, today);
  const bounds = monthBounds(of, name.value);
  const halves: Record<Part, [number, number]> = {
    start: [1, 10],
    middle: [11, 20],
    end: [21, daysInMonth(of, name.value)],
  };
  const [from, to] = said ? halves[said.value] : [1, daysInMonth(of, name.value)];
  return {
    type: "month",
    value: {
      year: of,
      month: name.value,
      ...(said && { part: said.value }),
      from: said ? isoDay(of, name.value, from) : bounds.from,
      to: said ? isoDay(of, name.value, to) : bounds.to,
      yearStated: year !== undefined,
    },
    confidence: lead || said || year ? 0.9 : 0.7,
    next: year?.next ?? name.next,
  };
};

const until = word("au", "a", "to", "until", "till", "-", "et", "and", "jusqu'au");
const opening = optional(word("du", "de", "from", "entre", "between", "des"));
const article = optional(word("le", "the"));

/** The same month said once: « du 3 au 7 mai », « 3-7 mai ». */
const withinMonth = map(
  sequence(
    opening,
    article,
    dayNumber,
    until,
    article,
    dayNumber,
    optional(word("of")),
    monthName,
    optional(yearNumber),
  ),
  ([, , first, joint, , last, , month, year]) => ({
    joint,
    first: { day: first, month, year },
    last: { day: last, month, year },
  }),
);
const monthFirst = map(
  sequence(opening, monthName, dayNumber, until, dayNumber, optional(yearNumber)),
  ([, month, first, joint, last, year]) => ({
    joint,
    first: { day: first, month, year },
    last: { day: last, month, year },
  }),
);
const twoDates = map(
  sequence(opening, article, saidDate, until, article, saidDate),
  ([, , first, joint, , last]) => ({ joint, first, last }),
);
const rangeSaid = longest<{ joint: string; first: SaidDate; last: SaidDate }>(
  withinMonth,
  monthFirst,
  twoDates,
);

/** « du 3 au 7 mai », « du 30 avril au 3 mai », « entre le 3 et le 7 mai », "May 3-7". */
export const dateRange: Rule = ({ tokens, today, locale }, at): Draft | undefined => {
  const found = rangeSaid(tokens, at);
  if (!found) return undefined;
  const { joint, first, last } = found.value;
  const between = /^(?:entre|between)$/.test(tokens[at]!.text);
  if (/^(?:et|and)$/.test(joint) && !between) return undefined;
  const end = resolveDate(last, today, locale);
  const year =
    first.year ?? (last.year !== undefined || !("date" in end) ? last.year : yearOf(end.date.day));
  const start = resolveDate({ ...first, month: first.month ?? last.month, year }, today, locale);
  const invalid = "invalid" in start ? start.invalid : "invalid" in end ? end.invalid : undefined;
  if (invalid || !("date" in start) || !("date" in end))
    return {
      type: "invalid_date",
      value: { reason: invalid ?? "no_such_day" },
      confidence: 0.9,
      next: found.next,
    };
  let from = start.date.day;
  const to = end.date.day;
  if (from > to && first.year === undefined) from = addMonths(from, -12);
  if (from > to) return undefined;
  return { type: "date_range", value: { from, to }, confidence: 0.93, next: found.next };
};

const listed = sequence(word(",", "et", "and", "&", "puis"), article, dayNumber);

/** « les 3, 4 et 5 mai »: several days of one month. */
export const dayList: Rule = ({ tokens, today, locale }, at): Draft | undefined => {
  const start = sequence(optional(word("les", "le", "the")), dayNumber)(tokens, at);
  if (!start) return undefined;
  const days = [start.value[1]];
  let next = start.next;
  for (let more = listed(tokens, next); more; more = listed(tokens, next)) {
    days.push(more.value[2]);
    next = more.next;
  }
  const end =
    days.length > 1 &&
    sequence(optional(word("of")), monthName, optional(yearNumber))(tokens, next);
  if (!end) return undefined;
  const [, month, year] = end.value;
  const found = days.map((day) => resolveDate({ day, month, year }, today, locale));
  const bad = found.find((one) => "invalid" in one);
  if (bad && "invalid" in bad)
    return {
      type: "invalid_date",
      value: { reason: bad.invalid },
      confidence: 0.9,
      next: end.next,
    };
  const resolved = found.flatMap((one) => ("date" in one ? [one.date.day] : [])).toSorted();
  return { type: "dates", value: { days: resolved }, confidence: 0.93, next: end.next };
};

const unit = phrases<"month" | "year">([
  ["month", ["mois", "mois-ci", "month"]],
  ["year", ["année", "an", "year"]],
]);
const which = phrases<number>([
  [0, ["ce", "cette", "this"]],
  [1, ["next"]],
  [-1, ["last"]],
]);
const whichAfter = phrases<number>([
  [1, ["prochain", "prochaine", "qui vient"]],
  [-1, ["dernier", "dernière", "passé"]],
]);

/** « le mois prochain », « cette année », "next month". */
export const monthOrYear: Rule = ({ tokens, today }, at): Draft | undefined => {
  const lead = which(tokens, at);
  const start = lead?.next ?? sequence(word("le", "l"), optional(word("'")))(tokens, at)?.next;
  const name = start !== undefined && unit(tokens, start);
  if (!name) return undefined;
  const after = whichAfter(tokens, name.next);
  if (!lead && !after) return undefined;
  const offset = after?.value ?? lead?.value ?? 0;
  const first = addMonths(
    isoDay(yearOf(today), name.value === "month" ? monthOf(today) : 1, 1),
    offset * (name.value === "month" ? 1 : 12),
  );
  const to = addDays(addMonths(first, name.value === "month" ? 1 : 12), -1);
  return {
    type: "date_range",
    value: { from: first, to },
    confidence: 0.88,
    next: after?.next ?? name.next,
  };
};

const FIRST_MONTH = { spring: 3, summer: 6, autumn: 9, winter: 12 } as const;
const seasonLead = phrases<"in">([
  ["in", ["au", "cet", "cette", "en", "à l'", "l'", "in", "this", "ce", "in the", "d'"]],
]);

/** « au printemps », « cet été », « automne 2027 », by meteorological seasons; « en 2028 ». */
export const seasonOrYear: Rule = ({ tokens, today }, at): Draft | undefined => {
  const lead = seasonLead(tokens, at);
  const name = season(tokens, lead?.next ?? at);
  if (name) {
    const year = yearNumber(tokens, name.next);
    const accented = name.value !== "summer" || /^[ÉéSs]/.test(tokens[name.next - 1]!.raw);
    if ((!lead && !year) || !accented) return undefined;
    const first = FIRST_MONTH[name.value];
    const of = year?.value ?? yearOfNext(Math.min(12, first + 2), today);
    const from = isoDay(of, first, 1);
    return {
      type: "date_range",
      value: { from, to: addDays(addMonths(from, 3), -1) },
      confidence: 0.8,
      next: year?.next ?? name.next,
    };
  }
  const in2028 = sequence(word("en", "in", "of", "de"), yearNumber)(tokens, at);
  if (
    !in2028 ||
    (tokens[in2028.next]?.kind === "word" &&
      /^(?:euros?|places?|billets?)$/.test(tokens[in2028.next]!.text))
  )
    return undefined;
  const year = in2028.value[1];
  return {
    type: "date_range",
    value: { from: isoDay(year, 1, 1), to: isoDay(year, 12, 31) },
    confidence: 0.75,
    next: in2028.next,
  };
};
