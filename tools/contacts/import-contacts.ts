import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, name, pasted } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { contactKinds } from "./kinds.ts";
import { readPeople } from "./read-people.ts";
import { columns, readTable } from "./read-table.ts";
import { tidyTags } from "./rules.ts";
import { addTags, findTwins, storePeople } from "./store-people.ts";

const shown = 50;
const shownErrors = 1_000;

export const importContacts = defineTool({
  name: "contacts_import_contacts",
  title: { fr: "Importer des contacts", en: "Import contacts" },
  description:
    "Adds the contacts of a pasted table (CSV, up to 10,000 lines), columns guessed; known people are left as they are, bad lines told.",
  permission: "contacts:write",
  effect: "write",
  untrusted: true,
  input: z.object({
    table: pasted(4_000_000),
    kind: choice("contact_kind", contactKinds).default("fan"),
    tags: z.array(name()).max(20).optional(),
    columns: z
      .array(z.enum(columns).nullable())
      .max(200)
      .optional()
      .describe("what each column holds, in order; null leaves it out; guessed without it"),
    headed: z.boolean().optional().describe("whether the first line names the columns"),
  }),
  output: z.object({
    lines: z.int(),
    added: z.int(),
    already: z.int(),
    twice: z.int(),
    failed: z.int(),
    consents: z.int(),
    mapping: z.array(z.object({ heading: z.string(), column: z.enum(columns) })),
    errors: z.array(z.object({ line: z.int(), fr: z.string(), en: z.string() })),
    contacts: z.array(z.object({ id: z.uuid(), name: z.string() })),
  }),
  examples: [
    {
      fr: "importe ces contacts :\nnom;email\nMarie Dupont;marie@mail.fr",
      en: "import these contacts:\nname,email\nMarie Dupont,marie@mail.fr",
      input: { table: "nom;email\nMarie Dupont;marie@mail.fr" },
    },
    {
      fr: "ajoute cette liste de fans avec l’étiquette lyon\nprénom,nom,email\nPaul,Durand,paul@mail.fr",
      en: "add this list of fans with the tag lyon\nfirst name,last name,email\nPaul,Durand,paul@mail.fr",
      input: { table: "prénom,nom,email\nPaul,Durand,paul@mail.fr", tags: ["lyon"] },
    },
    {
      fr: "voici mon fichier presse, mets-le dans les contacts\nnom;structure;email\nSophie Laurent;La Voix;sophie@lavoix.fr",
      en: "here is my press file, put it in the contacts\nname;company;email\nSophie Laurent;La Voix;sophie@lavoix.fr",
      input: {
        table: "nom;structure;email\nSophie Laurent;La Voix;sophie@lavoix.fr",
        kind: "media",
      },
    },
    {
      fr: "import csv contacts pros\nnom,téléphone\nKarim Benali,0612345678",
      en: "csv import professional contacts\nname,phone\nKarim Benali,0612345678",
      input: { table: "nom,téléphone\nKarim Benali,0612345678", kind: "pro" },
    },
    {
      fr: "rentre toute cette liste dans la base\nHugo Petit,hugo@son.fr\nInès Moreau,ines@mail.fr",
      en: "load this whole list into the base\nHugo Petit,hugo@son.fr\nInès Moreau,ines@mail.fr",
      input: { table: "Hugo Petit,hugo@son.fr\nInès Moreau,ines@mail.fr" },
    },
    {
      fr: "charge les adresses de nos partenaires\nsociété;email;ville\nBrasserie du Port;contact@port.fr;Brest",
      en: "upload the addresses of our partners\ncompany;email;city\nBrasserie du Port;contact@port.fr;Brest",
      input: {
        table: "société;email;ville\nBrasserie du Port;contact@port.fr;Brest",
        kind: "partner",
      },
    },
  ],
  async run(ctx, input) {
    const table = readTable(input.table, input);
    const { people, errors, twice } = readPeople(table);
    // Whoever chose the columns is told line by line.
    if (people.length === 0 && !input.columns) {
      const [first] = errors;
      throw new ToolError(
        "invalid_input",
        {
          fr: `Aucune ligne n’est un contact${first ? ` ; ligne ${first.line} : ${first.fr}` : ""}.`,
          en: `No line is a contact${first ? `; line ${first.line}: ${first.en}` : ""}.`,
        },
        { field: "table" },
      );
    }
    const tags = tidyTags(input.tags ?? []);
    const twins = await findTwins(ctx, people);
    const fresh = people.filter((person) => !twins.has(person.line));
    const stored = await storePeople(ctx, fresh, input.kind, tags);
    await addTags(ctx, [...new Set(twins.values())], tags);
    return {
      lines: table.lines.length,
      added: stored.length,
      already: people.length - fresh.length,
      twice: twice.length,
      failed: errors.length,
      consents: fresh.filter((person) => person.consent === true && person.email).length,
      mapping: table.mapping,
      errors: errors.slice(0, shownErrors),
      contacts: stored.slice(0, shown),
    };
  },
  summary: (output, say) => {
    const contact = {
      fr: { one: "contact ajouté", other: "contacts ajoutés" },
      en: { one: "contact added", other: "contacts added" },
    };
    const parts = [say.count(output.added, contact)];
    if (output.already > 0) {
      parts.push(
        say.count(output.already, {
          fr: { one: "déjà présent", other: "déjà présents" },
          en: { one: "already there", other: "already there" },
        }),
      );
    }
    if (output.twice > 0) {
      parts.push(
        say.count(output.twice, {
          fr: { one: "doublon dans le tableau", other: "doublons dans le tableau" },
          en: { one: "repeated line", other: "repeated lines" },
        }),
      );
    }
    const [first] = output.errors;
    const bad = first
      ? say({
          fr: ` ${say.count(output.failed, { fr: { one: "ligne écartée", other: "lignes écartées" }, en: { one: "", other: "" } })} (ligne ${first.line} : ${first.fr}).`,
          en: ` ${say.count(output.failed, { fr: { one: "", other: "" }, en: { one: "line left out", other: "lines left out" } })} (line ${first.line}: ${first.en}).`,
        })
      : "";
    return `${parts.join(", ")}.${bad}`;
  },
  show: (output, say) =>
    output.errors.length === 0
      ? []
      : {
          kind: "table",
          title: say({ fr: "Lignes écartées", en: "Lines left out" }),
          columns: [
            { key: "line", label: say({ fr: "Ligne", en: "Line" }), type: "number" },
            { key: "why", label: say({ fr: "Motif", en: "Reason" }), type: "text" },
          ],
          rows: output.errors.map(({ line, fr, en }) => ({ line, why: say({ fr, en }) })),
          total: output.failed,
        },
  about: (output) =>
    output.contacts.map(({ id, name: label }) => ({ kind: "contact" as const, id, label })),
});
