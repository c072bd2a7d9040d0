import { stem } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import { lexicons } from "./lexicon.ts";
import type { Piece, Reading } from "./read-text.ts";

export type Features = Map<string, number>;

const weights = { word: 0.8, idea: 0.9, both: 0.2, first: 0.5, pair: 0.6, type: 0.7, small: 0.15 };

/** Pieces whose words still say what is meant: « facture » is a kind of document and a word. */
const worded = new Set<Piece["type"]>([
  "schedule_item",
  "schedule",
  "reference",
  "pronoun",
  "answer",
  "language",
  "status",
  "document_kind",
  "deal_kind",
  "role",
  "team_role",
  "ticket_kind",
  "day_kind",
  "capacity",
  "hold_rank",
  "count",
  "money_change",
  "count_change",
  "vat_rate",
  "shift",
  "duration",
  "weekdays",
  "money",
  "time_range",
]);

const families: Partial<Record<Piece["type"], string>> = {
  date: "day",
  dates: "day",
  date_range: "period",
  month: "period",
  relative_day: "day",
  invalid_date: "day",
  time: "time",
  time_range: "time",
  invalid_time: "time",
  schedule: "time",
  place: "where",
  area: "where",
  money: "money",
  percent: "percent",
  vat_rate: "percent",
};

/** What a piece stands for in a comparison: rows and towns of one kind are alike. */
export function familyOf(piece: Piece): string {
  if (piece.type === "name") {
    const { kind } = piece.value;
    if (kind === "contact") return "proper";
    return kind === "city" || kind === "venue" || kind === "performance" ? "where" : kind;
  }
  return families[piece.type] ?? piece.type;
}

/** The value of a closed vocabulary, which a tool may care about: `status:confirmed`. */
function shadeOf(piece: Piece): string | undefined {
  switch (piece.type) {
    case "status":
      return piece.value.status;
    case "document_kind":
    case "deal_kind":
    case "ticket_kind":
    case "day_kind":
      return piece.value.kind;
    case "schedule":
    case "schedule_item":
      return piece.value.kind;
    case "role":
    case "team_role":
      return piece.value.role;
    case "count":
      return piece.value.of;
    case "reference":
      return piece.value.select;
    case "pasted":
      return /@/.test(piece.value.text)
        ? "people"
        : /\d{1,2}[./-]\d{1,2}|\d{1,2} \p{L}{3,}/u.test(piece.value.text)
          ? "days"
          : undefined;
    default:
      return undefined;
  }
}

type Unit = { word: string } | { type: string; shade?: string | undefined };

/** The text as words and types, in order; words of typed pieces are kept where they mean something. */
export function unitsOf(reading: Reading): Unit[] {
  const units: Unit[] = [];
  const done = new Set<Piece>();
  for (const token of reading.tokens) {
    const piece = reading.pieces.find((one) => token.start < one.end && one.start < token.end);
    if (piece && !done.has(piece)) {
      done.add(piece);
      units.push({ type: familyOf(piece), shade: shadeOf(piece) });
    }
    if (token.kind === "word" && (!piece || worded.has(piece.type)))
      units.push({ word: token.text });
    else if (token.text === "?") units.push({ type: "question" });
  }
  return units;
}

/** Weighted words, ideas, pairs and types of a text. */
export function featuresOf(reading: Reading): Features {
  const features: Features = new Map();
  const add = (key: string, weight: number) =>
    features.set(key, Math.min((features.get(key) ?? 0) + weight, weight * 1.5));
  const { locale } = reading;
  const ideas = new Set<string>();
  const words: string[] = [];
  let before = "^";
  for (const unit of unitsOf(reading)) {
    if ("type" in unit) {
      add(`<${unit.type}>`, weights.type);
      if (unit.shade)
        add(`<${unit.type}:${unit.shade}>`, weights.type * (unit.type === "pasted" ? 2 : 1));
      add(`${before}_<${unit.type}>`, weights.pair * 0.5);
      before = `<${unit.type}>`;
      continue;
    }
    const root = stem(unit.word, locale);
    const small = lexicons[locale].stop.has(unit.word) && !lexicons[locale].question.has(unit.word);
    add(`w:${root}`, small ? weights.small : weights.word);
    words.push(root);
    if (!small) {
      const own = ideasOf(unit.word, locale);
      if (words.length <= 2 && ideas.size === 0)
        for (const idea of own) add(`f:${idea}`, weights.first);
      for (const idea of own) ideas.add(idea);
    }
    add(`${before}_${root}`, small || before === "^" ? weights.pair * 0.6 : weights.pair);
    before = root;
  }
  for (const idea of wordingsIn(words, locale)) ideas.add(idea);
  for (const idea of ideas) add(`i:${idea}`, weights.idea);
  const sorted = [...ideas].sort();
  sorted.forEach((one, at) => {
    for (const other of sorted.slice(at + 1)) add(`x:${one}+${other}`, weights.both);
  });
  return features;
}

/** Whether any word of a text carries an idea. */
export const isSaid = (idea: string, { tokens, locale }: Reading) =>
  tokens.some((token) => token.kind === "word" && ideasOf(token.text, locale).includes(idea));

export function ideasOf(word: string, locale: Locale): readonly string[] {
  return lexicons[locale].concepts.get(stem(word, locale)) ?? [];
}

/** Ideas said in several words: « mise en vente », "guest list". */
function wordingsIn(roots: readonly string[], locale: Locale): string[] {
  const found: string[] = [];
  roots.forEach((root, at) => {
    for (const { rest, idea } of lexicons[locale].wordings.get(root) ?? []) {
      if (rest.every((next, ahead) => roots[at + 1 + ahead] === next)) found.push(idea);
    }
  });
  return found;
}
