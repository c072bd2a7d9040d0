import { isMentioned } from "./field-words.ts";
import { stem, type Token, tokenize } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import english from "./values.en.json" with { type: "json" };
import french from "./values.fr.json" with { type: "json" };
import type { LeftOut } from "./compare.ts";
import { ideasOf } from "./features.ts";
import type { KnownTool, Knowledge } from "./learn.ts";
import { lexicons } from "./lexicon.ts";
import { isStated, overlaps, type Piece, type Reading } from "./read-text.ts";
import type { Field } from "./tool-fields.ts";

export type Chosen = { value: string; score: number; piece?: Piece };

/** What a piece of the trade's vocabulary says, by its DOMAIN code. */
function codeOf(piece: Piece): string | undefined {
  switch (piece.type) {
    case "status":
      return piece.value.status;
    case "document_kind":
    case "deal_kind":
    case "ticket_kind":
    case "day_kind":
      return piece.value.kind;
    case "role":
    case "team_role":
      return piece.value.role;
    case "language":
      return piece.value.language;
    case "schedule_item":
      return piece.value.kind;
    default:
      return undefined;
  }
}

const needed = 0.5;
const strength = { code: 1, wording: 0.85, learnt: 0.8, loose: 0.55 };

type Wording = { words: readonly string[]; stems: readonly string[]; participle: boolean };
type Vocabulary = Record<string, Record<string, readonly Wording[]> | undefined>;

const PARTICIPLE = /é(?:e?s?)?$/u;

function read(source: Record<string, Record<string, string[]>>, locale: Locale): Vocabulary {
  const wordings = (texts: string[]) =>
    texts.map((text) => {
      const words = tokenize(text).map((token) => token.text);
      return {
        words,
        stems: words.map((word) => stem(word, locale)),
        participle: PARTICIPLE.test(text),
      };
    });
  return Object.fromEntries(
    Object.entries(source).map(([of, values]) => [
      of,
      Object.fromEntries(Object.entries(values).map(([value, texts]) => [value, wordings(texts)])),
    ]),
  );
}

/** Whether a word stands in a closed list of the trade. */
export const isListed = (word: string, locale: Locale) => listed[locale].has(word);

const listed: Record<Locale, ReadonlySet<string>> = { fr: wordsOf(french), en: wordsOf(english) };

function wordsOf(source: Record<string, Record<string, string[]>>): ReadonlySet<string> {
  const texts = Object.values(source).flatMap((values) => Object.values(values).flat());
  return new Set(texts.flatMap((text) => tokenize(text).map((token) => token.text)));
}

const vocabularies: Record<Locale, Vocabulary> = {
  fr: read(french, "fr"),
  en: read(english, "en"),
};

/** Where a wording stands, or -1. « joué » is a state and « joue » is not: a participle needs its accent. */
function placeOf({ words, stems, participle }: Wording, { tokens, locale }: Reading): number {
  const roots = rootsOf(tokens, locale);
  return tokens.findIndex((_, at) => {
    const said = words.every(
      (word, ahead) =>
        tokens[at + ahead]?.text === word ||
        (!participle && word.length > longStem && roots[at + ahead] === stems[ahead]),
    );
    if (!said) return false;
    return !participle || PARTICIPLE.test(tokens[at + words.length - 1]!.raw.normalize("NFC"));
  });
}

const longStem = 4;
const known = new WeakMap<readonly Token[], string[]>();

function rootsOf(tokens: readonly Token[], locale: Locale): string[] {
  const roots = known.get(tokens) ?? tokens.map((token) => stem(token.text, locale));
  known.set(tokens, roots);
  return roots;
}

/** The value of a closed list that a text means: by the trade's words, its own name, or the examples' words. */
export function chooseValue(
  known: KnownTool,
  field: Field,
  reading: Reading,
  knowledge: Knowledge,
  except?: LeftOut,
): Chosen | undefined {
  const found: Chosen[] = [];
  for (const piece of reading.pieces) {
    const code = codeOf(piece);
    if (code && field.values.includes(code))
      found.push({ value: code, score: strength.code, piece });
  }
  const table =
    vocabularies[reading.locale][field.semantic.type === "choice" ? field.semantic.of : ""];
  for (const value of field.values) {
    for (const wording of table?.[value] ?? []) {
      const at = placeOf(wording, reading);
      if (at >= 0)
        found.push({ value, score: strength.wording + wording.words.length / 20 - at / 10_000 });
    }
    const learnt = learntScore(known, field, value, reading, knowledge, except);
    if (learnt > 0) found.push({ value, score: learnt });
  }
  const best = found.sort((a, b) => b.score - a.score)[0];
  return best && best.score >= needed ? best : undefined;
}

/** The values of a closed list that pieces of a text say: « les portes et le concert ». */
export function saidValues(field: Field, reading: Reading): Chosen[] {
  return reading.pieces.flatMap((piece) => {
    const value = codeOf(piece);
    return value && field.values.includes(value) ? [{ value, score: strength.code, piece }] : [];
  });
}

/** Words that the examples choosing this value have, and the tool's other examples do not. */
function learntScore(
  known: KnownTool,
  field: Field,
  value: string,
  reading: Reading,
  knowledge: Knowledge,
  except?: LeftOut,
): number {
  const values = known.choices.get(field.name);
  const mine = values?.get(value);
  if (!mine) return 0;
  const skip = except?.tool === known.tool.name ? except.example : undefined;
  const size = (set: ReadonlySet<number> | undefined) =>
    set ? set.size - (skip !== undefined && set.has(skip) ? 1 : 0) : 0;
  let score = 0;
  for (const token of reading.tokens) {
    if (token.kind !== "word" || lexicons[reading.locale].stop.has(token.text)) continue;
    if (reading.pieces.some((piece) => isStated(piece) && overlaps(piece, token))) continue;
    const root = stem(token.text, reading.locale);
    const here = size(mine.get(root));
    if (here === 0) continue;
    let others = 0;
    for (const [other, words] of values ?? []) if (other !== value) others += size(words.get(root));
    const everywhere = Math.max(size(known.usual.get(root)), here + others);
    // A word of many other wordings belongs to the tool, not to this value.
    const purity = here / (everywhere + (known.worded.get(root) ?? 0));
    const rare = Math.min(1, (knowledge.rarity.get(`w:${root}`) ?? 1) / 2.5);
    if (purity < 0.75) continue;
    score = Math.max(
      score,
      (isVerbLike(token.text, reading) ? strength.loose * 0.8 : strength.learnt) *
        purity *
        (0.5 + rare / 2),
    );
  }
  return score;
}

const verbs = new Set([
  "create",
  "update",
  "list",
  "find",
  "get",
  "cancel",
  "remove",
  "confirm",
  "move",
  "copy",
  "send",
  "invite",
  "refund",
  "publish",
]);
const isVerbLike = (word: string, reading: Reading) =>
  ideasOf(word, reading.locale).some((idea) => verbs.has(idea));

/** A flag is raised by words that only the examples with it raised have. */
export function isRaised(
  known: KnownTool,
  field: Field,
  reading: Reading,
  knowledge: Knowledge,
  except?: LeftOut,
): boolean {
  const parts = field.name.split("_").map((part) => stem(part, "en"));
  const roots = new Set(reading.tokens.map((token) => stem(token.text, "en")));
  if (parts.every((part) => roots.has(part)) || isMentioned(field, reading)) return true;
  return learntScore(known, field, "true", reading, knowledge, except) >= 0.7;
}
