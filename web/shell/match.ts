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

type Named = { name: string; title: string; example: string };

/** The tools that answer a query, those whose title does first. */
export function rankTools<Tool extends Named>(tools: Tool[], query: string): Tool[] {
  const titled = tools.filter((tool) => matches(query, tool.title));
  const others = tools.filter(
    (tool) =>
      !titled.includes(tool) && matches(query, `${tool.title} ${tool.example} ${tool.name}`),
  );
  return [...titled, ...others];
}
