import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { name, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

export const createArtist = defineTool({
  name: "tours_create_artist",
  title: { fr: "Ajouter un artiste", en: "Add an artist" },
  description: "Adds an artist or band to the roster. Refuses a name that is already there.",
  permission: "tours:write",
  effect: "write",
  input: z.object({ name: name(), genre: words(80).optional(), bio: words().optional() }),
  output: z.object({ id: z.uuid(), name: z.string(), genre: z.string().nullable() }),
  examples: [
    { fr: "ajoute l’artiste Zaz", en: "add the artist Zaz", input: { name: "Zaz" } },
    {
      fr: "crée un artiste : Lou Verdier",
      en: "create an artist: Lou Verdier",
      input: { name: "Lou Verdier" },
    },
    {
      fr: "on signe un nouveau groupe, Les Marées",
      en: "we signed a new band, Les Marées",
      input: { name: "Les Marées" },
    },
    {
      fr: "enregistre Baro Trio comme artiste",
      en: "register Baro Trio as an artist",
      input: { name: "Baro Trio" },
    },
    {
      fr: "nouvel artiste Nuit Claire",
      en: "new artist Nuit Claire",
      input: { name: "Nuit Claire" },
    },
    {
      fr: "mets-moi Ourses dans les artistes, genre électro",
      en: "put Ourses in the roster, genre electro",
      input: { name: "Ourses", genre: "électro" },
    },
    {
      fr: "il faut créer la fiche artiste de Samuel Ka",
      en: "we need an artist page for Samuel Ka",
      input: { name: "Samuel Ka" },
    },
  ],
  async run(ctx, input) {
    const row = await ctx.tx
      .insertInto("artists")
      .values({ name: input.name, genre: input.genre ?? null, bio: input.bio ?? null })
      .onConflict((conflict) => conflict.columns(["organization_id", "search_name"]).doNothing())
      .returning(["id", "name", "genre"])
      .executeTakeFirst();
    if (row) return row;
    throw new ToolError(
      "conflict",
      {
        fr: `L’artiste « ${input.name} » existe déjà.`,
        en: `The artist “${input.name}” already exists.`,
      },
      { field: "name" },
    );
  },
  summary: (output, say) =>
    say({ fr: `Artiste ajouté : ${output.name}.`, en: `Artist added: ${output.name}.` }),
  about: (output) => [{ kind: "artist", id: output.id, label: output.name }],
});
