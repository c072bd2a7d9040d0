import type { Places } from "#integrations/places/index.ts";
import type { NameHit, Span, Token } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";

/**
 * A piece of text with its meaning. The interpreter's own: `code` (order numbers, ids), `quote`,
 * `pasted` (a list or table) and `proper` (capitalised words that no row is known by).
 */
export type Piece =
  | Exclude<Span, { type: "name" }>
  | NamePiece
  | {
      type: "code" | "quote" | "pasted" | "proper";
      value: { text: string };
      start: number;
      end: number;
      text: string;
      confidence: number;
    };
/** A row named; `others` are rows of other kinds with the same name, a tour and its production. */
export type NamePiece = Extract<Span, { type: "name" }> & { value: { others?: Named[] } };
export type Named = { kind: string; id: string; label: string };
export type KnownName = NameHit & { others?: Named[] };

export type PieceType = Piece["type"];

export type Reading = {
  text: string;
  locale: Locale;
  tokens: Token[];
  pieces: Piece[];
};

export type ReadOptions = {
  locale: Locale;
  today: string;
  timeZone?: string;
  places: Places;
  names?: readonly KnownName[];
};

/** Values that a request states: one that no field took is never dropped in silence. */
const stated = new Set<PieceType>([
  "date",
  "dates",
  "date_range",
  "month",
  "weekdays",
  "relative_day",
  "invalid_date",
  "time",
  "time_range",
  "invalid_time",
  "schedule",
  "money",
  "money_change",
  "count_change",
  "percent",
  "vat_rate",
  "count",
  "capacity",
  "hold_rank",
  "duration",
  "shift",
  "email",
  "phone",
  "url",
  "place",
  "area",
  "name",
  "code",
  "quote",
  "pasted",
  "proper",
]);

export const isStated = (piece: Piece) => stated.has(piece.type);

export type Placed = { start: number; end: number };
export const overlaps = (a: Placed, b: Placed) => a.start < b.end && b.start < a.end;
