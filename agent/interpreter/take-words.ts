import { stem } from "#recognise/index.ts";
import { ideasOf, isSaid } from "./features.ts";
import { isMentioned } from "./field-words.ts";
import { afterColon, type Stretch, stretchFor } from "./free-text.ts";
import type { KnownTool } from "./known-tool.ts";
import type { Knowledge } from "./learn.ts";
import { lexicons } from "./lexicon.ts";
import { overlaps, type Piece, type Reading } from "./piece.ts";
import type { Field } from "./tool-fields.ts";

/** Words with which the tool is asked for elsewhere. */
export function isUsual(stretch: Stretch, known: KnownTool, reading: Reading): boolean {
  const words = reading.tokens.filter((token) => token.kind === "word" && overlaps(token, stretch));
  return words.every((token) => (known.worded.get(stem(token.text, reading.locale)) ?? 0) > 1);
}

/** « note pour Lille : prévoir deux rampes »: what follows the colon, whole, when a field of that name is meant. */
export function takeNote(
  known: KnownTool,
  reading: Reading,
  input: Record<string, unknown>,
): Piece | undefined {
  const colon = afterColon(reading);
  if (!colon || !isProse(reading, colon)) return undefined;
  const said = reading.tokens.filter((token) => token.end <= colon.start && token.kind === "word");
  const field = known.fields.find(
    (one) =>
      one.semantic.type === "words" &&
      !one.many &&
      said.some((token) =>
        ideasOf(token.text, reading.locale).includes(one.name.replace(/s$/, "")),
      ),
  );
  if (!field) return undefined;
  const text = /^[«“"]\s*(.+?)\s*[»”"]$/su.exec(colon.text)?.[1] ?? colon.text;
  input[field.name] = text;
  return {
    type: "quote",
    value: { text },
    start: colon.start,
    end: colon.end,
    text: colon.text,
    confidence: 1,
  };
}

/** The reading as far as the colon where a note follows it: what is noted is no part of the request. */
export function withoutNote(reading: Reading): Reading {
  const colon = afterColon(reading);
  if (!colon || !isProse(reading, colon)) return reading;
  const before = { ...reading, tokens: reading.tokens.filter((token) => token.end <= colon.start) };
  // A list of dates is announced by « note : », it is no note.
  const dated = reading.pieces.some((piece) => piece.type === "date" && piece.start >= colon.start);
  if (dated || !isSaid("note", before)) return reading;
  return { ...before, pieces: reading.pieces.filter((piece) => piece.end <= colon.start) };
}

/** Words rather than a number, a date or an address. */
function isProse(reading: Reading, stretch: Stretch): boolean {
  const typed = reading.pieces.filter(
    (piece) => overlaps(piece, stretch) && piece.type !== "proper" && piece.type !== "quote",
  );
  const length = typed.reduce((sum, piece) => sum + piece.text.length, 0);
  return length < stretch.text.length * 0.6;
}

/** Names and words: what nothing else explains, or what follows a colon. */
export function takeWords(
  known: KnownTool,
  reading: Reading,
  input: Record<string, unknown>,
  stretches: Stretch[],
  used: Piece[],
  knowledge: Knowledge,
) {
  const fields = known.fields
    .filter((field) => takesWords(field) && input[field.name] === undefined)
    .sort((a, b) => Number(b.required) - Number(a.required));
  for (const field of fields) {
    const colon =
      field.semantic.type === "words" && known.leads.get(field.name)?.size
        ? afterColon(reading)
        : undefined;
    const whole = colon && !used.some((piece) => overlaps(piece, colon)) ? colon : undefined;
    const led = stretches.filter(
      (stretch) =>
        known.leads.get(field.name)?.has(stretch.lead) && tells(stretch, reading, knowledge),
    );
    const [only] = stretches;
    const told =
      only &&
      stretches.length === 1 &&
      isMentioned(field, reading) &&
      isNew(only, reading, knowledge)
        ? stretches
        : led;
    const stretch = whole ?? stretchFor(field, known, field.required ? stretches : told);
    if (!stretch) continue;
    input[field.name] = field.many ? [stretch.text] : stretch.text;
    used.push(
      ...reading.pieces.filter((piece) => overlaps(piece, stretch) && !used.includes(piece)),
    );
    const at = stretches.findIndex((one) => overlaps(one, stretch));
    if (at >= 0) stretches.splice(at, 1);
  }
}

/** Rows without a name of their own in the sentence are looked up by the words left: « la dépense péage ». */
const looked = new Set([
  "expense",
  "income",
  "order",
  "document",
  "member",
  "contact",
  "artist",
  "production",
  "tour",
  "venue",
  "guest_list",
]);
const takesWords = (field: Field) =>
  field.semantic.type === "words" ||
  field.semantic.type === "name" ||
  (field.semantic.type === "ref" && field.required && looked.has(field.semantic.kind));

/** Some word of the stretch is not one that requests are made of. */
function isNew(stretch: Stretch, reading: Reading, knowledge: Knowledge): boolean {
  return reading.tokens.some(
    (token) =>
      token.kind === "word" &&
      overlaps(token, stretch) &&
      !lexicons[reading.locale].stop.has(token.text) &&
      !knowledge.rarity.has(`w:${stem(token.text, reading.locale)}`),
  );
}

/** After a small word only a name counts: « en PDF » is not a title. */
function tells(stretch: Stretch, reading: Reading, knowledge: Knowledge): boolean {
  const { stop } = lexicons[reading.locale];
  if (!/\p{L}/u.test(stretch.lead)) return false;
  if (!stop.has(stretch.lead)) return true;
  const named = reading.pieces.some(
    (piece) => (piece.type === "proper" || piece.type === "quote") && overlaps(piece, stretch),
  );
  return named && !knowledge.rarity.has(`w:${stem(stretch.text.toLowerCase(), reading.locale)}`);
}
