import { stem, type Token } from "#recognise/index.ts";
import { familyOf } from "./features.ts";
import type { Piece, Reading } from "./read-text.ts";

/** Pieces of one family said together, « Lyon, Nice et Lille », and how they stand in the sentence. */
export type Group = {
  pieces: Piece[];
  family: string;
  start: number;
  end: number;
  /** Stems of the two words before; the small words that tie it to the sentence. */
  before: string;
  beforeThat: string;
  after: string;
  /** Stems of the longer words around it, in its part of the sentence. */
  near: string[];
  /** Among the groups of its family. */
  index: number;
  count: number;
};

const JOINS = new Set([",", "et", "and", "&", "ou", "or", "+", "/", "puis", "-"]);
const TIES = new Set([
  "a",
  "au",
  "de",
  "du",
  "d",
  "'",
  "le",
  "la",
  "les",
  "l",
  "in",
  "at",
  "on",
  "the",
  "of",
  "for",
  "pour",
  "sur",
  "celle",
  "celui",
]);

/** The words of the text that lie in no piece of these, between two places. */
export function tokensBetween(tokens: readonly Token[], from: number, to: number): Token[] {
  return tokens.filter((token) => token.start >= from && token.end <= to);
}

function joined(reading: Reading, left: Piece, right: Piece): boolean {
  const between = tokensBetween(reading.tokens, left.end, right.start);
  const joins = between.filter((token) => JOINS.has(token.text)).length;
  return joins >= 1 && between.every((token) => JOINS.has(token.text) || TIES.has(token.text));
}

export function groupsOf(reading: Reading, pieces: readonly Piece[] = reading.pieces): Group[] {
  const groups: Group[] = [];
  for (const piece of pieces) {
    const family = familyOf(piece);
    const last = groups.findLast((group) => group.family === family);
    const tail = last?.pieces.at(-1);
    if (last && tail && piece.type !== "schedule" && joined(reading, tail, piece)) {
      last.pieces.push(piece);
      last.end = piece.end;
      continue;
    }
    groups.push({
      pieces: [piece],
      family,
      start: piece.start,
      end: piece.end,
      ...around(reading, piece),
      after: "",
      near: [],
      index: 0,
      count: 0,
    });
  }
  for (const group of groups) {
    const alike = groups.filter((other) => other.family === group.family);
    group.index = alike.indexOf(group);
    group.count = alike.length;
    const next = reading.tokens.find((token) => token.start >= group.end && token.kind === "word");
    group.after = next ? stem(next.text, reading.locale) : "";
    group.near = nearby(reading, group);
  }
  return groups;
}

const reach = { back: 6, ahead: 3, letters: 4 };

function nearby(
  { tokens, locale }: Reading,
  { start, end }: { start: number; end: number },
): string[] {
  const ends = (token: Token) => /^[;.!?\n]$/.test(token.text);
  const back = tokens.filter((token) => token.end <= start).slice(-reach.back);
  const ahead = tokens.filter((token) => token.start >= end).slice(0, reach.ahead);
  const kept = [
    ...back.slice(back.findLastIndex(ends) + 1),
    ...ahead.slice(0, ahead.findIndex(ends) >>> 0),
  ];
  return kept
    .filter((token) => token.kind === "word" && token.text.length >= reach.letters)
    .map((token) => stem(token.text, locale));
}

/** The two words before a place; the article that a date carries in front counts as one. */
export function around(
  reading: Reading,
  piece: { start: number },
): { before: string; beforeThat: string } {
  const words = reading.tokens.filter((token) => token.end <= piece.start && token.text !== "'");
  const root = (token: Token | undefined) =>
    token ? (token.kind === "word" ? stem(token.text, reading.locale) : token.text) : "^";
  return { before: root(words.at(-1)), beforeThat: root(words.at(-2)) };
}
