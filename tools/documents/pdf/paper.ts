import PDFDocument from "pdfkit";
import type { Say } from "../../core/text.ts";
import { typeset } from "./typeset.ts";

export const palette = {
  ink: "#1c1613",
  quiet: "#6e6257",
  line: "#e3dacb",
  wash: "#f8f1e6",
  signal: "#c93413",
  white: "#ffffff",
  onInk: "#c0b3aa",
} as const;

/** A4 in points. */
export const page = { width: 595.28, height: 841.89, margin: 42, top: 48, bottom: 786 } as const;
export const inner = page.width - 2 * page.margin;

export type Font = "regular" | "bold";
const fonts = { regular: "Helvetica", bold: "Helvetica-Bold" } as const;

export type Style = {
  font?: Font;
  size?: number;
  color?: string;
  align?: "left" | "right";
  spacing?: number;
  lineGap?: number;
};

export type Paper = {
  doc: PDFKit.PDFDocument;
  say: Say;
  /** Draws a text in a box and returns its height. */
  text(text: string, x: number, y: number, width: number, style?: Style): number;
  /** The height that `text` would take. */
  height(text: string, width: number, style?: Style): number;
  width(text: string, style?: Style): number;
  rect(x: number, y: number, width: number, height: number, color: string): void;
  rule(x: number, y: number, width: number, color?: string): void;
  pages(): number;
  /** Without a footer the pages stay as they were drawn. */
  finish(footer?: string): Promise<{ bytes: Buffer; pages: number }>;
};

/** A paper on which renderers draw; the footer and page numbers are added at the end. */
export function openPaper(title: string, author: string, say: Say): Paper {
  const doc = new PDFDocument({
    size: "A4",
    margin: 0,
    bufferPages: true,
    lang: say.locale === "fr" ? "fr-FR" : "en-GB",
    displayTitle: true,
    info: { Title: title, Author: author, Creator: "KONCERT" },
  });
  const parts: Buffer[] = [];
  doc.on("data", (part: Buffer) => parts.push(part));
  const ended = new Promise<void>((resolve) => doc.on("end", () => resolve()));
  const use = ({ font = "regular", size = 9.5 }: Style) => doc.font(fonts[font]).fontSize(size);
  const options = (style: Style, width: number) => ({
    width,
    align: style.align ?? ("left" as const),
    characterSpacing: style.spacing ?? 0,
    lineGap: style.lineGap ?? 1.5,
  });
  const paper: Paper = {
    doc,
    say,
    text(text, x, y, width, style = {}) {
      const set = typeset(text);
      use(style).fillColor(style.color ?? palette.ink);
      const height = doc.heightOfString(set, options(style, width));
      doc.text(set, x, y, options(style, width));
      return height;
    },
    height: (text, width, style = {}) =>
      use(style).heightOfString(typeset(text), options(style, width)),
    width: (text, style = {}) =>
      use(style).widthOfString(typeset(text), { characterSpacing: style.spacing ?? 0 }),
    rect: (x, y, width, height, color) => void doc.rect(x, y, width, height).fill(color),
    rule: (x, y, width, color = palette.line) =>
      void doc
        .moveTo(x, y)
        .lineTo(x + width, y)
        .lineWidth(0.6)
        .strokeColor(color)
        .stroke(),
    pages: () => doc.bufferedPageRange().count,
    async finish(footer) {
      const { count } = doc.bufferedPageRange();
      if (footer !== undefined) drawFooters(paper, footer, count);
      doc.end();
      await ended;
      return { bytes: Buffer.concat(parts), pages: count };
    },
  };
  return paper;
}

function drawFooters(paper: Paper, footer: string, count: number): void {
  for (let at = 0; at < count; at += 1) {
    paper.doc.switchToPage(at);
    const style = { size: 7.5, color: palette.quiet };
    paper.rule(page.margin, page.height - 44, inner);
    paper.text(footer, page.margin, page.height - 36, inner - 60, style);
    paper.text(`${at + 1} / ${count}`, page.width - page.margin - 60, page.height - 36, 60, {
      ...style,
      align: "right",
    });
  }
}
