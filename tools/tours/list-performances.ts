import { sql } from "kysely";
import { z } from "zod";
import { addDays } from "#recognise/index.ts";
import { dateRow } from "../core/card.ts";
import { choice, ref } from "../core/fields.ts";
import { listing, orderBy } from "../core/listing.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "./read-performances.ts";
import { missingKeys } from "./rules.ts";
import { aboutDates, countDates, datesCard, listDates } from "./say-dates.ts";
import { readSelection, selection } from "./select-performances.ts";
import { todayOf } from "./times.ts";

const columns = {
  day: "day",
  city: "search_city",
  venue: "venue",
  artist: "artist",
  status: "status",
  sold: "sold",
  capacity: "capacity",
};
const input = z.object({
  ...selection,
  artist: ref("artist").optional(),
  missing: choice("missing", missingKeys).describe("only dates that lack it").optional(),
  /** Not of a semantic type: a sentence gives days. */
  when: z.enum(["upcoming", "past", "all"]).optional(),
  ...listing(["day", "city", "venue", "artist", "status", "sold", "capacity"], 200),
});
const narrowing = [
  ...(Object.keys(selection) as (keyof typeof selection)[]),
  "artist" as const,
  "missing" as const,
  "search" as const,
  "when" as const,
];
/** Dates looked through for what they lack, which is reckoned outside the database. */
const most = 5_000;

export const listPerformances = defineTool({
  name: "tours_list_performances",
  title: { fr: "Dates", en: "Dates" },
  description:
    "Lists dates by tour, artist, town, status, period or missing thing, with times, capacity and tickets sold; without filter, those to come.",
  permission: "tours:read",
  effect: "read",
  input,
  output: z.object({
    total: z.int(),
    sold: z.int(),
    upcoming: z.boolean(),
    dates: z.array(dateRow),
  }),
  examples: [
    { fr: "quelles sont les prochaines dates ?", en: "what are the next dates?", input: {} },
    {
      fr: "liste les dates de mars 2027",
      en: "list the dates in March 2027",
      input: { from: "2027-03-01", to: "2027-03-31" },
    },
    { fr: "les dates de Zaz", en: "the dates of Zaz", input: { artist: "Zaz" } },
    { fr: "montre-moi les options", en: "show me the holds", input: { status: "option" } },
    {
      fr: "quelles dates n’ont pas de contrat ?",
      en: "which dates have no contract?",
      input: { missing: "contract" },
    },
    { fr: "on joue quand à Lyon", en: "when do we play Lyon", input: { city: "Lyon" } },
    {
      fr: "dates sans hôtel sur la tournée Organique",
      en: "dates without a hotel on the Organique tour",
      input: { tour: "Organique", missing: "accommodation" },
    },
    {
      fr: "combien de dates confirmées en mai 2027",
      en: "how many confirmed dates in May 2027",
      input: { status: "confirmed", from: "2027-05-01", to: "2027-05-31" },
    },
    { fr: "les dates annulées", en: "cancelled dates", input: { status: "cancelled" } },
    { fr: "les prochains concerts", en: "upcoming shows", input: {} },
    {
      fr: "quelles dates en juin 2027",
      en: "which dates in June 2027",
      input: { from: "2027-06-01", to: "2027-06-30" },
    },
    {
      fr: "toutes les dates de la tournée Organique",
      en: "all dates of the Organique tour",
      input: { tour: "Organique" },
    },
    { fr: "affiche le planning", en: "show the calendar", input: {} },
    {
      fr: "la dernière date de la tournée Organique, c’est quand",
      en: "the last date of the Organique tour, when is it",
      input: { tour: "Organique" },
    },
    {
      fr: "quelle est la première date de la tournée Organique ?",
      en: "what is the first date of the Organique tour?",
      input: { tour: "Organique" },
    },
    {
      fr: "on joue où en Occitanie ?",
      en: "where do we play in Occitanie?",
      input: { area: "Occitanie" },
    },
    { fr: "les dates en Belgique", en: "the dates in Belgium", input: { area: "Belgique" } },
    {
      fr: "qu’est-ce qu’on a de calé dans le Finistère",
      en: "what is booked in the Finistère",
      input: { area: "Finistère" },
    },
  ],
  async run(ctx, given) {
    const { missing, limit, offset } = given;
    const upcoming = narrowing.every((name) => given[name] === undefined);
    const { ids, total } = await findIds(ctx, {
      ...given,
      ...(await periodOf(ctx, given, upcoming)),
      ...(missing ? { limit: most, offset: 0 } : {}),
    });
    const place = new Map(ids.map((id, index) => [id, index]));
    const read = (await readPerformances(ctx, ids)).toSorted(
      (a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0),
    );
    const lacking = missing ? read.filter((date) => date.missing.includes(missing)) : read;
    const dates = missing ? lacking.slice(offset, offset + limit) : read;
    return {
      total: missing ? lacking.length : total,
      sold: dates.reduce((sum, date) => sum + date.sold, 0),
      upcoming,
      dates,
    };
  },
  summary(output, say) {
    if (output.total === 0) {
      return output.upcoming
        ? say({ fr: "Aucune date à venir.", en: "No date to come." })
        : say({ fr: "Aucune date ne correspond.", en: "No date matches." });
    }
    const dates = listDates(output.dates, say, output.total);
    return say({
      fr: `${countDates(output.total, say)} : ${dates}.`,
      en: `${countDates(output.total, say)}: ${dates}.`,
    });
  },
  show: (output, say) =>
    datesCard(
      output.upcoming
        ? say({ fr: "Dates à venir", en: "Dates to come" })
        : say({ fr: "Dates", en: "Dates" }),
      output.dates,
      output.total,
    ),
  about: (output) => aboutDates(output.dates),
});

async function periodOf(ctx: ToolContext, given: z.output<typeof input>, upcoming: boolean) {
  const { from, to, when } = given;
  if (!upcoming && when !== "upcoming" && when !== "past") return { from, to };
  const today = await todayOf(ctx);
  if (when !== "past") return { from: from && from > today ? from : today, to };
  const yesterday = addDays(today, -1);
  return { from, to: to && to < yesterday ? to : yesterday };
}

/** Ids of the dates asked for, in the order and within the page asked for, and how many fit in all. */
async function findIds(ctx: ToolContext, given: z.output<typeof input>) {
  const artistId = given.artist ? (await resolveRef(ctx, "artist", given.artist)).id : null;
  const chosen = await readSelection(ctx, given);
  const words = given.search ?? null;
  const { rows } = await sql<{ id: string; total: number }>`
    with listed as (
      select p.id, p.day, p.session, p.status, v.search_city, v.name as venue, a.name as artist,
        coalesce(p.capacity, c.capacity, v.capacity) as capacity,
        ${given.sort === "sold" ? sql`(select coalesce(sum(y.sold), 0) from ticket_types y where y.performance_id = p.id)` : sql`0`} as sold
      from performances p
      join artists a on a.id = p.artist_id
      left join venues v on v.id = p.venue_id
      left join configurations c on c.id = p.configuration_id
      left join tours t on t.id = p.tour_id
      where ${chosen} and (${artistId}::uuid is null or p.artist_id = ${artistId}::uuid)
        and (${words}::text is null or p.id = any ((select koncert.rows_with(${words}, 'performance'))::uuid[]))
    )
    select id, count(*) over ()::int as total from listed
    order by ${orderBy(columns, given, sql`day, session, artist`)}
    limit ${given.limit} offset ${given.offset}`.execute(ctx.tx);
  return { ids: rows.map((row) => row.id), total: rows[0]?.total ?? 0 };
}
