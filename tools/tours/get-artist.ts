import { z } from "zod";
import { dateRow } from "../core/card.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readPerformances } from "./read-performances.ts";
import { aboutDates, datesCard, listDates } from "./say-dates.ts";
import { todayOf } from "./times.ts";

export const getArtist = defineTool({
  name: "tours_get_artist",
  title: { fr: "Un artiste", en: "An artist" },
  description: "One artist: genre, biography, notes, productions, tours, next dates.",
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
    productions: z.array(z.object({ id: z.uuid(), title: z.string() })),
    tours: z.array(z.object({ id: z.uuid(), name: z.string() })),
    next: z.array(dateRow),
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
    const artist = await ctx.tx
      .selectFrom("artists")
      .select(["id", "name", "genre", "bio", "website", "notes"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const productions = await ctx.tx
      .selectFrom("productions")
      .select(["id", "title"])
      .where("artist_id", "=", id)
      .orderBy("title")
      .limit(50)
      .execute();
    const tours = await ctx.tx
      .selectFrom("tours")
      .select(["id", "name"])
      .where("artist_id", "=", id)
      .orderBy("starts_on", "desc")
      .limit(50)
      .execute();
    const next = await ctx.tx
      .selectFrom("performances")
      .select("id")
      .where("artist_id", "=", id)
      .where("day", ">=", await todayOf(ctx))
      .where("status", "<>", "cancelled")
      .orderBy("day")
      .limit(10)
      .execute();
    return {
      ...artist,
      productions,
      tours,
      next: await readPerformances(
        ctx,
        next.map((row) => row.id),
      ),
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
