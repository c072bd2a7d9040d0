import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { embedPassages } from "./embed-passages.ts";
import type { Received } from "./receive-file.ts";
import { cutPassages } from "./rules.ts";

/** Between the pages of a received file in `document_versions.body_text`. */
export const pageBreak = "\f";

/** Keeps a received file as a document; the one that stands there when it came before. */
export async function storeFile(
  ctx: ToolContext,
  file: Received,
): Promise<{ id: string; title: string; known: boolean }> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${file.key}, 0))`.execute(ctx.tx);
  const earlier = await ctx.tx
    .selectFrom("document_versions")
    .innerJoin("documents", "documents.id", "document_versions.document_id")
    .select(["documents.id", "documents.title"])
    .where("document_versions.sha256", "=", file.sha256)
    .where("document_versions.file_key", "is not", null)
    .executeTakeFirst();
  if (earlier) return { ...earlier, known: true };
  const row = await ctx.tx
    .insertInto("documents")
    .values({
      kind: file.kind,
      title: file.title,
      language: file.language,
      current_version: 1,
    })
    .returning(["id", "title"])
    .executeTakeFirstOrThrow();
  const version = await ctx.tx
    .insertInto("document_versions")
    .values({
      document_id: row.id,
      version: 1,
      body_text: file.pages.join(pageBreak),
      file_key: file.key,
      mime: file.mime,
      size: file.size,
      sha256: file.sha256,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  const passages = file.pages.flatMap((page, at) =>
    cutPassages([page]).map((body) => ({ page: at + 1, body })),
  );
  if (passages.length > 0) {
    const chunks = await ctx.tx
      .insertInto("document_chunks")
      .values(
        passages.map(({ page, body }, position) => ({
          document_id: row.id,
          version_id: version.id,
          position,
          page,
          body: `${file.title}\n${body}`,
        })),
      )
      .returning(["id", "body"])
      .execute();
    await embedPassages(ctx, chunks);
  }
  return { ...row, known: false };
}
