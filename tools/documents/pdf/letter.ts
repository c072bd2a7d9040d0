import type { DocumentContent, Party, Section } from "../content.ts";
import { documentKindWords } from "../kinds.ts";
import { type Column, heading, openColumn } from "./column.ts";
import { inner, page, palette, type Paper } from "./paper.ts";
import { drawSection } from "./sections.ts";

/** Quote, contract or invoice: parties first, then what it is, its sections, and room to sign. */
export function drawLetter(paper: Paper, content: DocumentContent): void {
  const { say } = paper;
  paper.rect(0, 0, page.width, 6, palette.ink);
  const half = inner / 2 - 14;
  const right = page.margin + inner / 2 + 14;
  const issuer = drawParty(paper, content.issuer, page.margin, 44, half);
  const recipient = content.recipient ?? {
    name: say({ fr: "Destinataire à confirmer", en: "Recipient to be confirmed" }),
    lines: [],
  };
  const addressed = drawParty(paper, recipient, right, 92, half);
  const column = openColumn(paper, page.margin, Math.max(issuer, addressed) + 30, inner);
  drawTitle(paper, column, content);
  for (const section of content.sections) {
    if (section.kind === "amounts") drawAmounts(paper, column, section);
    else drawSection(paper, column, section);
  }
  if (content.kind !== "invoice") drawSignatures(paper, column, content);
}

function drawParty(paper: Paper, party: Party, x: number, y: number, width: number): number {
  let at = y + paper.text(party.name, x, y, width, { font: "bold", size: 11 }) + 2;
  for (const line of party.lines) {
    at += paper.text(line, x, at, width, { size: 9, color: palette.quiet });
  }
  return at;
}

function drawTitle(paper: Paper, column: Column, content: DocumentContent): void {
  const { say } = paper;
  const name = say(documentKindWords[content.kind]);
  const title = content.number ? `${name} ${content.number}` : name;
  const style = { font: "bold", size: 24, lineGap: 0 } as const;
  const y = column.place(paper.height(title, inner, style) + 4);
  paper.text(title, column.x, y, inner, style);
  const lines = [
    [content.artist, content.show === content.artist ? null : content.show],
    [content.day ? say.day(content.day) : null, content.venue?.name, content.venue?.city],
    [
      content.issuedOn
        ? say({
            fr: `Date : ${say.day(content.issuedOn)}`,
            en: `Date: ${say.day(content.issuedOn)}`,
          })
        : null,
      content.dueOn
        ? say({
            fr: `échéance : ${say.day(content.dueOn)}`,
            en: `due: ${say.day(content.dueOn)}`,
          })
        : null,
    ],
  ];
  for (const parts of lines) {
    const line = parts.filter(Boolean).join(" · ");
    if (!line) continue;
    const at = column.place(15);
    paper.text(line, column.x, at, inner, { size: 10.5, color: palette.quiet });
  }
}

function drawAmounts(
  paper: Paper,
  column: Column,
  section: Extract<Section, { kind: "amounts" }>,
): void {
  const { say } = paper;
  const money = (cents: number) => say.money(cents, section.currency);
  heading(paper, column, section.title, 110);
  const price = 110;
  const label = inner - price - 20;
  const end = column.x + inner - price;
  for (const line of section.lines) {
    const title = line.quantity > 1 ? `${line.quantity} × ${line.label}` : line.label;
    const height =
      paper.height(title, label, { font: "bold", size: 10.5 }) + (line.detail ? 15 : 0) + 14;
    const y = column.place(height);
    const drawn = paper.text(title, column.x, y + 6, label, { font: "bold", size: 10.5 });
    if (line.detail) {
      paper.text(line.detail, column.x, y + 6 + drawn, label, { size: 9, color: palette.quiet });
    }
    paper.text(money(line.totalCents), end - 8, y + 6, price, { size: 10.5, align: "right" });
    paper.rule(column.x, y + height, inner);
  }
  const totals: [string, string, boolean][] = [
    [say({ fr: "Total HT", en: "Total before VAT" }), money(section.netCents), false],
    [
      `${say({ fr: "TVA", en: "VAT" })} ${say.percent(section.vatRateBp)}`,
      money(section.vatCents),
      false,
    ],
    [say({ fr: "Total TTC", en: "Total including VAT" }), money(section.totalCents), true],
  ];
  column.gap(6);
  for (const [name, value, strong] of totals) {
    const height = strong ? 30 : 18;
    const y = column.place(height);
    const x = column.x + inner / 2;
    if (strong) paper.rect(x - 10, y + 2, inner / 2 + 10, height - 2, palette.wash);
    const style = { font: strong ? "bold" : "regular", size: strong ? 12.5 : 10 } as const;
    const at = y + (strong ? 10 : 4);
    paper.text(name, x, at, inner / 2 - price, style);
    paper.text(value, end - 8, at, price, { ...style, align: "right" });
  }
}

function drawSignatures(paper: Paper, column: Column, content: DocumentContent): void {
  const { say } = paper;
  column.gap(18);
  const y = column.place(96);
  const half = inner / 2 - 14;
  const boxes: [string, number][] = [
    [content.issuer.name, column.x],
    [
      content.recipient?.name ?? say({ fr: "L’organisateur", en: "The promoter" }),
      column.x + inner / 2 + 14,
    ],
  ];
  for (const [name, x] of boxes) {
    paper.text(name, x, y, half, { font: "bold", size: 9.5 });
    paper.text(say({ fr: "Date et signature", en: "Date and signature" }), x, y + 14, half, {
      size: 8.5,
      color: palette.quiet,
    });
    paper.rule(x, y + 88, half, palette.ink);
  }
}
