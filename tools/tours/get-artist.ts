import { sql } from "kysely";
import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { paperLine, readPapers } from "../documents/paper-line.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readDatesAround } from "./read-dates-around.ts";
import { aboutDates, datesCard, listDates } from "./say-dates.ts";

export const getArtist = defineTool({
  name: "tours_get_artist",
  title: { fr: "Un artiste", en: "An artist" },
  description:
    "One artist: genre, biography, notes, productions, tours, next and last dates, documents.",
  permission: "tours:read",
  effect: "read",
  input: z.object({ artist: ref("artist") }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    genre: z.string().nullable(),
    bio: z.string().nullable(),
    website: z.string().nullable(),
    notes: z.string().nullable(),
    productions: z.array(
      z.object({ id: z.uuid(), title: z.string(), kind: z.string(), dates: z.int() }),
    ),
    tours: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        status: z.string(),
        startsOn: z.string().nullable(),
        endsOn: z.string().nullable(),
        dates: z.int(),
      }),
    ),
    next: z.array(dateRow),
    nextTotal: z.int(),
    past: z.array(dateRow),
    pastTotal: z.int(),
    documents: z.array(paperLine),
  }),
  examples: [
    {
      fr: "montre la fiche de l’artiste Zaz",
      en: "show the page of the artist Zaz",
      input: { artist: "Zaz" },
    },
    { fr: "qui est Lou Verdier ?", en: "who is Lou Verdier?", input: { artist: "Lou Verdier" } },
    {
      fr: "quels spectacles a Baro Trio",
      en: "which productions does Baro Trio have",
      input: { artist: "Baro Trio" },
    },
    {
      fr: "présente-moi Les Marées",
      en: "tell me about Les Marées",
      input: { artist: "Les Marées" },
    },
    {
      fr: "les infos sur l’artiste Nuit Claire",
      en: "information on the artist Nuit Claire",
      input: { artist: "Nuit Claire" },
    },
    { fr: "ouvre l’artiste Ourses", en: "open the artist Ourses", input: { artist: "Ourses" } },
    {
      fr: "affiche l’artiste Samuel Ka",
      en: "display the artist Samuel Ka",
      input: { artist: "Samuel Ka" },
    },
    { fr: "la bio de Zaz, c’est quoi ?", en: "what is Zaz's biography?", input: { artist: "Zaz" } },
    {
      fr: "quel est le genre de Baro Trio ?",
      en: "what genre is Baro Trio?",
      input: { artist: "Baro Trio" },
    },
    {
      fr: "parle-moi du groupe Les Marées",
      en: "tell me about the band Les Marées",
      input: { artist: "Les Marées" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "artist", input.artist);
    const [artist, { rows: productions }, { rows: tours }, documents] = await Promise.all([
      ctx.tx
        .selectFrom("artists")
        .select(["id", "name", "genre", "bio", "website", "notes"])
        .where("id", "=", id)
        .executeTakeFirstOrThrow(),
      sql<{ id: string; title: string; kind: string; dates: number }>`
        select d.id, d.title, d.kind, (select count(*)::int from performances p
          where p.production_id = d.id and p.status <> 'cancelled') as dates
        from productions d where d.artist_id = ${id}::uuid order by d.search_name, d.id limit 50`.execute(
        ctx.tx,
      ),
      sql<{
        id: string;
        name: string;
        status: string;
        startsOn: string | null;
        endsOn: string | null;
        dates: number;
      }>`
        select t.id, t.name, t.status, t.starts_on as "startsOn", t.ends_on as "endsOn",
          (select count(*)::int from performances p
            where p.tour_id = t.id and p.status <> 'cancelled') as dates
        from tours t where t.artist_id = ${id}::uuid
        order by t.starts_on desc nulls last, t.id limit 50`.execute(ctx.tx),
      readPapers(ctx, sql`d.artist_id = ${id}::uuid and d.performance_id is null`),
    ]);
    return {
      ...artist,
      productions,
      tours,
      ...(await readDatesAround(ctx, sql`p.artist_id = ${id}::uuid`)),
      documents,
    };
  },
  summary(output, say) {
    const genre = output.genre ? ` (${output.genre})` : "";
    const works = output.productions.map((production) => production.title);
    const productions =
      works.length > 0
        ? say({ fr: `, spectacles : ${say.list(works)}`, en: `, productions: ${say.list(works)}` })
        : "";
    const next =
      output.next.length > 0
        ? say({
            fr: `. Prochaines dates : ${listDates(output.next, say)}`,
            en: `. Next dates: ${listDates(output.next, say)}`,
          })
        : "";
    return `${output.name}${genre}${productions}${next}.`;
  },
  show: (output, say) => [
    {
      kind: "facts",
      title: output.name,
      subtitle: output.genre,
      link: { kind: "artist", id: output.id },
      facts: [
        {
          label: say({ fr: "Spectacles", en: "Productions" }),
          value: output.productions.map((one) => one.title).join(", ") || null,
          type: "text",
        },
        {
          label: say({ fr: "Tournées", en: "Tours" }),
          value: output.tours.map((one) => one.name).join(", ") || null,
          type: "text",
        },
        { label: say({ fr: "Notes", en: "Notes" }), value: output.notes, type: "text" },
      ],
    },
    ...(output.next.length > 0
      ? [datesCard(say({ fr: "Prochaines dates", en: "Next dates" }), output.next)]
      : []),
  ],
  about: (output) => [
    { kind: "artist", id: output.id, label: output.name },
    ...output.productions.map(({ id, title }) => ({
      kind: "production" as const,
      id,
      label: title,
    })),
    ...output.tours.map(({ id, name }) => ({ kind: "tour" as const, id, label: name })),
    ...aboutDates(output.next),
  ],
});
