import type { Places } from "#integrations/places/index.ts";
import type { Locale } from "#tools/core/text.ts";
import { addMonths, type NameHit, recognise, type Span, stem, type Token, tokenize } from "#recognise/index.ts";
import { lexicons } from "./lexicon.ts";

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
  const seen: Piece[] = recognise(outside, { ...options, names: outsideNames })
    .map(trimmed)
    .filter((span) => !isArticle(span))
    .map((span) => townRatherThanArea(span, options.places))
    .map((span) => dayNumber(span, outside, options.today))
    .map((span) => withOthers(span, text, outsideNames, options.locale))
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
  const towns = seen.filter((piece) => !isSurname(piece, text, options.locale));
  const quoted = firm.filter(
    (piece) => piece.type !== "quote" || !known.some((name) => covers(name, piece)),
  );
  const pieces = [...quoted, ...towns, ...known.filter((name) => quoted.every((q) => !overlaps(q, name)))];
  const tokens = tokenize(text);
  const proper = properNames(text, tokens, pieces, options.locale);
  const all = [...pieces, ...proper].sort((a, b) => a.start - b.start);
  return { text, locale: options.locale, tokens, pieces: withSchedule(all) };
}

/** « les balances de Metz à 17 h »: an hour belongs to the schedule word before it, when it has none of its own. */
function withSchedule(pieces: Piece[]): Piece[] {
  return pieces.map((piece, at) => {
    if (piece.type !== "time") return piece;
    for (let back = at - 1; back >= 0; back--) {
      const one = pieces[back]!;
      if (one.type === "time" || one.type === "schedule" || one.type === "time_range") return piece;
      if (one.type === "schedule_item") return { ...piece, type: "schedule", value: { kind: one.value.kind, ...piece.value } };
    }
    const next = pieces[at + 1];
    const free = next?.type === "schedule_item" && pieces[at + 2]?.type !== "time";
    return free ? { ...piece, type: "schedule", value: { kind: next.value.kind, ...piece.value } } : piece;
  });
}

const LINKS = new Set(["de", "du", "des", "la", "le", "les", "d", "l", "'", "-", "of", "the", "&", "."]);
const capital = (token: Token | undefined) => token !== undefined && /^\p{Lu}/u.test(token.raw);

/** Runs of capitalised words outside other pieces: « Lea Martin », « Palais des Congrès ». */
function properNames(text: string, tokens: Token[], pieces: readonly Piece[], locale: Locale): Piece[] {
  const found: Piece[] = [];
  const taken = (token: Token) => pieces.some((piece) => overlaps(piece, token));
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at]!;
    const opens = at === 0 || first.leads || /^[.!?;:]$/.test(tokens[at - 1]!.text);
    if (!capital(first) || taken(first) || (opens && isCommon(first, locale))) continue;
    const article = lexicons[locale].stop.has(first.text);
    const named = tokens[at + 1]?.text === "'" ? tokens[at + 2] : tokens[at + 1];
    if (article && (at === 0 || !capital(named) || taken(named!))) continue;
    let last = at;
    for (let next = at + 1; next < tokens.length; next++) {
      const token = tokens[next]!;
      if (taken(token) || token.leads) break;
      if (token.glued && tokens[next - 1]?.text === "-" && token.kind === "word") last = next;
      else if (capital(token) || (token.kind === "number" && next === last + 1)) last = next;
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

/** « une date » is an article, « une place » a quantity. */
function isArticle(span: Span): boolean {
  if (span.type !== "count" || span.value.count !== 1 || !/^(?:une?|an?|one)\b/iu.test(span.text)) return false;
  return !/^(?:seats|tickets|rooms|comps|copies|nights)$/.test(span.value.of ?? "");
}

const largeTown = 100_000;

/** « Sam Leroy », « Brasserie du Port »: a small town's name right after a capitalised word is part of a name. */
function isSurname(piece: Piece, text: string, locale: Locale): boolean {
  if (piece.type !== "place" || piece.value.place.population > largeTown) return false;
  const before = /(\p{Lu}[\p{L}'’-]+)(?:\s(?:du|de|des|de la|de l['’]|d['’]))?\s*$/u.exec(text.slice(0, piece.start));
  if (!before?.[1]) return false;
  const word = tokenize(before[1])[0];
  return word !== undefined && !isCommon(word, locale);
}

function isCommon(token: Token, locale: Locale): boolean {
  const { stop, question, concepts } = lexicons[locale];
  return stop.has(token.text) || question.has(token.text) || concepts.has(stem(token.text, locale));
}

/** « Paris » is a département too; a town is what people mean. */
function townRatherThanArea(span: Span, places: Places): Span {
  if (span.type !== "area") return span;
  const candidates = places.find(span.text, { spelling: "exact", limit: 3 });
  const [place] = candidates;
  return place && place.score === 1 && place.country === "FR" ? { ...span, type: "place", value: { place, candidates } } : span;
}

const nounsOf: Record<string, string> = { tour: "tour", production: "production", artist: "artist", venue: "venue", contact: "contact" };

/** A name that is a tour's and a production's is that of the noun before it. */
function withOthers(span: Span, text: string, hits: readonly KnownName[], locale: Locale): Piece {
  if (span.type !== "name") return span;
  const others = hits.find((hit) => hit.id === span.value.id && hit.start === span.start)?.others ?? [];
  if (others.length === 0) return span;
  const before = tokenize(text.slice(0, span.start)).filter((token) => token.kind === "word").slice(-2);
  const ideas = before.flatMap((token) => lexicons[locale].concepts.get(stem(token.text, locale)) ?? []);
  const all = [{ kind: span.value.kind, id: span.value.id, label: span.value.label }, ...others];
  const main = all.find((one) => ideas.includes(nounsOf[one.kind] ?? "")) ?? all[0]!;
  return { ...span, value: { ...main, others: all.filter((one) => one !== main) } };
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
