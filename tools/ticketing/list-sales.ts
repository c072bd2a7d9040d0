import { sql } from "kysely";
import { z } from "zod";
import { choice, day, ref } from "../core/fields.ts";
import { listing, orderBy } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { saleStates } from "./sale-state-names.ts";
import { countedTypes, saleState, saleStateWords } from "./sale-states.ts";

const row = z.object({
  id: z.uuid(),
  label: z.string(),
  day: z.string(),
  city: z.string().nullable(),
  venue: z.string().nullable(),
  artist: z.string(),
  tour: z.string().nullable(),
  state: z.enum(saleStates),
  sold: z.int(),
  held: z.int(),
  capacity: z.int().nullable(),
  grossCents: z.int(),
  /** Issued in the last seven days, today included. */
  recent: z.int(),
});

const figures = z.object({
  dates: z.int(),
  onSale: z.int(),
  sold: z.int(),
  capacity: z.int(),
  grossCents: z.int(),
  recent: z.int(),
  recentCents: z.int(),
});

const columns = {
  day: "day",
  city: "city",
  artist: "artist",
  sold: "sold",
  gross: "grossCents",
  recent: "recent",
};

type Row = z.infer<typeof row> & {
  total: number;
  figures: z.infer<typeof figures>;
  currency: string;
};

export const listSales = defineTool({
  name: "ticketing_list_sales",
  title: { fr: "Dates en billetterie", en: "Dates in ticketing" },
  description:
    "Lists dates with the state of their sale: tickets sold of the capacity, gross, last seven days; and the figures of them all.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({
    sale_state: choice("sale_state", saleStates).optional(),
    artist: ref("artist").optional(),
    tour: ref("tour").optional(),
    from: day().optional(),
    to: day().optional(),
    ...listing(["day", "city", "artist", "sold", "gross", "recent"]),
  }),
  output: z.object({
    total: z.int(),
    currency: z.string(),
    figures,
    dates: z.array(row),
  }),
  examples: [
    {
      fr: "quelles dates sont complètes ?",
      en: "which dates are sold out?",
      input: { sale_state: "sold_out" },
    },
    {
      fr: "liste des dates qui ne sont pas encore en vente",
      en: "list the dates that are not on sale yet",
      input: { sale_state: "not_on_sale" },
    },
    {
      fr: "tableau des ventes de chaque date de la tournée Organique",
      en: "sales table of each date of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "les dates actuellement en vente stp",
      en: "the dates on sale right now please",
      input: { sale_state: "on_sale" },
    },
    {
      fr: "tableau de la billetterie, toutes les dates",
      en: "the ticketing table, all dates",
      input: {},
    },
    {
      fr: "état de la billetterie date par date pour mars 2027",
      en: "state of ticketing date by date for March 2027",
      input: { from: "2027-03-01", to: "2027-03-31" },
    },
    {
      fr: "tableau de billetterie de la tournée Organique",
      en: "ticketing table of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "quelles dates sont en vente en ce moment",
      en: "which dates are on sale at the moment",
      input: { sale_state: "on_sale" },
    },
    {
      fr: "état des ventes de toutes les dates, date par date",
      en: "state of the sales of all dates, date by date",
      input: {},
    },
    {
      fr: "liste des dates complètes",
      en: "list of the sold-out dates",
      input: { sale_state: "sold_out" },
    },
  ],
  async run(ctx, input) {
    const artist = input.artist ? (await resolveRef(ctx, "artist", input.artist)).id : null;
    const tour = input.tour ? (await resolveRef(ctx, "tour", input.tour)).id : null;
    const words = input.search ?? null;
    const { rows } = await sql<Row>`
      with clock as (
        select g.currency, (${ctx.now}::timestamptz at time zone g.time_zone)::date as today,
          ((${ctx.now}::timestamptz at time zone g.time_zone)::date - 6)::timestamp at time zone g.time_zone as since
        from organizations g
      ), counted as (${countedTypes}), issued as (
        select performance_id, sum(price_cents)::bigint as gross,
          count(*) filter (where created_at >= since)::int as recent,
          coalesce(sum(price_cents) filter (where created_at >= since), 0)::bigint as recent_gross
        from tickets, clock where status = 'issued' group by 1
      ), listed as (
        select p.id, p.day, p.session, v.city, v.name as venue, a.name as artist, t.name as tour,
          ${saleState} as state, coalesce(k.sold, 0) as sold, coalesce(k.held, 0) as held,
          coalesce(p.capacity, c.capacity, v.capacity) as capacity, coalesce(i.gross, 0)::bigint as "grossCents",
          coalesce(i.recent, 0) as recent, coalesce(i.recent_gross, 0) as recent_gross, p.day < today as past
        from performances p cross join clock
        join artists a on a.id = p.artist_id
        left join tours t on t.id = p.tour_id
        left join venues v on v.id = p.venue_id
        left join configurations c on c.id = p.configuration_id
        left join counted k on k.performance_id = p.id
        left join issued i on i.performance_id = p.id
        where (k.performance_id is not null or (p.status = 'confirmed' and p.day >= today))
          and (${artist}::uuid is null or p.artist_id = ${artist}::uuid)
          and (${tour}::uuid is null or p.tour_id = ${tour}::uuid)
          and (${input.from ?? null}::date is null or p.day >= ${input.from ?? null}::date)
          and (${input.to ?? null}::date is null or p.day <= ${input.to ?? null}::date)
          and (${words}::text is null or exists (
            select from (select '%' || koncert.normalize(${words}) || '%' as pattern) w
            where a.search_name like pattern or v.search_city like pattern
              or koncert.normalize(concat_ws(' ', v.name, t.name)) like pattern))
      ), kept as (
        select * from listed where ${input.sale_state ?? null}::text is null or state = ${input.sale_state ?? null}
      ), summed as (
        select count(*)::int as total, jsonb_build_object('dates', count(*),
          'onSale', count(*) filter (where state in ('on_sale', 'sold_out')), 'sold', coalesce(sum(sold), 0),
          'capacity', coalesce(sum(greatest(capacity, sold)) filter (where state <> 'not_on_sale'), 0),
          'grossCents', coalesce(sum("grossCents"), 0), 'recent', coalesce(sum(recent), 0),
          'recentCents', coalesce(sum(recent_gross), 0)) as figures
        from kept
      ), page as (
        select * from kept
        order by ${orderBy(columns, input, sql`past, case when past then current_date - day else day - current_date end, session`)}
        limit ${input.limit} offset ${input.offset}
      )
      select p.*, s.total, s.figures, (select currency from clock) as currency,
        concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(p.city, p.venue)) as label
      from summed s left join page p on true`.execute(ctx.tx);
    const [first] = rows;
    if (!first) throw new Error("no organization");
    return {
      total: first.total,
      currency: first.currency,
      figures: first.figures,
      dates: first.id === null ? [] : rows.map((one) => row.parse(one)),
    };
  },
  summary: ({ total, figures, currency }, say) => {
    if (total === 0) return say({ fr: "Aucune date en billetterie.", en: "No date in ticketing." });
    const dates = say.count(total, {
      fr: { one: "date", other: "dates" },
      en: { one: "date", other: "dates" },
    });
    const sold = say.count(figures.sold, {
      fr: { one: "billet vendu", other: "billets vendus" },
      en: { one: "ticket sold", other: "tickets sold" },
    });
    return `${dates}, ${sold}, ${say.money(figures.grossCents, currency)}.`;
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Billetterie", en: "Ticketing" }),
    columns: [
      { key: "label", label: say({ fr: "Date", en: "Date" }), type: "text" },
      { key: "artist", label: say({ fr: "Artiste", en: "Artist" }), type: "text" },
      { key: "sold", label: say({ fr: "Vendus", en: "Sold" }), type: "number" },
      { key: "capacity", label: say({ fr: "Jauge", en: "Capacity" }), type: "number" },
      { key: "gross", label: say({ fr: "Recette", en: "Gross" }), type: "money" },
      { key: "recent", label: say({ fr: "7 jours", en: "7 days" }), type: "number" },
      { key: "state", label: say({ fr: "État", en: "State" }), type: "text" },
    ],
    rows: output.dates.map((date) => ({
      label: date.label,
      artist: date.artist,
      sold: date.sold,
      capacity: date.capacity,
      gross: date.grossCents,
      recent: date.recent,
      state: say(saleStateWords[date.state]),
    })),
    total: output.total,
    currency: output.currency,
  }),
  about: (output) =>
    output.dates.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
});
