import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { cnmTax, netOfRefund, splitVat } from "../ticketing/rules.ts";

export type Figure = {
  kind: "income" | "expense";
  /** Null for what belongs to a tour or to the organization. */
  performanceId: string | null;
  /** Of the date, or of an entry that belongs to a tour alone. */
  tourId: string | null;
  category: string;
  cents: number;
};

/**
 * Recorded incomes and expenses of the dates, before VAT, per category. `unattached` adds those of
 * no date and of cancelled dates: of one tour by its id, of the whole organization, or none.
 */
export async function readEntries(
  ctx: ToolContext,
  ids: string[],
  unattached: "none" | "all" | (string & {}),
): Promise<Figure[]> {
  const tourId = unattached === "none" || unattached === "all" ? null : unattached;
  const { rows } = await sql<Figure>`
    select e.kind, e.performance_id as "performanceId", coalesce(e.tour_id, p.tour_id) as "tourId", e.category, sum(e.amount_cents)::bigint as cents
    from (
      select 'income' as kind, performance_id, tour_id, category, amount_cents from incomes
      union all
      select 'expense', performance_id, tour_id, category, amount_cents from expenses
    ) e left join performances p on p.id = e.performance_id
    where e.performance_id = any(${ids}::uuid[])
      or (${unattached !== "none"} and (e.performance_id is null or p.status = 'cancelled')
        and (${tourId}::uuid is null or coalesce(e.tour_id, p.tour_id) = ${tourId}::uuid))
    group by 1, 2, 3, 4`.execute(ctx.tx);
  return rows;
}

type Sale = {
  performanceId: string;
  tourId: string | null;
  orderId: string;
  refundedCents: number;
  rateBp: number;
  priceCents: number;
  tickets: number;
  country: string;
  day: string;
};

/** Box office of each date net of VAT and of partial refunds, and the CNM tax that it bears by rule. */
export async function readBoxOffice(ctx: ToolContext, ids: string[]): Promise<Figure[]> {
  const { rows } = await sql<Sale>`
    select k.performance_id as "performanceId", k.order_id as "orderId",
      o.refunded_cents::bigint as "refundedCents", k.vat_rate_bp as "rateBp",
      k.price_cents as "priceCents", count(*)::int as tickets,
      coalesce(v.country, 'FR') as country, p.day, p.tour_id as "tourId"
    from tickets k join orders o on o.id = k.order_id
    join performances p on p.id = k.performance_id
    left join venues v on v.id = p.venue_id
    where k.performance_id = any(${ids}::uuid[]) and k.status = 'issued'
    group by 1, 2, 3, 4, 5, 7, 8, 9`.execute(ctx.tx);
  const figures: Figure[] = [];
  for (const [performanceId, sales] of Map.groupBy(rows, (row) => row.performanceId)) {
    let net = 0;
    for (const order of Map.groupBy(sales, (row) => row.orderId).values()) {
      for (const row of order) net += splitVat(row.priceCents, row.rateBp).netCents * row.tickets;
      const lines = order.map((row) => ({
        rateBp: row.rateBp,
        grossCents: row.priceCents * row.tickets,
      }));
      net -= netOfRefund(order[0]?.refundedCents ?? 0, lines);
    }
    if (net === 0) continue;
    const { country = "FR", day = "", tourId = null } = sales[0] ?? {};
    figures.push({ kind: "income", performanceId, tourId, category: "box_office", cents: net });
    const tax = cnmTax(net, country, day);
    if (tax > 0)
      figures.push({ kind: "expense", performanceId, tourId, category: "taxes", cents: tax });
  }
  return figures;
}
