import type { DocumentContent, Section } from "../content.ts";
import { documentKindWords } from "../kinds.ts";
import { type Column, openColumn } from "./column.ts";
import { inner, page, palette, type Paper } from "./paper.ts";
import { drawSection } from "./sections.ts";

/**
 * A box-office statement: what it is and of which date, the figures that matter in one band (its
 * first facts), then its tables.
 */
export function drawStatement(paper: Paper, content: DocumentContent): void {
  paper.rect(0, 0, page.width, 6, palette.ink);
  const column = openColumn(paper, page.margin, 40, inner);
  drawTitle(paper, column, content);
  const [first, ...rest] = content.sections;
  if (first?.kind === "facts") drawBand(paper, column, first.facts);
  else if (first) drawSection(paper, column, first);
  for (const section of rest) drawSection(paper, column, section);
  drawSignature(paper, column, content);
}

function drawTitle(paper: Paper, column: Column, content: DocumentContent): void {
  const { say } = paper;
  const half = inner * 0.62;
  const title = { font: "bold", size: 22, lineGap: 0 } as const;
  const y = column.place(30);
  paper.text(say(documentKindWords[content.kind]), column.x, y, half, title);
  const right = column.x + half + 12;
  const width = inner - half - 12;
  let at = y;
  at += paper.text(content.issuer.name, right, at, width, {
    font: "bold",
    size: 9.5,
    align: "right",
  });
  for (const line of content.issuer.lines) {
    at += paper.text(line, right, at, width, { size: 8, color: palette.quiet, align: "right" });
  }
  const lines: [string, boolean][] = [
    [
      [content.artist, content.show === content.artist ? null : content.show]
        .filter(Boolean)
        .join(" · "),
      true,
    ],
    [
      [content.day ? say.day(content.day) : null, content.venue?.name, content.venue?.city]
        .filter(Boolean)
        .join(" · "),
      false,
    ],
    [content.status ?? "", false],
  ];
  for (const [line, strong] of lines) {
    if (!line) continue;
    const style = {
      size: strong ? 12 : 10,
      font: strong ? "bold" : "regular",
      color: strong ? palette.ink : palette.quiet,
    } as const;
    const top = column.place(paper.height(line, half, style) + 3);
    paper.text(line, column.x, top, half, style);
  }
  column.y = Math.max(column.y, at) + 14;
}

/** Four figures side by side: the first thing that is looked for. */
function drawBand(
  paper: Paper,
  column: Column,
  facts: Extract<Section, { kind: "facts" }>["facts"],
): void {
  const height = 52;
  const y = column.place(height);
  paper.rect(column.x, y, column.width, height, palette.ink);
  const width = (column.width - 24) / Math.max(1, facts.length);
  for (const [at, fact] of facts.entries()) {
    const x = column.x + 12 + at * width;
    paper.text(fact.label, x, y + 10, width - 8, { size: 8, color: palette.onInk });
    paper.text(fact.value ?? "–", x, y + 23, width - 8, {
      font: "bold",
      size: 14,
      color: palette.white,
      lineGap: 0,
    });
  }
}

function drawSignature(paper: Paper, column: Column, content: DocumentContent): void {
  const { say } = paper;
  column.gap(18);
  const y = column.place(78);
  const half = inner / 2 - 14;
  paper.text(content.issuer.name, column.x + inner - half, y, half, { font: "bold", size: 9.5 });
  paper.text(
    say({ fr: "Certifié exact, date et signature", en: "Certified correct, date and signature" }),
    column.x + inner - half,
    y + 14,
    half,
    { size: 8.5, color: palette.quiet },
  );
  paper.rule(column.x + inner - half, y + 70, half, palette.ink);
}
