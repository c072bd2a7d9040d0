import { z } from "zod";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { renderPdf } from "../documents/pdf/render-pdf.ts";
import { pdfName } from "../documents/file-name.ts";
import { readFacts } from "../documents/read-facts.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readFiledStatement } from "./file-statement.ts";
import { readStatement } from "./read-statement.ts";
import { statementCsv } from "./statement-csv.ts";
import { writeStatement } from "./write-statement.ts";

export const fileFormats = ["pdf", "csv"] as const;

export const exportStatement = defineTool({
  name: "ticketing_export_statement",
  title: { fr: "Bordereau en fichier", en: "Statement as a file" },
  description:
    "The box-office statement of a date as a PDF or CSV file (base64); provisional until it is settled.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({
    performance: ref("performance"),
    format: choice("file_format", fileFormats).default("pdf"),
  }),
  output: z.object({
    performanceId: z.uuid(),
    performance: z.string(),
    fileName: z.string(),
    mime: z.string(),
    base64: z.string(),
    settled: z.boolean(),
  }),
  examples: [
    {
      fr: "le bordereau de Lyon en PDF",
      en: "the statement of Lyon as PDF",
      input: { performance: "Lyon" },
    },
    {
      fr: "exporte le bordereau de Marseille en csv",
      en: "export the Marseille statement as csv",
      input: { performance: "Marseille", format: "csv" },
    },
    {
      fr: "télécharge le relevé de recettes de Lille",
      en: "download the statement of takings of Lille",
      input: { performance: "Lille" },
    },
    {
      fr: "bordereau Nantes pour tableur",
      en: "Nantes statement for a spreadsheet",
      input: { performance: "Nantes", format: "csv" },
    },
    {
      fr: "imprime-moi le bordereau de Rennes",
      en: "print me the Rennes statement",
      input: { performance: "Rennes" },
    },
    {
      fr: "le fichier du bordereau de Tours pour le comptable",
      en: "the file of the Tours statement for the accountant",
      input: { performance: "Tours", format: "csv" },
    },
  ],
  async run(ctx, input) {
    const performance = await resolveRef(ctx, "performance", input.performance);
    const read = await readStatement(ctx, performance.id);
    const filed = await readFiledStatement(ctx, read);
    const facts = await readFacts(ctx, performance.id);
    const issuedOn = filed?.same ? filed.issuedOn : null;
    const content = writeStatement(read, facts, ctx.say, { issuedOn });
    const pdf = input.format === "pdf";
    const bytes = pdf
      ? (await renderPdf(content, ctx.say)).bytes
      : Buffer.from(statementCsv(read, ctx.say));
    const name = pdfName([content.title]);
    return {
      performanceId: performance.id,
      performance: performance.label,
      fileName: pdf ? name : name.replace(/pdf$/, "csv"),
      mime: pdf ? "application/pdf" : "text/csv; charset=utf-8",
      base64: bytes.toString("base64"),
      settled: issuedOn !== null,
    };
  },
  summary: (output, say) =>
    output.settled
      ? `${output.fileName}.`
      : say({ fr: `${output.fileName}, provisoire.`, en: `${output.fileName}, provisional.` }),
  about: (output) => [{ kind: "performance", id: output.performanceId, label: output.performance }],
});
