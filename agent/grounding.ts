import type { Outcome } from "#tools/core/outcome.ts";
import type { Locale } from "#tools/core/text.ts";
import { readFigures } from "./figures.ts";
import { fold, foldText } from "./fold-text.ts";
import { readSource, type Source } from "./sources.ts";

/** A figure, date or name of an answer, and the call whose result contains it; null: none does. */
export type GroundingSpan = { start: number; end: number; callId: string | null };

export type GroundingOptions = {
  timeZone: string;
  locale: Locale;
  /** The person's message: where the answer quotes it, the figures are theirs. */
  said?: string;
};

/**
 * Links the figures, dates, times, amounts and names of an answer to the results that contain them, by
 * value: « 35 € » is 3500 cents, « 12 mars 2027 » is 2027-03-12. `outcomes` are the results of the
 * conversation, oldest first; the latest that contains a value is its source. Offsets are UTF-16 units.
 */
export function ground(
  text: string,
  outcomes: readonly Outcome[],
  options: GroundingOptions,
): GroundingSpan[] {
  if (text.trim() === "") return [];
  const sources = outcomes
    .map((outcome) => readSource(outcome, options.timeZone, options.locale))
    .toReversed();
  const names = findNames(text, sources);
  const quotes = findQuotes(text, options.said ?? "");
  const figures = readFigures(text)
    .filter(({ start, end }) => !quotes.some((quote) => quote.start <= start && end <= quote.end))
    .filter(({ start, end }) => !names.some((name) => start < name.end && name.start < end))
    .map(({ start, end, values }) => ({
      start,
      end,
      callId:
        sources.find((source) => values.some((value) => source.figures.has(value)))?.callId ?? null,
    }));
  return [...names, ...figures].toSorted((a, b) => a.start - b.start);
}

/** Passages between quotation marks that the person wrote. */
function findQuotes(text: string, said: string): { start: number; end: number }[] {
  const spoken = squeeze(said);
  return [...text.matchAll(/«([^»]+)»|“([^”]+)”/gu)]
    .filter((match) => spoken.includes(squeeze(match[1] ?? match[2] ?? "")))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

const squeeze = (text: string) => fold(text).replaceAll(/\s+/g, " ").trim();

function findNames(text: string, sources: Source[]): GroundingSpan[] {
  const { folded, at } = foldText(text);
  const origin = new Map<string, string>();
  for (const { names, callId } of sources) {
    for (const name of names) if (!origin.has(name)) origin.set(name, callId);
  }
  const spans: { from: number; to: number; callId: string }[] = [];
  for (const [name, callId] of [...origin].toSorted(([a], [b]) => b.length - a.length)) {
    for (let from = folded.indexOf(name); from !== -1; from = folded.indexOf(name, from + 1)) {
      const to = from + name.length;
      if (isPartOfWord(folded, from, to)) continue;
      if (!/[\p{Lu}\d]/u.test(text[at[from] ?? 0] ?? "")) continue;
      if (spans.some((span) => from < span.to && span.from < to)) continue;
      spans.push({ from, to, callId });
    }
  }
  return spans.map(({ from, to, callId }) => ({
    start: at[from] ?? 0,
    end: (at[to - 1] ?? 0) + 1,
    callId,
  }));
}

function isPartOfWord(text: string, from: number, to: number): boolean {
  const letter = /[\p{L}\d]/u;
  return letter.test(text[from - 1] ?? "") || letter.test(text[to] ?? "");
}
