/** What the standard PDF fonts can draw beyond Latin-1 (WinAnsi). */
const beyondLatin1 = new Set("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ");
const nearest: Record<string, string> = {
  "\u202f": "\u00a0",
  "\u2009": "\u00a0",
  "\u2011": "-",
  "\u2212": "-",
  "→": "–",
  Ł: "L",
  ł: "l",
  Đ: "D",
  đ: "d",
  ı: "i",
};

/**
 * A text as the standard fonts can draw it: narrow and ordinary no-break spaces become the one that
 * these fonts have, spaces before French punctuation never break, letters out of reach lose their
 * accents, and what is still out of reach is left out.
 */
export function typeset(text: string): string {
  const bound = text
    .replace(/ ([:;!?»€%])/g, "\u00a0$1")
    .replace(/« /g, "«\u00a0")
    .replace(/(\d) (?=\d{3}\b)/g, "$1\u00a0");
  let drawn = "";
  for (const sign of bound) drawn += drawable(sign);
  return drawn;
}

function drawable(sign: string): string {
  if (sign === "\n") return sign;
  const replaced = nearest[sign];
  if (replaced !== undefined) return replaced;
  const code = sign.codePointAt(0) ?? 0;
  if ((code >= 0x20 && code <= 0x7e) || (code >= 0xa0 && code <= 0xff)) return sign;
  if (beyondLatin1.has(sign)) return sign;
  const bare = sign.normalize("NFD").replace(/\p{M}/gu, "");
  return bare !== sign && /^[\x20-\x7e]*$/.test(bare) ? bare : "";
}
