import { z } from "zod";
import { choice, count, ref } from "../core/fields.ts";
import { listing } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import {
  documentKinds,
  documentKindWords,
  documentStatuses,
  documentStatusWords,
} from "./kinds.ts";
import { documentRow, readDocuments, sorts } from "./read-documents.ts";

const { status: _status, ...where } = selection;

export const listDocuments = defineTool({
  name: "documents_list_documents",
  title: { fr: "Documents", en: "Documents" },
  description:
    "Documents, newest first, by kind, status, date, artist, tour, town or period: title, number, status, total, due day.",
  permission: "documents:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    kind: choice("document_kind", documentKinds).optional(),
    document_status: choice("document_status", documentStatuses).optional(),
    ...where,
    artist: ref("artist").optional(),
    ...listing(sorts),
    limit: count(1, 1_000).default(50),
  }),
  output: z.object({ total: z.int(), documents: z.array(documentRow) }),
  examples: [
    { fr: "liste des documents", en: "list the documents", input: {} },
    {
      fr: "quels contrats a-t-on pour Lyon ?",
      en: "which contracts do we have for Lyon?",
      input: { kind: "contract", performances: ["Lyon"] },
    },
    {
      fr: "toutes les factures",
      en: "all invoices",
      input: { kind: "invoice" },
    },
    {
      fr: "les devis envoyés",
      en: "quotes that were sent",
      input: { kind: "quote", document_status: "sent" },
    },
    {
      fr: "montre les papiers de Marseille",
      en: "show the papers of Marseille",
      input: { performances: ["Marseille"] },
    },
    {
      fr: "feuilles de route de la tournée Organique",
      en: "day sheets of the Organique tour",
      input: { kind: "day_sheet", tour: "Organique" },
    },
    {
      fr: "les contrats signés",
      en: "signed contracts",
      input: { kind: "contract", document_status: "signed" },
    },
    {
      fr: "qu’est-ce qu’on a comme documents pour Dijon",
      en: "what documents do we have for Dijon",
      input: { performances: ["Dijon"] },
    },
    {
      fr: "il est rangé où le devis de Metz ?",
      en: "where is the Metz quote?",
      input: { kind: "quote", performances: ["Metz"] },
    },
  ],
  async run(ctx, input) {
    const picked = input.performances ?? input.tour ?? input.city ?? input.from ?? input.to;
    const performances = picked ? await selectPerformances(ctx, input) : undefined;
    return readDocuments(ctx, {
      kind: input.kind,
      status: input.document_status,
      artistId: input.artist && (await resolveRef(ctx, "artist", input.artist)).id,
      words: input.search,
      sort: input.sort,
      descending: input.descending,
      offset: input.offset,
      performanceIds: performances?.map((row) => row.id),
      limit: input.limit,
    });
  },
  summary: (output, say) => {
    if (output.total === 0) return say({ fr: "Aucun document.", en: "No document." });
    const [only] = output.documents;
    if (output.total === 1 && only) return `${only.title}.`;
    return `${say.count(output.total, { fr: { one: "document", other: "documents" }, en: { one: "document", other: "documents" } })}.`;
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Documents", en: "Documents" }),
    columns: [
      { key: "title", label: say({ fr: "Titre", en: "Title" }), type: "text" },
      { key: "number", label: say({ fr: "N°", en: "No." }), type: "text" },
      { key: "kind", label: say({ fr: "Type", en: "Kind" }), type: "text" },
      { key: "status", label: say({ fr: "État", en: "State" }), type: "text" },
      { key: "issuedOn", label: say({ fr: "Du", en: "Of" }), type: "day" },
      { key: "total", label: say({ fr: "Total TTC", en: "Total incl. VAT" }), type: "money" },
    ],
    rows: output.documents.map((document) => ({
      title: document.title,
      number: document.number,
      kind: say(documentKindWords[document.kind]),
      status: say(documentStatusWords[document.status]),
      issuedOn: document.issuedOn,
      total: document.totalCents,
    })),
    total: output.total,
    currency: output.documents[0]?.currency ?? "EUR",
  }),
  about: (output) =>
    output.documents.map(({ id, title: label }) => ({ kind: "document" as const, id, label })),
});
