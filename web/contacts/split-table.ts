export type Part = {
  text: string;
  /** The line of the whole text on which its first row stands, from 1. */
  firstLine: number;
  rows: number;
};

type Row = { start: number; end: number; line: number };

/** Where the rows of a CSV text stand; a line break inside quotes does not end a row. */
function rowsOf(text: string): Row[] {
  const rows: Row[] = [];
  let start = 0;
  let startLine = 1;
  let line = 1;
  let quoted = false;
  const end = (at: number) => {
    if (text.slice(start, at).trim() !== "") rows.push({ start, end: at, line: startLine });
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      if (quoted) quoted = false;
      // A quote opens a cell only where the cell begins, or goes on where a doubled one stands.
      else quoted = at === start || /[;,\t|"]/.test(text[at - 1] ?? "");
    } else if (sign === "\n") {
      line += 1;
      if (quoted) continue;
      end(at);
      start = at + 1;
      startLine = line;
    }
  }
  end(text.length);
  return rows;
}

/** Cuts a table into parts of so many rows; the headings stand again above each part. */
export function splitTable(text: string, headed: boolean, size: number): Part[] {
  const table = text.replace(/^\uFEFF/, "");
  const rows = rowsOf(table);
  const head = headed ? rows.shift() : undefined;
  const heading = head ? `${table.slice(head.start, head.end).trimEnd()}\n` : "";
  const parts: Part[] = [];
  for (let at = 0; at < rows.length; at += size) {
    const some = rows.slice(at, at + size);
    const [first] = some;
    const last = some.at(-1);
    if (!first || !last) break;
    parts.push({
      text: heading + table.slice(first.start, last.end),
      firstLine: first.line,
      rows: some.length,
    });
  }
  return parts;
}
