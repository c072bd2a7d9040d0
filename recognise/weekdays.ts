import { addDays, mondayOf, weekdayOf } from "./calendar.ts";
import { weekday } from "./date-words.ts";
import { longest, map, optional, sequence, word } from "./grammar.ts";
import { phrases } from "./phrases.ts";
import type { Rule } from "./span.ts";

type Turn = "coming" | "week_after" | "last";

const after = phrases<Turn>([
  ["coming", ["prochain", "qui vient", "coming", "next"]],
  ["week_after", ["en huit", "d'après", "week", "prochain en huit"]],
  ["last", ["dernier", "passé", "last"]],
]);
const before = phrases<Turn>([
  ["coming", ["ce", "le", "next", "this", "this coming", "on", "coming"]],
  ["last", ["last"]],
]);

/** The next such weekday after today. */
function coming(wanted: number, today: string): string {
  return addDays(today, ((wanted - weekdayOf(today) + 6) % 7) + 1);
}

/** « samedi prochain », « mardi en huit », "next Friday", « dimanche » alone: the coming one. */
export const namedDay: Rule = ({ tokens, today }, at) => {
  const lead = before(tokens, at);
  const name = weekday(tokens, lead?.next ?? at);
  if (!name) return undefined;
  if (tokens[name.next - 1]!.text.endsWith("s")) return undefined;
  const turn = after(tokens, name.next);
  const next = coming(name.value, today);
  const day =
    turn?.value === "week_after"
      ? addDays(next, 7)
      : turn?.value === "last" || lead?.value === "last"
        ? addDays(next, next === addDays(today, 7) ? -14 + 7 : -7)
        : next;
  const said = turn !== undefined || lead !== undefined;
  return {
    type: "date",
    value: { day, yearStated: true, monthStated: true },
    confidence: said ? 0.85 : 0.75,
    next: turn?.next ?? name.next,
  };
};

const every = phrases<"every">([
  ["every", ["tous les", "toutes les", "chaque", "every", "each", "les", "on"]],
]);
const joined = sequence(word("et", ",", "ou", "and", "or"), optional(word("les")), weekday);
const plural = (text: string) => text.endsWith("s");

/** « les vendredis et samedis », "every Friday", « en semaine ». */
export const weekdaySet: Rule = ({ tokens }, at) => {
  const range = sets(tokens, at);
  if (range)
    return {
      type: "weekdays",
      value: { weekdays: SETS[range.value] },
      confidence: 0.85,
      next: range.next,
    };
  const lead = every(tokens, at);
  const first = weekday(tokens, lead?.next ?? at);
  if (!first) return undefined;
  const strong = lead && /^(?:tous|toutes|chaque|every|each)$/.test(tokens[at]!.text);
  if (!strong && !plural(tokens[first.next - 1]!.text)) return undefined;
  const weekdays = [first.value];
  let next = first.next;
  for (let more = joined(tokens, next); more; more = joined(tokens, next)) {
    weekdays.push(more.value[2]);
    next = more.next;
  }
  return {
    type: "weekdays",
    value: { weekdays: [...new Set(weekdays)].toSorted() },
    confidence: 0.9,
    next,
  };
};

const SETS: Record<"week" | "weekend", number[]> = { week: [1, 2, 3, 4, 5], weekend: [6, 7] };
const sets = phrases<"week" | "weekend">([
  ["week", ["en semaine", "on weekdays", "jours de semaine"]],
  [
    "weekend",
    ["les week-ends", "les weekends", "tous les week-ends", "on weekends", "every weekend"],
  ],
]);

const weekendWord = longest(
  map(sequence(word("week"), optional(word("-")), word("end")), () => "weekend"),
  word("weekend", "we"),
);
const thisOne = phrases<number>([
  [0, ["ce", "this", "this coming", "le", "cette"]],
  [1, ["next"]],
  [-1, ["last"]],
]);
const nextOne = phrases<number>([
  [1, ["prochain", "prochaine", "suivant"]],
  [-1, ["dernier", "dernière", "passé"]],
]);

/** « ce week-end », « la semaine prochaine », "next week": the days it spans. */
export const week: Rule = ({ tokens, today }, at) => {
  const lead =
    thisOne(tokens, at) ?? (tokens[at]?.text === "la" ? { value: 0, next: at + 1 } : undefined);
  if (!lead) return undefined;
  const end = weekendWord(tokens, lead.next);
  const name = end ?? word("semaine", "week")(tokens, lead.next);
  if (!name) return undefined;
  const turn = nextOne(tokens, name.next);
  const article = /^(?:le|la)$/.test(tokens[at]!.text);
  if (article && !turn && !end) return undefined;
  const offset = turn?.value ?? lead.value;
  const monday = addDays(mondayOf(today), 7 * offset);
  const value = end
    ? { from: addDays(monday, 5), to: addDays(monday, 6) }
    : { from: monday, to: addDays(monday, 6) };
  return { type: "date_range", value, confidence: 0.88, next: turn?.next ?? name.next };
};
