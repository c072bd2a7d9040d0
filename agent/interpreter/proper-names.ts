import { stem, type Token } from "#recognise/index.ts";
import type { Locale } from "#tools/core/text.ts";
import { lexicons } from "./lexicon.ts";
import { overlaps, type Piece } from "./piece.ts";

const LINKS = new Set([
  "de",
  "du",
  "des",
  "la",
  "le",
  "les",
  "d",
  "l",
  "'",
  "-",
  "of",
  "the",
  "&",
  ".",
]);
const capital = (token: Token | undefined) => token !== undefined && /^\p{Lu}/u.test(token.raw);

/** Runs of capitalised words outside other pieces: « Lea Martin », « Palais des Congrès ». */
export function properNames(
  text: string,
  tokens: Token[],
  pieces: readonly Piece[],
  locale: Locale,
): Piece[] {
  const found: Piece[] = [];
  const taken = (token: Token) => pieces.some((piece) => overlaps(piece, token));
  for (let at = 0; at < tokens.length; at++) {
    const first = tokens[at]!;
    const opens = at === 0 || first.leads || /^[.!?;:]$/.test(tokens[at - 1]!.text);
    if (!capital(first) || taken(first) || (opens && isCommon(first, locale))) continue;
    const article = lexicons[locale].stop.has(first.text);
    const named = tokens[at + 1]?.text === "'" ? tokens[at + 2] : tokens[at + 1];
    if (article && (at === 0 || !capital(named) || taken(named!))) continue;
    let last = at;
    for (let next = at + 1; next < tokens.length; next++) {
      const token = tokens[next]!;
      if (taken(token) || token.leads) break;
      if (token.glued && tokens[next - 1]?.text === "-" && token.kind === "word") last = next;
      else if (capital(token) || (token.kind === "number" && next === last + 1)) last = next;
      else if (!LINKS.has(token.text) || (token.text === "." && !token.glued) || next - last > 3)
        break;
    }
    const value = text.slice(first.start, tokens[last]!.end);
    if (
      value.length < 2 ||
      (opens &&
        last === at &&
        at === 0 &&
        tokens.length > 1 &&
        value === value.toUpperCase() &&
        value.length > 8)
    )
      continue;
    found.push({
      type: "proper",
      value: { text: value },
      start: first.start,
      end: tokens[last]!.end,
      text: value,
      confidence: opens && last === at ? 0.4 : 0.7,
    });
    at = last;
  }
  return found;
}

/** A word of the language or of the trade, capital or not. */
export function isCommon(token: Token, locale: Locale): boolean {
  const { stop, question, concepts } = lexicons[locale];
  return stop.has(token.text) || question.has(token.text) || concepts.has(stem(token.text, locale));
}
