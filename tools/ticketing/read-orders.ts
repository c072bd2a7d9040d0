import { sql } from "kysely";
import { z } from "zod";
import type { ToolContext } from "../core/tool.ts";

export const orderRow = z.object({
  id: z.uuid(),
  number: z.string(),
  performanceId: z.uuid(),
  performance: z.string(),
  buyer: z.string().nullable(),
  email: z.string().nullable(),
  status: z.string(),
  channel: z.string(),
  tickets: z.int(),
  totalCents: z.int(),
  refundedCents: z.int(),
  currency: z.string(),
  paidAt: z.string().nullable(),
});
export type OrderRow = z.infer<typeof orderRow>;

/** Orders by id, or those of the dates given and the buyer's words, newest first. */
export async function readOrders(
  ctx: ToolContext,
  where: {
    ids?: string[] | undefined;
    performanceIds?: string[] | undefined;
    status?: string | undefined;
  },
): Promise<OrderRow[]> {
  const { rows } = await sql<Omit<OrderRow, "paidAt"> & { paidAt: Date | null }>`
    select o.id, o.number, o.performance_id as "performanceId",
      concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), v.city, v.name) as performance, o.buyer_name as buyer,
      o.buyer_email as email, o.status, o.channel,
      (select count(*)::int from tickets k where k.order_id = o.id and k.status = 'issued') as tickets,
      o.total_cents as "totalCents", o.refunded_cents as "refundedCents", o.currency, o.paid_at as "paidAt"
    from orders o
    join performances p on p.id = o.performance_id
    left join venues v on v.id = p.venue_id
    where (${where.ids ?? null}::uuid[] is null or o.id = any(${where.ids ?? null}::uuid[]))
      and (${where.performanceIds ?? null}::uuid[] is null
        or o.performance_id = any(${where.performanceIds ?? null}::uuid[]))
      and (${where.status ?? null}::text is null or o.status = ${where.status ?? null})
    order by o.created_at desc, o.id limit 100`.execute(ctx.tx);
  return rows.map((row) => ({
    ...row,
    paidAt: row.paidAt ? new Date(row.paidAt).toISOString() : null,
  }));
}
