import { compare, type LeftOut } from "./compare.ts";
import { featuresOf, ideasOf } from "./features.ts";
import { type Filled, fill, type FillOptions } from "./fill.ts";
import type { KnownTool } from "./learn.ts";
import { lexicons } from "./lexicon.ts";
import { withoutNote } from "./take-words.ts";
import type { Piece, Reading } from "./read-text.ts";
import { verbOf } from "./tool-fields.ts";

/** One way to understand a request: a tool, its filled input, and how sure it is. */
export type Understanding = {
  known: KnownTool;
  filled: Filled;
  likeness: number;
  probability: number;
  score: number;
  /** Rows to change that nobody knows, rows to make that are there already. */
  strangers: number;
};

const tried = 10;
const weight = {
  unused: -0.1,
  missing: -0.07,
  used: 0.025,
  loose: -0.015,
  asked: -0.1,
  noted: 0.1,
  spokenOf: 0.07,
  pasted: -0.5,
  stranger: -0.14,
  exact: 0.08,
};
/** Small counts and bare words weigh less than a date or an amount left aside. */
const slight = new Set<Piece["type"]>(["count", "proper", "area"]);

/** The tools that a request may mean, likeliest first: words first, then how its values fit their fields. */
export function chooseTool(
  reading: Reading,
  options: FillOptions & { except?: LeftOut },
): Understanding[] {
  const taken = takesAway(reading);
  const near = compare(featuresOf(withoutNote(reading)), options.knowledge, options.except)
    .filter(({ known }) => !(taken && making.has(verbOf(known.tool.name))))
    .slice(0, tried);
  const asks = isQuestion(reading);
  return near
    .map(({ known, likeness, probability, score }): Understanding => {
      const filled = fill(known, reading, options);
      const unused = filled.unused.reduce(
        (sum, piece) => sum + (slight.has(piece.type) ? 0.4 : 1),
        0,
      );
      const strangers =
        strangersIn(known, filled, reading) + Number(isVague(known, filled, reading));
      const adjusted =
        score +
        weight.unused * unused +
        weight.missing * filled.missing.length +
        weight.used * Math.min(4, filled.used.length) +
        weight.loose * filled.loose.length +
        (filled.noted ? weight.noted : 0) +
        (filled.spokenOf ? weight.spokenOf : 0) +
        (filled.unused.some((piece) => piece.type === "pasted") ? weight.pasted : 0) +
        (isExact(known, filled, reading) ? weight.exact : 0) +
        weight.stranger * strangers +
        (asks && known.tool.effect !== "read" ? weight.asked : 0);
      return { known, filled, likeness, probability, score: adjusted, strangers };
    })
    .sort((a, b) => b.score - a.score);
}

const rowKinds = new Set(["artist", "production", "tour", "venue", "contact"]);

/** A row to change must be known, a row to make must not: names met in the database tell which is meant. */
function strangersIn(known: KnownTool, filled: Filled, reading: Reading): number {
  const said = (value: unknown) =>
    reading.pieces.find(
      (piece) =>
        (piece.type === "proper"
          ? piece.value.text
          : piece.type === "name"
            ? piece.value.label
            : undefined) === value,
    );
  return known.fields.filter((field) => {
    const value = filled.input[field.name];
    if (typeof value !== "string") return false;
    // A row that is known is not an address or a note.
    if (field.semantic.type === "words" && said(value)?.type === "name") return true;
    if (field.semantic.type === "ref" && rowKinds.has(field.semantic.kind))
      return said(value)?.type === "proper";
    return (
      field.required &&
      field.semantic.type === "name" &&
      verbOf(known.tool.name) === "create" &&
      said(value)?.type === "name"
    );
  }).length;
}

/** A town was said where a venue is asked for: a date there is meant more often. */
function isVague(known: KnownTool, filled: Filled, reading: Reading): boolean {
  return known.fields.some(
    (field) =>
      field.required &&
      field.semantic.type === "ref" &&
      field.semantic.kind === "venue" &&
      reading.pieces.some(
        (piece) =>
          (piece.type === "place" && piece.text === filled.input[field.name]) ||
          (piece.type === "name" &&
            piece.value.kind === "city" &&
            piece.value.label === filled.input[field.name]),
      ),
  );
}

const making = new Set(["add", "create", "record", "invite", "plan"]);
const opens = 4;

/** « supprime les 450 € de camion » adds no expense. */
function takesAway(reading: Reading): boolean {
  const words = reading.tokens.filter((token) => token.kind === "word").slice(0, opens);
  const ideas = words.flatMap((token) => ideasOf(token.text, reading.locale));
  return ideas.includes("remove") && !ideas.includes("create");
}

/** A row of the very kind that the tool is about is named. */
function isExact(known: KnownTool, filled: Filled, reading: Reading): boolean {
  return known.fields.some((field) => {
    if (field.semantic.type !== "ref" || !field.required) return false;
    const { kind } = field.semantic;
    return reading.pieces.some(
      (piece) =>
        piece.type === "name" &&
        piece.value.kind === kind &&
        piece.value.id === filled.input[field.name],
    );
  });
}

/** A question wants to know; « tu peux confirmer Lyon ? » wants it done. */
export function isQuestion(reading: Reading): boolean {
  const { tokens, locale, text } = reading;
  const folded = tokens.map((token) => token.text).join(" ");
  if (lexicons[locale].request.some((opening) => folded.includes(opening.replace(/-/g, " - "))))
    return false;
  const first = tokens.slice(0, 5).some((token) => lexicons[locale].question.has(token.text));
  return first || /\?\s*$/u.test(text);
}
