import { sql } from "kysely";
import { z } from "zod";
import { count, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { nearestPassages } from "./embed-passages.ts";
import { documentKinds } from "./kinds.ts";

export const searchDocuments = defineTool({
  name: "documents_search_documents",
  title: { fr: "Chercher dans les documents", en: "Search in documents" },
  description:
    "Passages of documents that answer a question or hold words; typos and accents forgiven. Gives the document of each passage.",
  permission: "documents:read",
  effect: "read",
  untrusted: true,
  input: z.object({ words: words(400), limit: count(1, 30).default(8) }),
  output: z.object({
    words: z.string(),
    passages: z.array(
      z.object({
        documentId: z.uuid(),
        title: z.string(),
        kind: z.enum(documentKinds),
        page: z.int().nullable(),
        body: z.string(),
        score: z.number(),
      }),
    ),
  }),
  examples: [
    {
      fr: "cherche « pénalités de retard » dans les documents",
      en: "search “late payment” in the documents",
      input: { words: "pénalités de retard" },
    },
    {
      fr: "que dit le contrat sur l’annulation ?",
      en: "what does the contract say about cancellation?",
      input: { words: "annulation" },
    },
    {
      fr: "dans quel document parle-t-on de parking ?",
      en: "which document speaks of parking?",
      input: { words: "parking" },
    },
    {
      fr: "retrouve le passage sur le backline",
      en: "find the passage about the backline",
      input: { words: "backline" },
    },
    {
      fr: "y a-t-il une clause d’exclusivité quelque part dans nos papiers ?",
      en: "is there an exclusivity clause anywhere in our papers?",
      input: { words: "clause d’exclusivité" },
    },
    {
      fr: "fouille les fiches techniques : console son",
      en: "look through the riders: sound desk",
      input: { words: "console son" },
    },
  ],
  async run(ctx, input) {
    const found = await sql<{ chunkId: string; score: number }>`
      select chunk_id as "chunkId", score
      from koncert.search_documents(${input.words}, ${input.limit})`.execute(ctx.tx);
    const meant = await nearestPassages(ctx, input.words, input.limit);
    const best = fuse([found.rows, meant]).slice(0, input.limit);
    const { rows } = await sql<{
      chunkId: string;
      documentId: string;
      title: string;
      kind: (typeof documentKinds)[number];
      page: number | null;
      body: string;
    }>`
      select c.id as "chunkId", d.id as "documentId", d.title, d.kind, c.page, c.body
      from document_chunks c join documents d on d.id = c.document_id
      where c.id = any(${best.map((passage) => passage.chunkId)}::uuid[])`.execute(ctx.tx);
    const passages = best.flatMap(({ chunkId, score }) => {
      const row = rows.find((one) => one.chunkId === chunkId);
      if (!row) return [];
      const { chunkId: _chunkId, ...passage } = row;
      return [{ ...passage, score }];
    });
    return { words: input.words, passages };
  },
  summary: (output, say) => {
    const [first] = output.passages;
    if (!first) {
      return say({
        fr: `Aucun document ne parle de « ${output.words} ».`,
        en: `No document speaks of “${output.words}”.`,
      });
    }
    const titles = [...new Set(output.passages.map((passage) => passage.title))].slice(0, 3);
    return say({
      fr: `« ${output.words} » : ${say.list(titles)}.`,
      en: `“${output.words}”: ${say.list(titles)}.`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: `Passages : ${output.words}`, en: `Passages: ${output.words}` }),
    columns: [
      { key: "title", label: say({ fr: "Document", en: "Document" }), type: "text" },
      { key: "body", label: say({ fr: "Passage", en: "Passage" }), type: "text" },
    ],
    rows: output.passages.map(({ title, body }) => ({ title, body: body.slice(0, 400) })),
    total: output.passages.length,
  }),
  about: (output) =>
    [...new Map(output.passages.map((passage) => [passage.documentId, passage.title]))].map(
      ([id, label]) => ({ kind: "document" as const, id, label }),
    ),
});

const rankOffset = 60;

/** Reciprocal rank fusion (Cormack, Clarke, Buettcher 2009): ranks compare where scores do not. */
function fuse(lists: { chunkId: string }[][]): { chunkId: string; score: number }[] {
  const scores = new Map<string, number>();
  for (const list of lists) {
    for (const [rank, { chunkId }] of list.entries()) {
      scores.set(chunkId, (scores.get(chunkId) ?? 0) + 1 / (rankOffset + rank + 1));
    }
  }
  return [...scores]
    .map(([chunkId, score]) => ({ chunkId, score }))
    .toSorted((a, b) => b.score - a.score);
}
