import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { readBoxOffices } from "./read-box-offices.ts";
import type { Read } from "./statement-parts.ts";
import type { Category, PlatformLine, Statement } from "./statement-shape.ts";

type Head = Pick<Statement, "label" | "status" | "currency" | "capacity" | "over"> & {
  testTickets: number;
};

/** What a statement says of a date, as the rows say it now. */
export async function readStatement(ctx: ToolContext, id: string): Promise<Read> {
  const head = await readHead(ctx, id);
  const [office] = await readBoxOffices(ctx, [id]);
  if (!office) throw new Error(`no box office of ${id}`);
  const categories = await readCategories(ctx, id);
  const platforms = await readPlatformLines(ctx, id, office.usualRateBp);
  const add = (lines: { totalCents: number }[]) =>
    lines.reduce((sum, line) => sum + line.totalCents, 0);
  const count = (lines: { count: number }[]) => lines.reduce((sum, line) => sum + line.count, 0);
  const paid = categories.filter(({ priceCents }) => priceCents > 0);
  const comps = categories.filter(({ priceCents }) => priceCents === 0);
  const { usualRateBp: _, tourId: __, ...sums } = office;
  return {
    ...head,
    ...sums,
    categories: paid,
    comps,
    platforms,
    ticketsCents: add(paid),
    platformsCents: add(platforms),
    payments: await readPayments(ctx, id),
    sold: count(paid) + count(platforms.filter(({ priceCents }) => priceCents !== 0)),
    free: count(comps) + count(platforms.filter(({ priceCents }) => priceCents === 0)),
    cancelledCount: categories.reduce((sum, { cancelled }) => sum + cancelled.length, 0),
  };
}

async function readHead(ctx: ToolContext, id: string): Promise<Head> {
  const { rows } = await sql<Head>`
    select concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as label,
      p.status, g.currency, coalesce(p.capacity, c.capacity, v.capacity) as capacity,
      p.day <= (${ctx.now}::timestamptz at time zone coalesce(v.time_zone, g.time_zone))::date as over,
      (select count(*)::int from tickets k where k.performance_id = p.id and k.status = 'issued'
        and (select o.test from orders o where o.id = k.order_id)) as "testTickets"
    from performances p join organizations g on g.id = p.organization_id
    left join venues v on v.id = p.venue_id
    left join configurations c on c.id = p.configuration_id
    where p.id = ${id}`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error(`no performance ${id}`);
  return row;
}

async function readCategories(ctx: ToolContext, id: string): Promise<Category[]> {
  const { rows } = await sql<Category>`
    select c.mark, t.name, t.kind, c.price_cents as "priceCents", c.vat_rate_bp as "vatRateBp", k.first, k.last, k.count,
      (k.count * c.price_cents)::bigint as "totalCents", k.cancelled
    from (select category_id, min(category_number)::int as first, max(category_number)::int as last,
        count(*) filter (where status = 'issued')::int as count,
        coalesce(array_agg(category_number::int order by category_number) filter (where status <> 'issued'), '{}') as cancelled
      from tickets where performance_id = ${id} group by 1) k
    join ticket_categories c on c.id = k.category_id
    join ticket_types t on t.id = c.ticket_type_id
    order by length(c.mark), c.mark`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, totalCents: Number(row.totalCents) }));
}

/** Sales of other platforms, ticket by ticket where they were given, else the sum that was told. */
async function readPlatformLines(
  ctx: ToolContext,
  id: string,
  vatRateBp: number,
): Promise<PlatformLine[]> {
  const { rows } = await sql<PlatformLine>`
    with reports as (
      select platform, max(reported_at) as at from allotments where performance_id = ${id} group by 1
    ), detailed as (
      select k.platform, k.category, k.price_cents, coalesce(t.vat_rate_bp, ${vatRateBp}) as vat_rate_bp, count(*) as count
      from platform_sales k left join ticket_types t on t.id = k.ticket_type_id
      where k.performance_id = ${id} and k.status = 'sold' group by 1, 2, 3, 4
    ), told as (
      select a.platform, coalesce(t.name, '') as category, coalesce(t.vat_rate_bp, ${vatRateBp}) as vat_rate_bp, a.sold, a.gross_cents
      from allotments a left join ticket_types t on t.id = a.ticket_type_id
      where a.performance_id = ${id} and a.sold > 0
        and not exists (select from platform_sales k where k.performance_id = a.performance_id and k.platform = a.platform)
    )
    select l.platform, l.category, l.price_cents as "priceCents", l.vat_rate_bp as "vatRateBp", l.count::int as count,
      l.total::bigint as "totalCents", to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "reportedAt"
    from (select platform, category, price_cents, vat_rate_bp, count, count * price_cents as total from detailed
      union all select platform, category, null, vat_rate_bp, sold, gross_cents from told) l
    left join reports r on r.platform = l.platform
    order by l.platform, l.price_cents desc nulls last, l.category`.execute(ctx.tx);
  return rows.map((row) => ({ ...row, totalCents: Number(row.totalCents) }));
}

/** What came and what went back, by the way it did; money that an order could not keep is neither. */
async function readPayments(ctx: ToolContext, id: string): Promise<Statement["payments"]> {
  const { rows } = await sql<Statement["payments"][number]>`
    with paid as (
      select id from orders where performance_id = ${id} and paid_at is not null
    ), kept as (
      select p.* from paid o cross join lateral (select p.order_id, p.provider, p.amount_cents from payments p
        where p.order_id = o.id and p.status = 'succeeded' and p.surplus is null offset 0) p
    ), back as (
      select coalesce(r.provider, (select p.provider from payments p where p.order_id = o.id and p.status = 'succeeded' and p.surplus is null
          order by p.amount_cents desc limit 1)) as provider, r.amount_cents
      from paid o cross join lateral (select r.provider, r.amount_cents from refunds r where r.order_id = o.id
        and (select s.surplus from payments s where s.id = r.payment_id) is null offset 0) r
    )
    select m.provider, sum(m.paid)::bigint as "paidCents", sum(m.refunded)::bigint as "refundedCents"
    from (select provider, amount_cents as paid, 0 as refunded from kept union all select provider, 0, amount_cents from back) m
    group by 1 order by 2 desc, 1`.execute(ctx.tx);
  return rows.map((row) => ({
    provider: row.provider,
    paidCents: Number(row.paidCents),
    refundedCents: Number(row.refundedCents),
  }));
}
