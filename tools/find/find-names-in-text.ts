import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

const hitKinds = ["artist", "production", "tour", "venue", "city", "contact", "document"] as const;

export const findNamesInText = defineTool({
  name: "find_names_in_text",
  title: { fr: "Reconnaître les noms d’un texte", en: "Recognise the names in a text" },
  description:
    "Rows whose name stands inside a sentence or page: artists, productions, tours, venues, their towns, contacts, documents.",
  permission: "agent:use",
  effect: "read",
  input: z.object({ text: words(20_000) }),
  output: z.object({
    hits: z.array(
      z.object({
        kind: z.enum(hitKinds),
        /** For a town: the id of its venue. */
        id: z.uuid(),
        label: z.string(),
        detail: z.string().nullable(),
        matched: z.string().nullable(),
        score: z.number(),
      }),
    ),
  }),
  examples: [
    {
      fr: "quels noms reconnais-tu dans ce texte : Zaz joue au Silo",
      en: "which names do you recognise in: Zaz plays Le Silo",
      input: { text: "Zaz joue au Silo" },
    },
    {
      fr: "repère les lieux connus dans ce mail : Bonjour, RDV au Corum",
      en: "spot the known venues in this mail: see you at Le Corum",
      input: { text: "RDV au Corum" },
    },
    {
      fr: "qui connaît-on dans ce texte : Lea Martin nous rejoint",
      en: "who do we know in this text: Lea Martin joins us",
      input: { text: "Lea Martin nous rejoint" },
    },
    {
      fr: "identifie les artistes cités dans : première partie Pomme",
      en: "identify the artists named in: support Pomme",
      input: { text: "première partie Pomme" },
    },
    {
      fr: "quelles salles de notre base sont citées ici : Salle Pleyel, La Cigale",
      en: "which of our venues are named here: Salle Pleyel, La Cigale",
      input: { text: "Salle Pleyel, La Cigale" },
    },
    {
      fr: "noms présents dans la phrase : contrat Organique",
      en: "names present in the sentence: Organique contract",
      input: { text: "contrat Organique" },
    },
  ],
  async run(ctx, input) {
    const { rows } = await sql<{
      kind: (typeof hitKinds)[number];
      id: string;
      label: string;
      detail: string | null;
      matched: string | null;
      score: number;
    }>`select * from koncert.names_in(${input.text}, 40)`.execute(ctx.tx);
    return { hits: rows };
  },
  summary: (output, say) =>
    output.hits.length === 0
      ? say({ fr: "Aucun nom connu dans ce texte.", en: "No known name in this text." })
      : say({
          fr: `Noms connus : ${say.list([...new Set(output.hits.map((hit) => hit.label))])}.`,
          en: `Known names: ${say.list([...new Set(output.hits.map((hit) => hit.label))])}.`,
        }),
});
