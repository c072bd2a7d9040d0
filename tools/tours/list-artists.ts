import { sql } from "kysely";
import { z } from "zod";
import { listing, orderBy } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";

const row = z.object({
  id: z.uuid(),
  name: z.string(),
  genre: z.string().nullable(),
  productions: z.int(),
  dates: z.int(),
  next: z.string().nullable(),
  sold: z.int(),
});
type Row = z.infer<typeof row>;

const columns = { name: "name", genre: "genre", dates: "dates", next: "next", sold: "sold" };

export const listArtists = defineTool({
  name: "tours_list_artists",
  title: { fr: "Artistes", en: "Artists" },
  description: "Lists artists with genre, productions, dates to come, next date and tickets sold.",
  permission: "tours:read",
  effect: "read",
  input: z.object({ ...listing(["name", "genre", "dates", "next", "sold"]) }),
  output: z.object({ total: z.int(), artists: z.array(row) }),
  examples: [
    { fr: "quels sont nos artistes ?", en: "who are our artists?", input: {} },
    { fr: "liste les artistes", en: "list the artists", input: {} },
    { fr: "montre tous les artistes", en: "show all artists", input: {} },
    { fr: "on a quels artistes au catalogue", en: "which artists do we have", input: {} },
    { fr: "combien d’artistes on suit", en: "how many artists do we have", input: {} },
    { fr: "le roster stp", en: "the roster please", input: {} },
  ],
  async run(ctx, input) {
    const { rows } = await sql<Row & { total: number }>`
      with listed as (
        select a.id, a.name, a.genre, a.search_name,
          (select count(*) from productions d where d.artist_id = a.id)::int as productions,
          coalesce(p.dates, 0)::int as dates, p.next, coalesce(s.sold, 0)::int as sold
        from artists a
        left join lateral (select count(*) as dates, min(day) as next from performances p
          where p.artist_id = a.id and p.day >= current_date and p.status <> 'cancelled') p on true
        left join lateral (select sum(y.sold) as sold from performances p
          join ticket_types y on y.performance_id = p.id where p.artist_id = a.id) s on true
        where ${input.search ?? null}::text is null
          or a.search_name like '%' || (select koncert.normalize(${input.search ?? ""})) || '%'
          or a.genre ilike '%' || ${input.search ?? ""} || '%'
      )
      select id, name, genre, productions, dates, next, sold, count(*) over ()::int as total from listed
      order by ${orderBy(columns, input, sql`search_name`)}
      limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    return {
      total: rows[0]?.total ?? 0,
      artists: rows.map(({ total: _total, ...artist }) => artist),
    };
  },
  summary(output, say) {
    if (output.total === 0) return say({ fr: "Aucun artiste.", en: "No artist." });
    const found = say.count(output.total, {
      fr: { one: "artiste", other: "artistes" },
      en: { one: "artist", other: "artists" },
    });
    const names = output.artists.slice(0, 6).map(({ name }) => name);
    const more = output.total > names.length ? "…" : ".";
    return say({
      fr: `${found} : ${names.join(", ")}${more}`,
      en: `${found}: ${names.join(", ")}${more}`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Artistes", en: "Artists" }),
    columns: [
      { key: "name", label: say({ fr: "Artiste", en: "Artist" }), type: "text" },
      { key: "genre", label: say({ fr: "Genre", en: "Genre" }), type: "text" },
      { key: "dates", label: say({ fr: "Dates à venir", en: "Dates to come" }), type: "number" },
      { key: "next", label: say({ fr: "Prochaine date", en: "Next date" }), type: "day" },
      { key: "sold", label: say({ fr: "Billets vendus", en: "Tickets sold" }), type: "number" },
    ],
    rows: output.artists.map(({ name, genre, dates, next, sold }) => ({
      name,
      genre,
      dates,
      next,
      sold,
    })),
    total: output.total,
  }),
  about: (output) => output.artists.map(({ id, name }) => ({ kind: "artist", id, label: name })),
});
