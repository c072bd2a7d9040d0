import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { ToolContext } from "../core/tool.ts";
import { documentKinds, documentStatuses } from "./kinds.ts";

/** A document in one line, as the pages of other rows list it. */
export const paperLine = z.object({
  id: z.uuid(),
  kind: z.enum(documentKinds),
  title: z.string(),
  number: z.string().nullable(),
  status: z.enum(documentStatuses),
  version: z.int(),
});

/** Documents `d` that fit, newest first; none for who may not read documents. */
export async function readPapers(
  ctx: ToolContext,
  where: RawBuilder<boolean>,
  limit = 50,
): Promise<z.infer<typeof paperLine>[]> {
  const { rows } = await sql<z.infer<typeof paperLine>>`
    select d.id, d.kind, d.title, d.number, d.status, d.current_version as version
    from documents d where ${where} order by d.created_at desc, d.id limit ${limit}`.execute(
    ctx.tx,
  );
  return rows;
}
