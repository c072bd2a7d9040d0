import { addDays, addMonths } from "./calendar.ts";
import { type Tokens, longest, map, optional, sequence, word } from "./grammar.ts";
import { numeral } from "./numbers.ts";
import { phrases } from "./phrases.ts";
import type { Draft, Rule, Values } from "./span.ts";

type Unit = "year" | "month" | "fortnight" | "week" | "day" | "hour" | "minute";

const unit = phrases<Unit>([
  ["year", ["an", "année", "year", "yr"]],
  ["month", ["mois", "month"]],
  ["fortnight", ["quinzaine", "fortnight"]],
  ["week", ["semaine", "sem", "week"]],
  ["day", ["jour", "day", "journée"]],
  ["hour", ["heure", "hour", "h", "hr", "hrs"]],
  ["minute", ["minute", "min", "mn", "mins"]],
]);
const half = phrases<number>([
  [0.5, ["demi", "demie", "half"]],
  [0.25, ["quart", "quarter"]],
]);

const amount = longest<{ value: number }>(
  numeral,
  map(word("a", "an", "un", "une"), () => ({ value: 1 })),
);

const plain = map(sequence(amount, optional(word("-")), unit), ([{ value }, , of]) =>
  toDuration(value, of),
);
const andHalf = map(
  sequence(plain, word("et", "and"), optional(word("un", "a")), half, optional(unit)),
  ([duration, , , share]) =>
    duration.minutes > 0 ? { ...duration, minutes: duration.minutes + 60 * share } : undefined,
);
const halfOf = map(
  sequence(
    optional(word("une", "un", "a")),
    half,
    optional(word("-", "d", "an")),
    optional(word("'")),
    unit,
  ),
  ([, share, , , of]) => toDuration(share, of),
);
const hoursAndMinutes = map(
  sequence(numeral, word("h"), numeral),
  ([hours, , minutes], tokens, at) =>
    minutes.value < 60 && tokens[at + 1]!.glued && tokens[at + 2]!.glued
      ? { ...toDuration(hours.value, "hour"), minutes: hours.value * 60 + minutes.value }
      : undefined,
);
/** « deux heures », « 1h30 », « une demi-heure », « trois semaines », "a year". */
export const durationSaid = longest(plain, andHalf, halfOf, hoursAndMinutes);

function toDuration(value: number, of: Unit): Values["duration"] {
  const none = { years: 0, months: 0, days: 0, minutes: 0 };
  switch (of) {
    case "year":
      return Number.isInteger(value)
        ? { ...none, years: value }
        : { ...none, months: Math.round(value * 12) };
    case "month":
      return Number.isInteger(value)
        ? { ...none, months: value }
        : { ...none, days: Math.round(value * 30) };
    case "fortnight":
      return { ...none, days: Math.round(14 * value) };
    case "week":
      return { ...none, days: Math.round(7 * value) };
    case "day":
      return Number.isInteger(value)
        ? { ...none, days: value }
        : { ...none, minutes: Math.round(value * 1440) };
    case "hour":
      return { ...none, minutes: Math.round(value * 60) };
    case "minute":
      return { ...none, minutes: Math.round(value) };
  }
}

export function negate(duration: Values["duration"]): Values["shift"] {
  const turn = (value: number) => (value === 0 ? 0 : -value);
  return {
    years: turn(duration.years),
    months: turn(duration.months),
    days: turn(duration.days),
    minutes: turn(duration.minutes),
  };
}

const after = phrases<1 | -1>([
  [1, ["plus tard", "later", "de plus", "de retard"]],
  [-1, ["plus tôt", "plus tot", "earlier", "sooner", "d'avance", "de moins"]],
]);
/** « avance » alone is earlier; the others are later. */
const verb = phrases<1 | -1>([
  [
    1,
    [
      "décale",
      "decale",
      "décaler",
      "décalons",
      "décalez",
      "décalage",
      "repousse",
      "repousser",
      "reporte",
      "reporter",
      "recule",
      "reculer",
      "décalé",
      "reporté",
      "repoussé",
      "move",
      "push",
      "push back",
      "shift",
      "postpone",
      "delay",
      "moved",
      "shifted",
      "retarde",
      "retarder",
    ],
  ],
  [-1, ["avance", "avancer", "avancez", "avancé", "bring forward", "advance", "ramène", "ramener"]],
]);
const beside = phrases<1 | -1>([
  [1, ["après", "after"]],
  [-1, ["avant", "before"]],
]);
const FAR = 9;

/** The verb of moving that governs a duration, looked for a few words before it in the same clause. */
function verbBefore(tokens: Tokens, at: number): 1 | -1 | undefined {
  for (let back = at - 1; back >= Math.max(0, at - FAR); back--) {
    if (/^[.;!?]$/.test(tokens[back]!.text) && !tokens[back]!.glued) return undefined;
    const found = verb(tokens, back);
    if (found && found.next <= at) return found.value;
  }
  return undefined;
}

/** A length of time; a shift when a verb, a sign or « plus tôt » gives it a direction. */
export const duration: Rule = ({ tokens, today }, at): Draft | undefined => {
  const sign = word("+", "-")(tokens, at);
  const signed =
    sign && tokens[at + 1]?.glued && (at === 0 || !tokens[at]!.glued) ? sign : undefined;
  const ago = sequence(word("il"), word("y"), word("a"), durationSaid)(tokens, at);
  if (ago && /^(?:ans?|annees?|mois|semaines?|jours?)$/.test(tokens[ago.next - 1]!.text))
    return dated(negate(ago.value[3]), today, ago.next);
  const ahead = sequence(word("dans", "in", "sous"), durationSaid)(tokens, at);
  if (ahead && ahead.value[1].minutes === 0) return dated(ahead.value[1], today, ahead.next);
  const found = durationSaid(tokens, signed?.next ?? at);
  if (!found) return undefined;
  const before = word("ago")(tokens, found.next);
  if (before && found.value.minutes === 0) return dated(negate(found.value), today, before.next);
  const focus = found.value.days !== 0 ? beside(tokens, found.next) : undefined;
  if (focus)
    return {
      type: "relative_day",
      value: { days: found.value.days * focus.value },
      confidence: 0.8,
      next: focus.next,
    };
  const turn = after(tokens, found.next) ?? beside(tokens, found.next);
  const direction = signed
    ? signed.value === "-"
      ? -1
      : 1
    : (turn?.value ?? verbBefore(tokens, at));
  const next = turn?.next ?? found.next;
  const governed = /^(?:de|d|'|by)$/.test(tokens[at - 1]?.text ?? "");
  if (direction === undefined)
    return { type: "duration", value: found.value, confidence: 0.72, next };
  const value = direction === 1 ? found.value : negate(found.value);
  return { type: "shift", value, confidence: signed || turn ? 0.95 : governed ? 0.96 : 0.85, next };
};

/** Moves a day by years and months, then days. */
export function shiftDay(
  day: string,
  by: { years?: number; months?: number; days?: number },
): string {
  return addDays(addMonths(day, (by.years ?? 0) * 12 + (by.months ?? 0)), by.days ?? 0);
}

function dated(by: Values["duration"], today: string, next: number): Draft {
  return {
    type: "date",
    value: { day: shiftDay(today, by), yearStated: true, monthStated: true },
    confidence: 0.85,
    next,
  };
}
