/** A run of text where it stands on a page, in points from the bottom left. */
export type Placed = { text: string; x: number; y: number; width: number; size: number };

type Cell = { text: string; x: number; end: number };
type Line = { cells: Cell[]; y: number; size: number };

/** Part of the letter size that lies between two words, and between two columns. */
const wordGap = 0.18;
const columnGap = 1.3;
const fewestColumns = 3;

/**
 * The lines of pages as they are read: runs of one height joined, columns parted by tabs. Under the
 * head of a table each cell stands in its column, so that an empty one is not lost; a table goes on
 * over the pages that follow.
 */
export function layOut(pages: readonly (readonly Placed[])[]): string[] {
  let columns: Cell[] | undefined;
  return pages.map((items) => {
    const lines = linesOf(items);
    return lines
      .map((line, at) => {
        const next = lines[at + 1];
        if (line.cells.length >= fewestColumns && (!columns || opensTable(line, next)))
          columns = line.cells;
        else if (columns && line.cells.length > 1) return inColumns(line.cells, columns).join("\t");
        return line.cells.map((cell) => cell.text).join("\t");
      })
      .join("\n");
  });
}

/** A head names its columns without figures. */
const opensTable = (line: Line, next: Line | undefined) =>
  next !== undefined &&
  next.cells.length > 1 &&
  line.cells.every((cell) => !/\d/.test(cell.text)) &&
  line.cells.length >= next.cells.length;

function linesOf(items: readonly Placed[]): Line[] {
  const lines: { items: Placed[]; y: number; size: number }[] = [];
  for (const item of [...items].toSorted((a, b) => b.y - a.y)) {
    const line = lines.at(-1);
    if (line && Math.abs(line.y - item.y) < Math.min(line.size, item.size) * 0.5)
      line.items.push(item);
    else lines.push({ items: [item], y: item.y, size: item.size });
  }
  return lines.map(({ items: runs, y, size }) => ({ y, size, cells: cellsOf(runs) }));
}

function cellsOf(runs: Placed[]): Cell[] {
  const cells: Cell[] = [];
  for (const run of runs.toSorted((a, b) => a.x - b.x)) {
    const cell = cells.at(-1);
    const gap = cell ? run.x - cell.end : 0;
    if (!cell || gap > run.size * columnGap) {
      cells.push({ text: run.text.trim(), x: run.x, end: run.x + run.width });
    } else {
      const apart = gap > run.size * wordGap || /^\s/.test(run.text) || /\s$/.test(cell.text);
      cell.text = `${cell.text.trimEnd()}${apart ? " " : ""}${run.text.trim()}`;
      cell.end = run.x + run.width;
    }
  }
  return cells.map((cell) => ({ ...cell, text: cell.text.replace(/\s+/g, " ").trim() }));
}

/** Each cell in the column that it stands under: the one whose start is nearest. */
function inColumns(cells: Cell[], columns: Cell[]): string[] {
  const texts = columns.map(() => "");
  for (const cell of cells) {
    const distance = ({ x, end }: Cell) =>
      Math.min(
        Math.abs(cell.x - x),
        Math.abs(cell.end - end),
        Math.abs(middle(cell) - middle({ x, end })),
      );
    const at = columns.reduce(
      (best, column, index) => (distance(column) < distance(columns[best]!) ? index : best),
      0,
    );
    texts[at] = texts[at] ? `${texts[at]} ${cell.text}` : cell.text;
  }
  return texts;
}

const middle = ({ x, end }: Pick<Cell, "x" | "end">) => (x + end) / 2;
