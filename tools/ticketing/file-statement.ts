import type { ToolContext } from "../core/tool.ts";
import { documentContent } from "../documents/content.ts";
import { readFacts } from "../documents/read-facts.ts";
import { storeDocument } from "../documents/store-document.ts";
import { todayOf } from "../tours/times.ts";
import type { Read } from "./statement-parts.ts";
import type { Statement } from "./statement-shape.ts";
import { writeStatement } from "./write-statement.ts";

const newest = (ctx: ToolContext, performanceId: string) =>
  ctx.tx
    .selectFrom("documents as d")
    .innerJoin("document_versions as w", (join) =>
      join.onRef("w.document_id", "=", "d.id").onRef("w.version", "=", "d.current_version"),
    )
    .select(["d.id", "d.current_version as version", "d.issued_on", "d.status", "w.content"])
    .where("d.kind", "=", "box_office_statement")
    .where("d.performance_id", "=", performanceId)
    .where("d.status", "<>", "cancelled")
    .orderBy("d.created_at", "desc")
    .limit(1);

/** The statement that was filed for the date, and whether it still says what the rows say. */
export async function readFiledStatement(
  ctx: ToolContext,
  read: Read,
): Promise<Statement["document"]> {
  const row = await newest(ctx, read.performanceId).executeTakeFirst();
  const filed = documentContent.safeParse(row?.content);
  if (!row || !filed.success) return null;
  const facts = await readFacts(ctx, read.performanceId);
  const issuedOn = filed.data.issuedOn;
  const now = writeStatement(read, facts, ctx.sayIn(filed.data.language), { issuedOn });
  return {
    id: row.id,
    version: row.version,
    issuedOn,
    same: JSON.stringify(now.sections) === JSON.stringify(filed.data.sections),
  };
}

/** Files the statement as a document, or as its next version where the figures moved since. */
export async function fileStatement(ctx: ToolContext, read: Read) {
  const earlier = await newest(ctx, read.performanceId).executeTakeFirst();
  const facts = await readFacts(ctx, read.performanceId);
  const issuedOn = await todayOf(ctx);
  const content = writeStatement(read, facts, ctx.say, { issuedOn });
  const stored = await storeDocument(
    ctx,
    content,
    {
      status: "issued",
      artistId: facts.performance.artistId,
      tourId: facts.performance.tourId,
      performanceId: read.performanceId,
      contactId: null,
      currency: read.currency,
      totalCents: read.grossCents,
      vatCents: read.vatCents,
    },
    earlier?.id,
  );
  return { id: stored.id, version: stored.version, title: content.title, issuedOn };
}
