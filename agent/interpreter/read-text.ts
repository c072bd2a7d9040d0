import type { Places } from "#integrations/places/index.ts";
import type { Locale } from "#tools/core/text.ts";
import { addMonths, type NameHit, recognise, type Span, stem, type Token, tokenize } from "#recognise/index.ts";
import { lexicons } from "./lexicon.ts";

/**
 * A piece of text with its meaning. The interpreter's own: `code` (order numbers, ids), `quote`,
 * `pasted` (a list or table) and `proper` (capitalised words that no row is known by).
 */
export type Piece =
  | Span
  | {
      type: "code" | "quote" | "pasted" | "proper";
      value: { text: string };
      start: number;
      end: number;
      text: string;
      confidence: number;
    };
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
  names?: readonly NameHit[];
};

const CODE = /\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6,12}\b|\b(?=[A-Z0-9-]*\d)[A-Z]{1,10}(?:-[A-Z0-9]+)+\b|\b[A-Z]{2}\d{9,12}\b|(?<![\d.,])\d{14}(?!\d)/gu;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu;
const QUOTE = /«\s*([^«»]{1,300}?)\s*»|“([^“”]{1,300})”|"([^"\n]{1,300})"/gu;

/** Values that a request states: one that no field took is never dropped in silence. */
const stated = new Set<PieceType>([
  "date", "dates", "date_range", "month", "weekdays", "relative_day", "invalid_date", "time",
  "time_range", "invalid_time", "schedule", "money", "percent", "vat_rate", "count", "capacity",
  "hold_rank", "duration", "shift", "email", "phone", "url", "place", "area", "name", "code",
  "quote", "pasted", "proper",
]);

export const isStated = (piece: Piece) => stated.has(piece.type);

/** The typed pieces of a text: those of `recognise`, codes, quotations and a pasted block. */
export function readText(text: string, options: ReadOptions): Reading {
  const block = findPasted(text);
  const outside = block
    ? text.slice(0, block.start) + blank(block.text) + text.slice(block.end)
    : text;
  const firm: Piece[] = [];
  if (block) firm.push(block);
  for (const pattern of [UUID, CODE]) {
    for (const found of outside.matchAll(pattern)) add(firm, "code", found.index, found[0], found[0]);
  }
  for (const found of outside.matchAll(QUOTE)) {
    const inner = found[1] ?? found[2] ?? found[3] ?? "";
    add(firm, "quote", found.index, found[0], inner.trim());
  }
  const outsideNames = (options.names ?? []).filter((hit) => !firm.some((piece) => overlaps(piece, hit)));
  const seen = recognise(outside, { ...options, names: outsideNames })
    .map(trimmed)
    .map((span) => dayNumber(span, outside, options.today))
    .filter((span) => span.text !== "" && !firm.some((piece) => overlaps(piece, span)));
  const known = (options.names ?? [])
    .filter((hit) => !firm.some((piece) => piece.type !== "quote" && overlaps(piece, hit)))
    .filter((hit) => firm.some((piece) => piece.type === "quote" && overlaps(piece, hit)))
    .map((hit): Piece => ({
      type: "name",
      value: { kind: hit.kind, id: hit.id, label: hit.label },
      start: hit.start,
      end: hit.end,
      text: text.slice(hit.start, hit.end),
      confidence: hit.score,
    }));
  const quoted = firm.filter(
    (piece) => piece.type !== "quote" || !known.some((name) => covers(name, piece)),
  );
  const pieces = [...quoted, ...seen, ...known.filter((name) => quoted.every((q) => !overlaps(q, name)))];
  const tokens = tokenize(text);
  const proper = properNames(text, tokens, pieces, options.locale);
  return {
    text,
    locale: options.locale,
    tokens,
    pieces: [...pieces, ...proper].sort((a, b) => a.start - b.start),
  };
}

const LINKS = new Set(["de", "du", "des", "la", "le", "les", "d", "l", "'", "-", "of", "the", "&", "."]);
const capital = (token: Token | undefined) => token !== undefined && /^\p{Lu}/u.test(token.raw);

/** Runs of capitalised words outside other pieces: « Lea Martin », « Palais des Congrès ». */
function properNames(text: string, tokens: Token[], pieces: readonly Piece[], locale: Locale): Piece[] {
  const found: Piece[] = [];
  const taken = (token: Token) => pieces.some((piece) => overlaps(piece, token));
  const common = (token: Token) =>
    lexicons[locale].stop.has(token.text) ||
    lexicons[locale].question.has(token.text) ||
    lexicons[locale].concepts.has(stem(token.text, locale));
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at]!;
    const opens = at === 0 || first.leads || /^[.!?;:]$/.test(tokens[at - 1]!.text);
    if (!capital(first) || taken(first) || (opens && common(first))) continue;
    if (lexicons[locale].stop.has(first.text)) continue;
    let last = at;
    for (let next = at + 1; next < tokens.length; next++) {
      const token = tokens[next]!;
      if (taken(token) || token.leads) break;
      if (capital(token) || (token.kind === "number" && next === last + 1)) last = next;
      else if (!LINKS.has(token.text) || (token.text === "." && !token.glued) || next - last > 3) break;
    }
    const value = text.slice(first.start, tokens[last]!.end);
    if (value.length < 2 || (opens && last === at && at === 0 && tokens.length > 1 && value === value.toUpperCase() && value.length > 8)) continue;
    found.push({ type: "proper", value: { text: value }, start: first.start, end: tokens[last]!.end, text: value, confidence: opens && last === at ? 0.4 : 0.7 });
    at = last;
  }
  return found;
}

type Placed = { start: number; end: number };
export const overlaps = (a: Placed, b: Placed) => a.start < b.end && b.start < a.end;
/** A name that fills its quotation but for a few signs stands for it. */
const covers = (name: Placed, quote: Placed) =>
  overlaps(name, quote) && name.end - name.start >= quote.end - quote.start - 5;

function add(pieces: Piece[], type: "code" | "quote", start: number, text: string, value: string) {
  const piece = { type, value: { text: value }, start, end: start + text.length, text, confidence: 1 };
  if (value && !pieces.some((other) => overlaps(other, piece))) pieces.push(piece);
}

/** Spans end on a letter or a sign that belongs to them. */
function trimmed(span: Span): Span {
  const text = span.text.replace(/[\s,;:]+$/u, "");
  return { ...span, text, end: span.start + text.length };
}

/** « au 18 »: a bare number that a preposition of dates puts on a day of the month. */
function dayNumber(span: Span, text: string, today: string): Span {
  if (span.type !== "count" || span.value.of || span.value.count < 1 || span.value.count > 31) return span;
  const lead = /(?:^|[\s,])(au|du|jusqu'au|to the|on the)\s+$/iu.exec(text.slice(0, span.start));
  if (!lead || !/^\d+$/.test(span.text) || /^\s*(?:€|%|h\b|euros?|places?|billets?|pax|k\b)/iu.test(text.slice(span.end))) return span;
  const number = String(span.value.count).padStart(2, "0");
  for (let ahead = 0; ahead < 12; ahead++) {
    const month = addMonths(`${today.slice(0, 8)}01`, ahead);
    const day = `${month.slice(0, 8)}${number}`;
    if (day < today || !isDay(day)) continue;
    return { ...span, type: "date", value: { day, yearStated: false, monthStated: false }, confidence: 0.7 };
  }
  return span;
}

const isDay = (day: string) => !Number.isNaN(Date.parse(day)) && new Date(day).toISOString().slice(0, 10) === day;

const blank = (text: string) => text.replace(/[^\n]/gu, " ");

const LISTED = /\d|[\t;|]|\s[–—-]\s|,/u;
const FEWEST_LINES = 2;

/**
 * The pasted list or table in a message: the longest run of lines that look like rows, with the
 * heading right above it. One line of instruction before or after stays outside.
 */
function findPasted(text: string): Piece | undefined {
  const lines = [...text.matchAll(/[^\n]*(?:\n|$)/gu)].filter((line) => line[0] !== "");
  if (lines.length < FEWEST_LINES) return undefined;
  const blocks: { first: number; last: number; rows: number }[] = [];
  let open: { first: number; last: number; rows: number } | undefined;
  lines.forEach((line, index) => {
    const content = line[0].trim();
    if (content === "") return;
    const row = LISTED.test(content) && content.length < 400 && !content.endsWith(":");
    if (row) {
      open ??= { first: index, last: index, rows: 0 };
      open.last = index;
      open.rows += 1;
    } else if (open && /[\p{L}]/u.test(content) && content.length < 80 && open.rows >= 1 && index + 1 < lines.length && LISTED.test(lines[index + 1]![0])) {
      open.last = index;
    } else if (open) {
      blocks.push(open);
      open = undefined;
    }
  });
  if (open) blocks.push(open);
  const best = blocks.sort((a, b) => b.rows - a.rows)[0];
  if (!best || best.rows < FEWEST_LINES) return undefined;
  let { first, last } = best;
  while (first < last && instructs(lines[first]![0]) && !datedRow(lines[first]![0])) first += 1;
  while (last > first && instructs(lines[last]![0]) && !datedRow(lines[last]![0])) last -= 1;
  const heading = lines[first - 1]?.[0].trim();
  if (heading && !instructs(heading) && !heading.endsWith(":")) first -= 1;
  const start = lines[first]!.index;
  const end = lines[last]!.index + lines[last]![0].trimEnd().length;
  const body = text.slice(start, end);
  return { type: "pasted", value: { text: body }, start, end, text: body, confidence: 1 };
}

const datedRow = (line: string) => /^\W*\d{1,4}[./-]\d{1,2}|;|\t|@/u.test(line);
/** A sentence addressed to us rather than a row: lower case at its start, a colon at its end, or a verb first. */
function instructs(line: string): boolean {
  if (/^\s*\p{Ll}/u.test(line) || /[:?]\s*$/u.test(line)) return true;
  const first = tokenize(line).find((token) => token.kind === "word");
  if (!first) return false;
  return (["fr", "en"] as const).some((locale) =>
    lexicons[locale].concepts.get(stem(first.text, locale))?.some((concept) => commands.has(concept)),
  );
}
const commands = new Set(["create", "move", "import", "list", "find", "copy", "send"]);
