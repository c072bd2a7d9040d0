import { isFieldWord } from "./field-words.ts";
import { stem, type Token } from "#recognise/index.ts";
import type { LeftOut } from "./compare.ts";
import { ideasOf } from "./features.ts";
import type { KnownTool } from "./learn.ts";
import { lexicons } from "./lexicon.ts";
import { isStated, overlaps, type Piece, type Reading } from "./read-text.ts";
import type { Field } from "./tool-fields.ts";

export type Stretch = { text: string; start: number; end: number; lead: string };

const pointing = new Set<Piece["type"]>(["reference", "pronoun"]);
const wordy = new Set<Piece["type"]>(["proper", "name", "quote", "code"]);
const isPlace = (piece: Piece) => piece.type === "name" && piece.value.kind === "city";
/** « la ligne du camion est fausse »: a name ends where something is said of it. */
const STATES = /^(?:est|sont|etait|is|are|was)$/;
const BREAKS = /^[;,.!?()\n]$/;

/**
 * The stretches of a text that nothing else explains: outside the pieces used, past the words with
 * which the tool is usually asked for, small words cut off at both ends.
 */
export function freeStretches(
  reading: Reading,
  known: KnownTool,
  used: readonly Piece[],
  except?: LeftOut,
): Stretch[] {
  const { tokens, locale } = reading;
  const skip = except?.tool === known.tool.name ? except.example : undefined;
  const explained = (token: Token) => {
    if (
      used.some((piece) => overlaps(piece, token)) ||
      figures.some((piece) => overlaps(piece, token))
    )
      return true;
    if (reading.pieces.some((piece) => pointing.has(piece.type) && overlaps(piece, token)))
      return true;
    if (token.kind !== "word") return false;
    if (known.fields.some((field) => isFieldWord(field, token.text, locale))) return true;
    const examples = known.usual.get(stem(token.text, locale));
    const times = examples ? examples.size - (skip !== undefined && examples.has(skip) ? 1 : 0) : 0;
    return (
      times >= 2 ||
      (times >= 1 && ideasOf(token.text, locale).length > 0) ||
      (isCommand(token, tokens, locale) && times >= 0)
    );
  };
  const small = (token: Token) => token.kind === "sign" || lexicons[locale].stop.has(token.text);
  // A date or an amount is never part of a name.
  const figures = reading.pieces.filter(
    (piece) =>
      isStated(piece) && (!wordy.has(piece.type) || isPlace(piece)) && piece.confidence >= 0.7,
  );
  const runs: Token[][] = [];
  let run: Token[] = [];
  const close = () => {
    while (run[0] && small(run[0])) run.shift();
    while (run.length > 0 && small(run[run.length - 1]!)) run.pop();
    if (run.length > 0) runs.push(run);
    run = [];
  };
  for (const token of tokens) {
    if (
      BREAKS.test(token.text) ||
      token.text === ":" ||
      STATES.test(token.text) ||
      explained(token)
    )
      close();
    else run.push(token);
  }
  close();
  return runs.map((words) => {
    const start = words[0]!.start;
    const end = words.at(-1)!.end;
    const before = tokens.filter(
      (token) => token.end <= start && token.text !== "'" && token.text !== ":",
    );
    const last = before.at(-1);
    return {
      text: reading.text.slice(start, end),
      start,
      end,
      lead: last ? stem(last.text, locale) : "^",
    };
  });
}

const commands = new Set([
  "create",
  "update",
  "list",
  "find",
  "remove",
  "cancel",
  "confirm",
  "move",
  "copy",
  "send",
]);
/** A verb that opens the sentence says what to do, not what to call it. */
function isCommand(token: Token, tokens: readonly Token[], locale: "fr" | "en"): boolean {
  const first = tokens.find((one) => one.kind === "word" && !lexicons[locale].stop.has(one.text));
  return token === first && ideasOf(token.text, locale).some((idea) => commands.has(idea));
}

/** The free stretch that a field of words or a name takes: after its usual word, else the fullest. */
export function stretchFor(
  field: Field,
  known: KnownTool,
  stretches: readonly Stretch[],
): Stretch | undefined {
  const leads = known.leads.get(field.name);
  const score = (stretch: Stretch) =>
    (leads?.has(stretch.lead) ? 2 : 0) +
    (field.semantic.type !== "words" && /^\p{Lu}/u.test(stretch.text) ? 1.5 : 0) +
    Math.min(1, stretch.text.length / 40);
  return [...stretches].sort((a, b) => score(b) - score(a))[0];
}

/** Everything after the first colon, as typed, when it reads as words. */
export function afterColon(reading: Reading): Stretch | undefined {
  const at = reading.text.search(/\s?:\s+/u);
  if (at < 0) return undefined;
  const start = at + (/\s?:\s+/u.exec(reading.text.slice(at))?.[0].length ?? 1);
  const text = reading.text.slice(start).trim();
  return text ? { text, start, end: start + text.length, lead: ":" } : undefined;
}
