import type { DocumentContent } from "../content.ts";
import { documentKindWords } from "../kinds.ts";
import { openColumn } from "./column.ts";
import { inner, page, palette, type Paper } from "./paper.ts";
import { drawSection } from "./sections.ts";

/** A rider, and any other paper without a form of its own: the artist's name, then one section after the other. */
export function drawRider(paper: Paper, content: DocumentContent): void {
  const { say } = paper;
  paper.rect(0, 0, page.width, 6, palette.signal);
  paper.text(say(documentKindWords[content.kind]).toUpperCase(), page.margin, 40, inner, {
    font: "bold",
    size: 8,
    spacing: 1.4,
    color: palette.quiet,
  });
  const drawn = paper.text(content.artist ?? content.title, page.margin, 56, inner, {
    font: "bold",
    size: 30,
    lineGap: 0,
  });
  const line = [
    content.show === content.artist ? null : content.show,
    content.day ? say.day(content.day) : null,
    content.venue?.name,
    content.venue?.city,
  ]
    .filter(Boolean)
    .join(" · ");
  const under = paper.text(line, page.margin, 60 + drawn, inner, {
    size: 11,
    color: palette.quiet,
  });
  const column = openColumn(paper, page.margin, 72 + drawn + under, inner);
  for (const section of content.sections) drawSection(paper, column, section);
}
