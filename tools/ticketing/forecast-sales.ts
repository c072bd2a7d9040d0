import { sql } from "kysely";
import { z } from "zod";
import type { Say } from "../core/text.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { selection, selectPerformances } from "../tours/select-performances.ts";
import { forecastSales as foretell, type PastDate, silences } from "./forecast.ts";

const { status: _, ...which } = selection;

const foretold = z.object({
  expected: z.int(),
  low: z.int(),
  high: z.int(),
  errorBp: z.int(),
  dates: z.int(),
  scope: z.enum(["artist", "organization"]),
  shareBp: z.int(),
});

const row = z.object({
  performanceId: z.uuid(),
  performance: z.string(),
  day: z.string(),
  daysBefore: z.int(),
  sold: z.int(),
  capacity: z.int().nullable(),
  forecast: foretold.nullable(),
  /** Why nothing is foretold. */
  silence: z.enum(silences).nullable(),
});
type Row = z.infer<typeof row>;

const mostPast = 400;

export const forecastSales = defineTool({
  name: "ticketing_forecast_sales",
  title: { fr: "Prévision des ventes", en: "Sales forecast" },
  description:
    "Expected final sales of dates to come, from the share that our past dates had sold as many days before; with its measured error and interval.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object(which),
  output: z.object({ dates: z.array(row) }),
  examples: [
    {
      fr: "on en est où à Nantes, on va remplir ?",
      en: "where are we in Nantes, will we fill it?",
      input: { performances: ["Nantes"] },
    },
    {
      fr: "prévision de ventes pour Lyon",
      en: "sales forecast for Lyon",
      input: { performances: ["Lyon"] },
    },
    {
      fr: "combien de billets on vendra au final à Marseille ?",
      en: "how many tickets will we sell in the end in Marseille?",
      input: { performances: ["Marseille"] },
    },
    {
      fr: "projection de remplissage de la tournée Organique",
      en: "projected fill of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "tu crois que Lille sera complet ?",
      en: "do you think Lille will sell out?",
      input: { performances: ["Lille"] },
    },
    {
      fr: "estimation finale Rennes stp",
      en: "final estimate for Rennes please",
      input: { performances: ["Rennes"] },
    },
    {
      fr: "quelles dates de mai 2027 risquent de ne pas se remplir",
      en: "which May 2027 dates may not fill up",
      input: { from: "2027-05-01", to: "2027-05-31" },
    },
    {
      fr: "quelle est la prévision finale pour Strasbourg ?",
      en: "what is the final forecast for Strasbourg?",
      input: { performances: ["Strasbourg"] },
    },
    {
      fr: "est-ce qu’on va remplir Toulouse ?",
      en: "will we fill Toulouse?",
      input: { performances: ["Toulouse"] },
    },
    {
      fr: "estime combien de billets on vendra au final à Caen",
      en: "estimate how many tickets we will sell in the end in Caen",
      input: { performances: ["Caen"] },
    },
    {
      fr: "est-ce qu’Angers va finir complet",
      en: "will Angers sell out in the end",
      input: { performances: ["Angers"] },
    },
    {
      fr: "prévision de remplissage pour Dijon et Brest",
      en: "forecast of how full Dijon and Brest will be",
      input: { performances: ["Dijon", "Brest"] },
    },
    {
      fr: "projection des ventes jusqu’au jour du concert à Metz",
      en: "projected sales up to the day of the show in Metz",
      input: { performances: ["Metz"] },
    },
    {
      fr: "prévision de ventes de la tournée Organique",
      en: "sales forecast of the Organique tour",
      input: { tour: "Organique" },
    },
    {
      fr: "quelle projection de remplissage pour Lille",
      en: "what is the projected fill for Lille",
      input: { performances: ["Lille"] },
    },
    {
      fr: "on va remplir Bordeaux ou pas ?",
      en: "will we fill Bordeaux or not?",
      input: { performances: ["Bordeaux"] },
    },
    {
      fr: "estimation finale des ventes pour Brest",
      en: "final estimate of sales for Brest",
      input: { performances: ["Brest"] },
    },
    {
      fr: "quelles dates de mars 2027 on risque de ne pas remplir",
      en: "which March 2027 dates are we likely not to fill",
      input: { from: "2027-03-01", to: "2027-03-31" },
    },
    {
      fr: "fais une projection des ventes de Tours jusqu’au concert",
      en: "make a projection of the Tours sales up to the show",
      input: { performances: ["Tours"] },
    },
    {
      fr: "Nice va se remplir tu penses ? estime",
      en: "will Nice fill up do you think? estimate",
      input: { performances: ["Nice"] },
    },
    {
      fr: "combien de billets vendra-t-on d’ici le concert de Strasbourg ?",
      en: "how many tickets will we sell by the Strasbourg show?",
      input: { performances: ["Strasbourg"] },
    },
    {
      fr: "quelles dates ne vont pas se remplir en juin 2027 ? prévision",
      en: "which dates will not fill up in June 2027? forecast",
      input: { from: "2027-06-01", to: "2027-06-30" },
    },
  ],
  async run(ctx, input) {
    const given = Object.values(input).some((value) => value !== undefined);
    const chosen = await selectPerformances(ctx, input, { orAll: !given });
    const targets = await readTargets(
      ctx,
      chosen.map(({ id }) => id),
      given,
    );
    const past = await readPast(ctx);
    return {
      dates: targets.map(({ artistId, ...date }) => {
        const answer = foretell(
          past.filter(({ id }) => id !== date.performanceId),
          { artistId, ...date },
        );
        return typeof answer === "string"
          ? { ...date, forecast: null, silence: answer }
          : { ...date, forecast: answer, silence: null };
      }),
    };
  },
  summary: (output, say) => {
    if (output.dates.length === 0) {
      return say({ fr: "Aucune date à venir en vente.", en: "No date to come is on sale." });
    }
    const [only] = output.dates;
    if (only && output.dates.length === 1) return sayForecast(only, say);
    const told = output.dates.filter(({ forecast }) => forecast !== null);
    const expected = told.reduce((sum, { forecast }) => sum + (forecast?.expected ?? 0), 0);
    return say({
      fr: `${say.count(told.length, { fr: { one: "date prévisible", other: "dates prévisibles" }, en: { one: "", other: "" } })} sur ${output.dates.length} : ${say.number(expected)} billets attendus au total.`,
      en: `${say.count(told.length, { fr: { one: "", other: "" }, en: { one: "date", other: "dates" } })} of ${output.dates.length} can be foretold: ${say.number(expected)} tickets expected in all.`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Prévision des ventes", en: "Sales forecast" }),
    columns: [
      { key: "performance", label: say({ fr: "Date", en: "Date" }), type: "text" },
      { key: "sold", label: say({ fr: "Vendus", en: "Sold" }), type: "number" },
      { key: "expected", label: say({ fr: "Attendus", en: "Expected" }), type: "number" },
      { key: "low", label: say({ fr: "Au moins", en: "At least" }), type: "number" },
      { key: "high", label: say({ fr: "Au plus", en: "At most" }), type: "number" },
      { key: "capacity", label: say({ fr: "Jauge", en: "Capacity" }), type: "number" },
      { key: "error", label: say({ fr: "Erreur médiane", en: "Median error" }), type: "percent" },
    ],
    rows: output.dates.map((date) => ({
      performance: date.performance,
      sold: date.sold,
      expected: date.forecast?.expected ?? null,
      low: date.forecast?.low ?? null,
      high: date.forecast?.high ?? null,
      capacity: date.capacity,
      error: date.forecast?.errorBp ?? null,
    })),
    total: output.dates.length,
  }),
  about: (output) =>
    output.dates.map((date) => ({
      kind: "performance" as const,
      id: date.performanceId,
      label: date.performance,
    })),
});

/** A forecast in words: the figure, its interval, the method and its error; or why there is none. */
export function sayForecast(date: Row, say: Say): string {
  const sold = say.count(date.sold, {
    fr: { one: "billet vendu", other: "billets vendus" },
    en: { one: "ticket sold", other: "tickets sold" },
  });
  const start = `${date.performance}${say({ fr: " : ", en: ": " })}${sold}`;
  if (!date.forecast) return `${start}. ${saySilence(date, say)}`;
  const { expected, low, high, errorBp, dates, scope, shareBp } = date.forecast;
  const whole = (basisPoints: number) => say.percent(Math.round(basisPoints / 100) * 100);
  const of =
    date.capacity === null
      ? ""
      : say({
          fr: ` sur ${say.number(date.capacity)}`,
          en: ` of ${say.number(date.capacity)}`,
        });
  const whose =
    scope === "artist"
      ? say({ fr: `${dates} dates passées de l’artiste`, en: `${dates} past dates of the artist` })
      : say({
          fr: `${dates} dates passées de la structure`,
          en: `${dates} past dates of the organization`,
        });
  return say({
    fr: `${start}${of} à J−${date.daysBefore}, environ ${say.number(expected)} attendus (de ${say.number(low)} à ${say.number(high)}). Méthode : part vendue à J−${date.daysBefore} (${whole(shareBp)} en médiane) sur ${whose} ; erreur médiane ${whole(errorBp)}, chaque date étant prédite par les autres.`,
    en: `${start}${of} ${date.daysBefore} days before, about ${say.number(expected)} expected (from ${say.number(low)} to ${say.number(high)}). Method: share sold ${date.daysBefore} days before (median ${whole(shareBp)}) over ${whose}; median error ${whole(errorBp)}, each date foretold from the others.`,
  });
}

function saySilence(date: Row, say: Say): string {
  switch (date.silence) {
    case "too_few_sold":
      return say({
        fr: "Trop peu de billets vendus pour une prévision.",
        en: "Too few tickets sold to foretell anything.",
      });
    case "too_early":
      return say({
        fr: `À J−${date.daysBefore}, vos dates passées n’avaient presque rien vendu : il est trop tôt pour une prévision.`,
        en: `${date.daysBefore} days before, your past dates had sold next to nothing: it is too early to foretell anything.`,
      });
    case "over":
      return say({ fr: "La date est passée.", en: "The date is over." });
    default:
      return say({
        fr: "Pas assez de dates passées comparables pour une prévision.",
        en: "Not enough past dates to compare with.",
      });
  }
}

/** Tickets of a date, ours and other platforms', by the days before it. */
const salesOf = sql`
  select k.performance_id, (k.created_at at time zone g.time_zone)::date as day, count(*)::int as sold
    from tickets k join organizations g on g.id = k.organization_id where k.status = 'issued' group by 1, 2
  union all
  select s.performance_id, (s.sold_at at time zone g.time_zone)::date, count(*)::int
    from platform_sales s join organizations g on g.id = s.organization_id where s.status = 'sold' and s.sold_at is not null group by 1, 2`;

async function readTargets(ctx: ToolContext, ids: string[], named: boolean) {
  const { rows } = await sql<Omit<Row, "forecast" | "silence"> & { artistId: string }>`
    with clock as (
      select (${ctx.now}::timestamptz at time zone g.time_zone)::date as today from organizations g
    ), sales as (${salesOf})
    select p.id as "performanceId", p.artist_id as "artistId", p.day, p.day - today as "daysBefore",
      concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as performance,
      coalesce(p.capacity, c.capacity, v.capacity) as capacity,
      coalesce((select sum(s.sold) from sales s where s.performance_id = p.id), 0)::int as sold
    from performances p cross join clock
    left join venues v on v.id = p.venue_id
    left join configurations c on c.id = p.configuration_id
    where p.id = any(${ids}::uuid[]) and (${named} or (p.status = 'on_sale' and p.day >= today))
    order by p.day, p.session`.execute(ctx.tx);
  return rows;
}

async function readPast(ctx: ToolContext): Promise<PastDate[]> {
  const { rows } = await sql<PastDate>`
    with clock as (
      select (${ctx.now}::timestamptz at time zone g.time_zone)::date as today from organizations g
    ), past as (
      select p.id, p.artist_id, p.day from performances p cross join clock
      where p.day < today and p.status in ('on_sale', 'confirmed', 'played', 'settled')
      order by p.day desc limit ${mostPast}
    ), sales as (${salesOf})
    select p.id, p.artist_id as "artistId",
      jsonb_agg(jsonb_build_object('before', greatest(p.day - s.day, 0), 'sold', s.sold)) as sales
    from past p join sales s on s.performance_id = p.id
    group by p.id, p.artist_id`.execute(ctx.tx);
  return rows;
}
