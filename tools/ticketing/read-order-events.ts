import { sql } from "kysely";
import { z } from "zod";
import { instant } from "../core/instant.ts";
import type { ToolContext } from "../core/tool.ts";
import type { OrderDetails } from "./read-order-details.ts";

const kinds = [
  "held",
  "created",
  "paid",
  "payment_started",
  "payment_failed",
  "payment_to_check",
  "refunded",
  "refund_pending",
  "refund_by_hand",
  "refund_failed",
  "payment_returned",
  "refund_paid_out",
  "tickets_refunded",
  "tickets_cancelled",
  "exchanged_for",
  "exchanged_from",
  "offered",
  "offer_withdrawn",
  "resold",
  "date_cancelled",
  "postponed",
  "kept",
  "refund_chosen",
  "renamed",
  "transferred",
  "reissued",
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
  /** Numbers of the tickets it is about. */
  tickets: z.array(z.int()),
  /** A reason, an address, a provider, the names of what was changed: as the kind says. */
  detail: z.string().nullable(),
  /** The order on the other side of an exchange. */
  other: z.object({ id: z.uuid(), number: z.string() }).nullable(),
  /** The former and the new day of a postponement. */
  days: z.object({ from: z.string(), to: z.string() }).nullable(),
  /** The places did not go back on sale. */
  blocked: z.boolean(),
});
export type OrderEvent = z.infer<typeof orderEvent>;

const bare = {
  by: null,
  amountCents: null,
  tickets: [],
  detail: null,
  other: null,
  days: null,
  blocked: false,
};

/** Columns of an order that a person corrects: what else changes is told by its own event. */
const corrected = ["buyer_name", "buyer_email", "buyer_phone", "notes", "contact_id", "locale"];

/**
 * The life of an order, oldest first. Who changed it and when its tickets were sent again comes from
 * the log, which not every member may read.
 */
export async function readOrderEvents(
  ctx: ToolContext,
  order: OrderDetails,
): Promise<OrderEvent[]> {
  const { rows } = await sql<OrderEvent>`
    with found (at, kind, by, amount, tickets, detail, other, days, blocked) as (
      select c.at, case when c.result = 'refused' then 'refused' when c.direction = 'in' then 'entered'
          else 'left' end, m.name, null::int, array[k.number], coalesce(c.reason, c.gate), null::jsonb, null::jsonb, false
      from tickets k join check_ins c on c.ticket_id = k.id left join members m on m.id = c.member_id
      where k.order_id = ${order.id}
      union all
      select e.at, e.kind, m.name, e.amount_cents, e.numbers, coalesce(e.reason, e.detail ->> 'provider'),
        case when e.detail ? 'order_id' then jsonb_build_object('id', e.detail ->> 'order_id', 'number', e.detail ->> 'number') end,
        case when e.detail ? 'from' then jsonb_build_object('from', e.detail ->> 'from', 'to', e.detail ->> 'to') end,
        coalesce((e.detail ->> 'blocked')::boolean, false)
      from order_events e left join members m on m.id = e.member_id where e.order_id = ${order.id}
      union all
      select h.at, h.kind, m.name, null, array[k.number], concat_ws(' → ', coalesce(h.from_name, h.from_email),
        coalesce(h.to_name, h.to_email)), null, null, false
      from tickets k join ticket_changes h on h.ticket_id = k.id left join members m on m.id = h.member_id
      where k.order_id = ${order.id}
      union all
      select r.at, 'changed', m.name, null, '{}', changed.columns, null, null, false
      from row_changes r
      cross join lateral (select string_agg(key, ',') as columns from jsonb_each(r.after) n
        where n.value is distinct from r.before -> n.key and n.key = any(${corrected})) changed
      left join tool_calls t on t.id = r.call_id left join members m on m.id = t.member_id
      where r.row_id = ${order.id} and r.table_name = 'orders' and r.operation = 'update'
        and r.before ->> 'paid_at' is not null and changed.columns is not null
      union all
      select t.created_at, 'sent', m.name, null, '{}', t.output ->> 'to', null, null, false
      from tool_calls t left join members m on m.id = t.member_id
      where t.tool = 'ticketing_resend_order' and t.created_at >= ${order.createdAt}::timestamptz
        and t.output ->> 'orderId' = ${order.id}
    )
    select ${instant("f.at")} as at, f.kind, f.by, f.amount as "amountCents", f.tickets::int[] as tickets, f.detail, f.other, f.days, f.blocked
    from found f`.execute(ctx.tx);
  const own: OrderEvent[] = [
    { ...bare, at: order.createdAt, kind: order.holdExpiresAt ? "held" : "created" },
    ...order.payments.map((payment) => ({
      ...bare,
      at: payment.paidAt ?? order.createdAt,
      kind: paymentKinds[payment.status],
      amountCents: payment.amountCents,
      detail: payment.provider,
    })),
    // What an exchange moves between two orders is told by the exchange.
    ...order.refunds
      .filter(({ provider }) => provider !== "exchange")
      .map((refund) => ({
        ...bare,
        at: refund.at,
        kind: refundKind(refund),
        by: refund.by,
        amountCents: refund.amountCents,
        detail: refund.reason,
      })),
    ...(order.status === "expired" && order.holdExpiresAt
      ? [{ ...bare, at: order.holdExpiresAt, kind: "expired" as const }]
      : []),
    ...(order.cancelledAt && order.status === "cancelled" && order.paidAt === null
      ? [{ ...bare, at: order.cancelledAt, kind: "cancelled" as const }]
      : []),
  ];
  return [...own, ...rows].toSorted((a, b) => a.at.localeCompare(b.at));
}

const paymentKinds = {
  succeeded: "paid",
  pending: "payment_started",
  failed: "payment_failed",
  to_check: "payment_to_check",
} as const satisfies Record<OrderDetails["payments"][number]["status"], OrderEvent["kind"]>;

function refundKind(refund: OrderDetails["refunds"][number]): OrderEvent["kind"] {
  if (refund.status === "failed") return "refund_failed";
  // Money that no order could keep has no way of ours: the provider took it back.
  if (refund.provider === null) return "payment_returned";
  if (refund.status === "succeeded") return "refunded";
  return refund.provider === "stripe" ? "refund_pending" : "refund_by_hand";
}
