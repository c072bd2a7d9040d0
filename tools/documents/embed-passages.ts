import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";

/** A match below this cosine is chance: letters that any two French texts share. */
const leastLikeness = 0.3;

type Passage = { chunkId: string; score: number };

/**
 * Keeps an embedding for each passage, where the database has vectors. A provider over the network
 * is never waited for inside a transaction: its passages are found by words until a job embeds them.
 */
export async function embedPassages(ctx: ToolContext, passages: { id: string; body: string }[]) {
  const { embeddings } = ctx.integrations;
  if (passages.length === 0 || !isInProcess(embeddings) || !(await hasVectors(ctx))) return;
  const vectors = await embeddings.embed(
    passages.map((passage) => passage.body),
    "document",
  );
  await sql`
    insert into document_embeddings (chunk_id, model, embedding)
    select id, ${embeddings.name}, vector::extensions.vector(384)
    from unnest(${passages.map((passage) => passage.id)}::uuid[], ${vectors.map((vector) => JSON.stringify(vector))}::text[]) e (id, vector)
    on conflict (organization_id, chunk_id, model) do nothing`.execute(ctx.tx);
}

/** Passages near in meaning, best first; none where the database has no vectors. */
export async function nearestPassages(
  ctx: ToolContext,
  text: string,
  limit: number,
): Promise<Passage[]> {
  const { embeddings } = ctx.integrations;
  if (!isInProcess(embeddings) || !(await hasVectors(ctx))) return [];
  const [vector] = await embeddings.embed([text], "question");
  const { rows } = await sql<Passage>`
    select chunk_id as "chunkId", score
    from koncert.nearest_chunks(${JSON.stringify(vector)}::extensions.vector, ${limit})
    where score >= ${leastLikeness}`.execute(ctx.tx);
  return rows;
}

const isInProcess = ({ name }: ToolContext["integrations"]["embeddings"]) =>
  name.startsWith("local");

async function hasVectors(ctx: ToolContext): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`
    select to_regclass('public.document_embeddings') is not null as there`.execute(ctx.tx);
  return rows[0]?.there === true;
}
