import { sql } from "kysely";
import { z } from "zod";
import { instant } from "../core/instant.ts";
import type { ToolContext } from "../core/tool.ts";
import { orderChannels, orderStatuses } from "./order-status.ts";
import { refundKinds, refundWays } from "./refund-ways.ts";

const item = z.object({
  ticketTypeId: z.uuid(),
  name: z.string(),
  quantity: z.int(),
  unitPriceCents: z.int(),
  /** What the platform takes on each; the buyer pays it where the order has a fee. */
  unitFeeCents: z.int(),
  vatRateBp: z.int(),
});

const ticket = z.object({
  id: z.uuid(),
  number: z.int(),
  type: z.string(),
  holder: z.string().nullable(),
  seat: z.string().nullable(),
  status: z.enum(["issued", "cancelled", "refunded"]),
  priceCents: z.int(),
  inside: z.boolean(),
  /** Of its last passage at the door. */
  passedAt: z.string().nullable(),
  gate: z.string().nullable(),
});

const payment = z.object({
  id: z.uuid(),
  provider: z.string(),
  method: z.string().nullable(),
  status: z.enum(["pending", "succeeded", "failed", "to_check"]),
  amountCents: z.int(),
  reference: z.string(),
  paidAt: z.string().nullable(),
});

const refund = z.object({
  id: z.uuid(),
  status: z.enum(["pending", "succeeded", "failed"]),
  amountCents: z.int(),
  feeCents: z.int(),
  kind: z.enum(refundKinds),
  provider: z.enum(refundWays).nullable(),
  reason: z.string().nullable(),
  by: z.string().nullable(),
  at: z.string(),
});

export const orderDetails = z.object({
  id: z.uuid(),
  number: z.string(),
  status: z.enum(orderStatuses),
  channel: z.enum(orderChannels),
  test: z.boolean(),
  locale: z.enum(["fr", "en"]).nullable(),
  currency: z.string(),
  totalCents: z.int(),
  feeCents: z.int(),
  refundedCents: z.int(),
  buyer: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  contactId: z.uuid().nullable(),
  notes: z.string().nullable(),
  createdAt: z.string(),
  paidAt: z.string().nullable(),
  cancelledAt: z.string().nullable(),
  holdExpiresAt: z.string().nullable(),
  performanceId: z.uuid(),
  performance: z.string(),
  artist: z.string(),
  timeZone: z.string(),
  items: z.array(item),
  tickets: z.array(ticket),
  payments: z.array(payment),
  refunds: z.array(refund),
});
export type OrderDetails = z.infer<typeof orderDetails>;

/** An order with all that hangs on it, in one statement. */
export async function readOrderDetails(ctx: ToolContext, id: string): Promise<OrderDetails> {
  const { rows } = await sql<OrderDetails>`
    select o.id, o.number, o.status, o.channel, o.test, o.locale, o.currency, o.total_cents as "totalCents",
      o.fee_cents as "feeCents", o.refunded_cents as "refundedCents", o.buyer_name as buyer, o.buyer_email as email,
      o.buyer_phone as phone, o.contact_id as "contactId", o.notes, to_char(least(o.created_at, o.paid_at) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      ${instant("o.paid_at")} as "paidAt", ${instant("o.cancelled_at")} as "cancelledAt",
      ${instant("o.hold_expires_at")} as "holdExpiresAt", o.performance_id as "performanceId",
      concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name)) as performance, a.name as artist,
      coalesce(v.time_zone, g.time_zone) as "timeZone",
      coalesce((select jsonb_agg(jsonb_build_object('ticketTypeId', y.id, 'name', y.name, 'quantity', i.quantity,
          'unitPriceCents', i.unit_price_cents, 'unitFeeCents', i.unit_fee_cents, 'vatRateBp', i.vat_rate_bp) order by y.position, y.name)
        from order_items i join ticket_types y on y.id = i.ticket_type_id where i.order_id = o.id), '[]') as items,
      coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'number', k.number, 'type', y.name, 'holder', k.holder_name,
          'seat', k.seat, 'status', k.status, 'priceCents', k.price_cents, 'inside', coalesce(c.direction = 'in', false),
          'passedAt', ${instant("c.at")}, 'gate', c.gate) order by k.number)
        from tickets k join ticket_types y on y.id = k.ticket_type_id
        left join lateral (select n.direction, n.at, n.gate from check_ins n
          where n.ticket_id = k.id and n.performance_id = k.performance_id and n.result = 'accepted'
          order by n.at desc limit 1) c on true
        where k.order_id = o.id), '[]') as tickets,
      coalesce((select jsonb_agg(jsonb_build_object('id', m.id, 'provider', m.provider, 'method', m.method, 'status', m.status,
          'amountCents', m.amount_cents, 'reference', m.reference, 'paidAt', ${instant("m.paid_at")}) order by m.created_at, m.id)
        from payments m where m.order_id = o.id), '[]') as payments,
      coalesce((select jsonb_agg(jsonb_build_object('id', r.id, 'status', r.status, 'amountCents', r.amount_cents,
          'feeCents', r.fee_cents, 'kind', r.kind, 'provider', r.provider, 'reason', r.reason, 'by', b.name, 'at', ${instant("r.created_at")}) order by r.created_at, r.id)
        from refunds r left join members b on b.id = r.requested_by where r.order_id = o.id), '[]') as refunds
    from orders o
    join performances p on p.id = o.performance_id
    join artists a on a.id = p.artist_id
    join organizations g on g.id = o.organization_id
    left join venues v on v.id = p.venue_id
    where o.id = ${id}`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error(`no order ${id}`);
  return row;
}
