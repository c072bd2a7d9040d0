import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { embedPassages } from "./embed-passages.ts";
import type { DocumentContent } from "./content.ts";
import { bodyText, cutPassages, passages } from "./rules.ts";

export type Filing = {
  status: "draft" | "issued";
  artistId: string;
  tourId: string | null;
  performanceId: string;
  contactId: string | null;
  currency: string;
  totalCents: number | null;
  vatCents: number | null;
};

/**
 * Keeps a content as a new document, or as the next version of `documentId`. Search sees the
 * passages of the newest version alone; earlier versions keep their content and text.
 */
export async function storeDocument(
  ctx: ToolContext,
  content: DocumentContent,
  filing: Filing,
  documentId: string | undefined,
): Promise<{ id: string; version: number; text: string }> {
  const say = ctx.sayIn(content.language);
  const columns = {
    title: content.title,
    number: content.number,
    status: filing.status,
    language: content.language,
    artist_id: filing.artistId,
    tour_id: filing.tourId,
    performance_id: filing.performanceId,
    contact_id: filing.contactId,
    currency: filing.currency,
    total_cents: filing.totalCents,
    vat_cents: filing.vatCents,
    issued_on: content.issuedOn,
    due_on: content.dueOn,
  };
  const row = documentId
    ? await ctx.tx
        .updateTable("documents")
        .set({ ...columns, current_version: sql<number>`current_version + 1` })
        .where("id", "=", documentId)
        .returning(["id", "current_version"])
        .executeTakeFirstOrThrow()
    : await ctx.tx
        .insertInto("documents")
        .values({ kind: content.kind, ...columns, current_version: 1 })
        .returning(["id", "current_version"])
        .executeTakeFirstOrThrow();
  const text = bodyText(content, say);
  const json = JSON.stringify(content);
  const version = await ctx.tx
    .insertInto("document_versions")
    .values({
      document_id: row.id,
      version: row.current_version,
      content: json,
      body_text: text,
      mime: "application/json",
      size: Buffer.byteLength(json),
      sha256: createHash("sha256").update(json).digest("hex"),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await ctx.tx.deleteFrom("document_chunks").where("document_id", "=", row.id).execute();
  const cut = cutPassages(passages(content, say));
  const chunks = await ctx.tx
    .insertInto("document_chunks")
    .values(
      cut.map((body, position) => ({
        document_id: row.id,
        version_id: version.id,
        position,
        // The first passage names the document; the others repeat it, to be understood alone.
        body: position === 0 ? body : `${content.title}\n${body}`,
      })),
    )
    .returning(["id", "body"])
    .execute();
  await embedPassages(ctx, chunks);
  return { id: row.id, version: row.current_version, text };
}
