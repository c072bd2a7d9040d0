import { sql } from "kysely";
import { z } from "zod";
import { defineTool } from "../core/tool.ts";

const point = z.object({ day: z.string(), sold: z.int(), grossCents: z.int() });

const output = z.object({
  organization: z.string(),
  today: z.string(),
  /** Nothing was created yet: no artist, no date. */
  empty: z.boolean(),
  dates: z.object({ toCome: z.int(), options: z.int(), onSale: z.int(), thisMonth: z.int() }),
  /** Of the last 30 days, today included, and of the 30 before; null for who may not see sales. */
  sales: z
    .object({
      currency: z.string(),
      sold: z.int(),
      grossCents: z.int(),
      soldBefore: z.int(),
      grossBeforeCents: z.int(),
      series: z.array(point),
    })
    .nullable(),
  /** Places sold of the places of the dates to come that have ticket types. */
  fill: z.object({ sold: z.int(), capacity: z.int() }).nullable(),
});

type Row = Omit<z.infer<typeof output>, "sales" | "fill"> & {
  currency: string;
  seesSales: boolean;
  days: z.infer<typeof point>[];
  fillSold: number;
  fillCapacity: number;
};

const shownDays = 30;

export const getOverview = defineTool({
  name: "organization_get_overview",
  title: { fr: "Chiffres clés", en: "Key figures" },
  description:
    "Key figures of the organization: dates to come, tickets sold and gross of the last 30 days beside the 30 before, fill rate. For one date or tour use ticketing_get_sales.",
  permission: "organization:read",
  effect: "read",
  input: z.object({}),
  output,
  examples: [
    { fr: "les chiffres clés", en: "the key figures", input: {} },
    { fr: "montre le tableau de bord", en: "show the dashboard", input: {} },
    { fr: "comment se porte la structure ?", en: "how is the organization doing?", input: {} },
    { fr: "les kpi stp", en: "the KPIs please", input: {} },
    {
      fr: "donne-moi les indicateurs des 30 derniers jours",
      en: "give me the indicators of the last 30 days",
      input: {},
    },
    { fr: "vue d’ensemble de l’activité", en: "overview of the business", input: {} },
  ],
  async run(ctx) {
    const { rows } = await sql<Row>`
      with clock as (
        select g.name, g.currency, g.time_zone as zone, (${ctx.now}::timestamptz at time zone g.time_zone)::date as today
          from organizations g
      ), ahead as (
        select p.id, p.status, p.day, coalesce(p.capacity, c.capacity, v.capacity) as capacity,
          (select sum(y.sold) from ticket_types y where y.performance_id = p.id) as sold
        from performances p
        left join configurations c on c.id = p.configuration_id
        left join venues v on v.id = p.venue_id
        where p.day >= (select today from clock) and p.status <> 'cancelled'
      ), days as (
        -- A day is a stretch of the index by time: no ticket is turned into its local day.
        select today - n as day, (today - n)::timestamp at time zone zone as begins,
          (today - n + 1)::timestamp at time zone zone as ends
        from clock, generate_series(0, ${2 * shownDays - 1}::int) n
      )
      select c.name as organization, c.today, c.currency, koncert.may('ticketing:read') as "seesSales",
        not exists (select from artists) and not exists (select from performances) as empty,
        (select jsonb_build_object('toCome', count(*), 'options', count(*) filter (where status = 'option'),
            'onSale', count(*) filter (where status = 'on_sale'),
            'thisMonth', count(*) filter (where date_trunc('month', day) = date_trunc('month', c.today)))
          from ahead) as dates,
        (select jsonb_agg(jsonb_build_object('day', d.day, 'sold', s.sold, 'grossCents', s.gross) order by d.day)
          from days d cross join lateral (
            select count(*) as sold, coalesce(sum(k.price_cents), 0) as gross from tickets k
            where k.status = 'issued' and k.created_at >= d.begins and k.created_at < d.ends) s) as days,
        (select coalesce(sum(sold), 0)::int from ahead where sold is not null and capacity > 0) as "fillSold",
        (select coalesce(sum(capacity), 0)::int from ahead where sold is not null) as "fillCapacity"
      from clock c`.execute(ctx.tx);
    const row = rows[0];
    if (!row) throw new Error("no organization");
    const [before, last] = [row.days.slice(0, -shownDays), row.days.slice(-shownDays)];
    const total = (days: typeof last, of: "sold" | "grossCents") =>
      days.reduce((sum, one) => sum + one[of], 0);
    return {
      organization: row.organization,
      today: row.today,
      empty: row.empty,
      dates: row.dates,
      sales: row.seesSales
        ? {
            currency: row.currency,
            sold: total(last, "sold"),
            grossCents: total(last, "grossCents"),
            soldBefore: total(before, "sold"),
            grossBeforeCents: total(before, "grossCents"),
            series: last,
          }
        : null,
      fill:
        row.seesSales && row.fillCapacity > 0
          ? { sold: row.fillSold, capacity: row.fillCapacity }
          : null,
    };
  },
  summary({ dates, sales, fill }, say) {
    const ahead = say.count(dates.toCome, {
      fr: { one: "date à venir", other: "dates à venir" },
      en: { one: "date to come", other: "dates to come" },
    });
    if (!sales) return `${ahead}.`;
    const sold = say.count(sales.sold, {
      fr: { one: "billet vendu", other: "billets vendus" },
      en: { one: "ticket sold", other: "tickets sold" },
    });
    const gross = say.money(sales.grossCents, sales.currency);
    const share = fill
      ? say({
          fr: ` Remplissage : ${say.percent(Math.round((fill.sold * 10_000) / fill.capacity))}.`,
          en: ` Fill rate: ${say.percent(Math.round((fill.sold * 10_000) / fill.capacity))}.`,
        })
      : "";
    return say({
      fr: `${ahead}. En 30 jours : ${sold}, ${gross} de recette.${share}`,
      en: `${ahead}. In 30 days: ${sold}, ${gross} gross.${share}`,
    });
  },
  show: ({ sales, organization }, say) =>
    sales
      ? {
          kind: "sales",
          title: say({
            fr: `${organization}, 30 derniers jours`,
            en: `${organization}, last 30 days`,
          }),
          sold: sales.sold,
          capacity: null,
          grossCents: sales.grossCents,
          currency: sales.currency,
          series: sales.series,
          breakdown: [],
        }
      : [],
});
