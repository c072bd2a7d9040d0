import { stem, type Token } from "#recognise/index.ts";
import { chooseTool, type Understanding } from "./choose-tool.ts";
import { fragmentsOf, openingVerb } from "./clauses.ts";
import { strangeness } from "./compare.ts";
import { featuresOf, ideasOf } from "./features.ts";
import { fill, type Filled, type FillOptions } from "./fill.ts";
import type { KnownTool, Knowledge } from "./learn.ts";
import { isListed } from "./vocabulary.ts";
import type { Locale } from "#tools/core/text.ts";
import { lexicons } from "./lexicon.ts";
import { isStated, overlaps, type Piece, type Reading } from "./read-text.ts";
import type { Call } from "./state.ts";
import type { Field } from "./tool-fields.ts";

export type Decision =
  | { kind: "calls"; calls: Call[]; known: KnownTool; ignored: string[] }
  | { kind: "ask"; call: Call; known: KnownTool; field: Field; left?: string[] }
  | { kind: "readings"; readings: Understanding[] }
  | { kind: "aside"; call: Call; known: KnownTool; words: string[] }
  | { kind: "impossible"; piece: Piece }
  | { kind: "lost"; words: string[]; near: KnownTool[] };

export type Reader = (text: string) => Reading;

/** How sure the interpreter must be; a write asks where a read just answers. */
const sure = {
  floor: 0.11,
  likeness: 0.2,
  margin: 0.08,
  write: 0.36,
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
  const [top] = ranked;
  const best = mostComplete(ranked);
  if (!top || !best) return { kind: "lost", words: [], near: [] };
  const strange = strangeWords(reading, best, options);
  const near = ranked
    .slice(0, mostReadings)
    .filter((one) => one.score > 0)
    .map((one) => one.known);
  const words = contentWords(reading).length;
  const tooStrange = words > 0 && strange.length / words > sure.strange && strange.length > 0;
  const writes = best.known.tool.effect !== "read";
  const none = strangeness(featuresOf(reading), options.knowledge);
  if (
    none > top.probability * (writes ? 1 : 1.5) ||
    best.likeness < (isComplete(best) ? sure.likeness / 2 : sure.likeness) ||
    top.probability < sure.floor ||
    (tooStrange && (writes || best.probability < sure.clear))
  )
    return { kind: "lost", words: strange, near };
  if (writes && strange.length > 0 && best.probability < sure.clear)
    return { kind: "lost", words: strange, near };
  // A reading that leaves more of the request aside is no rival.
  const rivals = ranked.filter(
    (one) =>
      one !== best &&
      one.filled.unused.length <= best.filled.unused.length &&
      one.filled.missing.length <= best.filled.missing.length &&
      one.strangers <= best.strangers &&
      one.probability > sure.rival &&
      !one.filled.unused.some((piece) => piece.type === "pasted") &&
      // Between two questions the likelier is answered: nothing is lost by it.
      (writes || one.known.tool.effect !== "read") &&
      (Math.abs(best.score - one.score) < sure.margin ||
        (writes &&
          best.score - one.score < 2 * sure.margin &&
          best.probability < sure.write &&
          one.probability > best.probability / 2)),
  );
  if (rivals.length > 0)
    return { kind: "readings", readings: [best, ...rivals].slice(0, mostReadings) };
  return carryOut(best, reading, read, options);
}

const close = 0.13;

/** The likeliest, or one near it that has a place for all that was said where the likeliest has not. */
function mostComplete(ranked: readonly Understanding[]): Understanding | undefined {
  const [best] = ranked;
  if (!best || hasAll(best)) return best;
  return ranked.find((one) => best.score - one.score < close && hasAll(one)) ?? best;
}

const hasAll = ({ filled }: Understanding) =>
  filled.missing.length === 0 && !filled.unused.some(isLeftOver);

/** Surely stated: what no field took is told. */
const isLeftOver = (piece: Piece) =>
  (piece.confidence >= 0.4 || piece.type === "proper") &&
  !(piece.type === "count" && !piece.value.of && !/\d/.test(piece.text));

/** All that was said has its place, and clearly in this tool; for a question, likely is enough. */
const isComplete = ({ known, filled, probability }: Understanding) =>
  filled.unused.length === 0 &&
  filled.missing.length === 0 &&
  (probability >= sure.clear ||
    (known.tool.effect === "read" && filled.used.length > 0 && probability >= sure.write));

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
    (piece) => isLeftOver(piece) && !isWholePeriod(piece, filled.used),
  );
  if (unused.length > 0 || filled.missing.length > 0 || saysTwice(known, reading)) {
    const several = fromFragments(known, reading, read, options);
    if (several) return { kind: "calls", calls: several, known, ignored: [] };
  }
  const left = unused.map((piece) => piece.text);
  const [field] = filled.missing;
  if (field) return { kind: "ask", call, known, field, left };
  left.push(...strangeRoles(reading, filled.input, options));
  if (left.length > 0 && known.tool.effect !== "read")
    return { kind: "aside", call, known, words: left };
  return { kind: "calls", calls, known, ignored: left };
}

/** « plein à 42 et réduit à 32 »: two values of one closed list ask for two calls. */
function saysTwice(known: KnownTool, reading: Reading): boolean {
  const kinds = new Set(
    reading.pieces.flatMap((piece) => (piece.type === "ticket_kind" ? [piece.value.kind] : [])),
  );
  return (
    kinds.size > 1 &&
    known.fields.some(
      (field) => field.semantic.type === "choice" && field.semantic.of === "ticket_kind",
    )
  );
}

/** « comme manageuse »: an unknown word that says in what quality is not passed over. */
function strangeRoles(
  reading: Reading,
  input: Record<string, unknown>,
  { knowledge }: FillOptions,
): string[] {
  const taken = JSON.stringify(input).toLowerCase();
  return reading.tokens.flatMap((token, at) => {
    const before = reading.tokens[at - 1]?.text;
    if (
      (before !== "comme" && before !== "as") ||
      token.kind !== "word" ||
      taken.includes(token.raw.toLowerCase())
    )
      return [];
    return isVocabulary(token.text, reading.locale, knowledge) ? [] : [token.raw];
  });
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
  let anchor = options.anchor;
  const filled = parts.map((part, at) => {
    const wording = at === 0 || !verb ? part : `${verb} ${part}`;
    const one = fill(known, read(wording), { ...options, implicit: false, anchor });
    // « le 4 novembre à Namur, le 5 à Liège »: the month goes on.
    const day = one.used.find((piece) => piece.type === "date");
    const said = known.fields.find(
      (field) => field.semantic.type === "day" && one.input[field.name] !== undefined,
    );
    if (day && said) anchor = String(one.input[said.name]);
    return one;
  });
  // « deux dépenses : … et … » announces its parts.
  const announces = (piece: Piece) => piece.type === "count" && piece.value.count === parts.length;
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
  const carries = (one: Filled) => [...telling].some((name) => one.input[name] !== undefined);
  const carriers = filled.filter(carries);
  // « Zaz part en Belgique : le 4 à … »: what only leads up to the parts may say where they are.
  const leads = (one: Filled, piece: Piece) => piece.type === "area" && !carries(one);
  if (filled.some((one) => one.unused.some((piece) => !announces(piece) && !leads(one, piece))))
    return undefined;
  if (carriers.length < 2) return undefined;
  const shared = Object.assign({}, ...[...filled].reverse().map((one) => one.input)) as Record<
    string,
    unknown
  >;
  const calls = carriers.map((one): Call => {
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
      !reading.pieces.some((piece) => isUnderstood(piece) && overlaps(piece, token)),
  );
}

/** Words of the trade that are read for what they are. */
const isUnderstood = (piece: Piece) => isStated(piece) || piece.confidence >= 0.5;

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
      if (isVocabulary(token.text, reading.locale, knowledge)) return false;
      return !taken.includes(token.raw.toLowerCase()) && !belongsToName(token, reading, taken);
    })
    .map((token) => token.raw);
}

/** « la famille Chevalier », « Mme Ortega »: what stands right before a name that was taken. */
function belongsToName(token: Token, { tokens, pieces }: Reading, taken: string): boolean {
  const next = tokens[tokens.indexOf(token) + 1];
  return pieces.some(
    (piece) =>
      piece.type === "proper" &&
      piece.start === next?.start &&
      taken.includes(piece.value.text.toLowerCase()),
  );
}

/** A word of the examples, of an idea that some tool has, or of a closed list. */
function isVocabulary(word: string, locale: Locale, knowledge: Knowledge): boolean {
  if (lexicons[locale].stop.has(word) || isListed(word, locale)) return true;
  if (knowledge.rarity.has(`w:${stem(word, locale)}`)) return true;
  return ideasOf(word, locale).some((idea) => knowledge.rarity.has(`i:${idea}`));
}
