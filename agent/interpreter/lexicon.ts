import type { Locale } from "#tools/core/text.ts";
import { normalize, stem, tokenize } from "#recognise/index.ts";
import english from "./lexicon.en.json" with { type: "json" };
import french from "./lexicon.fr.json" with { type: "json" };

const sources = { fr: french, en: english } as const;

type Lexicon = {
  stop: ReadonlySet<string>;
  question: ReadonlySet<string>;
  /** Stem → the ideas it may carry. */
  concepts: ReadonlyMap<string, readonly string[]>;
  /** First stem → what follows it in wordings of several words, longest first. */
  wordings: ReadonlyMap<string, readonly { rest: readonly string[]; idea: string }[]>;
  /** Openings said in several words, normalized, longest first. */
  correction: readonly string[];
  again: readonly string[];
  abandon: readonly string[];
  request: readonly string[];
};

const plain = (text: string) => normalize(text).text;

function build(locale: Locale): Lexicon {
  const source = sources[locale];
  const concepts = new Map<string, string[]>();
  const wordings = new Map<string, { rest: string[]; idea: string }[]>();
  for (const [idea, words] of Object.entries(source.concepts)) {
    for (const word of words) {
      const [first, ...rest] = rootsOf(word, locale);
      if (!first) continue;
      if (rest.length === 0) {
        const known = concepts.get(first) ?? [];
        if (!known.includes(idea)) concepts.set(first, [...known, idea]);
      } else wordings.set(first, [...(wordings.get(first) ?? []), { rest, idea }]);
    }
  }
  const openings = (words: readonly string[]) =>
    words.map(plain).sort((a, b) => b.length - a.length);
  return {
    stop: new Set(source.stop),
    question: new Set(source.question),
    concepts,
    wordings,
    correction: openings(source.correction),
    again: openings(source.again),
    abandon: openings(source.abandon),
    request: openings(source.request),
  };
}

export const lexicons: Record<Locale, Lexicon> = { fr: build("fr"), en: build("en") };

/** Stems of the words of a wording; signs left out. */
function rootsOf(text: string, locale: Locale): string[] {
  return tokenize(text).flatMap((token) =>
    token.kind === "sign" ? [] : [stem(token.text, locale)],
  );
}

/** The language of a text by its small words; `usual` when they do not tell. */
export function languageOf(text: string, usual: Locale): Locale {
  const score = { fr: 0, en: 0 };
  for (const token of tokenize(text)) {
    if (token.kind !== "word") continue;
    const fr = lexicons.fr.stop.has(token.text) || lexicons.fr.question.has(token.text);
    const en = lexicons.en.stop.has(token.text) || lexicons.en.question.has(token.text);
    if (fr !== en) score[fr ? "fr" : "en"] += 1;
    if (/[à-ÿ]/i.test(token.raw)) score.fr += 0.5;
    if (lexicons.fr.concepts.has(stem(token.text, "fr"))) score.fr += 0.4;
    if (lexicons.en.concepts.has(stem(token.text, "en"))) score.en += 0.4;
  }
  if (Math.abs(score.fr - score.en) < 0.5) return usual;
  return score.fr > score.en ? "fr" : "en";
}

/** The opening of the list that a text starts with, and where what follows begins. */
export function openingOf(text: string, openings: readonly string[]): number | undefined {
  const { text: folded, offsets } = normalize(text);
  const lead = folded.length - folded.trimStart().length;
  const start = folded.trimStart();
  for (const opening of openings) {
    if (!start.startsWith(opening)) continue;
    const after = start[opening.length];
    if (after !== undefined && /[\p{L}\p{N}'-]/u.test(after)) continue;
    return offsets[lead + opening.length] ?? text.length;
  }
  return undefined;
}
