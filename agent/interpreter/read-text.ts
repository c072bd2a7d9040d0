import { recognise, tokenize } from "#recognise/index.ts";
import {
  dayNumber,
  isArticle,
  isIdiom,
  inMonthNamed,
  isSurname,
  pointedCount,
  scaled,
  townRatherThanArea,
  trimmed,
  withOthers,
  withSchedule,
  withTicketCounts,
} from "./adjust-spans.ts";
import { findPasted } from "./pasted-block.ts";
import { overlaps, type Piece, type Placed, type Reading, type ReadOptions } from "./piece.ts";
import { properNames } from "./proper-names.ts";

export * from "./piece.ts";

const CODE =
  /\b(?=[A-Z0-9]*\d)(?=[A-Z0-9]*[A-Z])[A-Z0-9]{6,12}\b|\b(?=[A-Z0-9-]*\d)[A-Z]{1,10}(?:-[A-Z0-9]+)+\b|\b[A-Z]{2}\d{9,12}\b|(?<![\d.,])\d{14}(?!\d)/gu;
const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/giu;
const QUOTE = /«\s*([^«»]{1,300}?)\s*»|“([^“”]{1,300})”|"([^"\n]{1,300})"/gu;

/** The typed pieces of a text: those of `recognise`, codes, quotations and a pasted block. */
export function readText(text: string, options: ReadOptions): Reading {
  const block = findPasted(text);
  const outside = block
    ? text.slice(0, block.start) + blank(block.text) + text.slice(block.end)
    : text;
  const firm: Piece[] = [];
  if (block) firm.push(block);
  for (const pattern of [UUID, CODE]) {
    for (const found of outside.matchAll(pattern))
      add(firm, "code", found.index, found[0], found[0]);
  }
  for (const found of outside.matchAll(QUOTE)) {
    const inner = found[1] ?? found[2] ?? found[3] ?? "";
    add(firm, "quote", found.index, found[0], inner.trim());
  }
  const outsideNames = (options.names ?? []).filter(
    (hit) => !firm.some((piece) => overlaps(piece, hit)),
  );
  // « la jauge des deux premières » holds « les deux premières »; both are three letters long.
  const plainText = outside.replace(
    /\bdes(?=\s(?:(?:\d+|deux|trois|quatre|cinq|six|sept|huit|neuf|dix)\s)?(?:premi[eè]re?s?|derni[eè]re?s?)\b)/giu,
    "les",
  );
  const seen: Piece[] = recognise(plainText, { ...options, names: outsideNames })
    .map(trimmed)
    .filter((span) => !isArticle(span) && !isIdiom(span))
    .map((span) => townRatherThanArea(span, outside, options.places))
    .map((span) => scaled(span, outside))
    .map((span) => pointedCount(span, outside))
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
  const pieces = [
    ...quoted,
    ...towns,
    ...known.filter((name) => quoted.every((q) => !overlaps(q, name))),
  ];
  const tokens = tokenize(text);
  const whole = pieces.filter((piece) => !isPartOfLonger(piece, pieces, text));
  const proper = properNames(text, tokens, whole, options.locale);
  const all = [...whole, ...proper].sort((a, b) => a.start - b.start);
  return {
    text,
    locale: options.locale,
    tokens,
    pieces: withTicketCounts(withSchedule(inMonthNamed(all)), text),
  };
}

const works = new Set(["artist", "production", "tour"]);

/** « Organique Tour » is not the production « Organique »: a capital that follows makes another name. */
function isPartOfLonger(piece: Piece, pieces: readonly Piece[], text: string): boolean {
  if (piece.type !== "name" || !works.has(piece.value.kind)) return false;
  const next = /^ (\p{Lu}[\p{L}’'-]+)/u.exec(text.slice(piece.end));
  const place = next && { start: piece.end + 1, end: piece.end + next[0].length };
  return Boolean(place && !pieces.some((other) => other !== piece && overlaps(other, place)));
}

/** A name that fills its quotation but for a few signs stands for it. */
const covers = (name: Placed, quote: Placed) =>
  overlaps(name, quote) && name.end - name.start >= quote.end - quote.start - 5;

function add(pieces: Piece[], type: "code" | "quote", start: number, text: string, value: string) {
  const piece = {
    type,
    value: { text: value },
    start,
    end: start + text.length,
    text,
    confidence: 1,
  };
  if (value && !pieces.some((other) => overlaps(other, piece))) pieces.push(piece);
}

const blank = (text: string) => text.replace(/[^\n]/gu, " ");
