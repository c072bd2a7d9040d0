import { type RawBuilder, sql } from "kysely";
import { z } from "zod";

/**
 * How a page asks a list tool for its rows, beside the tool's own filters: words looked for, a column
 * to sort by, and which rows. Not of a semantic type, so that nothing said in a sentence fills them.
 */
export const listing = <const Columns extends readonly [string, ...string[]]>(
  columns: Columns,
  rows = 50,
) => ({
  search: z.string().trim().max(200).optional().describe("words in any shown column"),
  sort: z.enum(columns).optional(),
  descending: z.boolean().optional(),
  limit: z.int().min(1).max(1_000).default(rows),
  offset: z.int().min(0).max(1_000_000).default(0),
});

/**
 * The order that a page asked for, by the SQL column of each name; what has no value comes last and
 * `id` makes it total. `otherwise` is the order where none was asked for.
 */
export function orderBy<Column extends string>(
  columns: Record<Column, string>,
  asked: { sort?: Column | undefined; descending?: boolean | undefined },
  otherwise: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (!asked.sort) return sql`${otherwise}, id`;
  const direction = asked.descending ? sql`desc` : sql`asc`;
  return sql`${sql.ref(columns[asked.sort])} ${direction} nulls last, ${otherwise}, id`;
}
