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
    "Makes a file of the box-office statement of a date, PDF or CSV (base64), to send, print or keep; provisional until it is settled. To read its figures: ticketing_get_statement.",
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
    {
      fr: "exporte le bordereau de Strasbourg",
      en: "export the Strasbourg statement",
      input: { performance: "Strasbourg" },
    },
    {
      fr: "télécharge le bordereau de Toulouse en PDF",
      en: "download the Toulouse statement as a PDF",
      input: { performance: "Toulouse" },
    },
    {
      fr: "imprime le bordereau de Caen, la salle l’attend",
      en: "print the Caen statement, the venue is waiting for it",
      input: { performance: "Caen" },
    },
    {
      fr: "le PDF du relevé de recettes d’Angers",
      en: "the PDF of the statement of takings of Angers",
      input: { performance: "Angers" },
    },
    {
      fr: "sors le bordereau de Dijon dans un fichier csv",
      en: "put the Dijon statement in a csv file",
      input: { performance: "Dijon", format: "csv" },
    },
    {
      fr: "le comptable veut le bordereau de Brest dans un tableur",
      en: "the accountant wants the Brest statement in a spreadsheet",
      input: { performance: "Brest", format: "csv" },
    },
    {
      fr: "télécharger le relevé de recettes de Metz en PDF",
      en: "download the statement of takings of Metz as PDF",
      input: { performance: "Metz" },
    },
    {
      fr: "un PDF du bordereau de Nice stp",
      en: "a PDF of the Nice statement please",
      input: { performance: "Nice" },
    },
    {
      fr: "imprime le bordereau de Bordeaux pour la salle",
      en: "print the Bordeaux statement for the venue",
      input: { performance: "Bordeaux" },
    },
    {
      fr: "exporte le relevé de recettes de Rennes en PDF",
      en: "export the statement of takings of Rennes as PDF",
      input: { performance: "Rennes" },
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
