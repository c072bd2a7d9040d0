import { sql } from "kysely";
import { z } from "zod";
import { instant } from "../core/instant.ts";
import type { ToolContext } from "../core/tool.ts";
import type { OrderDetails } from "./read-order-details.ts";

const kinds = [
  "held",
  "created",
  "paid",
  "payment_failed",
  "refunded",
  "expired",
  "cancelled",
  "changed",
  "sent",
  "entered",
  "left",
  "refused",
] as const;

/** Something that happened to an order, at the door too. */
export const orderEvent = z.object({
  at: z.string(),
  kind: z.enum(kinds),
  by: z.string().nullable(),
  amountCents: z.int().nullable(),
  /** The ticket, for what happened at the door. */
  ticket: z.int().nullable(),
  /** A reason, an address, the names of what was changed: as the kind says. */
  detail: z.string().nullable(),
});
export type OrderEvent = z.infer<typeof orderEvent>;

const bare = { by: null, amountCents: null, ticket: null, detail: null };

/**
 * The life of an order, oldest first. Who changed it and when its tickets were sent again comes from
 * the log, which not every member may read.
 */
export async function readOrderEvents(
  ctx: ToolContext,
  order: OrderDetails,
): Promise<OrderEvent[]> {
  const { rows } = await sql<OrderEvent>`
    select ${instant("c.at")} as at, case when c.result = 'refused' then 'refused' when c.direction = 'in' then 'entered'
        else 'left' end as kind, m.name as by, null::int as "amountCents", k.number as ticket,
      coalesce(c.reason, c.gate) as detail
    from tickets k join check_ins c on c.ticket_id = k.id left join members m on m.id = c.member_id
    where k.order_id = ${order.id}
    union all
    select ${instant("r.at")}, 'changed', m.name, null, null, (select string_agg(key, ',')
        from jsonb_each(r.after) n where n.value is distinct from r.before -> n.key)
    from row_changes r left join tool_calls t on t.id = r.call_id left join members m on m.id = t.member_id
    where r.row_id = ${order.id} and r.table_name = 'orders' and r.operation = 'update'
      and r.after -> 'status' = r.before -> 'status' and r.after -> 'refunded_cents' = r.before -> 'refunded_cents'
    union all
    select ${instant("t.created_at")}, 'sent', m.name, null, null, t.output ->> 'to'
    from tool_calls t left join members m on m.id = t.member_id
    where t.tool = 'ticketing_resend_order' and t.created_at >= ${order.createdAt}::timestamptz
      and t.output ->> 'orderId' = ${order.id}`.execute(ctx.tx);
  const own: OrderEvent[] = [
    { ...bare, at: order.createdAt, kind: order.holdExpiresAt ? "held" : "created" },
    ...order.payments.map((payment) => ({
      ...bare,
      at: payment.paidAt ?? order.createdAt,
      kind: payment.status === "failed" ? ("payment_failed" as const) : ("paid" as const),
      amountCents: payment.amountCents,
      detail: payment.provider,
    })),
    ...order.refunds.map((refund) => ({
      ...bare,
      at: refund.at,
      kind: "refunded" as const,
      by: refund.by,
      amountCents: refund.amountCents,
      detail: refund.reason,
    })),
    ...(order.status === "expired" && order.holdExpiresAt
      ? [{ ...bare, at: order.holdExpiresAt, kind: "expired" as const }]
      : []),
    ...(order.cancelledAt && order.status === "cancelled"
      ? [{ ...bare, at: order.cancelledAt, kind: "cancelled" as const }]
      : []),
  ];
  return [...own, ...rows].toSorted((a, b) => a.at.localeCompare(b.at));
}
