import type { Section } from "../content.ts";
import { type Column, heading } from "./column.ts";
import { palette, type Paper, type Style } from "./paper.ts";

type TableSection = Extract<Section, { kind: "table" }>;

const cellGap = 10;
const rowHeight = 17;
const head: Style = { size: 7.5, color: palette.quiet };
const textOf = (strong: boolean): Style => ({ size: 9, font: strong ? "bold" : "regular" });

/** A table: figures to the right, the first text column takes what the others leave. */
export function drawTable(paper: Paper, column: Column, section: TableSection): void {
  heading(paper, column, section.title, 46);
  const widths = widthsOf(paper, column, section);
  drawHead(paper, column, section, widths);
  const page = () => column.page;
  let onPage = page();
  for (const row of section.rows) {
    const height = Math.max(
      rowHeight,
      ...row.cells.map((cell, at) => paper.height(cell, widths[at] ?? 0, textOf(row.strong)) + 6),
    );
    let y = column.place(height);
    if (page() !== onPage) {
      // The table goes on overleaf: its columns are named again there.
      onPage = page();
      column.y -= height;
      drawHead(paper, column, section, widths);
      y = column.place(height);
    }
    if (row.strong) paper.rect(column.x, y + 1, column.width, height - 1, palette.wash);
    drawCells(paper, column, section, widths, row.cells, y + 4, textOf(row.strong));
    paper.rule(column.x, y + height, column.width);
  }
  if (section.note) {
    const style: Style = { size: 8, color: palette.quiet };
    const y = column.place(paper.height(section.note, column.width, style) + 8);
    paper.text(section.note, column.x, y + 6, column.width, style);
  }
}

function drawHead(paper: Paper, column: Column, section: TableSection, widths: number[]): void {
  const y = column.place(15);
  const labels = section.columns.map(({ label }) => label);
  drawCells(paper, column, section, widths, labels, y + 3, head);
  paper.rule(column.x, y + 15, column.width);
}

function drawCells(
  paper: Paper,
  column: Column,
  section: TableSection,
  widths: number[],
  cells: string[],
  y: number,
  style: Style,
): void {
  let x = column.x;
  for (const [at, cell] of cells.entries()) {
    const width = widths[at] ?? 0;
    const align = section.columns[at]?.figure ? "right" : "left";
    paper.text(cell, x, y, width, { ...style, align });
    x += width + cellGap;
  }
}

/** Each column as wide as its widest cell; the widest of text gives way where the page is too narrow. */
function widthsOf(paper: Paper, column: Column, section: TableSection): number[] {
  const widths = section.columns.map(
    ({ label }, at) =>
      Math.max(
        paper.width(label, head),
        ...section.rows.map((row) => paper.width(row.cells[at] ?? "", textOf(row.strong))),
      ) + 2,
  );
  const room = column.width - cellGap * (widths.length - 1);
  const texts = section.columns.flatMap(({ figure }, at) => (figure ? [] : [at]));
  const elastic = texts.toSorted((a, b) => (widths[b] ?? 0) - (widths[a] ?? 0))[0] ?? 0;
  const rest = widths.reduce((sum, width, at) => (at === elastic ? sum : sum + width), 0);
  widths[elastic] = Math.max(60, room - rest);
  return widths;
}
