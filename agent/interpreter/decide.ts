import { stem } from "#recognise/index.ts";
import { chooseTool, type Understanding } from "./choose-tool.ts";
import { fragmentsOf, openingVerb } from "./clauses.ts";
import { strangeness } from "./compare.ts";
import { featuresOf, ideasOf } from "./features.ts";
import { fill, type FillOptions } from "./fill.ts";
import type { KnownTool } from "./learn.ts";
import { lexicons } from "./lexicon.ts";
import { isStated, overlaps, type Piece, type Reading } from "./read-text.ts";
import type { Call } from "./state.ts";
import type { Field } from "./tool-fields.ts";

export type Decision =
  | { kind: "calls"; calls: Call[]; known: KnownTool; ignored: string[] }
  | { kind: "ask"; call: Call; known: KnownTool; field: Field }
  | { kind: "readings"; readings: Understanding[] }
  | { kind: "aside"; call: Call; known: KnownTool; words: string[] }
  | { kind: "impossible"; piece: Piece }
  | { kind: "lost"; words: string[]; near: KnownTool[] };

export type Reader = (text: string) => Reading;

/** How sure the interpreter must be; a write asks where a read just answers. */
const sure = {
  floor: 0.14,
  likeness: 0.2,
  margin: { read: 0.008, write: 0.08 },
  clear: 0.5,
  strange: 0.5,
  rival: 0.04,
};
const mostReadings = 3;

/** What to do about one clause: call, ask, offer readings, or say that it is not understood. */
export function decide(reading: Reading, read: Reader, options: FillOptions): Decision {
  const impossible = reading.pieces.find(
    (piece) => piece.type === "invalid_date" || piece.type === "invalid_time",
  );
  if (impossible) return { kind: "impossible", piece: impossible };
  const ranked = chooseTool(reading, options);
  const best = ranked[0];
  if (!best) return { kind: "lost", words: [], near: [] };
  const strange = strangeWords(reading, best, options);
  const near = ranked
    .slice(0, mostReadings)
    .filter((one) => one.score > 0)
    .map((one) => one.known);
  const words = contentWords(reading).length;
  const tooStrange = words > 0 && strange.length / words > sure.strange && strange.length > 0;
  const none = strangeness(featuresOf(reading), options.knowledge);
  if (
    none > best.probability ||
    best.likeness < sure.likeness ||
    best.probability < sure.floor ||
    tooStrange
  )
    return { kind: "lost", words: strange, near };
  const writes = best.known.tool.effect !== "read";
  if (writes && strange.length > 0 && best.probability < sure.clear)
    return { kind: "lost", words: strange, near };
  // A reading that leaves more of the request aside is no rival.
  const rivals = ranked.filter(
    (one) =>
      one !== best &&
      one.filled.unused.length <= best.filled.unused.length &&
      one.probability > sure.rival &&
      best.score - one.score <
        (writes || one.known.tool.effect !== "read" ? sure.margin.write : sure.margin.read),
  );
  if (rivals.length > 0)
    return { kind: "readings", readings: [best, ...rivals].slice(0, mostReadings) };
  return carryOut(best, reading, read, options);
}

/** Turns an understanding into calls, or into the question that it still needs. */
export function carryOut(
  { known, filled }: Understanding,
  reading: Reading,
  read: Reader,
  options: FillOptions,
): Decision {
  const name = known.tool.name;
  const call: Call = { tool: name, input: filled.input };
  const calls = filled.spread
    ? filled.spread.values.map((value) => ({
        tool: name,
        input: { ...filled.input, [filled.spread!.field]: value },
      }))
    : [call];
  const unused = filled.unused.filter(
    (piece) =>
      (piece.confidence >= 0.4 || piece.type === "proper") && !isWholePeriod(piece, filled.used),
  );
  if (unused.length > 0 || filled.missing.length > 0) {
    const several = fromFragments(known, reading, read, options);
    if (several) return { kind: "calls", calls: several, known, ignored: [] };
  }
  const left = unused.map((piece) => piece.text);
  const [field] = filled.missing;
  if (field) return { kind: "ask", call, known, field };
  if (left.length > 0 && known.tool.effect !== "read")
    return { kind: "aside", call, known, words: left };
  return { kind: "calls", calls, known, ignored: left };
}

/** « le planning d'octobre » over a pasted list: its lines have their own days. */
function isWholePeriod(piece: Piece, used: readonly Piece[]): boolean {
  return (
    (piece.type === "date_range" || piece.type === "month") &&
    used.some((one) => one.type === "pasted")
  );
}

/** « 450 € d'hôtel et 320 € de train à Lyon »: one call for each part, what one lacks taken from the others. */
function fromFragments(
  known: KnownTool,
  reading: Reading,
  read: Reader,
  options: FillOptions,
): Call[] | undefined {
  const parts = fragmentsOf(reading);
  if (parts.length < 2) return undefined;
  const verb = openingVerb(reading);
  const filled = parts.map((part, at) =>
    fill(known, read(at === 0 || !verb ? part : `${verb} ${part}`), {
      ...options,
      implicit: false,
    }),
  );
  // « deux dépenses : … et … » announces its parts.
  const announces = (piece: Piece) => piece.type === "count" && piece.value.count === parts.length;
  if (filled.some((one) => one.unused.some((piece) => !announces(piece)))) return undefined;
  const free = new Set(
    known.fields
      .filter((field) => field.semantic.type === "name" || field.semantic.type === "words")
      .map((field) => field.name),
  );
  const telling = new Set(
    known.fields
      .filter((field) => field.semantic.type === "money" || field.required)
      .map((field) => field.name),
  );
  if (filled.some((one) => ![...telling].some((name) => one.input[name] !== undefined)))
    return undefined;
  const shared = Object.assign({}, ...[...filled].reverse().map((one) => one.input)) as Record<
    string,
    unknown
  >;
  const calls = filled.map((one): Call => {
    const lent = Object.fromEntries(
      Object.entries(shared).filter(([name]) => !free.has(name) && !telling.has(name)),
    );
    return { tool: known.tool.name, input: { ...lent, ...one.input } };
  });
  const complete = calls.every((call) =>
    known.fields.every((field) => !field.required || call.input[field.name] !== undefined),
  );
  return complete ? calls : undefined;
}

function contentWords(reading: Reading) {
  return reading.tokens.filter(
    (token) =>
      token.kind === "word" &&
      token.text.length > 2 &&
      !lexicons[reading.locale].stop.has(token.text) &&
      !reading.pieces.some((piece) => isStated(piece) && overlaps(piece, token)),
  );
}

/** Words that no example has, no idea explains, and no field of the tool took. */
export function strangeWords(
  reading: Reading,
  best: Understanding,
  { knowledge }: FillOptions,
): string[] {
  const taken = Object.values(best.filled.input)
    .flat()
    .filter((value): value is string => typeof value === "string")
    .join("\n")
    .toLowerCase();
  return contentWords(reading)
    .filter((token) => {
      const root = stem(token.text, reading.locale);
      if (
        knowledge.rarity.has(`w:${root}`) ||
        ideasOf(token.text, reading.locale).some((idea) => knowledge.rarity.has(`i:${idea}`))
      )
        return false;
      return !taken.includes(token.raw.toLowerCase());
    })
    .map((token) => token.raw);
}
