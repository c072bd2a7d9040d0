import { sql } from "kysely";
import { z } from "zod";
import { day } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { orderChannels } from "./order-status.ts";
import { salesPlatforms } from "./platforms.ts";

const line = z.object({ label: z.string(), sold: z.int(), grossCents: z.int() });
export type StatLine = z.infer<typeof line>;

const shownPlaces = 40;

export const getStats = defineTool({
  name: "ticketing_get_stats",
  title: { fr: "Statistiques de vente", en: "Sales statistics" },
  description:
    "Who buys, where and when: tickets by type, channel, platform, day, hour and town of the buyers, other platforms included. How many sold: ticketing_get_sales.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({
    ...selection,
    sold_from: day().describe("sales made since").optional(),
    sold_to: day().describe("sales made until").optional(),
  }),
  output: z.object({
    scope: z.string(),
    at: z.string(),
    currency: z.string(),
    sold: z.int(),
    free: z.int(),
    grossCents: z.int(),
    capacity: z.int().nullable(),
    held: z.int(),
    performances: z.array(z.object({ id: z.uuid(), label: z.string() })),
    byDate: z.array(line),
    byType: z.array(line),
    byChannel: z.array(line.extend({ channel: z.enum([...orderChannels, ...salesPlatforms]) })),
    byDay: z.array(z.object({ day: z.string(), sold: z.int(), grossCents: z.int() })),
    /** By the hour of the organization's clock, 0 to 23. */
    byHour: z.array(z.object({ hour: z.int(), sold: z.int() })),
    byPlace: z.array(line),
    /** Tickets whose buyer's town, or whose moment of sale, is not known. */
    placeUnknown: z.int(),
    dayUnknown: z.int(),
  }),
  examples: [
    {
      fr: "statistiques de vente de Lyon",
      en: "sales statistics of Lyon",
      input: { performances: ["Lyon"] },
    },
    {
      fr: "d’où viennent les acheteurs de Marseille ?",
      en: "where do the buyers of Marseille come from?",
      input: { performances: ["Marseille"] },
    },
    {
      fr: "à quelle heure on vend le plus sur la tournée Organique",
      en: "at what time do we sell most on the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "répartition Weezevent, guichet et en ligne pour Nantes",
      en: "split between Weezevent, door and online for Nantes",
      input: { performances: ["Nantes"] },
    },
    {
      fr: "stats billetterie du mois de novembre 2026, toutes dates",
      en: "ticketing stats for November 2026, all dates",
      input: { sold_from: "2026-11-01", sold_to: "2026-11-30" },
    },
    {
      fr: "dis-moi vite fait qui achète à Rennes",
      en: "quickly tell me who buys in Rennes",
      input: { performances: ["Rennes"] },
    },
    {
      fr: "stats de vente de Strasbourg par canal",
      en: "sales stats of Strasbourg by channel",
      input: { performances: ["Strasbourg"] },
    },
    {
      fr: "statistiques de la billetterie de Toulouse",
      en: "ticketing statistics of Toulouse",
      input: { performances: ["Toulouse"] },
    },
    {
      fr: "de quelles villes viennent les acheteurs de Caen",
      en: "which towns do the buyers of Caen come from",
      input: { performances: ["Caen"] },
    },
    {
      fr: "répartition des ventes d’Angers entre guichet, en ligne et partenaires",
      en: "split of the Angers sales between door, online and partners",
      input: { performances: ["Angers"] },
    },
    {
      fr: "à quelle heure les gens achètent leurs billets pour Dijon",
      en: "at what time do people buy their tickets for Dijon",
      input: { performances: ["Dijon"] },
    },
    {
      fr: "qui achète à Brest, et d’où viennent-ils",
      en: "who buys in Brest, and where do they come from",
      input: { performances: ["Brest"] },
    },
    {
      fr: "les statistiques d’achat de la tournée Organique",
      en: "purchase statistics of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "montre-moi d’où vient le public de Lille",
      en: "show me where the audience of Lille comes from",
      input: { performances: ["Lille"] },
    },
    {
      fr: "à quelle heure on vend le plus pour Metz",
      en: "at what time of day do we sell most for Metz",
      input: { performances: ["Metz"] },
    },
    {
      fr: "de quelles villes vient le public de Tours",
      en: "which towns does the audience of Tours come from",
      input: { performances: ["Tours"] },
    },
    {
      fr: "profil des acheteurs de Strasbourg : villes, heures, canaux",
      en: "profile of the Strasbourg buyers: towns, hours, channels",
      input: { performances: ["Strasbourg"] },
    },
    {
      fr: "répartition des ventes de Rennes par canal et par ville",
      en: "split of the Rennes sales by channel and town",
      input: { performances: ["Rennes"] },
    },
    {
      fr: "stats de billetterie de Bordeaux stp, j’ai la com au téléphone",
      en: "ticketing stats of Bordeaux please, I have marketing on the phone",
      input: { performances: ["Bordeaux"] },
    },
    { fr: "les stats de toute la billetterie", en: "the stats of all our ticketing", input: {} },
    {
      fr: "qui sont les acheteurs de Nice, et d’où viennent-ils",
      en: "who are the Nice buyers, and where do they come from",
      input: { performances: ["Nice"] },
    },
    {
      fr: "stats de la billetterie du mois de janvier 2027",
      en: "ticketing stats for January 2027",
      input: { sold_from: "2027-01-01", sold_to: "2027-01-31" },
    },
    {
      fr: "à quelle heure les acheteurs de Brest prennent leurs billets",
      en: "at what time do the Brest buyers get their tickets",
      input: { performances: ["Brest"] },
    },
    {
      fr: "les statistiques de vente de la tournée Grand Nord",
      en: "the sales statistics of the Grand Nord tour",
      input: { tour: "Grand Nord" },
    },
  ],
  async run(ctx, input) {
    const chosen = await selectPerformances(ctx, input, { orAll: true });
    const ids = chosen.map(({ id }) => id);
    const rows = await readGroups(ctx, ids, input.sold_from ?? null, input.sold_to ?? null);
    const facts = await readFacts(ctx, ids);
    const labels = new Map(chosen.map(({ id, label }) => [id, label]));
    const lines = (of: Group["of"]) =>
      rows
        .filter((row) => row.of === of && row.label !== null)
        .map(({ label, sold, grossCents }) => ({
          label: label ?? "",
          sold,
          grossCents: Number(grossCents),
        }));
    const unknown = (of: Group["of"]) =>
      rows.find((row) => row.of === of && row.label === null)?.sold ?? 0;
    const most = (some: StatLine[]) => some.toSorted((a, b) => b.sold - a.sold);
    const byHour = new Map(lines("hour").map(({ label, sold }) => [Number(label), sold]));
    const dates = lines("date").map((one) => ({
      ...one,
      label: labels.get(one.label) ?? one.label,
    }));
    return {
      scope: chosen.length === 1 ? (chosen[0]?.label ?? "") : "",
      at: ctx.now.toISOString(),
      ...facts,
      sold: dates.reduce((sum, { sold }) => sum + sold, 0),
      free: rows.filter(({ of }) => of === "date").reduce((sum, { free }) => sum + free, 0),
      grossCents: dates.reduce((sum, { grossCents }) => sum + grossCents, 0),
      performances: chosen.slice(0, 100).map(({ id, label }) => ({ id, label })),
      byDate: most(dates),
      byType: most(lines("type")),
      byChannel: most(lines("channel")).map((one) => ({
        ...one,
        channel: z.enum([...orderChannels, ...salesPlatforms]).parse(one.label),
      })),
      byDay: lines("day")
        .map(({ label, ...one }) => ({ day: label, ...one }))
        .toSorted((a, b) => (a.day < b.day ? -1 : 1)),
      byHour: Array.from({ length: 24 }, (_, hour) => ({ hour, sold: byHour.get(hour) ?? 0 })),
      byPlace: most(lines("place")).slice(0, shownPlaces),
      placeUnknown: unknown("place"),
      dayUnknown: unknown("day"),
    };
  },
  summary: (output, say) => {
    const where =
      output.scope ||
      say.count(output.performances.length, {
        fr: { one: "date", other: "dates" },
        en: { one: "date", other: "dates" },
      });
    const sold = say.count(output.sold, {
      fr: { one: "billet", other: "billets" },
      en: { one: "ticket", other: "tickets" },
    });
    const [place] = output.byPlace;
    const [type] = output.byType;
    const peak = output.byHour.toSorted((a, b) => b.sold - a.sold)[0];
    const more = [
      type && say({ fr: `surtout « ${type.label} »`, en: `mostly “${type.label}”` }),
      place && say({ fr: `d’abord à ${place.label}`, en: `first in ${place.label}` }),
      peak && peak.sold > 0
        ? say({ fr: `pic vers ${peak.hour} h`, en: `peak around ${peak.hour}:00` })
        : undefined,
    ].filter(Boolean);
    const detail = output.sold > 0 && more.length > 0 ? ` (${more.join(", ")})` : "";
    return `${where}${say({ fr: " : ", en: ": " })}${sold}, ${say.money(output.grossCents, output.currency)}${detail}.`;
  },
  show: (output, say) => [
    {
      kind: "sales",
      title: output.scope || say({ fr: "Ventes", en: "Sales" }),
      sold: output.sold,
      capacity: output.capacity,
      grossCents: output.grossCents,
      currency: output.currency,
      series: output.byDay,
      breakdown: output.byType.slice(0, 40),
    },
    {
      kind: "table",
      title: say({ fr: "D’où viennent les acheteurs", en: "Where the buyers come from" }),
      columns: [
        { key: "place", label: say({ fr: "Ville", en: "Town" }), type: "text" },
        { key: "sold", label: say({ fr: "Billets", en: "Tickets" }), type: "number" },
      ],
      rows: output.byPlace.slice(0, 15).map(({ label, sold }) => ({ place: label, sold })),
      total: output.byPlace.length,
    },
  ],
  about: (output) =>
    output.performances.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
});

type Group = {
  of: "date" | "type" | "channel" | "day" | "hour" | "place";
  label: string | null;
  sold: number;
  free: number;
  grossCents: number;
};

/** Tickets that stand, ours and other platforms', counted along each side in one pass. */
async function readGroups(
  ctx: ToolContext,
  ids: string[],
  from: string | null,
  to: string | null,
): Promise<Group[]> {
  const { rows } = await sql<Group>`
    with zone as (select time_zone as zone from organizations), bought as (
      -- One line for the tickets of an order at one price: orders are then looked up once each.
      select performance_id, ticket_type_id, order_id, created_at as at, price_cents = 0 as free, count(*)::int as n, sum(price_cents)::bigint as cents
        from tickets where performance_id = any(${ids}::uuid[]) and status = 'issued' group by 1, 2, 3, 4, 5
    ), sold as (
      select b.performance_id, (select t.name from ticket_types t where t.id = b.ticket_type_id) as type, o.channel, b.at, b.cents, b.n, o.place
      from bought b left join lateral (
        select o.channel, (select initcap(coalesce(c.city, c.postal_code)) from contacts c where c.id = o.contact_id) as place
          from orders o where o.id = b.order_id offset 0) o on true
      union all
      select s.performance_id, coalesce(t.name, nullif(s.category, ''), '–'), s.platform, s.sold_at, s.price_cents, 1, initcap(coalesce(s.city, s.postal_code))
      from platform_sales s left join ticket_types t on t.id = s.ticket_type_id
      where s.performance_id = any(${ids}::uuid[]) and s.status = 'sold'
      union all
      select a.performance_id, coalesce(t.name, '–'), a.platform, null, a.gross_cents, a.sold, null
      from allotments a left join ticket_types t on t.id = a.ticket_type_id
      where a.performance_id = any(${ids}::uuid[]) and a.sold > 0
        and not exists (select from platform_sales s where s.performance_id = a.performance_id and s.platform = a.platform)
    ), kept as (
      select s.*, to_char(s.at at time zone zone, 'YYYY-MM-DD') as day, extract(hour from s.at at time zone zone)::int as hour
      from sold s cross join zone
      where (${from}::date is null or s.at >= ${from}::timestamp at time zone zone)
        and (${to}::date is null or s.at < (${to}::timestamp + interval '1 day') at time zone zone)
    )
    select case when grouping(performance_id) = 0 then 'date' when grouping(type) = 0 then 'type' when grouping(channel) = 0 then 'channel'
        when grouping(day) = 0 then 'day' when grouping(hour) = 0 then 'hour' else 'place' end as of,
      coalesce(performance_id::text, type, channel, day, hour::text, place) as label,
      sum(n)::int as sold, coalesce(sum(n) filter (where cents = 0), 0)::int as free, coalesce(sum(cents), 0)::bigint as "grossCents"
    from kept
    group by grouping sets ((performance_id), (type), (channel), (day), (hour), (place))`.execute(
    ctx.tx,
  );
  return rows;
}

async function readFacts(ctx: ToolContext, ids: string[]) {
  const { rows } = await sql<{ currency: string; capacity: number | null; held: number }>`
    select g.currency,
      (select sum(coalesce(p.capacity, c.capacity, v.capacity))::int from performances p
        left join configurations c on c.id = p.configuration_id
        left join venues v on v.id = p.venue_id where p.id = any(${ids}::uuid[])) as capacity,
      (select coalesce(sum(t.held), 0)::int from ticket_types t where t.performance_id = any(${ids}::uuid[])) as held
    from organizations g`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error("no organization");
  return row;
}
