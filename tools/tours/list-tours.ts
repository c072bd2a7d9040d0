import { sql } from "kysely";
import { z } from "zod";
import { choice, ref } from "../core/fields.ts";
import { listing, orderBy } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

const statuses = ["planned", "running", "finished", "cancelled"] as const;
const words = {
  planned: { fr: "en préparation", en: "planned" },
  running: { fr: "en cours", en: "running" },
  finished: { fr: "terminée", en: "finished" },
  cancelled: { fr: "annulée", en: "cancelled" },
} as const;

const columns = {
  name: "search_name",
  artist: "artist",
  starts: "startsOn",
  dates: "dates",
  sold: "sold",
  status: "status",
};

export const listTours = defineTool({
  name: "tours_list_tours",
  title: { fr: "Tournées", en: "Tours" },
  description:
    "Lists tours with artist, period, number of dates by status and tickets sold, latest first.",
  permission: "tours:read",
  effect: "read",
  input: z.object({
    artist: ref("artist").optional(),
    tour_status: choice("tour_status", statuses).optional(),
    ...listing(["name", "artist", "starts", "dates", "sold", "status"], 100),
  }),
  output: z.object({
    total: z.int(),
    tours: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        artist: z.string(),
        status: z.enum(statuses),
        startsOn: z.string().nullable(),
        endsOn: z.string().nullable(),
        dates: z.int(),
        options: z.int(),
        sold: z.int(),
      }),
    ),
  }),
  examples: [
    { fr: "quelles sont mes tournées ?", en: "what are my tours?", input: {} },
    { fr: "liste les tournées de Zaz", en: "list the tours of Zaz", input: { artist: "Zaz" } },
    { fr: "montre toutes les tournées", en: "show all tours", input: {} },
    {
      fr: "les tournées en cours",
      en: "tours that are running",
      input: { tour_status: "running" },
    },
    { fr: "on a combien de tournées", en: "how many tours do we have", input: {} },
    {
      fr: "Lou Verdier a des tournées de prévues ?",
      en: "does Lou Verdier have tours planned?",
      input: { artist: "Lou Verdier", tour_status: "planned" },
    },
  ],
  async run(ctx, input) {
    const artist = input.artist ? (await resolveRef(ctx, "artist", input.artist)).id : null;
    const { rows } = await sql<{
      id: string;
      name: string;
      artist: string;
      status: (typeof statuses)[number];
      startsOn: string | null;
      endsOn: string | null;
      dates: number;
      options: number;
      sold: number;
      total: number;
    }>`
      with listed as (
      select t.id, t.name, t.search_name, a.name as artist, t.status, t.starts_on as "startsOn", t.ends_on as "endsOn",
        coalesce(d.dates, 0)::int as dates, coalesce(d.options, 0)::int as options, coalesce(d.sold, 0)::int as sold
      from tours t join artists a on a.id = t.artist_id
      left join lateral (select count(*) as dates, count(*) filter (where p.status = 'option') as options,
          sum((select sum(y.sold) from ticket_types y where y.performance_id = p.id)) as sold
        from performances p where p.tour_id = t.id and p.status <> 'cancelled') d on true
      where (${artist}::uuid is null or t.artist_id = ${artist}::uuid)
        and (${input.tour_status ?? null}::text is null or t.status = ${input.tour_status ?? null})
        and (${input.search ?? null}::text is null
          or t.search_name || ' ' || a.search_name like '%' || (select koncert.normalize(${input.search ?? null})) || '%')
      )
      select id, name, artist, status, "startsOn", "endsOn", dates, options, sold, count(*) over ()::int as total
      from listed order by ${orderBy(columns, input, sql`"startsOn" desc nulls first, search_name`)}
      limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    return { total: rows[0]?.total ?? 0, tours: rows.map(({ total: _total, ...tour }) => tour) };
  },
  summary(output, say) {
    if (output.total === 0) return say({ fr: "Aucune tournée.", en: "No tour." });
    const found = say.count(output.total, {
      fr: { one: "tournée", other: "tournées" },
      en: { one: "tour", other: "tours" },
    });
    const names = output.tours
      .slice(0, 4)
      .map((tour) => tour.name)
      .join(", ");
    const more = output.total > 4 ? "…" : ".";
    return say({ fr: `${found} : ${names}${more}`, en: `${found}: ${names}${more}` });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Tournées", en: "Tours" }),
    columns: [
      { key: "name", label: say({ fr: "Tournée", en: "Tour" }), type: "text" },
      { key: "artist", label: say({ fr: "Artiste", en: "Artist" }), type: "text" },
      { key: "startsOn", label: say({ fr: "Début", en: "From" }), type: "day" },
      { key: "endsOn", label: say({ fr: "Fin", en: "To" }), type: "day" },
      { key: "dates", label: say({ fr: "Dates", en: "Dates" }), type: "number" },
      { key: "sold", label: say({ fr: "Billets vendus", en: "Tickets sold" }), type: "number" },
      { key: "status", label: say({ fr: "Statut", en: "Status" }), type: "text" },
    ],
    rows: output.tours.map((tour) => ({
      name: tour.name,
      artist: tour.artist,
      startsOn: tour.startsOn,
      endsOn: tour.endsOn,
      dates: tour.dates,
      sold: tour.sold,
      status: say(words[tour.status]),
    })),
    total: output.total,
  }),
  about: (output) => output.tours.map(({ id, name }) => ({ kind: "tour", id, label: name })),
});
