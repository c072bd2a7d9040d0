import { page, palette, type Paper } from "./paper.ts";

/** A column of text that goes on at the top of the next page when this one is full. */
export type Column = {
  x: number;
  width: number;
  /** Where the next line goes, from the top of the page. */
  y: number;
  page: number;
  /** Makes room for a height and returns the y at which to draw. */
  place(height: number): number;
  gap(height: number): void;
};

export function openColumn(paper: Paper, x: number, y: number, width: number, at = 0): Column {
  const column: Column = {
    x,
    width,
    y,
    page: at,
    place(height) {
      if (column.y + height > page.bottom) {
        column.page += 1;
        column.y = page.top;
        if (column.page >= paper.pages()) paper.doc.addPage();
      }
      paper.doc.switchToPage(column.page);
      const y = column.y;
      column.y += height;
      return y;
    },
    gap(height) {
      column.y += height;
    },
  };
  return column;
}

/** A section's heading, kept with at least `following` points of what comes under it. */
export function heading(paper: Paper, column: Column, title: string, following = 30): void {
  if (column.y > page.top + 1) column.gap(16);
  const y = column.place(20 + following);
  column.y -= following;
  paper.text(title.toUpperCase(), column.x, y, column.width, {
    font: "bold",
    size: 8,
    spacing: 1,
    color: palette.signal,
  });
  paper.rule(column.x, y + 13, column.width, palette.ink);
}
