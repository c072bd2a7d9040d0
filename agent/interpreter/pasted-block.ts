import { stem, tokenize } from "#recognise/index.ts";
import { lexicons } from "./lexicon.ts";
import type { Piece } from "./piece.ts";

const LISTED = /\d|[\t;|]|\s[–—-]\s|,/u;
const FEWEST_LINES = 2;

/**
 * The pasted list or table in a message: the longest run of lines that look like rows, with the
 * heading right above it. One line of instruction before or after stays outside.
 */
export function findPasted(text: string): Piece | undefined {
  const lines = [...text.matchAll(/[^\n]*(?:\n|$)/gu)].filter((line) => line[0] !== "");
  if (lines.length < FEWEST_LINES) return undefined;
  const blocks: { first: number; last: number; rows: number }[] = [];
  let open: { first: number; last: number; rows: number } | undefined;
  lines.forEach((line, index) => {
    const content = line[0].trim();
    if (content === "") return;
    const row = LISTED.test(content) && content.length < 400 && !content.endsWith(":");
    if (row) {
      open ??= { first: index, last: index, rows: 0 };
      open.last = index;
      open.rows += 1;
    } else if (
      open &&
      /[\p{L}]/u.test(content) &&
      content.length < 80 &&
      open.rows >= 1 &&
      index + 1 < lines.length &&
      LISTED.test(lines[index + 1]![0])
    ) {
      open.last = index;
    } else if (open) {
      blocks.push(open);
      open = undefined;
    }
  });
  if (open) blocks.push(open);
  const best = blocks.sort((a, b) => b.rows - a.rows)[0];
  if (!best || best.rows < FEWEST_LINES) return undefined;
  let { first, last } = best;
  while (first < last && instructs(lines[first]![0]) && !datedRow(lines[first]![0])) first += 1;
  while (last > first && instructs(lines[last]![0]) && !datedRow(lines[last]![0])) last -= 1;
  const heading = lines[first - 1]?.[0].trim();
  if (heading && !instructs(heading) && !heading.endsWith(":")) first -= 1;
  const start = lines[first]!.index;
  const end = lines[last]!.index + lines[last]![0].trimEnd().length;
  const body = text.slice(start, end);
  return { type: "pasted", value: { text: body }, start, end, text: body, confidence: 1 };
}

const datedRow = (line: string) => /^\W*\d{1,4}[./-]\d{1,2}|;|\t|@/u.test(line);
/** A sentence addressed to us rather than a row: lower case at its start, a colon at its end, or a verb first. */
function instructs(line: string): boolean {
  if (/^\s*\p{Ll}/u.test(line) || /[:?]\s*$/u.test(line)) return true;
  const first = tokenize(line).find((token) => token.kind === "word");
  if (!first) return false;
  return (["fr", "en"] as const).some((locale) =>
    lexicons[locale].concepts
      .get(stem(first.text, locale))
      ?.some((concept) => commands.has(concept)),
  );
}
const commands = new Set(["create", "move", "import", "list", "find", "copy", "send"]);
