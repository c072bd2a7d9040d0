import type { Place, Places } from "#integrations/places/index.ts";
import type { Tokens } from "./grammar.ts";

export type ScheduleKind =
  | "load_in"
  | "line_check"
  | "sound_check"
  | "doors"
  | "support"
  | "set_time"
  | "changeover"
  | "curfew"
  | "load_out";

/** A row of the database that the caller found in the text; offsets are those of the original text. */
export type NameHit = {
  start: number;
  end: number;
  kind: string;
  id: string;
  label: string;
  score: number;
};

/** Days are « YYYY-MM-DD », times « HH:MM », money in cents, rates in basis points (5,5 % = 550). */
export type Values = {
  date: {
    day: string;
    /** What the text said; the rest was completed with the next such day. */
    yearStated: boolean;
    monthStated: boolean;
    /** The weekday said is not that of the day. */
    weekdayConflict?: true;
  };
  /** « les 3 et 4 mai ». */
  dates: { days: string[] };
  date_range: { from: string; to: string };
  month: {
    year: number;
    month: number;
    part?: "start" | "middle" | "end";
    from: string;
    to: string;
    yearStated: boolean;
  };
  /** 1 Monday to 7 Sunday: « les vendredis ». */
  weekdays: { weekdays: number[] };
  /** Counted from the day last spoken of: « la veille » is -1. */
  relative_day: { days: number };
  invalid_date: { reason: "day_not_in_month" | "no_such_month" | "no_such_day" };
  time: { time: string; afterMidnight: boolean };
  time_range: { from: string; to: string };
  invalid_time: { reason: "no_such_hour" | "no_such_minute" };
  schedule_item: { kind: ScheduleKind };
  schedule: { kind: ScheduleKind; time: string; until?: string; afterMidnight: boolean };
  money: { cents: number; currency: string; tax?: "excluded" | "included" };
  /** By how much an amount or a number of places changes; negative is less. */
  money_change: { cents: number; currency: string };
  count_change: { count: number; of: string };
  percent: { basisPoints: number };
  vat_rate: { basisPoints: number };
  count: { count: number; of?: string; approximate?: true };
  capacity: { capacity: number };
  hold_rank: { rank: number };
  duration: { years: number; months: number; days: number; minutes: number };
  /** A duration with a direction: positive is later. */
  shift: { years: number; months: number; days: number; minutes: number };
  email: { email: string };
  phone: { phone: string };
  url: { url: string };
  place: { place: Place; candidates: Place[] };
  area: { kind: "country" | "region" | "departement"; name: string; code: string };
  /** Which of the rows last spoken of. */
  reference: {
    select: "first" | "last" | "nth" | "next" | "all" | "others" | "by";
    count?: number;
    index?: number;
    by?:
      | { type: "place"; value: Values["place"] }
      | { type: "date"; value: Values["date"] }
      | { type: "name"; value: Values["name"] };
  };
  /** `of` is the kind of row that its noun names: « cette tournée ». */
  pronoun: { number: "one" | "many" | "same"; of?: string };
  answer: { yes: boolean };
  language: { language: string };
  status: {
    status: "option" | "confirmed" | "on_sale" | "played" | "settled" | "cancelled" | "sold_out";
  };
  document_kind: { kind: string };
  deal_kind: { kind: string };
  role: { role: string };
  team_role: { role: string };
  ticket_kind: { kind: "full" | "reduced" | "early" | "group" | "pass" | "comp" | "staff" };
  day_kind: { kind: "travel" | "off" | "rehearsal" | "promo" };
  name: { kind: string; id: string; label: string };
};

export type SpanType = keyof Values;

/** A typed piece of the text: `text` is `original.slice(start, end)`; confidence is 0 to 1. */
export type Span = {
  [T in SpanType]: {
    type: T;
    value: Values[T];
    start: number;
    end: number;
    text: string;
    confidence: number;
  };
}[SpanType];

/** A reading of some tokens, not yet placed in the text. */
export type Draft = {
  [T in SpanType]: { type: T; value: Values[T]; confidence: number; next: number };
}[SpanType];

export type Reading = {
  text: string;
  tokens: Tokens;
  locale: "fr" | "en";
  today: string;
  places: Places;
};

/** What a kind of value makes of the text at a token. */
export type Rule = (reading: Reading, at: number) => Draft | undefined;
