/** Letters without accents or case, so that « deplace » finds « Déplacer ». */
export const plainLetters = (text: string) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** True when every word of the query begins somewhere in the text. */
export function matches(query: string, text: string): boolean {
  const inside = plainLetters(text);
  return plainLetters(query)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) => inside.includes(word));
}
