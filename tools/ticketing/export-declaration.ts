import { sql } from "kysely";
import { z } from "zod";
import { csvAmount, type CsvCell, csvFile } from "../core/csv.ts";
import { count } from "../core/fields.ts";
import type { Text } from "../core/text.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { todayOf } from "../tours/times.ts";
import data from "./box-office-rules.json" with { type: "json" };
import { lastQuarter, quarterOf } from "./declaration-rules.ts";
import { placeKinds, showKinds } from "./declaration-words.ts";
import { platformName, type SalesPlatform, salesPlatforms } from "./platforms.ts";

const lacks = ["show", "place", "postal_code"] as const;

const lackWords: Record<(typeof lacks)[number], Text> = {
  show: { fr: "spectacle", en: "production" },
  place: { fr: "lieu", en: "venue" },
  postal_code: { fr: "code postal du lieu", en: "postcode of the venue" },
};

export const exportDeclaration = defineTool({
  name: "ticketing_export_declaration",
  title: { fr: "Déclaration trimestrielle", en: "Quarterly declaration" },
  description:
    "The sales of a quarter as SIBIL asks for them (CSV): price or free, show, discipline, place. Prepares only: the licence holder files it. Default: last quarter.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({
    quarter: count(1, 4).optional(),
    year: count(2018, 2200).optional(),
  }),
  output: z.object({
    year: z.int(),
    quarter: z.int(),
    from: z.string(),
    to: z.string(),
    dueBefore: z.string(),
    source: z.string(),
    performances: z.int(),
    lines: z.int(),
    tickets: z.int(),
    grossCents: z.int(),
    currency: z.string(),
    testTickets: z.int(),
    missing: z.array(
      z.object({ performanceId: z.uuid(), performance: z.string(), lacks: z.array(z.enum(lacks)) }),
    ),
    fileName: z.string(),
    mime: z.string(),
    csv: z.string(),
  }),
  examples: [
    {
      fr: "prépare la déclaration SIBIL du 4e trimestre 2026",
      en: "prepare the SIBIL declaration for Q4 2026",
      input: { quarter: 4, year: 2026 },
    },
    { fr: "le fichier SIBIL stp", en: "the SIBIL file please", input: {} },
    {
      fr: "déclaration trimestrielle de billetterie",
      en: "quarterly ticketing declaration",
      input: {},
    },
    {
      fr: "exporte les ventes du 1er trimestre 2027 pour le ministère",
      en: "export the sales of the first quarter of 2027 for the ministry",
      input: { quarter: 1, year: 2027 },
    },
    {
      fr: "c’est quand la prochaine déclaration de billetterie, et sors-moi le fichier",
      en: "when is the next ticketing declaration, and get me the file",
      input: {},
    },
    {
      fr: "SIBIL T2 2027",
      en: "SIBIL Q2 2027",
      input: { quarter: 2, year: 2027 },
    },
    {
      fr: "le fichier SIBIL du 3e trimestre 2026",
      en: "the SIBIL file for Q3 2026",
      input: { quarter: 3, year: 2026 },
    },
    {
      fr: "sors la déclaration SIBIL de ce trimestre",
      en: "get out the SIBIL declaration of this quarter",
      input: {},
    },
    {
      fr: "SIBIL T1 2027 stp, je dois l’envoyer",
      en: "SIBIL Q1 2027 please, I have to send it",
      input: { quarter: 1, year: 2027 },
    },
    {
      fr: "exporte la déclaration trimestrielle de billetterie du 2e trimestre 2027",
      en: "export the quarterly ticketing declaration for the second quarter of 2027",
      input: { quarter: 2, year: 2027 },
    },
    {
      fr: "prépare la déclaration de billetterie du ministère pour le 4e trimestre 2026",
      en: "prepare the ministry's ticketing declaration for the fourth quarter of 2026",
      input: { quarter: 4, year: 2026 },
    },
  ],
  async run(ctx, input) {
    const today = await todayOf(ctx);
    const last = lastQuarter(today);
    const quarter = input.quarter ?? last.quarter;
    const year =
      input.year ?? (input.quarter === undefined ? last.year : Number(today.slice(0, 4)));
    const period = quarterOf(year, quarter);
    const lines = await readLines(ctx, period);
    const missing = new Map<
      string,
      { performanceId: string; performance: string; lacks: (typeof lacks)[number][] }
    >();
    for (const line of lines) {
      const missed = lacks.filter(
        (lack) => !{ show: line.show, place: line.venue, postal_code: line.postalCode }[lack],
      );
      if (missed.length > 0)
        missing.set(line.performanceId, {
          performanceId: line.performanceId,
          performance: line.label,
          lacks: missed,
        });
    }
    const { currency, licences } = await readOrganization(ctx);
    return {
      year,
      quarter,
      ...period,
      source: data.declaration.source,
      performances: new Set(lines.map(({ performanceId }) => performanceId)).size,
      lines: lines.length,
      tickets: lines.reduce((sum, line) => sum + line.count, 0),
      grossCents: lines.reduce((sum, line) => sum + line.totalCents, 0),
      currency,
      testTickets: await countTests(ctx, period),
      missing: [...missing.values()],
      fileName: `${data.declaration.name.toLowerCase()}-${year}-t${quarter}.csv`,
      mime: "text/csv; charset=utf-8",
      csv: csvFile([heads(ctx), ...lines.map((line) => written(ctx, line, licences))]),
    };
  },
  summary: (output, say) => {
    const test =
      output.testTickets > 0
        ? say({
            fr: ` ${say.number(output.testTickets)} billets de test en sont exclus.`,
            en: ` ${say.number(output.testTickets)} test tickets are left out.`,
          })
        : "";
    const [first] = output.missing;
    const lacking = first
      ? say({
          fr: ` À compléter : ${first.performance} (${say.list(first.lacks.map((lack) => say(lackWords[lack])))})${output.missing.length > 1 ? ` et ${output.missing.length - 1} autres` : ""}.`,
          en: ` To complete: ${first.performance} (${say.list(first.lacks.map((lack) => say(lackWords[lack])))})${output.missing.length > 1 ? ` and ${output.missing.length - 1} more` : ""}.`,
        })
      : "";
    const dates = say.count(output.performances, {
      fr: { one: "représentation", other: "représentations" },
      en: { one: "performance", other: "performances" },
    });
    return say({
      fr: `${output.fileName} : ${dates}, ${say.number(output.tickets)} billets, ${say.money(output.grossCents, output.currency)}. Le fichier est préparé ; le titulaire de la licence le vérifie et le dépose avant le ${say.day(output.dueBefore)}.${lacking}${test}`,
      en: `${output.fileName}: ${dates}, ${say.number(output.tickets)} tickets, ${say.money(output.grossCents, output.currency)}. The file is prepared; the licence holder checks and files it before ${say.day(output.dueBefore)}.${lacking}${test}`,
    });
  },
});

type Line = {
  performanceId: string;
  label: string;
  day: string;
  time: string | null;
  show: string | null;
  kind: string | null;
  artist: string;
  genre: string | null;
  venue: string | null;
  venueKind: string | null;
  address: string | null;
  postalCode: string | null;
  city: string | null;
  inseeCode: string | null;
  country: string;
  platform: SalesPlatform | null;
  category: string;
  priceCents: number | null;
  count: number;
  totalCents: number;
};

/** Tickets that stand of the performances of a period that took place, a line for each price. */
async function readLines(ctx: ToolContext, period: { from: string; to: string }): Promise<Line[]> {
  const { rows } = await sql<Line>`
    with given as (
      select p.id, p.day, p.title, p.production_id, p.artist_id, p.venue_id, p.session
      from performances p
      where p.day between ${period.from}::date and ${period.to}::date and p.status not in ('option', 'cancelled')
        and p.day <= (select (${ctx.now}::timestamptz at time zone time_zone)::date from organizations)
    ), sold as (
      select k.performance_id, null as platform, (select t.name from ticket_types t where t.id = k.ticket_type_id) as category,
          k.price_cents, sum(k.count) as count, sum(k.count * k.price_cents) as total
        from (select performance_id, ticket_type_id, order_id, price_cents, count(*) as count from tickets
          where status = 'issued' and performance_id in (select id from given) group by 1, 2, 3, 4) k
        where not (select o.test from orders o where o.id = k.order_id) group by 1, 3, 4
      union all
      select s.performance_id, s.platform, s.category, s.price_cents, count(*), sum(s.price_cents)
        from platform_sales s where s.status = 'sold' and s.performance_id in (select id from given) group by 1, 2, 3, 4
      union all
      select a.performance_id, a.platform, '', null, sum(a.sold), sum(a.gross_cents)
        from allotments a where a.sold > 0
          and not exists (select from platform_sales s where s.performance_id = a.performance_id and s.platform = a.platform)
        group by 1, 2
    )
    select p.id as "performanceId", concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as label, p.day,
      (select to_char(i.starts_at at time zone coalesce(v.time_zone, g.time_zone), 'HH24:MI') from schedule_items i
        where i.performance_id = p.id and i.kind = 'set_time' limit 1) as time,
      coalesce(p.title, d.title) as show, d.kind, a.name as artist, a.genre, v.name as venue, v.kind as "venueKind", v.address,
      v.postal_code as "postalCode", v.city, v.insee_code as "inseeCode", coalesce(v.country, 'FR') as country,
      s.platform, s.category, s.price_cents as "priceCents", s.count::int as count, s.total::bigint as "totalCents"
    from given p join sold s on s.performance_id = p.id
    join artists a on a.id = p.artist_id
    join organizations g on true
    left join productions d on d.id = p.production_id
    left join venues v on v.id = p.venue_id
    order by p.day, p.session, p.id, s.platform nulls first, s.price_cents desc nulls last, s.category`.execute(
    ctx.tx,
  );
  return rows.map((row) => ({ ...row, totalCents: Number(row.totalCents) }));
}

async function countTests(ctx: ToolContext, period: { from: string; to: string }) {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from tickets k
    where k.status = 'issued' and (select o.test from orders o where o.id = k.order_id)
      and k.performance_id in (select p.id from performances p where p.day between ${period.from}::date and ${period.to}::date
        and p.status not in ('option', 'cancelled'))`.execute(ctx.tx);
  return rows[0]?.n ?? 0;
}

async function readOrganization(ctx: ToolContext) {
  const row = await ctx.tx
    .selectFrom("organizations")
    .select(["currency", "licence_numbers"])
    .executeTakeFirstOrThrow();
  return { currency: row.currency, licences: row.licence_numbers.join(", ") };
}

function heads(ctx: ToolContext): string[] {
  const words: Text[] = [
    { fr: "Licence", en: "Licence" },
    { fr: "Date", en: "Date" },
    { fr: "Heure", en: "Time" },
    { fr: "Spectacle", en: "Show" },
    { fr: "Artiste", en: "Artist" },
    { fr: "Domaine", en: "Discipline" },
    { fr: "Genre", en: "Genre" },
    { fr: "Lieu", en: "Place" },
    { fr: "Type de lieu", en: "Kind of place" },
    { fr: "Adresse", en: "Address" },
    { fr: "Code postal", en: "Postcode" },
    { fr: "Commune", en: "Town" },
    { fr: "Code INSEE", en: "INSEE code" },
    { fr: "Pays", en: "Country" },
    { fr: "Vendu par", en: "Sold by" },
    { fr: "Tarif", en: "Ticket type" },
    { fr: "Prix payé TTC", en: "Price paid" },
    { fr: "Gratuité", en: "Free" },
    { fr: "Nombre de billets", en: "Number of tickets" },
    { fr: "Recette TTC", en: "Takings" },
  ];
  return words.map((word) => ctx.say(word));
}

function written(ctx: ToolContext, line: Line, licences: string): CsvCell[] {
  const amount = (cents: number) => csvAmount(cents, ctx.locale);
  const own: Text = { fr: "Billetterie de l’organisateur", en: "Organizer’s box office" };
  const platform = salesPlatforms.find((one) => one === line.platform);
  return [
    licences,
    line.day,
    line.time,
    line.show ?? line.artist,
    line.artist,
    line.kind && ctx.say(showKinds[line.kind] ?? { fr: line.kind, en: line.kind }),
    line.genre,
    line.venue,
    line.venueKind &&
      ctx.say(placeKinds[line.venueKind] ?? { fr: line.venueKind, en: line.venueKind }),
    line.address,
    line.postalCode,
    line.city,
    line.inseeCode,
    line.country,
    platform ? platformName(platform, ctx.say) : ctx.say(own),
    line.category,
    line.priceCents === null ? null : amount(line.priceCents),
    line.priceCents === 0 ? ctx.say({ fr: "oui", en: "yes" }) : ctx.say({ fr: "non", en: "no" }),
    line.count,
    amount(line.totalCents),
  ];
}
