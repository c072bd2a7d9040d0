import { z } from "zod";
import { count, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { documentContent } from "./content.ts";
import { documentKindWords, documentStatusWords } from "./kinds.ts";
import { documentRow, readDocument, readVersions } from "./read-documents.ts";

export const getDocument = defineTool({
  name: "documents_get_document",
  title: { fr: "Lire un document", en: "Read a document" },
  description:
    "One document by name or number: state, total, and its whole text; the newest version unless told.",
  permission: "documents:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    document: ref("document"),
    version: count(1, 10_000).optional(),
    full: z.boolean().optional().describe("with its parts and its versions, for a page"),
  }),
  output: documentRow.extend({
    latest: z.int(),
    text: z.string(),
    content: documentContent.nullable(),
    file: z.object({ mime: z.string(), size: z.int() }).nullable(),
    versions: z.array(
      z.object({ version: z.int(), day: z.string(), time: z.string(), by: z.string().nullable() }),
    ),
  }),
  examples: [
    {
      fr: "ouvre le contrat de Lyon",
      en: "open the contract of Lyon",
      input: { document: "contrat Lyon" },
    },
    {
      fr: "montre la facture F-2027-0003",
      en: "show invoice F-2027-0003",
      input: { document: "F-2027-0003" },
    },
    {
      fr: "lis-moi la feuille de route de Marseille",
      en: "read me the day sheet of Marseille",
      input: { document: "feuille de route Marseille" },
    },
    {
      fr: "qu’est-ce qu’il y a dans la fiche technique de Bordeaux ?",
      en: "what is in the technical rider of Bordeaux?",
      input: { document: "fiche technique Bordeaux" },
    },
    {
      fr: "affiche le devis de Nantes",
      en: "display the quote of Nantes",
      input: { document: "devis Nantes" },
    },
    {
      fr: "la version 1 de la feuille de route de Lille",
      en: "version 1 of the day sheet of Lille",
      input: { document: "feuille de route Lille", version: 1 },
    },
    {
      fr: "ouvre le devis de Lille",
      en: "open the quote of Lille",
      input: { document: "devis Lille" },
    },
    {
      fr: "affiche la facture de Metz",
      en: "display the invoice of Metz",
      input: { document: "facture Metz" },
    },
  ],
  async run(ctx, input) {
    const { document, latest, text, content, file } = await readDocument(
      ctx,
      input.document,
      input.version,
    );
    return {
      ...document,
      latest,
      text,
      content: input.full ? content : null,
      file,
      versions: input.full ? await readVersions(ctx, document.id) : [],
    };
  },
  summary: (output, say) => {
    const parts = [
      output.number,
      say(documentStatusWords[output.status]).toLowerCase(),
      output.totalCents === null ? null : say.money(output.totalCents, output.currency),
      output.latest > 1 ? `version ${output.version}` : null,
    ].filter((part) => part !== null);
    return `${output.title}${say({ fr: " : ", en: ": " })}${parts.join(", ")}.`;
  },
  show: (output, say) => ({
    kind: "document",
    id: output.id,
    title: output.title || say(documentKindWords[output.kind]),
    documentKind: output.kind,
    version: output.version,
    language: output.language,
    excerpt: output.text.slice(0, 1_200),
  }),
  about: (output) => [
    { kind: "document", id: output.id, label: output.title },
    ...(output.performanceId && output.performance
      ? [{ kind: "performance" as const, id: output.performanceId, label: output.performance }]
      : []),
  ],
});
