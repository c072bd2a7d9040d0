import { sql } from "kysely";
import { z } from "zod";
import { instant } from "../core/instant.ts";
import { orderBy } from "../core/listing.ts";
import type { ToolContext } from "../core/tool.ts";
import { orderChannels, orderStatuses } from "./order-status.ts";

export const orderRow = z.object({
  id: z.uuid(),
  number: z.string(),
  performanceId: z.uuid(),
  performance: z.string(),
  buyer: z.string().nullable(),
  email: z.string().nullable(),
  status: z.enum(orderStatuses),
  channel: z.enum(orderChannels),
  tickets: z.int(),
  totalCents: z.int(),
  refundedCents: z.int(),
  currency: z.string(),
  test: z.boolean(),
  /** When it was paid, or else made. */
  orderedAt: z.string(),
  paidAt: z.string().nullable(),
});
export type OrderRow = z.infer<typeof orderRow>;

export const orderColumns = {
  ordered: "ordered_at",
  buyer: "buyer_name",
  performance: "day",
  total: "total_cents",
};

type Where = {
  ids?: string[] | undefined;
  performanceIds?: string[] | undefined;
  status?: string | undefined;
  channel?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  search?: string | undefined;
  sort?: keyof typeof orderColumns | undefined;
  descending?: boolean | undefined;
  limit?: number;
  offset?: number;
};

export type OrderPage = {
  /** Of all pages, as are the amounts. */
  total: number;
  totalCents: number;
  refundedCents: number;
  orders: OrderRow[];
};

/**
 * A page of the orders that fit, newest first unless sorted. What was held and never paid is an
 * order only for who asks for that status or for its id.
 */
export async function listOrders(ctx: ToolContext, where: Where): Promise<OrderPage> {
  const words = where.search ?? null;
  const { rows } = await sql<
    OrderRow & Omit<OrderPage, "orders"> & { orderTotal: number; orderRefunded: number }
  >`
    with kept as (
      select o.*, coalesce(o.paid_at, o.created_at) as ordered_at, p.day, v.city, v.name as venue
      from orders o
      join performances p on p.id = o.performance_id
      join organizations g on g.id = o.organization_id
      left join venues v on v.id = p.venue_id
      where (${where.ids ?? null}::uuid[] is null or o.id = any(${where.ids ?? null}::uuid[]))
        and (${where.performanceIds ?? null}::uuid[] is null
          or o.performance_id = any(${where.performanceIds ?? null}::uuid[]))
        and (${where.status ?? null}::text is null or o.status = ${where.status ?? null})
        and (${where.channel ?? null}::text is null or o.channel = ${where.channel ?? null})
        and (${where.from ?? null}::date is null or coalesce(o.paid_at, o.created_at) >= ${where.from ?? null}::timestamp at time zone g.time_zone)
        and (${where.to ?? null}::date is null or coalesce(o.paid_at, o.created_at) < (${where.to ?? null}::timestamp + interval '1 day') at time zone g.time_zone)
        and (${words}::text is null or o.id = any ((select koncert.rows_with(${words}, 'order'))::uuid[]))
        and (o.paid_at is not null or ${where.status !== undefined || where.ids !== undefined})
    ), page as (
      select *, (count(*) over ())::int as "total", (sum(total_cents) over ())::bigint as "totalCents",
        (sum(refunded_cents) over ())::bigint as "refundedCents"
      from kept order by ${orderBy(orderColumns, where, sql`ordered_at desc`)}
      limit ${where.limit ?? 100} offset ${where.offset ?? 0}
    )
    select id, number, performance_id as "performanceId",
      concat_ws(' · ', to_char(day, 'DD/MM/YYYY'), city, venue) as performance, buyer_name as buyer,
      buyer_email as email, status, channel,
      (select count(*)::int from tickets k where k.order_id = page.id and k.status = 'issued') as tickets,
      total_cents as "orderTotal", refunded_cents as "orderRefunded", currency, test,
      ${instant("ordered_at")} as "orderedAt", ${instant("paid_at")} as "paidAt",
      "total", "totalCents", "refundedCents"
    from page order by ${orderBy(orderColumns, where, sql`ordered_at desc`)}`.execute(ctx.tx);
  return {
    total: rows[0]?.total ?? 0,
    totalCents: rows[0]?.totalCents ?? 0,
    refundedCents: rows[0]?.refundedCents ?? 0,
    orders: rows.map(({ total: _total, orderTotal, orderRefunded, ...row }) => ({
      ...row,
      totalCents: orderTotal,
      refundedCents: orderRefunded,
    })),
  };
}

/** The orders of some ids, or the last of some dates. */
export async function readOrders(
  ctx: ToolContext,
  where: Pick<Where, "ids" | "performanceIds" | "limit">,
): Promise<OrderRow[]> {
  return (await listOrders(ctx, where)).orders;
}
