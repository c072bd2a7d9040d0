import { type Candidate, candidatesFor, isOrdinary } from "./candidates.ts";
import type { LeftOut } from "./compare.ts";
import { type Focus } from "./focus.ts";
import { pointedRows } from "./pointed-rows.ts";
import { afterColon, freeStretches, type Stretch, stretchFor } from "./free-text.ts";
import { isSaidOnce } from "./field-words.ts";
import type { KnownTool, Knowledge } from "./learn.ts";
import { isStated, overlaps, type Piece, type Reading } from "./read-text.ts";
import { stem } from "#recognise/index.ts";
import { ideasOf } from "./features.ts";
import { lexicons } from "./lexicon.ts";
import type { Field } from "./tool-fields.ts";
import { chooseValue, isRaised } from "./vocabulary.ts";

export type Filled = {
  input: Record<string, unknown>;
  used: Piece[];
  /** A field took all that follows a colon. */
  noted: boolean;
  /** Stated in the request and taken by no field. */
  unused: Piece[];
  /** Required fields that the text does not give. */
  missing: Field[];
  /** One call for each value: « confirme Lyon, Nice et Lille » for a tool that takes one date. */
  spread?: { field: string; values: unknown[] };
  /** Words that neither the tool's examples nor its fields explain. */
  loose: string[];
};

export type FillOptions = { knowledge: Knowledge; focus: Focus; today: string; except?: LeftOut | undefined };

/** Fills a tool's input from a reading: typed pieces, then vocabulary, references, and free words. */
export function fill(known: KnownTool, reading: Reading, options: FillOptions): Filled {
  const { knowledge, focus, except } = options;
  const input: Record<string, unknown> = {};
  const used: Piece[] = [];
  const free = (pieces: readonly Piece[]) => pieces.every((piece) => !used.some((one) => overlaps(one, piece)));
  let spread: Filled["spread"];
  const noted = takeNote(known, reading, input);
  if (noted) used.push(noted);
  const candidates = candidatesFor(known, reading, knowledge, { day: anchorOf(reading, focus), today: options.today }, except);
  for (const candidate of candidates) {
    if (!takes(input, candidate, used, free)) continue;
    const { field, values, pieces } = candidate;
    if (field.many) input[field.name] = [...((input[field.name] as unknown[] | undefined) ?? []), ...values];
    else input[field.name] = values[0];
    if (!field.many && values.length > 1 && !spread) spread = { field: field.name, values };
    used.push(...pieces);
  }
  closeDay(known, reading, input, used);
  for (const field of known.fields) {
    if (field.semantic.type === "choice" && input[field.name] === undefined) {
      const chosen = chooseValue(known, field, reading, knowledge, except);
      if (!chosen || (chosen.piece && !free([chosen.piece]))) continue;
      input[field.name] = field.many ? [chosen.value] : chosen.value;
      if (chosen.piece) used.push(chosen.piece);
    }
    if (field.semantic.type === "flag" && isRaised(known, field, reading, knowledge, except)) input[field.name] = true;
  }
  pointedRows(known, reading, { ...options, input, used });
  impliedOnes(known, reading, input);
  const stretches = freeStretches(reading, known, used, except);
  takeWords(known, reading, input, stretches, used, knowledge);
  const missing = known.fields.filter((field) => field.required && input[field.name] === undefined);
  const unused = reading.pieces.filter((piece) => isStated(piece) && !isOrdinary(piece, knowledge, reading) && !used.some((one) => overlaps(one, piece)));
  return { input, used, noted: noted !== undefined, unused, missing, loose: stretches.filter((stretch) => !isUsual(stretch, known, reading)).map((stretch) => stretch.text), ...(spread ? { spread } : {}) };
}

/** « avec un accompagnant », « +2 »: counts that only their noun or sign shows. */
function impliedOnes(known: KnownTool, reading: Reading, input: Record<string, unknown>) {
  const field = known.fields.find((one) => one.name === "plus_ones" && input[one.name] === undefined);
  if (!field) return;
  const sign = /\+\s?(\d{1,2})(?!\d)/u.exec(reading.text);
  if (sign) input[field.name] = Number(sign[1]);
  else if (isSaidOnce(field, reading)) input[field.name] = 1;
}

const OPEN = /(?:depuis|d[eè]s|from|since|after|apr[eè]s|à partir(?: de| du)?)(?: le| the)?\s*$/iu;

/** One day is a period that begins and ends on it, unless its words leave an end open. */
function closeDay(known: KnownTool, reading: Reading, input: Record<string, unknown>, used: readonly Piece[]) {
  for (const [first, last] of [["from", "to"], ["sold_from", "sold_to"], ["since", "until"]] as const) {
    const both = known.fields.some((field) => field.name === last) && input[first] !== undefined && input[last] === undefined;
    const day = used.find((piece) => piece.type === "date");
    if (both && day && !OPEN.test(reading.text.slice(0, day.start))) input[last] = input[first];
  }
}

/** Words with which the tool is asked for elsewhere. */
function isUsual(stretch: Stretch, known: KnownTool, reading: Reading): boolean {
  const words = reading.tokens.filter((token) => token.kind === "word" && overlaps(token, stretch));
  return words.every((token) => (known.worded.get(stem(token.text, reading.locale)) ?? 0) > 1);
}

function takes(
  input: Record<string, unknown>,
  { field, pieces, values }: Candidate,
  used: readonly Piece[],
  free: (pieces: readonly Piece[]) => boolean,
): boolean {
  const period = pieces.length === 1 && (pieces[0]?.type === "date_range" || pieces[0]?.type === "month" || pieces[0]?.type === "shift" || pieces[0]?.type === "money");
  // A period says both its ends, a shift its years and months, an amount its currency.
  const shared = period && used.includes(pieces[0]!) && splits(field) && !Object.keys(input).some((name) => endOf(name) && endOf(field.name) && endOf(name) !== endOf(field.name));
  if (!shared && !free(pieces)) return false;
  if (input[field.name] === undefined) return true;
  // « Bourges … le 19 février »: a day is not one more of the places listed.
  const days = pieces.every((piece) => piece.type === "date");
  return field.many && values.length > 0 && !(days && used.some((piece) => piece.type === "place" || piece.type === "name"));
}

/** `from` and `to` are ends of one period, `sold_from` and `sold_to` of another. */
function endOf(name: string): string | undefined {
  if (name === "since" || name === "until") return "since";
  return /^(.*)(?:from|to)$/.exec(name)?.[1]?.concat("_period");
}

const splits = (field: Field) => field.semantic.type === "day" || field.semantic.type === "shift" || field.semantic.type === "currency";

/** « note pour Lille : prévoir deux rampes »: what follows the colon, whole, when a field of that name is meant. */
function takeNote(known: KnownTool, reading: Reading, input: Record<string, unknown>): Piece | undefined {
  const colon = afterColon(reading);
  if (!colon || !isProse(reading, colon)) return undefined;
  const said = reading.tokens.filter((token) => token.end <= colon.start && token.kind === "word");
  const field = known.fields.find((one) => one.semantic.type === "words" && !one.many && said.some((token) => ideasOf(token.text, reading.locale).includes(one.name.replace(/s$/, ""))));
  if (!field) return undefined;
  const text = /^[«“"]\s*(.+?)\s*[»”"]$/su.exec(colon.text)?.[1] ?? colon.text;
  input[field.name] = text;
  return { type: "quote", value: { text }, start: colon.start, end: colon.end, text: colon.text, confidence: 1 };
}

/** Words rather than a number, a date or an address. */
function isProse(reading: Reading, stretch: Stretch): boolean {
  const typed = reading.pieces.filter((piece) => overlaps(piece, stretch) && piece.type !== "proper" && piece.type !== "quote");
  const length = typed.reduce((sum, piece) => sum + piece.text.length, 0);
  return length < stretch.text.length * 0.6;
}

/** The day that « le 18 » is near: that of the row named, else of the row last spoken of. */
function anchorOf(reading: Reading, focus: Focus): string | undefined {
  const said = reading.pieces.flatMap((piece) => (piece.type === "place" ? [piece.value.place.name] : piece.type === "name" ? [piece.value.label] : []));
  const row = focus.turns.flat().find((one) => one.day && said.some((name) => one.city === name || one.venue === name));
  return row?.day ?? focus.day;
}

/** Names and words: what nothing else explains, or what follows a colon. */
function takeWords(
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
    const colon = field.semantic.type === "words" && known.leads.get(field.name)?.size ? afterColon(reading) : undefined;
    const whole = colon && !used.some((piece) => overlaps(piece, colon)) ? colon : undefined;
    const led = stretches.filter((stretch) => known.leads.get(field.name)?.has(stretch.lead) && tells(stretch, reading, knowledge));
    const stretch = whole ?? stretchFor(field, known, field.required ? stretches : led);
    if (!stretch) continue;
    input[field.name] = field.many ? [stretch.text] : stretch.text;
    used.push(...reading.pieces.filter((piece) => overlaps(piece, stretch) && !used.includes(piece)));
    const at = stretches.findIndex((one) => overlaps(one, stretch));
    if (at >= 0) stretches.splice(at, 1);
  }
}

/** Rows without a name of their own in the sentence are looked up by the words left: « la dépense péage ». */
const looked = new Set(["expense", "income", "order", "document", "member", "contact", "artist", "production", "tour", "venue", "guest_list"]);
const takesWords = (field: Field) =>
  field.semantic.type === "words" || field.semantic.type === "name" || (field.semantic.type === "ref" && field.required && looked.has(field.semantic.kind));

/** After a small word only a name counts: « en PDF » is not a title. */
function tells(stretch: Stretch, reading: Reading, knowledge: Knowledge): boolean {
  const { stop } = lexicons[reading.locale];
  if (!/\p{L}/u.test(stretch.lead)) return false;
  if (!stop.has(stretch.lead)) return true;
  const named = reading.pieces.some((piece) => (piece.type === "proper" || piece.type === "quote") && overlaps(piece, stretch));
  return named && !knowledge.rarity.has(`w:${stem(stretch.text.toLowerCase(), reading.locale)}`);
}
