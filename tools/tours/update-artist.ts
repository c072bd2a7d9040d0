import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { clearing, name, ref, url, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { nothingToChange } from "./nothing-to-change.ts";

const emptiable = { genre: "genre", bio: "bio", website: "website", notes: "notes" } as const;

export const updateArtist = defineTool({
  name: "tours_update_artist",
  title: { fr: "Modifier un artiste", en: "Edit an artist" },
  description: "Changes or empties an artist's name, genre, biography, website or notes.",
  permission: "tours:write",
  effect: "write",
  input: z.object({
    artist: ref("artist"),
    name: name().optional(),
    genre: words(80).optional(),
    bio: words().optional(),
    website: url().optional(),
    notes: words().optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({
    id: z.uuid(),
    name: z.string(),
    before: z.string(),
    genre: z.string().nullable(),
  }),
  examples: [
    {
      fr: "renomme l’artiste Zaz en ZAZ",
      en: "rename the artist Zaz to ZAZ",
      input: { artist: "Zaz", name: "ZAZ" },
    },
    {
      fr: "le genre de Zaz, c’est « chanson »",
      en: "the genre of Zaz is “chanson”",
      input: { artist: "Zaz", genre: "chanson" },
    },
    {
      fr: "le site de Lou Verdier : https://louverdier.example",
      en: "Lou Verdier's website: https://louverdier.example",
      input: { artist: "Lou Verdier", website: "https://louverdier.example" },
    },
    {
      fr: "note sur l’artiste Zaz : « régime végétarien »",
      en: "note on the artist Zaz: “vegetarian diet”",
      input: { artist: "Zaz", notes: "régime végétarien" },
    },
    {
      fr: "change le nom du groupe Marées en « Les Marées »",
      en: "change the name of the band Marées to “Les Marées”",
      input: { artist: "Marées", name: "Les Marées" },
    },
    {
      fr: "la bio de Baro Trio : « trois sœurs, deux harpes »",
      en: "Baro Trio's biography: “three sisters, two harps”",
      input: { artist: "Baro Trio", bio: "trois sœurs, deux harpes" },
    },
    {
      fr: "Baro Trio fait du « folk », change le genre sur sa fiche",
      en: "Baro Trio plays “folk”, change the genre on its page",
      input: { artist: "Baro Trio", genre: "folk" },
    },
    {
      fr: "mets le site web de Marées sur sa fiche : https://marees.example",
      en: "put the website of Marées on its page: https://marees.example",
      input: { artist: "Marées", website: "https://marees.example" },
    },
    {
      fr: "efface la bio de Baro Trio",
      en: "erase Baro Trio's biography",
      input: { artist: "Baro Trio", clear: ["bio"] },
    },
  ],
  async run(ctx, { artist, clear, ...given }) {
    const changes = { ...given, ...emptied(emptiable, clear, given) };
    const { id } = await resolveRef(ctx, "artist", artist);
    const before = await ctx.tx
      .selectFrom("artists")
      .select("name")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    if (Object.values(changes).every((value) => value === undefined)) throw nothingToChange();
    const row = await ctx.tx
      .updateTable("artists")
      .set(changes)
      .where("id", "=", id)
      .returning(["id", "name", "genre"])
      .executeTakeFirstOrThrow();
    return { ...row, before: before.name };
  },
  summary: (output, say) =>
    output.before === output.name
      ? say({ fr: `Fiche de ${output.name} mise à jour.`, en: `${output.name} updated.` })
      : say({
          fr: `${output.before} s’appelle maintenant ${output.name}.`,
          en: `${output.before} is now called ${output.name}.`,
        }),
  about: (output) => [{ kind: "artist", id: output.id, label: output.name }],
});
