/** A run of text in one style; `start` is its place in the source, so that grounding can find it. */
export type Run = {
  text: string;
  start: number;
  bold?: true;
  italic?: true;
  code?: true;
  href?: string;
};

export type Block =
  | { kind: "paragraph"; runs: Run[] }
  | { kind: "heading"; runs: Run[] }
  | { kind: "code"; text: string }
  | { kind: "list"; ordered: boolean; items: Run[][] }
  | { kind: "table"; head: Run[][]; rows: Run[][][] };

type Line = { text: string; start: number };

const inline =
  /\*\*(?<bold>[^\n]+?)\*\*|(?<![\w*])\*(?<italic>[^\s*][^*\n]*?)\*(?!\w)|`(?<code>[^`\n]+)`|\[(?<label>[^\]\n]+)\]\((?<href>[^)\s]+)\)/g;

/**
 * Only pages of the product. An address elsewhere stays as it was written, in full sight: a label could
 * hide that following it tells a stranger what the conversation knows.
 */
const safe = (href: string) => /^\/(?![/\\])/.test(href);

export function readRuns(text: string, start: number, style: Partial<Run> = {}): Run[] {
  const runs: Run[] = [];
  let at = 0;
  const plain = (to: number) => {
    if (to > at) runs.push({ ...style, text: text.slice(at, to), start: start + at });
  };
  for (const match of text.matchAll(inline)) {
    const { bold, italic, code, label, href } = match.groups ?? {};
    if (href !== undefined && !safe(href)) continue;
    plain(match.index);
    const inside = (mark: number) => start + match.index + mark;
    if (bold !== undefined) runs.push(...readRuns(bold, inside(2), { ...style, bold: true }));
    else if (italic !== undefined)
      runs.push(...readRuns(italic, inside(1), { ...style, italic: true }));
    else if (code !== undefined) runs.push({ ...style, text: code, start: inside(1), code: true });
    else if (label !== undefined && href !== undefined) {
      runs.push({ ...style, text: label, start: inside(1), href });
    }
    at = match.index + match[0].length;
  }
  plain(text.length);
  return runs;
}

const bullet = /^\s*(?:[-*•]|(\d+)[.)])\s+/;
const heading = /^#{1,6}\s+/;
const row = /^\s*\|.*\|\s*$/;
const rule = /^\s*\|?[\s:|-]+\|?\s*$/;

/** The little markdown that answers use. What it does not know stays as it was written. */
export function readBlocks(source: string): Block[] {
  let offset = 0;
  const lines: Line[] = source.split("\n").map((text) => {
    const line = { text, start: offset };
    offset += text.length + 1;
    return line;
  });
  const blocks: Block[] = [];
  let at = 0;
  const take = (belongs: (line: Line) => boolean): Line[] => {
    const from = at;
    while (at < lines.length && belongs(lines[at]!)) at += 1;
    return lines.slice(from, at);
  };
  const ends = ({ text }: Line) =>
    text.trim() === "" ||
    bullet.test(text) ||
    heading.test(text) ||
    row.test(text) ||
    text.startsWith("```");
  while (at < lines.length) {
    const line = lines[at]!;
    if (line.text.trim() === "") at += 1;
    else if (line.text.startsWith("```")) {
      at += 1;
      const code = take(({ text }) => !text.startsWith("```"));
      at += 1;
      blocks.push({ kind: "code", text: code.map(({ text }) => text).join("\n") });
    } else if (heading.test(line.text)) {
      at += 1;
      blocks.push({ kind: "heading", runs: after(line, heading) });
    } else if (bullet.test(line.text)) {
      const items = take(({ text }) => bullet.test(text));
      blocks.push({
        kind: "list",
        ordered: bullet.exec(line.text)?.[1] !== undefined,
        items: items.map((item) => after(item, bullet)),
      });
    } else if (row.test(line.text)) {
      const table = take(({ text }) => row.test(text)).filter(({ text }) => !rule.test(text));
      const [head = [], ...rows] = table.map(cells);
      blocks.push({ kind: "table", head, rows });
    } else {
      at += 1;
      const paragraph = [line, ...take((next) => !ends(next))];
      const start = line.start;
      blocks.push({
        kind: "paragraph",
        runs: readRuns(paragraph.map(({ text }) => text).join("\n"), start),
      });
    }
  }
  return blocks;
}

function after(line: Line, mark: RegExp): Run[] {
  const length = mark.exec(line.text)?.[0].length ?? 0;
  return readRuns(line.text.slice(length), line.start + length);
}

function cells(line: Line): Run[][] {
  const found: Run[][] = [];
  for (const match of line.text.matchAll(/\|([^|]*)(?=\|)/g)) {
    const cell = match[1] ?? "";
    const left = cell.length - cell.trimStart().length;
    found.push(readRuns(cell.trim(), line.start + match.index + 1 + left));
  }
  return found;
}
