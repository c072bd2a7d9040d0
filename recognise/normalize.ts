const FOLDED: Record<string, string> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  ł: "l",
  "’": "'",
  "‘": "'",
  ʼ: "'",
  "`": "'",
  "´": "'",
  "′": "'",
  "–": "-",
  "—": "-",
  "‑": "-",
  "‐": "-",
  "−": "-",
  "‒": "-",
  "―": "-",
  "“": '"',
  "”": '"',
  "«": '"',
  "»": '"',
  "…": ".",
};
const MARK = /\p{M}/u;
const DROPPED = /[\u00ad\u200b-\u200f\u2060\ufeff]/u;
const SPACE = /\s/u;

export type Normalized = {
  text: string;
  /** offsets[i] is where character i of `text` begins in the original; the last entry is its length. */
  offsets: number[];
};

/** Lower case, no accents, plain apostrophes, dashes and spaces; every character knows where it came from. */
export function normalize(original: string): Normalized {
  let text = "";
  const offsets: number[] = [];
  const put = (folded: string, at: number) => {
    text += folded;
    for (let count = 0; count < folded.length; count++) offsets.push(at);
  };
  for (let at = 0; at < original.length;) {
    const code = original.charCodeAt(at);
    if (code < 128) {
      const upper = code >= 65 && code <= 90;
      put(
        code === 96
          ? "'"
          : upper
            ? String.fromCharCode(code + 32)
            : code < 33
              ? code === 10
                ? "\n"
                : " "
              : original[at]!,
        at,
      );
      at += 1;
      continue;
    }
    const character = String.fromCodePoint(original.codePointAt(at)!);
    const lower = character.toLowerCase();
    if (FOLDED[lower] !== undefined) put(FOLDED[lower], at);
    else if (SPACE.test(character)) put(" ", at);
    else if (!DROPPED.test(character) && !MARK.test(character)) {
      let kept = "";
      for (const part of lower.normalize("NFD")) if (!MARK.test(part)) kept += part;
      put(kept, at);
    }
    at += character.length;
  }
  offsets.push(original.length);
  return { text, offsets };
}

export type Token = {
  /** Normalized. */
  text: string;
  raw: string;
  start: number;
  end: number;
  kind: "word" | "number" | "sign";
  /** Nothing stands between it and the token before. */
  glued: boolean;
  /** First of its line. */
  leads: boolean;
};

const PIECE = /\p{L}+|\d+|[^\s]/gu;

/** Words, runs of digits and single signs, with their place in the original text. */
export function tokenize(original: string): Token[] {
  const { text, offsets } = normalize(original);
  const tokens: Token[] = [];
  let before = 0;
  for (const piece of text.matchAll(PIECE)) {
    const end = piece.index + piece[0].length;
    const first = piece[0].charCodeAt(0);
    const between = text.slice(before, piece.index);
    tokens.push({
      text: piece[0],
      raw: original.slice(offsets[piece.index]!, offsets[end]!),
      start: offsets[piece.index]!,
      end: offsets[end]!,
      kind: first >= 48 && first <= 57 ? "number" : /\p{L}/u.test(piece[0]) ? "word" : "sign",
      glued: tokens.length > 0 && between === "",
      leads: tokens.length === 0 || between.includes("\n"),
    });
    before = end;
  }
  return tokens;
}
