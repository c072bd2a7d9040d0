import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { day, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveArtist, resolveProduction } from "./resolve-artist.ts";

export const createTour = defineTool({
  name: "tours_create_tour",
  title: { fr: "Créer une tournée", en: "Create a tour" },
  description: "Creates an empty tour of an artist, with a production and a period when known.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    name: name(),
    artist: ref("artist").optional(),
    production: ref("production").optional(),
    starts_on: day().optional(),
    ends_on: day().optional(),
  }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    artistId: z.uuid(),
    artist: z.string(),
    startsOn: z.string().nullable(),
    endsOn: z.string().nullable(),
  }),
  examples: [
    {
      fr: "crée la tournée Organique Tour pour Zaz",
      en: "create the tour Organique Tour for Zaz",
      input: { name: "Organique Tour", artist: "Zaz" },
    },
    {
      fr: "nouvelle tournée « Printemps 2027 » du 1er mars au 30 mai 2027",
      en: "new tour “Printemps 2027” from 1 March to 30 May 2027",
      input: { name: "Printemps 2027", starts_on: "2027-03-01", ends_on: "2027-05-30" },
    },
    {
      fr: "ouvre une tournée : Marée basse",
      en: "open a tour: Marée basse",
      input: { name: "Marée basse" },
    },
    {
      fr: "on lance la tournée Nuit blanche avec le spectacle Nuit blanche",
      en: "we are launching the tour Nuit blanche with the production Nuit blanche",
      input: { name: "Nuit blanche", production: "Nuit blanche" },
    },
    {
      fr: "prépare-moi une tournée vide, Été indien",
      en: "set up an empty tour for me, Été indien",
      input: { name: "Été indien" },
    },
    {
      fr: "tournée Grand Nord de Baro Trio, à créer",
      en: "Grand Nord tour by Baro Trio, to be created",
      input: { name: "Grand Nord", artist: "Baro Trio" },
    },
  ],
  async run(ctx, input) {
    if (input.starts_on && input.ends_on && input.starts_on > input.ends_on) {
      throw new ToolError(
        "invalid_input",
        { fr: "La tournée finit avant de commencer.", en: "The tour ends before it starts." },
        { field: "ends_on" },
      );
    }
    const named = input.artist ? await resolveArtist(ctx, input.artist) : undefined;
    const production = input.production
      ? await resolveProduction(ctx, input.production, named?.id)
      : undefined;
    const artist =
      named ??
      (production
        ? { id: production.artist_id, label: production.name }
        : await resolveArtist(ctx, undefined));
    const twin = await ctx.tx
      .selectFrom("tours")
      .select("name")
      .where("artist_id", "=", artist.id)
      .where("search_name", "=", sql<string>`(select koncert.normalize(${input.name}))`)
      .where("status", "<>", "cancelled")
      .executeTakeFirst();
    if (twin) {
      throw new ToolError(
        "conflict",
        {
          fr: `${artist.label} a déjà une tournée « ${twin.name} ».`,
          en: `${artist.label} already has a tour “${twin.name}”.`,
        },
        { field: "name" },
      );
    }
    const row = await ctx.tx
      .insertInto("tours")
      .values({
        name: input.name,
        artist_id: artist.id,
        production_id: production?.id ?? null,
        starts_on: input.starts_on ?? null,
        ends_on: input.ends_on ?? null,
      })
      .returning(["id", "name", "starts_on as startsOn", "ends_on as endsOn"])
      .executeTakeFirstOrThrow();
    return { ...row, artistId: artist.id, artist: artist.label };
  },
  summary: (output, say) =>
    say({
      fr: `Tournée créée : ${output.name} (${output.artist}).`,
      en: `Tour created: ${output.name} (${output.artist}).`,
    }),
  about: (output) => [
    { kind: "tour", id: output.id, label: output.name },
    { kind: "artist", id: output.artistId, label: output.artist },
  ],
});
