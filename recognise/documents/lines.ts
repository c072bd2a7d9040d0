import { normalize, tokenize } from "../normalize.ts";
import { type Label, labelAt } from "./words.ts";

export type Line = {
  page: number;
  /** Its place among all lines. */
  at: number;
  text: string;
  /** With the line that goes on with its sentence. */
  whole: string;
  /** `whole`, lower case and without accents. */
  plain: string;
};

/** Where something was read: a quote is a line of the page as it stands there. */
export type Source = {
  page: number;
  quote: string;
  /** 0 to 1. */
  sure: number;
};

const longestQuote = 200;

export const sourceOf = (line: Line, sure: number): Source => ({
  page: line.page,
  quote: line.text.replaceAll("\t", " ").trim().slice(0, longestQuote),
  sure,
});

/** The lines of a text's pages that say something. */
export function linesOf(pages: readonly string[]): Line[] {
  const texts = pages.flatMap((page, index) =>
    page
      .split("\n")
      .filter((text) => text.trim() !== "")
      .map((text) => ({ page: index + 1, text })),
  );
  return texts.map(({ page, text }, at) => {
    const next = texts[at + 1];
    const goesOn = next && text.length > 60 && !/[.:;!?]\s*$/.test(text);
    const whole = goesOn ? `${text} ${next.text}` : text;
    return { page, at, text, whole, plain: normalize(whole).text };
  });
}

/** « Lieu : Le Transbordeur »: what a line gives, and under which label. */
export function labelled(
  lines: readonly Line[],
  line: Line,
): { label: Label; value: string } | undefined {
  const tokens = tokenize(line.text);
  const found = labelAt(tokens, 0);
  const last = found && tokens[found.next - 1];
  if (!last) return undefined;
  const parted = /^(?:\s*\([^)]*\))?\s*(?::|\t|\s[-–—]\s)\s*/.exec(line.text.slice(last.end));
  if (!parted) return undefined;
  const value = line.text.slice(last.end + parted[0].length).trim();
  const next = lines[line.at + 1];
  return {
    label: found.value,
    value: (value || next?.text.trim()) ?? "",
  };
}
