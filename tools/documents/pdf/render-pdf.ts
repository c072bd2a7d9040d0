import type { Say } from "../../core/text.ts";
import type { DocumentContent } from "../content.ts";
import { drawDaySheet } from "./day-sheet.ts";
import { drawLetter } from "./letter.ts";
import { openPaper } from "./paper.ts";
import { drawRider } from "./rider.ts";
import { drawStatement } from "./statement.ts";

/** A document's content as a PDF, in its own language; `say` speaks that language. */
export async function renderPdf(
  content: DocumentContent,
  say: Say,
): Promise<{ bytes: Buffer; pages: number }> {
  const paper = openPaper(content.title, content.issuer.name, say);
  const draw = {
    day_sheet: drawDaySheet,
    quote: drawLetter,
    contract: drawLetter,
    invoice: drawLetter,
    credit_note: drawLetter,
    box_office_statement: drawStatement,
  };
  const family = content.kind as keyof typeof draw;
  (draw[family] ?? drawRider)(paper, content);
  const licences = content.issuer.lines.filter((line) => /SIRET|Licen/.test(line));
  return paper.finish([content.issuer.name, ...licences].join(" · "));
}
