import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import { proposeVat } from "./rules.ts";
import { adjust, type OrderMoney, type Part, shareOut, totalsOf } from "./statement-rules.ts";

type Head = {
  performanceId: string;
  tourId: string | null;
  day: string;
  country: string;
  /** The rate of most of the date's ticket types: what a person decided for it. */
  ownRateBp: number | null;
  paidBefore: number | null;
  organizerFeeCents: number;
  buyerFeeCents: number;
};
type Sums = {
  dates: Head[];
  tickets: { performanceId: string; rateBp: number; cents: number }[];
  /** The rate is null where a platform's category is none of our ticket types. */
  platforms: { performanceId: string; rateBp: number | null; cents: number }[];
  orders: (OrderMoney & { performanceId: string })[];
};

/** What a date brought in, taxes included, by rate; statements, results and settlements all rest on it. */
export type BoxOffice = Omit<Head, "ownRateBp" | "paidBefore"> &
  ReturnType<typeof totalsOf> & {
    /** Of sales whose rate nobody said. */
    usualRateBp: number;
    /** Kept of tickets that do not stand any more; given back on tickets that do. */
    keptCents: number;
    givenBackCents: number;
  };

/**
 * The box office of dates, in one statement: tickets that stand, other platforms, and what orders
 * keep or gave back besides. VAT is rounded once, on the total of each rate.
 */
export async function readBoxOffices(ctx: ToolContext, ids: string[]): Promise<BoxOffice[]> {
  const { rows } = await sql<Sums>`
    with chosen as (select unnest(${ids}::uuid[]) as id),
    dates as (
      select p.id as "performanceId", p.tour_id as "tourId", p.day, coalesce(v.country, 'FR') as country,
        (select t.vat_rate_bp from ticket_types t where t.performance_id = p.id and t.price_cents > 0
          group by 1 order by count(*) desc, 1 limit 1) as "ownRateBp",
        case when d.id is not null then d.paid_performances_before + (select count(*) from performances e
          where e.production_id = d.id and e.day < p.day and e.status in ('confirmed', 'on_sale', 'played', 'settled')) end as "paidBefore",
        f.organizer as "organizerFeeCents", f.buyer as "buyerFeeCents"
      from chosen c join performances p on p.id = c.id
      left join venues v on v.id = p.venue_id
      left join productions d on d.id = p.production_id
      cross join lateral (select coalesce(sum(greatest(o.application_fee_cents - o.fee_cents, 0)), 0) as organizer,
          coalesce(sum(o.fee_cents), 0) - coalesce((select sum(r.fee_cents) from refunds r
            where r.order_id in (select x.id from orders x where x.performance_id = p.id and x.refunded_cents > 0)), 0) as buyer
        from orders o where o.performance_id = p.id and o.paid_at is not null) f
    ), tickets_of as (
      select k.performance_id as "performanceId", k.vat_rate_bp as "rateBp", sum(k.price_cents) as cents
      from tickets k where k.performance_id in (select id from chosen) and k.status = 'issued' and k.price_cents > 0 group by 1, 2
    ), platforms as (
      select k.performance_id as "performanceId", t.vat_rate_bp as "rateBp", sum(k.price_cents) as cents
      from platform_sales k left join ticket_types t on t.id = k.ticket_type_id
      where k.performance_id in (select id from chosen) and k.status = 'sold' group by 1, 2
      union all
      select a.performance_id, t.vat_rate_bp, sum(a.gross_cents)
      from allotments a left join ticket_types t on t.id = a.ticket_type_id
      where a.performance_id in (select id from chosen) and a.sold > 0
        and not exists (select from platform_sales k where k.performance_id = a.performance_id and k.platform = a.platform)
      group by 1, 2
    ), moved as materialized (
      select o.id, o.performance_id, o.total_cents - o.refunded_cents as kept,
        o.fee_cents - coalesce((select sum(r.fee_cents) from refunds r where r.order_id = o.id), 0) as fee
      from orders o where o.performance_id in (select id from chosen) and o.paid_at is not null
        and (o.refunded_cents > 0 or o.id in (select k.order_id from tickets k
          where k.performance_id in (select id from chosen) and k.status <> 'issued'))
    ), orders_of as (
      select m.performance_id as "performanceId", m.kept as "keptCents", m.fee as "feeCents",
        coalesce(jsonb_agg(jsonb_build_object('rateBp', r.rate, 'cents', r.standing)) filter (where r.standing > 0), '[]') as standing,
        coalesce(jsonb_agg(jsonb_build_object('rateBp', r.rate, 'cents', r.issued)) filter (where r.issued > 0), '[]') as issued
      from moved m cross join lateral (select k.vat_rate_bp as rate, sum(k.price_cents) as issued,
          coalesce(sum(k.price_cents) filter (where k.status = 'issued'), 0) as standing
        from tickets k where k.order_id = m.id group by 1) r
      group by m.id, 1, 2, 3
    )
    select (select coalesce(jsonb_agg(d), '[]') from dates d) as dates,
      (select coalesce(jsonb_agg(k), '[]') from tickets_of k) as tickets,
      (select coalesce(jsonb_agg(l), '[]') from platforms l) as platforms,
      (select coalesce(jsonb_agg(o), '[]') from orders_of o) as orders`.execute(ctx.tx);
  const [sums] = rows;
  return (sums?.dates ?? []).map((date) => boxOffice(date, sums as Sums));
}

function boxOffice(date: Head, sums: Sums): BoxOffice {
  const { ownRateBp, paidBefore, ...facts } = date;
  const of = <Row extends { performanceId: string }>(rows: Row[]) =>
    rows.filter(({ performanceId }) => performanceId === date.performanceId);
  const usualRateBp =
    ownRateBp ?? proposeVat(date.country, date.day, paidBefore ?? undefined)?.rateBp ?? 0;
  const orders = of(sums.orders).map((order) => ({ order, ...adjust(order) }));
  const parts: Part[] = [
    ...of(sums.tickets),
    ...of(sums.platforms).map(({ rateBp, cents }) => ({ rateBp: rateBp ?? usualRateBp, cents })),
    ...orders.flatMap(({ order, keptCents, givenBackCents }) =>
      shareOut(
        keptCents - givenBackCents,
        order.standing.length > 0 ? order.standing : order.issued,
      ),
    ),
  ];
  const total = (what: "keptCents" | "givenBackCents") =>
    orders.reduce((sum, order) => sum + order[what], 0);
  return {
    ...facts,
    ...totalsOf(parts, date, date.organizerFeeCents),
    usualRateBp,
    keptCents: total("keptCents"),
    givenBackCents: total("givenBackCents"),
  };
}
