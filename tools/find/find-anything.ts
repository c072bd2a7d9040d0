import { sql } from "kysely";
import { z } from "zod";
import { choice, words } from "../core/fields.ts";
import { defineTool, type SubjectKind } from "../core/tool.ts";

export const findableKinds = [
  "artist",
  "production",
  "tour",
  "venue",
  "performance",
  "contact",
  "document",
  "order",
] as const satisfies readonly SubjectKind[];

const kindWords = {
  artist: { fr: "artiste", en: "artist" },
  production: { fr: "spectacle", en: "production" },
  tour: { fr: "tournée", en: "tour" },
  venue: { fr: "lieu", en: "venue" },
  performance: { fr: "date", en: "date" },
  contact: { fr: "contact", en: "contact" },
  document: { fr: "document", en: "document" },
  order: { fr: "commande", en: "order" },
} as const;

export const findAnything = defineTool({
  name: "find_anything",
  title: { fr: "Rechercher", en: "Search" },
  description:
    "Finds artists, productions, tours, venues, dates, contacts, documents and orders by name; forgives accents and typos. Returns ids.",
  permission: "agent:use",
  effect: "read",
  untrusted: true,
  input: z.object({
    text: words(200),
    kind: choice("subject_kind", findableKinds).optional(),
  }),
  output: z.object({
    text: z.string(),
    hits: z.array(
      z.object({
        kind: z.enum(findableKinds),
        id: z.uuid(),
        label: z.string(),
        detail: z.string().nullable(),
        score: z.number(),
      }),
    ),
  }),
  examples: [
    {
      fr: "cherche Théâtre de Sébastopol",
      en: "search Théâtre de Sébastopol",
      input: { text: "Théâtre de Sébastopol" },
    },
    { fr: "trouve-moi Lea Martin", en: "find Lea Martin", input: { text: "Lea Martin" } },
    {
      fr: "c’est quoi déjà, Le Corum ?",
      en: "what is Le Corum again?",
      input: { text: "Le Corum" },
    },
    {
      fr: "recherche la commande KC-2027-0012",
      en: "look up order KC-2027-0012",
      input: { text: "KC-2027-0012", kind: "order" },
    },
    {
      fr: "on a quelque chose sur Voiron ?",
      en: "do we have anything on Voiron?",
      input: { text: "Voiron" },
    },
    { fr: "retrouve la fiche de Zaz", en: "pull up Zaz", input: { text: "Zaz" } },
    {
      fr: "cherche le document fiche technique Organique",
      en: "search the document technical rider Organique",
      input: { text: "fiche technique Organique", kind: "document" },
    },
    { fr: "cherche Voiron", en: "search for Voiron", input: { text: "Voiron" } },
    {
      fr: "recherche « Sept vies » partout",
      en: "search “Sept vies” everywhere",
      input: { text: "Sept vies" },
    },
    {
      fr: "retrouve-moi tout ce qui parle de Corum",
      en: "find me whatever mentions Corum",
      input: { text: "Corum" },
    },
    {
      fr: "cherche partout la commande KC-2027-0031",
      en: "search everywhere for order KC-2027-0031",
      input: { text: "KC-2027-0031", kind: "order" },
    },
  ],
  async run(ctx, input) {
    const { rows } = await sql<{
      kind: (typeof findableKinds)[number];
      id: string;
      label: string;
      detail: string | null;
      score: number;
    }>`select * from koncert.find(${input.text}, ${input.kind ? [input.kind] : null}::text[], 20)`.execute(
      ctx.tx,
    );
    return { text: input.text, hits: rows.map((row) => ({ ...row, label: row.label ?? "—" })) };
  },
  summary: (output, say) =>
    output.hits.length === 0
      ? say({
          fr: `Rien ne ressemble à « ${output.text} ».`,
          en: `Nothing looks like “${output.text}”.`,
        })
      : say({
          fr: `${say.count(output.hits.length, { fr: { one: "résultat", other: "résultats" }, en: { one: "result", other: "results" } })} pour « ${output.text} ».`,
          en: `${say.count(output.hits.length, { fr: { one: "résultat", other: "résultats" }, en: { one: "result", other: "results" } })} for “${output.text}”.`,
        }),
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: `Recherche : ${output.text}`, en: `Search: ${output.text}` }),
    columns: [
      { key: "label", label: say({ fr: "Nom", en: "Name" }), type: "text" },
      { key: "kind", label: say({ fr: "Type", en: "Kind" }), type: "text" },
      { key: "detail", label: say({ fr: "Détail", en: "Detail" }), type: "text" },
    ],
    rows: output.hits.map((hit) => ({
      label: hit.label,
      kind: say(kindWords[hit.kind]),
      detail: hit.detail,
    })),
    total: output.hits.length,
  }),
  about: (output) => output.hits.map(({ kind, id, label }) => ({ kind, id, label })),
});
