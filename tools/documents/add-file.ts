import { z } from "zod";
import { fileContent, name } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { documentKinds, documentKindWords } from "./kinds.ts";
import { mostBytes, receiveFile, silences, silenceWords, troubleWords } from "./receive-file.ts";
import { storeFile } from "./store-file.ts";

const example = Buffer.from("Bonjour").toString("base64");

export const addFile = defineTool({
  name: "documents_add_file",
  title: { fr: "Ajouter un fichier", en: "Add a file" },
  description:
    "Keeps a PDF, image, e-mail (.eml) or text that came from outside as a document, attachments too; the same file again is the same document.",
  permission: "documents:write",
  effect: "write",
  untrusted: true,
  withheld: ["content"],
  input: z.object({ file_name: name(), content: fileContent(mostBytes) }),
  output: z.object({
    documents: z.array(
      z.object({
        id: z.uuid(),
        title: z.string(),
        kind: z.enum(documentKinds),
        fileKind: z.enum(["pdf", "image", "mail", "text"]),
        pages: z.int(),
        size: z.int(),
        /** Why its text can't be read without a model that sees. */
        silence: z.enum(silences).nullable(),
        /** It stood there already. */
        known: z.boolean(),
      }),
    ),
    left: z.array(
      z.object({ name: z.string(), reason: z.object({ fr: z.string(), en: z.string() }) }),
    ),
  }),
  examples: [
    {
      fr: "range ce contrat dans les documents",
      en: "file this contract with the documents",
      input: { file_name: "contrat-lyon.pdf", content: example },
    },
    {
      fr: "garde cette fiche technique",
      en: "keep this technical rider",
      input: { file_name: "fiche-technique.pdf", content: example },
    },
    {
      fr: "ajoute la photo du plan de scène",
      en: "add the picture of the stage plot",
      input: { file_name: "plan-de-scene.jpg", content: example },
    },
    {
      fr: "voici le mail du festival avec sa pièce jointe",
      en: "here is the festival’s mail with its attachment",
      input: { file_name: "proposition.eml", content: example },
    },
    {
      fr: "dépose ce routing au format CSV",
      en: "upload this routing as CSV",
      input: { file_name: "routing.csv", content: example },
    },
    {
      fr: "archive le deal memo signé",
      en: "archive the signed deal memo",
      input: { file_name: "deal-memo.pdf", content: example },
    },
  ],
  prepare: (context, input) => receiveFile(context, input.file_name, input.content),
  async run(ctx, _input, receipt) {
    const documents = [];
    for (const file of receipt.files) {
      const { kind, fileKind, pages, size, silence } = file;
      const stored = await storeFile(ctx, file);
      documents.push({ ...stored, kind, fileKind, pages: pages.length, size, silence });
    }
    const left = receipt.left.map(({ name, trouble }) => ({ name, reason: troubleWords[trouble] }));
    return { documents, left };
  },
  summary: (output, say) => {
    const told = output.documents.map((file) => {
      const what = file.silence
        ? say(silenceWords[file.silence])
        : say({
            fr: `${documentKindWords[file.kind].fr.toLowerCase()}${file.known ? ", déjà dans les documents" : " ajouté aux documents"}.`,
            en: `${documentKindWords[file.kind].en.toLowerCase()}${file.known ? ", already in the documents" : " added to the documents"}.`,
          });
      return `${file.title}${say({ fr: " : ", en: ": " })}${what}`;
    });
    const left = output.left.map(
      (file) => `${file.name}${say({ fr: " : ", en: ": " })}${say(file.reason)}`,
    );
    return [...told, ...left].join(" ");
  },
  about: (output) =>
    output.documents.map(({ id, title }) => ({ kind: "document", id, label: title })),
});
