/**
 * Text in lower case without accents, with the place in the original of each of its characters, so that
 * what is found in the one can be shown in the other.
 */
export function foldText(text: string): { folded: string; at: number[] } {
  let folded = "";
  const at: number[] = [];
  let index = 0;
  for (const character of text) {
    const plain = character
      .normalize("NFD")
      .replaceAll(/\p{M}/gu, "")
      .toLowerCase()
      .replaceAll("’", "'");
    for (const unit of plain.split("")) {
      folded += unit;
      at.push(index);
    }
    index += character.length;
  }
  return { folded, at };
}

export const fold = (text: string): string => foldText(text).folded;
