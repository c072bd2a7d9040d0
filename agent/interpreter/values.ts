import { addDays } from "#recognise/index.ts";
import type { Field } from "./tool-fields.ts";
import type { Piece } from "./read-text.ts";

export type Value = { value: unknown; fit: number };

/** What relative days count from. */
export type Anchor = {
  day?: string | undefined;
  today?: string | undefined;
  /** Which end of a period the words before a day open: « depuis le 3 », « avant vendredi ». */
  opens?: "from" | "to" | undefined;
};

/** What a piece says for a field, and how well it fits there, 0 to 1; nothing when it can't stand there. */
export function valueOf(piece: Piece, field: Field, anchor: Anchor): Value | undefined {
  switch (field.semantic.type) {
    case "day":
      return dayOf(piece, field, anchor);
    case "time":
      return timeOf(piece, field);
    case "money":
      if (piece.type === "money" && piece.value.cents >= 0)
        return { value: piece.value.cents, fit: 0.9 };
      if (piece.type === "count" && !piece.value.of)
        return { value: Math.round(piece.value.count * 100), fit: 0.4 };
      return undefined;
    case "money_change":
      return piece.type === "money_change" ? { value: piece.value.cents, fit: 0.95 } : undefined;
    case "count_change":
      return piece.type === "count_change" ? { value: piece.value.count, fit: 0.95 } : undefined;
    case "area":
      return piece.type === "area" ? { value: piece.value.name, fit: 0.9 } : undefined;
    case "count":
      return field.name.startsWith("shift_") ? shiftOf(piece, field) : countOf(piece, field);
    case "percent":
      if (piece.type === "vat_rate")
        return { value: piece.value.basisPoints, fit: /vat|tax/.test(field.name) ? 0.95 : 0.5 };
      return piece.type === "percent" ? { value: piece.value.basisPoints, fit: 0.8 } : undefined;
    case "email":
      return piece.type === "email" ? { value: piece.value.email, fit: 0.95 } : undefined;
    case "phone":
      return piece.type === "phone" ? { value: piece.value.phone, fit: 0.95 } : undefined;
    case "url":
      return piece.type === "url" ? { value: piece.value.url, fit: 0.95 } : undefined;
    case "place":
      if (piece.type === "place") return { value: townOf(piece), fit: 0.8 };
      return piece.type === "name" && piece.value.kind === "city"
        ? { value: piece.value.label, fit: 0.75 }
        : undefined;
    case "ref":
      return refOf(piece, field.semantic.kind);
    case "shift":
      return shiftOf(piece, field);
    case "pasted":
      return piece.type === "pasted" ? { value: piece.value.text, fit: 1 } : undefined;
    case "currency":
      return piece.type === "money" && piece.value.currency !== "EUR"
        ? { value: piece.value.currency, fit: 0.3 }
        : undefined;
    case "name":
      return wordsOf(piece);
    case "words":
      return piece.type === "proper" ? { value: piece.value.text, fit: 0.3 } : wordsOf(piece);
    default:
      return undefined;
  }
}

const FIRST = /^(?:from|since|starts?_on|.*_from)$/;
/** Days of what was sold or spent lie behind us. */
const PAST = /^(?:since|until|on|sold_from|sold_to)$/;
const LAST = /^(?:to|until|ends?_on|.*_to)$/;

/** Which end of a period a field is, or none. */
export function boundOf(name: string): "from" | "to" | "none" {
  return FIRST.test(name) ? "from" : LAST.test(name) ? "to" : "none";
}

function dayOf(piece: Piece, field: Field, anchor: Anchor): Value | undefined {
  switch (piece.type) {
    case "date": {
      const value = PAST.test(field.name)
        ? inThePast(anchor, piece.value)
        : inMonthOf(anchor, piece.value);
      const bound = boundOf(field.name);
      return {
        value,
        fit: bound === "none" ? 0.8 : anchor.opens === bound ? 0.97 : anchor.opens ? 0.05 : 0.35,
      };
    }
    case "dates":
      return field.many ? { value: piece.value.days, fit: 0.85 } : undefined;
    case "relative_day":
      return anchor.day ? { value: addDays(anchor.day, piece.value.days), fit: 0.8 } : undefined;
    default: {
      const range = rangeOf(piece);
      if (!range) return undefined;
      if (field.name === "month") return { value: range.from, fit: 0.9 };
      const bound = boundOf(field.name);
      return bound === "none" ? undefined : { value: range[bound], fit: 0.9 };
    }
  }
}

/** « le 18 » without a month is in the month being spoken of. */
function inMonthOf(
  { day: anchor }: Anchor,
  { day, monthStated }: { day: string; monthStated: boolean },
): string {
  if (monthStated || !anchor || anchor < day) return day;
  const near = `${anchor.slice(0, 8)}${day.slice(8)}`;
  return Number.isNaN(Date.parse(near)) || new Date(near).toISOString().slice(0, 10) !== near
    ? day
    : near;
}

function inThePast(
  { today }: Anchor,
  { day, yearStated }: { day: string; yearStated: boolean },
): string {
  return yearStated || !today || day <= today
    ? day
    : `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
}

export function rangeOf(piece: Piece): { from: string; to: string } | undefined {
  if (piece.type === "date_range") return piece.value;
  return piece.type === "month" ? { from: piece.value.from, to: piece.value.to } : undefined;
}

/** Schedule kinds under the names that fields give them. */
const scheduleFields: Record<string, RegExp> = {
  load_in: /load_?in/,
  line_check: /line_?check/,
  sound_check: /sound_?check/,
  doors: /door/,
  support: /support/,
  set_time: /set_time|show|start/,
  changeover: /change_?over/,
  curfew: /curfew/,
  load_out: /load_?out/,
};

function timeOf(piece: Piece, field: Field): Value | undefined {
  if (piece.type === "time") {
    // « fait 1h40 » lasts; nothing starts then.
    if (
      Number(piece.value.time.slice(0, 2)) in { 1: 1, 2: 1, 3: 1, 4: 1 } &&
      !piece.value.afterMidnight
    )
      return { value: clock(piece.value.time, false), fit: 0.2 };
    const fit = scheduleFields["set_time"]?.test(field.name) ? 0.56 : 0.5;
    return { value: clock(piece.value.time, piece.value.afterMidnight), fit };
  }
  if (piece.type === "schedule" && scheduleFields[piece.value.kind]?.test(field.name))
    return { value: clock(piece.value.time, piece.value.afterMidnight), fit: 1 };
  return undefined;
}

const NIGHT_ENDS = 5;
/** Hours after midnight belong to the evening before: 00:30 is said 24:30. */
export function clock(time: string, afterMidnight: boolean): string {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  const late = afterMidnight || hour < NIGHT_ENDS;
  return `${String(late && hour < 24 ? hour + 24 : hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

const unitFields: Record<string, RegExp> = {
  seats: /capacity|quota|seat|quantity|places/,
  tickets: /quota|quantity|tickets|count|per_order/,
  people: /capacity|plus|people|guests|quantity/,
  comps: /quota|quantity|count|guests/,
  guests: /plus|quota|guests|quantity/,
  rooms: /rooms/,
  nights: /nights/,
  copies: /copies/,
  performances: /performances|paid|limit/,
};

function countOf(piece: Piece, field: Field): Value | undefined {
  if (piece.type === "capacity")
    return { value: piece.value.capacity, fit: /capacity/.test(field.name) ? 1 : 0.3 };
  if (piece.type === "hold_rank")
    return /rank|hold|option/.test(field.name) ? { value: piece.value.rank, fit: 1 } : undefined;
  if (piece.type === "time" && field.name.includes("minutes")) {
    const [hours = 0, minutes = 0] = piece.value.time.split(":").map(Number);
    return hours < 5 ? { value: hours * 60 + minutes, fit: 0.8 } : undefined;
  }
  if (field.name === "plus_ones" && piece.type === "count" && COVERS.test(piece.value.of ?? ""))
    return piece.value.count > 1 ? { value: piece.value.count - 1, fit: 0.9 } : undefined;
  if (piece.type === "duration" && piece.value.minutes > 0)
    return field.name.includes("minutes") ? { value: piece.value.minutes, fit: 0.95 } : undefined;
  if (piece.type !== "count") return undefined;
  if (!piece.value.of) return { value: piece.value.count, fit: 0.45 };
  const named = unitFields[piece.value.of]?.test(field.name);
  return { value: piece.value.count, fit: named ? 0.95 : 0.12 };
}

/** Two invitations in one name are a guest and a plus-one. */
const COVERS = /^(?:comps|seats|tickets)$/;

export function townOf(piece: Extract<Piece, { type: "place" }>): string {
  const { place } = piece.value;
  return place.country === "FR" ? place.name : `${place.name}, ${place.country}`;
}

function refOf(piece: Piece, kind: string): Value | undefined {
  if (piece.type === "ticket_kind")
    return kind === "ticket_type" ? { value: piece.text, fit: 0.8 } : undefined;
  if (piece.type === "document_kind")
    return kind === "document" ? { value: piece.text, fit: 0.4 } : undefined;
  if (piece.type === "name") {
    const of = piece.value.kind;
    if (of === kind) return { value: piece.value.id, fit: 0.95 };
    const other = piece.value.others?.find((one) => one.kind === kind);
    if (other) return { value: other.id, fit: 0.9 };
    if (kind === "performance" && of === "city") return { value: piece.value.label, fit: 0.8 };
    if (kind === "performance" && of === "venue") return { value: piece.value.label, fit: 0.8 };
    if (kind === "venue" && of === "city") return { value: piece.value.label, fit: 0.5 };
    if ((kind === "order" || kind === "document" || kind === "member") && of === "contact")
      return { value: piece.value.label, fit: 0.6 };
    return undefined;
  }
  if (piece.type === "place") {
    if (kind === "performance") return { value: piece.text, fit: 0.75 };
    return kind === "venue" ? { value: piece.text, fit: 0.45 } : undefined;
  }
  if (piece.type === "date" && kind === "performance") return { value: piece.value.day, fit: 0.5 };
  if (piece.type === "code")
    return {
      value: piece.value.text,
      fit: kind === "order" || kind === "document" || kind === "call" ? 0.9 : 0.3,
    };
  if (piece.type === "email" && /member|contact|order/.test(kind))
    return { value: piece.value.email, fit: 0.6 };
  if (piece.type === "quote") return { value: piece.value.text, fit: 0.35 };
  if (piece.type === "proper")
    return { value: piece.value.text, fit: kind === "performance" ? 0.4 : 0.5 };
  return undefined;
}

function wordsOf(piece: Piece): Value | undefined {
  switch (piece.type) {
    case "quote":
      return { value: piece.value.text, fit: 0.8 };
    case "proper":
      return { value: piece.value.text, fit: 0.5 };
    case "code":
      return { value: piece.value.text, fit: 0.5 };
    case "name":
      return { value: piece.value.label, fit: 0.25 };
    default:
      return undefined;
  }
}

function shiftOf(piece: Piece, field: Field): Value | undefined {
  if (piece.type !== "shift" && piece.type !== "duration") return undefined;
  const unit = (["years", "months", "days", "minutes"] as const).find((one) =>
    field.name.includes(one.slice(0, -1)),
  );
  const value = unit ? piece.value[unit] : undefined;
  return value ? { value, fit: piece.type === "shift" ? 0.95 : 0.6 } : undefined;
}
