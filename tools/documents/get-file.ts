import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { look } from "../core/look.ts";
import { defineTool } from "../core/tool.ts";
import { findReceived } from "./read-received.ts";

export const getFile = defineTool({
  name: "documents_get_file",
  title: { fr: "Ouvrir un fichier reçu", en: "Open a received file" },
  description: "The file of a document that came from outside, as it was received (base64).",
  permission: "documents:read",
  effect: "read",
  untrusted: true,
  input: z.object({ document: ref("document") }),
  output: z.object({
    id: z.uuid(),
    title: z.string(),
    mime: z.string(),
    base64: z.string(),
    size: z.int(),
  }),
  examples: [
    {
      fr: "ouvre le fichier d’origine du contrat du Transbordeur",
      en: "open the original file of the contract of Le Transbordeur",
      input: { document: "contrat Transbordeur" },
    },
    {
      fr: "télécharge le fichier reçu du festival",
      en: "download the file received from the festival",
      input: { document: "festival" },
    },
    {
      fr: "récupère l’original de la fiche technique reçue",
      en: "get the original of the technical rider we received",
      input: { document: "fiche technique" },
    },
    {
      fr: "donne-moi le fichier source plan-de-scene.jpg",
      en: "give me the source file plan-de-scene.jpg",
      input: { document: "plan-de-scene.jpg" },
    },
    {
      fr: "je veux le mail original proposition-nimes.eml",
      en: "I want the original mail proposition-nimes.eml",
      input: { document: "proposition-nimes.eml" },
    },
    {
      fr: "la pièce jointe d’origine routing.csv",
      en: "the original attachment routing.csv",
      input: { document: "routing.csv" },
    },
  ],
  async prepare(context, { document }) {
    const found = await look(context, (ctx) => findReceived(ctx, document));
    return { ...found, file: await context.integrations.storage.get(found.key) };
  },
  async run(_ctx, _input, { id, title, mime, file }) {
    if (!file) {
      throw new ToolError("not_found", {
        fr: `Le fichier de ${title} n’est plus dans le stockage. Demandez-en une nouvelle copie.`,
        en: `The file of ${title} is no longer in storage. Ask for a new copy.`,
      });
    }
    const bytes = Buffer.from(file.bytes);
    return { id, title, mime, base64: bytes.toString("base64"), size: bytes.length };
  },
  summary: (output, say) =>
    say({
      fr: `${output.title} : ${say.number(Math.max(1, Math.round(output.size / 1024)))} Ko.`,
      en: `${output.title}: ${say.number(Math.max(1, Math.round(output.size / 1024)))} kB.`,
    }),
  about: (output) => [{ kind: "document", id: output.id, label: output.title }],
});
