import { normalize } from "#recognise/index.ts";
import type { Tool } from "#tools/core/tool.ts";
import { chooseTool } from "./choose-tool.ts";
import type { Reader } from "./decide.ts";
import { ideasOf } from "./features.ts";
import { fill, type FillOptions } from "./fill.ts";
import { rowsMeant } from "./focus.ts";
import { lexicons, openingOf } from "./lexicon.ts";
import { isStated, overlaps, type Reading } from "./read-text.ts";
import type { Call, LastCall, Pending, State } from "./state.ts";
import { type Field, fieldsOf, verbOf } from "./tool-fields.ts";
import { valueOf } from "./values.ts";
import { chooseValue } from "./vocabulary.ts";

const plain = (text: string) =>
  normalize(text)
    .text.replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** « oui », « non » said as a whole message. */
export function yesOrNo(reading: Reading): boolean | undefined {
  const answer = reading.pieces.find((piece) => piece.type === "answer" && piece.confidence > 0.9);
  return answer?.type === "answer" ? answer.value.yes : undefined;
}

export function abandons(reading: Reading): boolean {
  const said = plain(reading.text);
  return lexicons[reading.locale].abandon.some(
    (words) => said === plain(words) || said === `${plain(words)} merci`,
  );
}

/** The choice that a message picks: by its label, its number, or « la deuxième ». */
export function pick<T extends { label: string }>(
  choices: readonly T[],
  reading: Reading,
): T | undefined {
  const said = plain(reading.text);
  const exact = choices.find((choice) => plain(choice.label) === said);
  if (exact) return exact;
  for (const piece of reading.pieces) {
    if (piece.type === "reference" && piece.value.select === "first") return choices[0];
    if (piece.type === "reference" && piece.value.select === "last") return choices.at(-1);
    if (piece.type === "reference" && piece.value.select === "nth")
      return choices[(piece.value.index ?? 1) - 1];
    if (piece.type === "count" && reading.tokens.length <= 3) return choices[piece.value.count - 1];
  }
  const named = choices.filter(
    (choice) => plain(choice.label).includes(said) || said.includes(plain(choice.label)),
  );
  return named.length === 1 ? named[0] : undefined;
}

const shortAnswer = 8;

/** What a message says for the field that was asked for; nothing when it does not answer. */
export function answerTo(
  field: Field,
  tool: Tool,
  reading: Reading,
  options: FillOptions,
  state: State,
): unknown {
  const known = options.knowledge.byName.get(tool.name);
  const many = (value: unknown) => (field.many && !Array.isArray(value) ? [value] : value);
  const said = reading.pieces
    .map((piece) => valueOf(piece, field, { day: state.focus.day }))
    .filter((one) => one !== undefined)
    .sort((a, b) => b.fit - a.fit);
  if (field.semantic.type === "ref") {
    const { kind } = field.semantic;
    for (const piece of reading.pieces) {
      if (piece.type !== "reference") continue;
      const rows = rowsMeant(state.focus, kind, piece.value, options.today);
      if (rows.length > 0) return field.many ? rows.map((row) => row.id) : rows[0]?.id;
    }
  }
  if (field.semantic.type === "choice" && known)
    return many(chooseValue(known, field, reading, options.knowledge)?.value);
  if (field.semantic.type === "flag") return yesOrNo(reading);
  if (said.length > 0 && field.semantic.type !== "name" && field.semantic.type !== "words") {
    return field.many
      ? said.filter((one) => one.fit === said[0]!.fit).flatMap((one) => one.value)
      : said[0]!.value;
  }
  const words = reading.text.trim().replace(/[.!]+$/u, "");
  const free =
    field.semantic.type === "name" ||
    field.semantic.type === "words" ||
    field.semantic.type === "ref" ||
    field.semantic.type === "place";
  const short =
    field.semantic.type === "words" ||
    reading.tokens.filter((token) => token.kind !== "sign").length <= shortAnswer;
  return free && short && words ? many(unquoted(words)) : undefined;
}

const unquoted = (text: string) => /^[«“"]\s*(.+?)\s*[»”"]$/u.exec(text)?.[1] ?? text;

const sure = { probability: 0.55, likeness: 0.3, words: 3 };

/** Whether a message in answer to a question is another request altogether. */
export function isNewRequest(reading: Reading, pending: Pending, options: FillOptions): boolean {
  const words = reading.tokens.filter((token) => token.kind === "word");
  const acts = words
    .slice(0, 3)
    .some(
      (token) =>
        ideasOf(token.text, reading.locale).length > 0 ||
        lexicons[reading.locale].question.has(token.text),
    );
  if (words.length < sure.words || !acts) return false;
  const best = chooseTool(reading, options)[0];
  if (!best || best.probability < sure.probability || best.likeness < sure.likeness) return false;
  const asking = pending.kind === "reading" ? undefined : pending.call.tool;
  return best.known.tool.name !== asking || best.filled.missing.length === 0;
}

export type Redo = { call: Call; undo?: string };

const setters = new Set(["update", "set", "change", "rename"]);

/** « en fait 20 h », « non, à Lyon »: the last call with what was just said; a write is undone first. */
export function correctionOf(
  text: string,
  read: Reader,
  options: FillOptions,
  last: LastCall | undefined,
): Redo | undefined {
  if (!last) return undefined;
  const reading = read(text);
  let rest = openingOf(text, lexicons[reading.locale].correction);
  if (rest === undefined) return undefined;
  for (
    let more = openingOf(
      text.slice(rest).replace(/^[\s,]+/u, ""),
      lexicons[reading.locale].correction,
    );
    more !== undefined;
  ) {
    const lead = text.slice(rest).length - text.slice(rest).replace(/^[\s,]+/u, "").length;
    rest += lead + more;
    more = openingOf(text.slice(rest).replace(/^[\s,]+/u, ""), lexicons[reading.locale].correction);
  }
  const said = text.slice(rest).replace(/^[\s,.:]+/u, "");
  const call = overlay(said, read, options, last);
  if (!call) return undefined;
  const undo = last.done && last.effect !== "read" && !onlyResets(last, call);
  return undo ? { call, undo: last.callId } : { call };
}

/** Setting the same rows again needs no undo: the new value replaces the old one. */
function onlyResets(last: LastCall, call: Call): boolean {
  if (!setters.has(verbOf(last.tool))) return false;
  const rows = (input: Record<string, unknown>) =>
    JSON.stringify([
      input["performances"],
      input["performance"],
      input["tour"],
      input["venue"],
      input["artist"],
    ]);
  return rows(last.input) === rows(call.input);
}

/** « et Nice ? », « pareil pour Lille »: the last call again, with what was just said in place. */
export function repetitionOf(
  text: string,
  read: Reader,
  options: FillOptions,
  last: LastCall | undefined,
): Call | undefined {
  if (!last) return undefined;
  const reading = read(text);
  const rest = openingOf(text, lexicons[reading.locale].again);
  if (rest === undefined) return undefined;
  // « et pour Lille ? » asks again what was asked; it does not do again what was done.
  if (last.effect !== "read" && /\?\s*$/u.test(text)) return undefined;
  const said = text.slice(rest).replace(/^[\s,]+/u, "");
  const acts = read(said).tokens.some(
    (token) =>
      token.kind === "word" &&
      ideasOf(token.text, reading.locale).length > 0 &&
      !lexicons[reading.locale].stop.has(token.text),
  );
  return acts ? undefined : overlay(said, read, options, last);
}

/** The last call's input with the fields that a few words give; nothing when they leave something unused. */
function overlay(
  text: string,
  read: Reader,
  options: FillOptions,
  last: LastCall,
): Call | undefined {
  const known = options.knowledge.byName.get(last.tool);
  if (!known || text === "") return undefined;
  const reading = read(text);
  if (!reading.pieces.some((piece) => isStated(piece))) return undefined;
  const filled = fill(known, reading, { ...options, focus: { turns: [], ...dayIn(last) } });
  const given = Object.fromEntries(
    Object.entries(filled.input).filter(([name]) =>
      belongs(known.tool, name, reading, filled.input[name]),
    ),
  );
  const bare = bareValue(reading, known.fields, last);
  if (Object.keys(given).length === 0 && bare)
    return { tool: last.tool, input: { ...last.input, ...bare } };
  if (Object.keys(given).length === 0 || filled.unused.length > 0) return undefined;
  const kept = { ...last.input };
  // A place said anew takes the place of every way of naming the rows before.
  if (given["performances"] !== undefined)
    for (const name of ["tour", "city", "area", "status", "from", "to"]) delete kept[name];
  return { tool: last.tool, input: { ...kept, ...sameField(last.input, given, known.fields) } };
}

/** « non, 850 »: a figure alone is what the only figure of the last call should have been. */
function bareValue(
  { pieces, tokens }: Reading,
  fields: readonly Field[],
  last: LastCall,
): Record<string, unknown> | undefined {
  const [piece] = pieces;
  const alone = pieces.length === 1 && tokens.every((token) => overlaps(piece!, token));
  if (piece?.type !== "count" || !alone) return undefined;
  const figures = fields.filter(
    ({ name, semantic }) =>
      (semantic.type === "count" || semantic.type === "money") && last.input[name] !== undefined,
  );
  const [only] = figures;
  const value = only && figures.length === 1 ? valueOf(piece, only, {})?.value : undefined;
  return value === undefined ? undefined : { [only!.name]: value };
}

/** « non, au 18 »: the month is that of the day last given. */
function dayIn(last: LastCall): { day?: string } {
  const day = Object.values(last.input).find(
    (value) => typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value),
  );
  return typeof day === "string" ? { day } : {};
}

/** A time or an amount corrected takes the field that the last call had of that type. */
function sameField(
  before: Record<string, unknown>,
  given: Record<string, unknown>,
  fields: readonly Field[],
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(given)) {
    const type = fields.find((field) => field.name === name)?.semantic.type;
    const alike = fields.filter(
      (field) => field.semantic.type === type && before[field.name] !== undefined,
    );
    const moves =
      before[name] === undefined &&
      (type === "time" || type === "money" || type === "count" || type === "day") &&
      alike.length === 1;
    result[moves ? alike[0]!.name : name] = value;
  }
  return result;
}

function belongs(tool: Tool, name: string, reading: Reading, value: unknown): boolean {
  const field = fieldsOf(tool).find((one) => one.name === name);
  if (!field) return false;
  const free = field.semantic.type === "words" || field.semantic.type === "name";
  return (
    !free ||
    reading.pieces.some(
      (piece) => (piece.type === "quote" || piece.type === "proper") && piece.value.text === value,
    )
  );
}
