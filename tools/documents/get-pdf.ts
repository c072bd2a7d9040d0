import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { count, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { pdfName } from "./file-name.ts";
import { renderPdf } from "./pdf/render-pdf.ts";
import { readDocument } from "./read-documents.ts";

export const getPdf = defineTool({
  name: "documents_get_pdf",
  title: { fr: "Document en PDF", en: "Document as PDF" },
  description: "The PDF file of a written document (base64), to download, print or attach.",
  permission: "documents:read",
  effect: "read",
  input: z.object({ document: ref("document"), version: count(1, 10_000).optional() }),
  output: z.object({
    id: z.uuid(),
    title: z.string(),
    fileName: z.string(),
    mime: z.literal("application/pdf"),
    base64: z.string(),
    pages: z.int(),
    size: z.int(),
  }),
  examples: [
    {
      fr: "le pdf de la feuille de route de Marseille",
      en: "the pdf of the day sheet of Marseille",
      input: { document: "feuille de route Marseille" },
    },
    {
      fr: "télécharge le contrat de Lyon",
      en: "download the contract of Lyon",
      input: { document: "contrat Lyon" },
    },
    {
      fr: "donne-moi la facture F-2027-0003 en pdf",
      en: "give me invoice F-2027-0003 as pdf",
      input: { document: "F-2027-0003" },
    },
    {
      fr: "je veux imprimer le devis de Nantes",
      en: "I want to print the quote of Nantes",
      input: { document: "devis Nantes" },
    },
    {
      fr: "fichier pdf fiche technique Bordeaux",
      en: "pdf file technical rider Bordeaux",
      input: { document: "fiche technique Bordeaux" },
    },
    {
      fr: "exporte en pdf la version 2 de la feuille de route de Lille",
      en: "export version 2 of the day sheet of Lille as pdf",
      input: { document: "feuille de route Lille", version: 2 },
    },
  ],
  async run(ctx, input) {
    const { document, content } = await readDocument(ctx, input.document, input.version);
    if (!content) {
      throw new ToolError("conflict", {
        fr: `${document.title} n’a pas été rédigé ici : il n’y a pas de PDF à en tirer.`,
        en: `${document.title} was not written here: no PDF can be made of it.`,
      });
    }
    const { bytes, pages } = await renderPdf(content, ctx.sayIn(content.language));
    return {
      id: document.id,
      title: document.title,
      fileName: pdfName([document.title, document.number]),
      mime: "application/pdf" as const,
      base64: bytes.toString("base64"),
      pages,
      size: bytes.length,
    };
  },
  summary: (output, say) =>
    `${output.fileName}${say({ fr: " : ", en: ": " })}${say.count(output.pages, { fr: { one: "page", other: "pages" }, en: { one: "page", other: "pages" } })}.`,
  about: (output) => [{ kind: "document", id: output.id, label: output.title }],
});
