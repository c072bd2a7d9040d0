import { type Tokens, longest, map, optional, sequence, word } from "./grammar.ts";
import { phrases } from "./phrases.ts";
import type { Rule, ScheduleKind, Span, Reading, Values } from "./span.ts";
import { bareHour, clockOf, type SaidTime, saidTime, timeRangeAt } from "./times.ts";

/** Words of the running order, by DOMAIN code. */
export const SCHEDULE_WORDS: readonly (readonly [ScheduleKind, readonly string[]])[] = [
  ["load_in", ["get-in", "get in", "load-in", "load in", "déchargement", "arrivée technique", "montage", "access", "accès scène"]],
  ["line_check", ["line check", "line-check", "linecheck"]],
  ["sound_check", ["balance", "balances", "soundcheck", "sound check", "sound-check", "check son", "réglages son", "raccord"]],
  ["doors", ["portes", "ouverture des portes", "ouverture portes", "ouverture de portes", "ouverture au public", "ouverture public", "accueil public", "accueil du public", "doors", "door", "doors open", "entrée du public", "ouverture"]],
  ["support", ["première partie", "premieres parties", "1re partie", "1ère partie", "1ere partie", "support", "support act", "opening act", "opener", "premiere partie"]],
  ["set_time", ["passage", "show", "concert", "showtime", "show time", "set", "set time", "spectacle", "début du concert", "début du spectacle", "on stage", "onstage", "stage time", "début du show", "heure de passage", "représentation", "tête d'affiche"]],
  ["changeover", ["changement de plateau", "changement plateau", "changeover", "change over", "plateau"]],
  ["curfew", ["couvre-feu", "couvre feu", "curfew", "fin impérative", "heure de fin"]],
  ["load_out", ["démontage", "load-out", "load out", "loadout", "get-out", "get out", "chargement"]],
];

export const scheduleKind = phrases(SCHEDULE_WORDS);

const article = optional(word("l", "le", "la", "les", "the", "des", "du"));
const apostrophe = optional(word("'"));
const joint = sequence(
  optional(word(":", "-", "=", ">", "est", "sont", "is", "are", ",")),
  optional(word("a", "at", "vers", "pour", "des", "from", "starts", "debut", "@", "prevu", "prevue", "prevues")),
  optional(word("at", "a")),
);
const anHour = longest<SaidTime>(saidTime);

type Item = { value: Values["schedule"]; from: number; next: number };

/** « portes 19h », « balances : 16 h 30 », « ouverture des portes à 19 h », "doors at 7". */
function kindThenTime(tokens: Tokens, at: number): Item | undefined {
  const kind = scheduleKind(tokens, at);
  if (!kind) return undefined;
  const comma = tokens[kind.next]?.text === ",";
  const linked = joint(tokens, kind.next)!;
  if (tokens[kind.next]?.leads || (comma && tokens[kind.next + 1] && scheduleFollows(tokens, kind.next + 1))) return undefined;
  const range = timeRangeAt(tokens, kind.next) ?? timeRangeAt(tokens, linked.next);
  if (range) {
    const { from, to, afterMidnight } = range.value;
    return { value: { kind: kind.value, time: from, until: to, afterMidnight }, from: at, next: range.next };
  }
  const time = anHour(tokens, linked.next) ?? bareHour(tokens, kind.next);
  const clock = time && clockOf(time.value);
  return clock && { value: { kind: kind.value, ...clock }, from: at, next: time.next };
}

/** « 19h portes », « 20:30 – show », unless the word that follows has an hour of its own after it. */
function timeThenKind(tokens: Tokens, at: number, timeFirst: boolean): Item | undefined {
  if (tokens[at]?.glued && tokens[at - 1]?.kind !== "sign") return undefined;
  const range = timeRangeAt(tokens, at);
  const time = range ? undefined : anHour(tokens, at);
  const after = range?.next ?? time?.next;
  if (after === undefined) return undefined;
  const linked = map(sequence(optional(word(":", "-", "=", "pour", "for")), article, apostrophe), () => true)(tokens, after)!;
  const kind = scheduleKind(tokens, linked.next);
  if (!kind || (tokens[after]?.leads && tokens[after]!.text !== ":")) return undefined;
  if (!timeFirst && kindThenTime(tokens, linked.next)) return undefined;
  if (range) {
    const { from, to, afterMidnight } = range.value;
    return { value: { kind: kind.value, time: from, until: to, afterMidnight }, from: at, next: kind.next };
  }
  const clock = clockOf(time!.value);
  return clock && { value: { kind: kind.value, ...clock }, from: at, next: kind.next };
}

const scheduleFollows = (tokens: Tokens, at: number) => {
  const time = saidTime(tokens, at);
  return time !== undefined && scheduleKind(tokens, time.next) !== undefined;
};

/**
 * Pairs of a schedule word and its hour. The order of the first pair of a run holds for the run, so
 * that « portes 19h show 20h30 » and « 19h portes 20h30 show » both read as they are meant.
 */
export function readSchedule({ tokens, text }: Reading): Span[] {
  const spans: Span[] = [];
  let timeFirst = false;
  for (let at = 0; at < tokens.length; ) {
    const item = timeThenKind(tokens, at, timeFirst) ?? (timeFirst ? undefined : kindThenTime(tokens, at)) ?? kindThenTime(tokens, at);
    if (!item) {
      if (/^[.;!?]$/.test(tokens[at]!.text) || tokens[at]!.leads) timeFirst = false;
      at += 1;
      continue;
    }
    timeFirst = scheduleKind(tokens, at) === undefined;
    const start = tokens[item.from]!.start;
    const end = tokens[item.next - 1]!.end;
    spans.push({ type: "schedule", value: item.value, start, end, text: text.slice(start, end), confidence: 0.95 });
    at = item.next;
  }
  return spans;
}

/** A schedule word without an hour. */
export const scheduleItem: Rule = ({ tokens }, at) => {
  const found = scheduleKind(tokens, at);
  return found && { type: "schedule_item", value: { kind: found.value }, confidence: 0.6, next: found.next };
};
