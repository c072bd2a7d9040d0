import { sql } from "kysely";
import { z } from "zod";
import { choice, ref } from "../core/fields.ts";
import { listing, orderBy } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { productionKinds } from "./kinds.ts";
import { paidCount } from "./paid-count.ts";
import { today } from "./times.ts";

const row = z.object({
  id: z.uuid(),
  title: z.string(),
  artist: z.string(),
  artistId: z.uuid(),
  kind: z.enum(productionKinds),
  durationMinutes: z.int().nullable(),
  /** Paid performances given so far, those before KONCERT included. */
  paid: z.int(),
  dates: z.int(),
  next: z.string().nullable(),
});
type Row = z.infer<typeof row>;

const columns = {
  title: "search_name",
  artist: "artist",
  kind: "kind",
  duration: "durationMinutes",
  paid: "paid",
  dates: "dates",
  next: "next",
};

export const listProductions = defineTool({
  name: "tours_list_productions",
  title: { fr: "Spectacles", en: "Productions" },
  description:
    "Lists productions, of an artist or a kind: duration, paid performances so far (VAT count), dates to come, next date.",
  permission: "tours:read",
  effect: "read",
  input: z.object({
    artist: ref("artist").optional(),
    kind: choice("production_kind", productionKinds).optional(),
    ...listing(["title", "artist", "kind", "duration", "paid", "dates", "next"]),
  }),
  output: z.object({ total: z.int(), productions: z.array(row) }),
  examples: [
    { fr: "liste des spectacles", en: "list the productions", input: {} },
    { fr: "nos spectacles au catalogue", en: "our catalogue of productions", input: {} },
    {
      fr: "liste les spectacles de Zaz",
      en: "list the productions of Zaz",
      input: { artist: "Zaz" },
    },
    {
      fr: "combien de représentations payantes par spectacle",
      en: "how many paid performances per production",
      input: {},
    },
    {
      fr: "tous les spectacles de danse",
      en: "all dance productions",
      input: { kind: "dance" },
    },
    {
      fr: "on tourne quoi comme spectacles de cirque",
      en: "which circus productions do we tour",
      input: { kind: "circus" },
    },
  ],
  async run(ctx, input) {
    const artist = input.artist ? (await resolveRef(ctx, "artist", input.artist)).id : null;
    const words = input.search ?? null;
    const { rows } = await sql<Row & { total: number }>`
      with now as (select ${today(ctx)} as day), listed as (
        select d.id, d.title, d.search_name, a.name as artist, d.artist_id as "artistId", d.kind,
          d.duration_minutes as "durationMinutes", ${paidCount(sql`now.day`)} as paid,
          coalesce(p.dates, 0)::int as dates, p.next
        from now, productions d join artists a on a.id = d.artist_id
        left join lateral (select count(*) as dates, min(p.day) as next from performances p
          where p.production_id = d.id and p.day >= now.day and p.status <> 'cancelled') p on true
        where (${artist}::uuid is null or d.artist_id = ${artist}::uuid)
          and (${input.kind ?? null}::text is null or d.kind = ${input.kind ?? null})
          and (${words}::text is null
            or d.search_name like '%' || (select koncert.normalize(${words})) || '%'
            or a.search_name like '%' || (select koncert.normalize(${words})) || '%')
      )
      select id, title, artist, "artistId", kind, "durationMinutes", paid, dates, next,
        count(*) over ()::int as total
      from listed order by ${orderBy(columns, input, sql`search_name`)}
      limit ${input.limit} offset ${input.offset}`.execute(ctx.tx);
    return {
      total: rows[0]?.total ?? 0,
      productions: rows.map(({ total: _total, ...production }) => production),
    };
  },
  summary(output, say) {
    if (output.total === 0) return say({ fr: "Aucun spectacle.", en: "No production." });
    const found = say.count(output.total, {
      fr: { one: "spectacle", other: "spectacles" },
      en: { one: "production", other: "productions" },
    });
    const titles = output.productions
      .slice(0, 6)
      .map(({ title, artist }) => `${title} (${artist})`);
    const more = output.total > titles.length ? "…" : ".";
    return say({
      fr: `${found} : ${titles.join(", ")}${more}`,
      en: `${found}: ${titles.join(", ")}${more}`,
    });
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Spectacles", en: "Productions" }),
    columns: [
      { key: "title", label: say({ fr: "Spectacle", en: "Production" }), type: "text" },
      { key: "artist", label: say({ fr: "Artiste", en: "Artist" }), type: "text" },
      {
        key: "paid",
        label: say({ fr: "Représentations payantes", en: "Paid performances" }),
        type: "number",
      },
      { key: "dates", label: say({ fr: "Dates à venir", en: "Dates to come" }), type: "number" },
      { key: "next", label: say({ fr: "Prochaine date", en: "Next date" }), type: "day" },
    ],
    rows: output.productions.map(({ title, artist, paid, dates, next }) => ({
      title,
      artist,
      paid,
      dates,
      next,
    })),
    total: output.total,
  }),
  about: (output) =>
    output.productions.map(({ id, title }) => ({ kind: "production", id, label: title })),
});
