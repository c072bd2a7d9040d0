import { type Tokens, longest, map, optional, sequence, word } from "./grammar.ts";
import { phrases } from "./phrases.ts";
import type { Rule, ScheduleKind, Span, Reading, Values } from "./span.ts";
import { bareHour, clockOf, type SaidTime, saidTime, timeRangeAt } from "./times.ts";

/** Words of the running order, by DOMAIN code. */
export const SCHEDULE_WORDS: readonly (readonly [ScheduleKind, readonly string[]])[] = [
  [
    "load_in",
    [
      "get-in",
      "get in",
      "load-in",
      "load in",
      "déchargement",
      "arrivée technique",
      "montage",
      "access",
      "accès scène",
    ],
  ],
  ["line_check", ["line check", "line-check", "linecheck"]],
  [
    "sound_check",
    [
      "balance",
      "balances",
      "soundcheck",
      "sound check",
      "sound-check",
      "check son",
      "réglages son",
      "raccord",
    ],
  ],
  [
    "doors",
    [
      "portes",
      "ouverture des portes",
      "ouverture portes",
      "ouverture de portes",
      "ouverture au public",
      "ouverture public",
      "accueil public",
      "accueil du public",
      "doors",
      "door",
      "doors open",
      "entrée du public",
      "ouverture",
    ],
  ],
  [
    "support",
    [
      "première partie",
      "premieres parties",
      "1re partie",
      "1ère partie",
      "1ere partie",
      "support",
      "support act",
      "opening act",
      "opener",
      "premiere partie",
    ],
  ],
  [
    "set_time",
    [
      "passage",
      "show",
      "concert",
      "showtime",
      "show time",
      "set",
      "set time",
      "spectacle",
      "début du concert",
      "début du spectacle",
      "on stage",
      "onstage",
      "stage time",
      "début du show",
      "heure de passage",
      "représentation",
      "tête d'affiche",
    ],
  ],
  [
    "changeover",
    ["changement de plateau", "changement plateau", "changeover", "change over", "plateau"],
  ],
  ["curfew", ["couvre-feu", "couvre feu", "curfew", "fin impérative", "heure de fin"]],
  [
    "load_out",
    ["démontage", "load-out", "load out", "loadout", "get-out", "get out", "chargement"],
  ],
];

export const scheduleKind = phrases(SCHEDULE_WORDS);

const article = optional(word("l", "le", "la", "les", "the", "des", "du"));
const apostrophe = optional(word("'"));
const joint = sequence(
  optional(word(":", "-", "=", ">", "est", "sont", "is", "are", ",")),
  optional(
    word(
      "a",
      "at",
      "vers",
      "pour",
      "des",
      "from",
      "starts",
      "debut",
      "@",
      "prevu",
      "prevue",
      "prevues",
    ),
  ),
  optional(word("at", "a")),
);
const anHour = longest<SaidTime>(saidTime);

/** Hours from and to which a plain English hour of that item is after noon: "doors at 7", "curfew at 11". */
const EVENING: Record<ScheduleKind, [number, number]> = {
  load_in: [1, 6],
  line_check: [1, 8],
  sound_check: [1, 8],
  doors: [1, 11],
  support: [1, 11],
  set_time: [1, 11],
  changeover: [1, 11],
  curfew: [8, 11],
  load_out: [8, 11],
};

function inEvening(kind: ScheduleKind, time: SaidTime, english: boolean): SaidTime {
  const [from, to] = EVENING[kind];
  return english && time.plain && time.hour >= from && time.hour <= to
    ? { ...time, hour: time.hour + 12 }
    : time;
}

type Item = { value: Values["schedule"]; from: number; next: number };

/** « portes 19h », « balances : 16 h 30 », « ouverture des portes à 19 h », "doors at 7". */
function kindThenTime(tokens: Tokens, at: number, english: boolean): Item | undefined {
  const kind = scheduleKind(tokens, at);
  if (!kind) return undefined;
  const comma = tokens[kind.next]?.text === ",";
  const linked = joint(tokens, kind.next)!;
  if (
    tokens[kind.next]?.leads ||
    (comma && tokens[kind.next + 1] && scheduleFollows(tokens, kind.next + 1))
  )
    return undefined;
  const range = timeRangeAt(tokens, kind.next) ?? timeRangeAt(tokens, linked.next);
  if (range) {
    const { from, to, afterMidnight } = range.value;
    return {
      value: { kind: kind.value, time: from, until: to, afterMidnight },
      from: at,
      next: range.next,
    };
  }
  const time = anHour(tokens, linked.next) ?? bareHour(tokens, kind.next);
  const clock = time && clockOf(inEvening(kind.value, time.value, english));
  return clock && { value: { kind: kind.value, ...clock }, from: at, next: time.next };
}

/** « 19h portes », « 20:30 – show ». */
function timeThenKind(tokens: Tokens, at: number, english: boolean): Item | undefined {
  if (tokens[at]?.glued && tokens[at - 1]?.kind !== "sign") return undefined;
  const range = timeRangeAt(tokens, at);
  const time = range ? undefined : anHour(tokens, at);
  const after = range?.next ?? time?.next;
  if (after === undefined) return undefined;
  const linked = map(
    sequence(optional(word(":", "-", "=", "pour", "for")), article, apostrophe),
    () => true,
  )(tokens, after)!;
  const kind = scheduleKind(tokens, linked.next);
  if (!kind || tokens[linked.next]!.leads) return undefined;
  if (range) {
    const { from, to, afterMidnight } = range.value;
    return {
      value: { kind: kind.value, time: from, until: to, afterMidnight },
      from: at,
      next: kind.next,
    };
  }
  const clock = clockOf(inEvening(kind.value, time!.value, english));
  return clock && { value: { kind: kind.value, ...clock }, from: at, next: kind.next };
}

const scheduleFollows = (tokens: Tokens, at: number) => {
  const time = saidTime(tokens, at);
  return time !== undefined && scheduleKind(tokens, time.next) !== undefined;
};

const between = optional(
  word(",", ";", "et", "and", "puis", "then", "-", "/", "|", "le", "la", "les", "the"),
);

/** Pairs that follow one another from a token on, all in the same order. */
function run(tokens: Tokens, at: number, english: boolean, read: typeof kindThenTime): Item[] {
  const items: Item[] = [];
  for (let next = at; ;) {
    const item = read(tokens, next, english);
    if (!item) return items;
    items.push(item);
    next = between(tokens, between(tokens, item.next)!.next)!.next;
    if (!read(tokens, next, english)) next = item.next;
  }
}

/**
 * Pairs of a schedule word and its hour. Of the two orders, that which pairs more of a run holds for
 * it, so that « portes 19h show 20h30 » and « 19h portes 20h30 show » both read as they are meant.
 */
export function readSchedule({ tokens, text, locale }: Reading): Span[] {
  const spans: Span[] = [];
  for (let at = 0; at < tokens.length;) {
    const english = locale === "en";
    const kindFirst = run(tokens, at, english, kindThenTime);
    const timeFirst = kindFirst.length > 0 ? [] : run(tokens, at, english, timeThenKind);
    const rest =
      timeFirst.length === 0 ? 0 : run(tokens, kindAfter(tokens, at), english, kindThenTime).length;
    const items = timeFirst.length > rest || rest === 0 ? [...kindFirst, ...timeFirst] : [];
    for (const { value, from, next } of items) {
      const start = tokens[from]!.start;
      const end = tokens[next - 1]!.end;
      spans.push({
        type: "schedule",
        value,
        start,
        end,
        text: text.slice(start, end),
        confidence: 0.95,
      });
    }
    at = items.at(-1)?.next ?? at + 1;
  }
  return spans;
}

/** Where the schedule word of a « time, word » pair begins. */
function kindAfter(tokens: Tokens, at: number): number {
  let next = at;
  while (next < tokens.length && !scheduleKind(tokens, next)) next += 1;
  return next;
}

/** Words that are a date as often as an hour of it: read as schedule only beside an hour. */
const NOUNS = /^(?:concerts?|spectacles?|representations?|set|plateau|support)$/;
const ASKED = /^(?:me|us|the|all|my|our|which|what|every|how|free|when)$/;

/** A schedule word without an hour. */
export const scheduleItem: Rule = ({ tokens }, at) => {
  const found = scheduleKind(tokens, at);
  const first = tokens[at]!.text;
  if (
    found?.next === at + 1 &&
    (NOUNS.test(first) || (first === "show" && ASKED.test(tokens[at + 1]?.text ?? "")))
  )
    return undefined;
  return (
    found && {
      type: "schedule_item",
      value: { kind: found.value },
      confidence: first === "show" || first === "shows" ? 0.4 : 0.6,
      next: found.next,
    }
  );
};
