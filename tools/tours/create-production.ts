import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, count, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { productionKinds } from "./kinds.ts";
import { resolveArtist } from "./resolve-artist.ts";

export const createProduction = defineTool({
  name: "tours_create_production",
  title: { fr: "Ajouter un spectacle", en: "Add a production" },
  description:
    "Adds a production (the work that tours) of an artist. paid_performances_before: paid performances already given elsewhere, for the VAT count.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    title: name(),
    artist: ref("artist").optional(),
    kind: choice("production_kind", productionKinds).default("concert"),
    duration_minutes: count(1, 1440).optional(),
    paid_performances_before: count(0, 100_000).default(0),
  }),
  output: z.object({
    id: z.uuid(),
    title: z.string(),
    artistId: z.uuid(),
    artist: z.string(),
    kind: z.string(),
  }),
  examples: [
    {
      fr: "crée le spectacle Organique de Zaz",
      en: "create the production Organique by Zaz",
      input: { title: "Organique", artist: "Zaz" },
    },
    {
      fr: "ajoute un spectacle « Nuit blanche » pour Lou Verdier",
      en: "add a production “Nuit blanche” for Lou Verdier",
      input: { title: "Nuit blanche", artist: "Lou Verdier" },
    },
    {
      fr: "nouveau spectacle : Marée haute",
      en: "new production: Marée haute",
      input: { title: "Marée haute" },
    },
    {
      fr: "enregistre le spectacle Sept vies, du théâtre, 90 représentations déjà données",
      en: "register the production Sept vies, theatre, 90 performances already given",
      input: { title: "Sept vies", kind: "theatre", paid_performances_before: 90 },
    },
    {
      fr: "on monte une création qui s’appelle Les Éveillés",
      en: "we are staging a new work called Les Éveillés",
      input: { title: "Les Éveillés" },
    },
    {
      fr: "le nouveau show de Baro Trio s’intitule Trois",
      en: "Baro Trio's new show is titled Trois",
      input: { title: "Trois", artist: "Baro Trio" },
    },
  ],
  async run(ctx, input) {
    const artist = await resolveArtist(ctx, input.artist);
    const twin = await ctx.tx
      .selectFrom("productions")
      .select("title")
      .where("artist_id", "=", artist.id)
      .where("search_name", "=", sql<string>`(select koncert.normalize(${input.title}))`)
      .executeTakeFirst();
    if (twin) {
      throw new ToolError(
        "conflict",
        {
          fr: `${artist.label} a déjà un spectacle « ${twin.title} ».`,
          en: `${artist.label} already has a production “${twin.title}”.`,
        },
        { field: "title" },
      );
    }
    const row = await ctx.tx
      .insertInto("productions")
      .values({
        title: input.title,
        artist_id: artist.id,
        kind: input.kind,
        duration_minutes: input.duration_minutes ?? null,
        paid_performances_before: input.paid_performances_before,
      })
      .returning(["id", "title", "kind"])
      .executeTakeFirstOrThrow();
    return { ...row, artistId: artist.id, artist: artist.label };
  },
  summary: (output, say) =>
    say({
      fr: `Spectacle ajouté : ${output.title} (${output.artist}).`,
      en: `Production added: ${output.title} (${output.artist}).`,
    }),
  about: (output) => [
    { kind: "production", id: output.id, label: output.title },
    { kind: "artist", id: output.artistId, label: output.artist },
  ],
});
