import type { Places } from "#integrations/places/index.ts";
import { readAddresses } from "./addresses.ts";
import { countChange, moneyChange } from "./changes.ts";
import { capacity, count, holdRank } from "./counts.ts";
import { dayAlone, dayFromFocus, dayFromToday, writtenDate } from "./dates.ts";
import { duration } from "./durations.ts";
import { money, percent, vatRate } from "./money.ts";
import { tokenize } from "./normalize.ts";
import { dateRange, dayList, monthOrYear, namedMonth, seasonOrYear } from "./periods.ts";
import { areaName, placeName } from "./places.ts";
import { pronoun } from "./pronouns.ts";
import { readReferencesBy, reference } from "./references.ts";
import { readSchedule, scheduleItem } from "./schedule.ts";
import type { Draft, NameHit, Reading, Rule, Span } from "./span.ts";
import { timeOfDay, timeRange } from "./times.ts";
import { vocabularyRules } from "./vocabulary.ts";
import { namedDay, week, weekdaySet } from "./weekdays.ts";

export { addDays, addMonths, daysBetween, weekdayOf } from "./calendar.ts";
export { shiftDay } from "./durations.ts";
export { normalize, type Normalized, type Token, tokenize } from "./normalize.ts";
export {
  type PastedList,
  type PastedListOptions,
  type PastedRow,
  readPastedList,
  type Rejected,
  type RejectReason,
} from "./pasted-list.ts";
export type { NameHit, ScheduleKind, Span, SpanType, Values } from "./span.ts";
export { stem } from "./stem.ts";
export { trigrams, trigramSimilarity } from "./trigrams.ts";

const RULES: readonly Rule[] = [
  dateRange,
  dayList,
  writtenDate,
  dayAlone,
  dayFromToday,
  dayFromFocus,
  namedDay,
  weekdaySet,
  week,
  namedMonth,
  monthOrYear,
  seasonOrYear,
  timeRange,
  timeOfDay,
  scheduleItem,
  money,
  moneyChange,
  countChange,
  vatRate,
  percent,
  capacity,
  holdRank,
  count,
  duration,
  reference,
  pronoun,
  ...vocabularyRules,
  placeName,
  areaName,
];

export type RecogniseOptions = {
  locale: "fr" | "en";
  /** « YYYY-MM-DD » where the person is. */
  today: string;
  names?: readonly NameHit[];
  places: Places;
};

/**
 * The typed pieces of a text in French or English, in order and without overlap: where two readings
 * share letters the longer wins, then the surer. Names found by the caller win over readings no
 * longer than themselves. Never throws.
 */
export function recognise(text: string, options: RecogniseOptions): Span[] {
  const reading: Reading = {
    text,
    tokens: tokenize(text),
    locale: options.locale,
    today: options.today,
    places: options.places,
  };
  const addresses = readAddresses(text);
  const names = (options.names ?? []).flatMap((hit) => named(hit, text));
  const schedule = readSchedule(reading);
  const found: Span[] = [];
  for (let at = 0; at < reading.tokens.length; at++)
    for (const rule of RULES) {
      const draft = rule(reading, at);
      if (draft && draft.next > at) found.push(place(draft, at, reading));
    }
  const firm = [...addresses, ...schedule];
  const chosen = withoutOverlap(text.length, firm, [...names, ...found]);
  const joined = readReferencesBy(reading, chosen);
  return joined.length === 0 ? chosen : withoutOverlap(text.length, joined, chosen);
}

function named(hit: NameHit, text: string): Span[] {
  if (hit.start < 0 || hit.end > text.length || hit.start >= hit.end) return [];
  const value = { kind: hit.kind, id: hit.id, label: hit.label };
  return [
    {
      type: "name",
      value,
      start: hit.start,
      end: hit.end,
      text: text.slice(hit.start, hit.end),
      confidence: hit.score,
    },
  ];
}

function place(draft: Draft, at: number, { tokens, text }: Reading): Span {
  const start = tokens[at]!.start;
  const end = tokens[draft.next - 1]!.end;
  const { next: _, ...rest } = draft;
  return { ...rest, start, end, text: text.slice(start, end) } as Span;
}

function withoutOverlap(length: number, firm: readonly Span[], others: readonly Span[]): Span[] {
  const taken = new Uint8Array(length);
  const kept: Span[] = [];
  const order = (a: Span, b: Span) =>
    b.end - b.start - (a.end - a.start) ||
    Number(b.type === "name") - Number(a.type === "name") ||
    b.confidence - a.confidence ||
    a.start - b.start;
  for (const span of [...[...firm].toSorted(order), ...[...others].toSorted(order)]) {
    let free = true;
    for (let at = span.start; free && at < span.end; at++) free = taken[at] === 0;
    if (!free) continue;
    taken.fill(1, span.start, span.end);
    kept.push(span);
  }
  return kept.toSorted((a, b) => a.start - b.start);
}
