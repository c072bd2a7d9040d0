import { type Token, tokenize } from "#recognise/index.ts";
import { overlaps, type Reading } from "./read-text.ts";
import forms from "./short-forms.json" with { type: "json" };

const shortForms: Record<Reading["locale"], ReadonlyMap<string, string>> = {
  fr: formsOf(forms.fr),
  en: formsOf(forms.en),
};

const shortest = 4;
const longEnoughForOne = 5;
const longEnoughForTwo = 8;

/**
 * The reading with the misspelt words of its requests put right: a word in lower case that is
 * unknown and one letter (two in long words) away from a known one is compared as that one.
 * What the person typed stays in the text, so that names and notes are kept as written.
 */
export function withSpelling(
  reading: Reading,
  isKnown: (word: string) => boolean,
  words: ReadonlyMap<string, readonly string[]>,
): Reading {
  const tokens = reading.tokens.map((token): Token => {
    const inWords = token.kind === "word" && shortForms[reading.locale].get(token.text);
    if (inWords) return { ...token, text: inWords };
    if (
      token.kind !== "word" ||
      token.text.length < shortest ||
      isKnown(token.text) ||
      /^\p{Lu}/u.test(token.raw)
    )
      return token;
    if (reading.pieces.some((piece) => overlaps(piece, token))) return token;
    const near = nearest(token.text, words) ?? inFull(token.text, words);
    return near ? { ...token, text: near } : token;
  });
  return { ...reading, tokens };
}

/** Words as telephones write them, « slt », « pr », in full and without accents. */
function formsOf(table: Record<string, string>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).map(([short, word]) => [short, tokenize(word)[0]?.text ?? word]),
  );
}

/** « orga » for « organisateur »: the shortest known word that begins so. */
function inFull(word: string, words: ReadonlyMap<string, readonly string[]>): string | undefined {
  const longer = (words.get(word[0]!) ?? []).filter(
    (candidate) => candidate.startsWith(word) && candidate.length >= word.length + 3,
  );
  return longer.sort((a, b) => a.length - b.length)[0];
}

function nearest(word: string, words: ReadonlyMap<string, readonly string[]>): string | undefined {
  const most = word.length >= longEnoughForTwo ? 2 : word.length >= longEnoughForOne ? 1 : 0;
  let best: string | undefined;
  let least = most + 1;
  for (const initial of [word[0]!, word[1]!]) {
    for (const candidate of words.get(initial) ?? []) {
      if (Math.abs(candidate.length - word.length) > most) continue;
      const distance = editDistance(word, candidate, least);
      if (distance < least) [best, least] = [candidate, distance];
    }
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours; stops counting at `limit`. */
export function editDistance(a: string, b: string, limit: number): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let value = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, before[j - 2]! + 1);
      row.push(value);
      if (value < least) least = value;
    }
    if (least >= limit) return limit;
    before = last;
    last = row;
  }
  return last[b.length]!;
}
