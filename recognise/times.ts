import { type Matcher, type Tokens, longest, map, optional, sequence, word } from "./grammar.ts";
import { numeral, spelled } from "./numbers.ts";
import { phrases } from "./phrases.ts";
import type { Draft, Rule } from "./span.ts";

/** `plain` hours are on no known half of the day: "8:30" in English may be the evening. */
export type SaidTime = { hour: number; minute: number; sure: number; plain?: true };

const named = phrases<number>([
  [0, ["minuit", "midnight"]],
  [12, ["midi", "noon", "midday"]],
]);
const afternoon = phrases<"pm" | "am">([
  [
    "pm",
    ["du soir", "de l'après-midi", "in the evening", "in the afternoon", "at night", "tonight"],
  ],
  ["am", ["du matin", "in the morning"]],
]);
const halfDay = phrases<"pm" | "am">([
  ["pm", ["pm", "p.m."]],
  ["am", ["am", "a.m."]],
]);
const fraction = phrases<number>([
  [30, ["et demie", "et demi"]],
  [15, ["et quart", "et le quart"]],
  [-15, ["moins le quart", "moins quart"]],
  [-10, ["moins dix"]],
  [-5, ["moins cinq"]],
  [-20, ["moins vingt"]],
]);

const figure = (tokens: Tokens, at: number) => {
  const token = tokens[at];
  return token?.kind === "number" && token.text.length <= 2
    ? { value: Number(token.text), next: at + 1 }
    : undefined;
};
const twoFigures: Matcher<number> = (tokens, at) => {
  const token = tokens[at];
  return token?.kind === "number" && token.text.length === 2
    ? { value: Number(token.text), next: at + 1 }
    : undefined;
};
const hourMark = word("h", "heures", "heure", "hrs", "hr");

/** « 19 h 30 », « 19h », « 19 heures 30 ». */
const hours: Matcher<SaidTime> = (tokens, at) => {
  const start = sequence(figure, hourMark)(tokens, at);
  if (!start) return undefined;
  const [hour, mark] = start.value;
  const minutes = tokens[start.next]?.leads ? undefined : twoFigures(tokens, start.next);
  const follower = tokens[minutes?.next ?? -1];
  const counted =
    minutes &&
    !tokens[start.next]!.glued &&
    follower?.kind === "word" &&
    follower.text !== "a" &&
    follower.text !== "et" &&
    !follower.leads;
  const kept = counted && mark !== "h" ? undefined : minutes;
  if (kept && follower?.text === "mn" && follower.glued)
    return { value: { hour, minute: kept.value, sure: 0.9 }, next: kept.next + 1 };
  const part = kept ? undefined : fraction(tokens, start.next);
  return {
    value: {
      hour,
      minute: kept?.value ?? part?.value ?? 0,
      sure: mark === "h" || kept ? 0.93 : 0.75,
    },
    next: kept?.next ?? part?.next ?? start.next,
  };
};

/** « 20:30 ». */
const clock: Matcher<SaidTime> = map(
  sequence(figure, word(":"), twoFigures),
  ([hour, , minute], tokens, at, next) =>
    tokens[at + 1]!.glued &&
    tokens[at + 2]!.glued &&
    !(tokens[next]?.text === ":" && tokens[next]?.glued)
      ? { hour, minute, sure: 0.95, plain: true }
      : undefined,
);

/** « 8pm », "8:30 p.m.". */
const twelveHours: Matcher<SaidTime> = map(
  sequence(
    figure,
    optional(map(sequence(word(":", "."), twoFigures), ([, minute]) => minute)),
    halfDay,
  ),
  ([hour, minute, half]) =>
    hour >= 1 && hour <= 12
      ? { hour: (hour % 12) + (half === "pm" ? 12 : 0), minute: minute ?? 0, sure: 0.95 }
      : undefined,
);

/** « huit heures et demie », « vingt heures trente ». */
const spelledHours: Matcher<SaidTime> = map(
  sequence(
    spelled,
    word("heures", "heure"),
    optional(
      longest<number>(
        fraction,
        map(spelled, ({ value }) => (value < 60 && value >= 5 ? value : undefined)),
      ),
    ),
  ),
  ([hour, , minute]) =>
    hour.value <= 24
      ? { hour: hour.value, minute: minute ?? 0, sure: minute ? 0.85 : 0.6 }
      : undefined,
);

/** « minuit », « midi et demi », « minuit et quart ». */
const namedTime: Matcher<SaidTime> = map(
  sequence(named, optional(longest<number>(fraction, twoFigures))),
  ([hour, minute], tokens, at) =>
    minute !== undefined && minute > 0 && tokens[at + 1]!.leads
      ? undefined
      : { hour, minute: minute ?? 0, sure: 0.9 },
);

/** « une heure avant », "two hours later": a length of time and no hour. */
const counting = phrases<"counts">([
  [
    "counts",
    [
      "avant",
      "après",
      "plus tôt",
      "plus tard",
      "before",
      "after",
      "earlier",
      "later",
      "d'avance",
      "de retard",
      "de route",
      "de plus",
    ],
  ],
]);

const said: Matcher<SaidTime> = map(
  sequence(longest(hours, clock, twelveHours, spelledHours, namedTime), optional(afternoon)),
  ([time, half], tokens, _at, next) => {
    if (!time.plain && counting(tokens, next)) return undefined;
    let { hour, minute } = time;
    if (time.plain && !half) return time;
    if (half === "pm" && hour < 12) hour += 12;
    if (minute < 0) [hour, minute] = [(hour + 23) % 24, 60 + minute];
    return { hour, minute, sure: half ? 0.93 : time.sure };
  },
);
export const saidTime: Matcher<SaidTime> = said;

/** « 00:30 »; « 24h » is midnight at the end of the day. */
export function clockOf(time: SaidTime): { time: string; afterMidnight: boolean } | undefined {
  if (time.hour > 24 || time.minute > 59 || (time.hour === 24 && time.minute > 0)) return undefined;
  const hour = time.hour % 24;
  return {
    time: `${String(hour).padStart(2, "0")}:${String(time.minute).padStart(2, "0")}`,
    afterMidnight: hour < 6,
  };
}

/** Before a length of time: « pendant 2h », « dure 1h30 ». */
const LASTING = /^(?:pendant|dure|duree|durer|lasts?|for|toutes)$/;

const lead = optional(word("a", "at", "vers", "pour", "des", "around", "@"));

/** A time of day, or why it cannot be one. */
export const timeOfDay: Rule = ({ tokens }, at): Draft | undefined => {
  if (LASTING.test(tokens[at - 1]?.text ?? "")) return undefined;
  if (tokens[at]?.glued && tokens[at - 1]?.kind !== "sign") return undefined;
  const found = saidTime(tokens, at);
  if (!found) return undefined;
  const clock = clockOf(found.value);
  const preposition = lead(tokens, at - 1)!.value !== undefined;
  const sure = found.value.sure < 0.8 && preposition ? 0.88 : found.value.sure;
  if (clock) return { type: "time", value: clock, confidence: sure, next: found.next };
  const reason = found.value.hour > 24 ? "no_such_hour" : "no_such_minute";
  return { type: "invalid_time", value: { reason }, confidence: sure, next: found.next };
};

const range = sequence(
  optional(word("de", "from", "entre", "between")),
  longest<SaidTime>(
    saidTime,
    map(figure, (hour) => ({ hour, minute: 0, sure: 0 })),
  ),
  word("a", "-", "to", "et", "and", "/", "jusqu'a"),
  saidTime,
);

/** « de 14h à 18h », « 14h-18h », "from 2 to 6pm". */
export function timeRangeAt(tokens: Tokens, at: number) {
  const found = range(tokens, at);
  if (!found) return undefined;
  const [, first, joint, last] = found.value;
  const opened = /^(?:de|from|entre|between)$/.test(tokens[at]!.text);
  if (/^(?:et|and)$/.test(joint) && !/^(?:entre|between)$/.test(tokens[at]!.text)) return undefined;
  if (first.sure === 0 && !opened && joint !== "-") return undefined;
  const start =
    first.sure === 0 && first.hour < 12 && last.hour >= 12 + first.hour
      ? { ...first, hour: first.hour + 12 }
      : first;
  const from = clockOf(start);
  const to = clockOf(last);
  return from && to
    ? {
        value: { from: from.time, to: to.time, afterMidnight: from.afterMidnight },
        next: found.next,
      }
    : undefined;
}

export const timeRange: Rule = ({ tokens }, at): Draft | undefined => {
  const found = timeRangeAt(tokens, at);
  return (
    found && {
      type: "time_range",
      value: { from: found.value.from, to: found.value.to },
      confidence: 0.93,
      next: found.next,
    }
  );
};

/** A bare hour where only an hour can stand: « portes à 19 », "doors at 7". */
export const bareHour: Matcher<SaidTime> = map(
  sequence(word("a", "at", ":", "@"), numeral),
  ([, { value }], tokens, _at, next) => {
    if (
      !Number.isInteger(value) ||
      value < 1 ||
      value > 24 ||
      tokens[next]?.text === "%" ||
      tokens[next]?.text === "€"
    )
      return undefined;
    return { hour: value, minute: 0, sure: 0.8, plain: true };
  },
);
