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

type Sale = {
  performanceId: string;
  tourId: string | null;
  /** Of an order that was given something back; the others of one price are counted together. */
  orderId: string | null;
  refundedCents: number;
  rateBp: number;
  priceCents: number;
  tickets: number;
  country: string;
  day: string;
};

export type Figures = {
  currency: string;
  /** Names of all tours by id. */
  tours: Record<string, string>;
  booked: Figure[];
};

/**
 * Recorded incomes and expenses of the dates, before VAT, per category, and their box office, in one
 * statement. `unattached` adds those of no date and of cancelled dates: of one tour by its id, of the
 * whole organization, or none.
 */
export async function readFigures(
  ctx: ToolContext,
  ids: string[],
  unattached: "none" | "all" | (string & {}),
): Promise<Figures> {
  const tourId = unattached === "none" || unattached === "all" ? null : unattached;
  const { rows } = await sql<Omit<Figures, "booked"> & { entries: Figure[]; sales: Sale[] }>`
    with entries as (
      select e.kind, e.performance_id as "performanceId", coalesce(e.tour_id, p.tour_id) as "tourId", e.category, sum(e.amount_cents)::bigint as cents
      from (
        select 'income' as kind, performance_id, tour_id, category, amount_cents from incomes
        union all
        select 'expense', performance_id, tour_id, category, amount_cents from expenses
      ) e left join performances p on p.id = e.performance_id
      where e.performance_id = any(${ids}::uuid[])
        or (${unattached !== "none"} and (e.performance_id is null or p.status = 'cancelled')
          and (${tourId}::uuid is null or coalesce(e.tour_id, p.tour_id) = ${tourId}::uuid))
      group by 1, 2, 3, 4
    ), refunded as materialized (
      select id, refunded_cents from orders where performance_id = any(${ids}::uuid[]) and refunded_cents > 0
    ), sales as (
      select k.performance_id as "performanceId", o.id as "orderId", coalesce(o.refunded_cents, 0)::bigint as "refundedCents",
        k.vat_rate_bp as "rateBp", k.price_cents as "priceCents", count(*)::int as tickets,
        coalesce(v.country, 'FR') as country, p.day, p.tour_id as "tourId"
      from tickets k left join refunded o on o.id = k.order_id
      join performances p on p.id = k.performance_id
      left join venues v on v.id = p.venue_id
      where k.performance_id = any(${ids}::uuid[]) and k.status = 'issued'
      group by 1, 2, 3, 4, 5, 7, 8, 9
    )
    select g.currency, (select coalesce(jsonb_object_agg(t.id, t.name), '{}') from tours t) as tours,
      (select coalesce(jsonb_agg(e), '[]') from entries e) as entries,
      (select coalesce(jsonb_agg(s), '[]') from sales s) as sales
    from organizations g`.execute(ctx.tx);
  const [found] = rows;
  if (!found) throw new Error("no organization");
  const { currency, tours, entries, sales } = found;
  return { currency, tours, booked: [...entries, ...boxOffice(sales)] };
}

/** Box office of each date net of VAT and of partial refunds, and the CNM tax that it bears by rule. */
function boxOffice(rows: Sale[]): Figure[] {
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
