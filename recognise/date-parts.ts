import { shortMonth, shortWeekday, month, weekday } from "./date-words.ts";
import { type Matcher, digits, longest, map, optional, sequence, word } from "./grammar.ts";
import { ordinal } from "./numbers.ts";

/** A date as said: parts that were not said are missing. Values are not yet checked. */
export type SaidDate = { weekday?: number; day: number; month?: number; year?: number };

const dot = optional(word("."));

/** « 3 », « 1er », « premier », "12th". */
export const dayNumber: Matcher<number> = longest(
  digits(0, 99, [1, 2]),
  map(ordinal, (value, tokens, at) =>
    tokens[at]!.kind === "number" || tokens[at]!.text === "premier" || tokens[at]!.text === "first"
      ? value
      : undefined,
  ),
);

export const monthName: Matcher<number> = longest(
  month,
  map(sequence(shortMonth, dot), ([value]) => value),
);

/** « 2027 », « '27 ». */
export const yearNumber: Matcher<number> = longest(
  digits(1900, 2199, [4]),
  map(sequence(word("'"), digits(0, 99, [2])), ([, value]) => 2000 + value),
);

export const weekdayName: Matcher<number> = longest(
  weekday,
  map(sequence(shortWeekday, dot), ([value]) => value),
);

const comma = optional(word(","));
const lead = sequence(
  optional(map(sequence(weekdayName, comma), ([value]) => value)),
  optional(word("le", "the", "on", "du", "au")),
);

/** « samedi 12 mars 2027 », « le 1er mai », "12th of March". */
const dayThenMonth: Matcher<SaidDate> = map(
  sequence(
    lead,
    dayNumber,
    optional(word("of", "de", "-", "/")),
    monthName,
    optional(map(sequence(optional(word("-", "/", ",")), yearNumber), ([, year]) => year)),
  ),
  ([[weekday], day, , month, year]) => ({ weekday, day, month, year }),
);

/** « March 12th, 2027 », « Friday, May 3 ». */
const monthThenDay: Matcher<SaidDate> = map(
  sequence(
    lead,
    monthName,
    optional(word("the")),
    dayNumber,
    optional(map(sequence(comma, yearNumber), ([, year]) => year)),
  ),
  ([[weekday], month, , day, year]) => ({ weekday, day, month, year }),
);

const separator = (tokens: Parameters<Matcher<string>>[0], at: number) =>
  tokens[at]?.glued && tokens[at + 1]?.glued ? word("/", ".", "-")(tokens, at) : undefined;

const shortYear = map(digits(0, 99, [2]), (value) => 2000 + value);

/** « 12/03/27 », « 12.03.2027 », « 12-03-2027 »: the day comes first, as in Europe. */
const figures: Matcher<SaidDate> = map(
  sequence(
    lead,
    digits(0, 99, [1, 2]),
    separator,
    digits(0, 99, [1, 2]),
    separator,
    longest(digits(1900, 2199, [4]), shortYear),
  ),
  ([[weekday], day, first, month, second, year]) =>
    first === second ? { weekday, day, month, year } : undefined,
);

/** « 2027-03-12 ». */
const iso: Matcher<SaidDate> = map(
  sequence(
    lead,
    digits(1900, 2199, [4]),
    separator,
    digits(0, 99, [2]),
    separator,
    digits(0, 99, [2]),
  ),
  ([[weekday], year, , month, , day]) => ({ weekday, day, month, year }),
);

/** « 12/03 », and « 12.03 » where it cannot be a price or an hour. */
const figuresWithoutYear: Matcher<SaidDate> = map(
  sequence(lead, digits(1, 31, [1, 2]), separator, digits(1, 12, [1, 2])),
  ([[weekday], day, sign, month], tokens, _at, next) => {
    const follower = tokens[next];
    if (follower?.glued && follower.kind !== "sign") return undefined;
    if (sign === "/" && !(follower?.glued && follower.text === "/")) return { weekday, day, month };
    const twoDigits = tokens[next - 1]!.text.length === 2 && tokens[next - 3]!.text.length === 2;
    return sign === "." && twoDigits && weekday !== undefined ? { weekday, day, month } : undefined;
  },
);

/** « vendredi 13 »: the month is that of the next such day. */
const weekdayAndDay: Matcher<SaidDate> = map(
  sequence(weekdayName, optional(word("le", "the")), dayNumber),
  ([weekday, , day], tokens, at, next) => {
    const follower = tokens[next];
    return follower?.glued && /^[h:/.,%€]/.test(follower.text) && tokens[next + 1]?.glued
      ? undefined
      : follower?.text === "h" || tokens[at]!.text.length < 3
        ? undefined
        : { weekday, day };
  },
);

/** Any wording of a date that says at least its month, or its weekday and number. */
export const saidDate: Matcher<SaidDate> = longest<SaidDate>(
  iso,
  figures,
  dayThenMonth,
  monthThenDay,
  figuresWithoutYear,
  weekdayAndDay,
);
