import { sql } from "kysely";
import { z } from "zod";
import type { ToolContext } from "../core/tool.ts";

export const purchases = z.object({
  orders: z.int(),
  tickets: z.int(),
  /** What was paid, less what was given back. */
  spentCents: z.int(),
  currency: z.string(),
  last: z.array(
    z.object({
      id: z.uuid(),
      number: z.string(),
      status: z.string(),
      /** Bought on, by the organization's clock. */
      on: z.string(),
      performanceId: z.uuid(),
      performance: z.string(),
      tickets: z.int(),
      totalCents: z.int(),
      currency: z.string(),
    }),
  ),
});

type Row = z.infer<typeof purchases>["last"][number] & {
  orders: number;
  allTickets: number;
  spentCents: number;
};
const shown = 50;

/** What a contact bought, newest first; nothing for who may not read orders. */
export async function readPurchases(
  ctx: ToolContext,
  contactId: string,
): Promise<z.infer<typeof purchases>> {
  const { rows } = await sql<Row>`
    select o.id, o.number, o.status, to_char(o.paid_at at time zone g.time_zone, 'YYYY-MM-DD') as "on",
      p.id as "performanceId",
      concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as performance,
      i.tickets, o.total_cents as "totalCents", o.currency,
      count(*) over ()::int as orders, sum(i.tickets) over ()::int as "allTickets",
      sum(o.total_cents - o.refunded_cents) over ()::int as "spentCents"
    from orders o join performances p on p.id = o.performance_id
    join organizations g on g.id = o.organization_id
    left join venues v on v.id = p.venue_id
    cross join lateral (select coalesce(sum(quantity), 0)::int as tickets from order_items i
      where i.order_id = o.id) i
    where o.contact_id = ${contactId}::uuid and o.paid_at is not null
    order by o.paid_at desc, o.id limit ${shown}`.execute(ctx.tx);
  const [first] = rows;
  return {
    orders: first?.orders ?? 0,
    tickets: first?.allTickets ?? 0,
    spentCents: first?.spentCents ?? 0,
    currency: first?.currency ?? "EUR",
    last: rows.map(({ orders: _o, allTickets: _t, spentCents: _s, ...row }) => row),
  };
}
