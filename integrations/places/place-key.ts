const PLAIN = /^[a-z ]+$/;
const LIGATURES: Record<string, string> = {
  œ: "oe",
  æ: "ae",
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ı: "i",
};

/**
 * The form under which two spellings of a town are the same: no case, accents, hyphens or
 * apostrophes; « st », « ste » and « s/ » written out.
 */
export function placeKey(name: string): string {
  let key = name.toLowerCase();
  if (!PLAIN.test(key)) {
    key = key
      .normalize("NFD")
      .replace(/\p{M}+/gu, "")
      .replace(/[œæßøłđı]/g, (letter) => LIGATURES[letter] ?? letter)
      .replace(/\bs\//g, "sur ")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  }
  if (key.includes("st")) key = key.replace(/\bst(e?)\b/g, "saint$1");
  return key;
}

const ARTICLE = /^(?:le|la|les|l|los|the|el) (?=.{3})/;

/** « Le Mans » → « mans »; undefined when the key has no article. */
export function withoutArticle(key: string): string | undefined {
  return ARTICLE.test(key) ? key.replace(ARTICLE, "") : undefined;
}
