import { z } from "zod";
import { pasted } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readPeople } from "./read-people.ts";
import { columns, readTable } from "./read-table.ts";
import { findTwins } from "./store-people.ts";

const shown = 50;
const fates = ["new", "already", "twice", "error"] as const;

export const previewImport = defineTool({
  name: "contacts_preview_import",
  title: { fr: "Aperçu d’un import de contacts", en: "Preview of a contact import" },
  description:
    "What contacts_import_contacts would do of a pasted table, nothing written: columns as understood, first lines, known people, bad lines.",
  permission: "contacts:write",
  effect: "read",
  untrusted: true,
  input: z.object({
    table: pasted(4_000_000),
    columns: z
      .array(z.enum(columns).nullable())
      .max(200)
      .optional()
      .describe("what each column holds, in order; null leaves it out; guessed without it"),
    headed: z.boolean().optional().describe("whether the first line names the columns"),
  }),
  output: z.object({
    lines: z.int(),
    fresh: z.int(),
    already: z.int(),
    twice: z.int(),
    failed: z.int(),
    headed: z.boolean(),
    columns: z.array(
      z.object({
        heading: z.string(),
        column: z.enum(columns).nullable(),
        samples: z.array(z.string()),
      }),
    ),
    /** The first lines, as they would be read. */
    sample: z.array(
      z.object({
        line: z.int(),
        fate: z.enum(fates),
        name: z.string().nullable(),
        company: z.string().nullable(),
        email: z.string().nullable(),
        phone: z.string().nullable(),
        city: z.string().nullable(),
        error: z.object({ fr: z.string(), en: z.string() }).nullable(),
      }),
    ),
    errors: z.array(z.object({ line: z.int(), fr: z.string(), en: z.string() })),
  }),
  examples: [
    {
      fr: "aperçu de l’import de ce fichier :\nnom;email\nMarie Dupont;marie@mail.fr",
      en: "preview the import of this file:\nname,email\nMarie Dupont,marie@mail.fr",
      input: { table: "nom;email\nMarie Dupont;marie@mail.fr" },
    },
    {
      fr: "vérifie ce tableau avant de l’importer\nnom;email\nPaul Durand;paul@mail.fr",
      en: "check this table before importing it\nname;email\nPaul Durand;paul@mail.fr",
      input: { table: "nom;email\nPaul Durand;paul@mail.fr" },
    },
    {
      fr: "prévisualise l’import\nnom,téléphone\nKarim Benali,0612345678",
      en: "preview of this import\nname,phone\nKarim Benali,0612345678",
      input: { table: "nom,téléphone\nKarim Benali,0612345678" },
    },
    {
      fr: "combien de doublons si j’importe ça ?\nnom;email\nHugo Petit;hugo@son.fr",
      en: "how many duplicates if I import this?\nname;email\nHugo Petit;hugo@son.fr",
      input: { table: "nom;email\nHugo Petit;hugo@son.fr" },
    },
    {
      fr: "contrôle mon csv sans rien enregistrer\nemail\nines@mail.fr",
      en: "check my csv without saving anything\nemail\nines@mail.fr",
      input: { table: "email\nines@mail.fr" },
    },
    {
      fr: "essai à blanc de l’import stp\nsociété;email\nBrasserie du Port;contact@port.fr",
      en: "dry run of the import please\ncompany;email\nBrasserie du Port;contact@port.fr",
      input: { table: "société;email\nBrasserie du Port;contact@port.fr" },
    },
  ],
  async run(ctx, input) {
    const table = readTable(input.table, input);
    const { people, errors, twice } = readPeople(table);
    const twins = await findTwins(ctx, people);
    const repeated = new Set(twice);
    const wrong = new Map(errors.map(({ line, fr, en }) => [line, { fr, en }]));
    const read = new Map(people.map((person) => [person.line, person]));
    return {
      lines: table.lines.length,
      fresh: people.length - twins.size,
      already: twins.size,
      twice: twice.length,
      failed: errors.length,
      headed: table.headed,
      columns: table.columns,
      sample: table.lines.slice(0, shown).map(({ line, cells }) => {
        const person = read.get(line);
        const error = wrong.get(line) ?? null;
        const fate = error
          ? ("error" as const)
          : repeated.has(line)
            ? ("twice" as const)
            : twins.has(line)
              ? ("already" as const)
              : ("new" as const);
        return {
          line,
          fate,
          name:
            person?.display_name ??
            ([cells.first_name, cells.last_name ?? cells.name].filter(Boolean).join(" ") || null),
          company: cells.company ?? null,
          email: cells.email ?? null,
          phone: cells.phone ?? null,
          city: cells.city ?? null,
          error,
        };
      }),
      errors: errors.slice(0, shown),
    };
  },
  summary: (output, say) =>
    say({
      fr: `${say.count(output.lines, { fr: { one: "ligne", other: "lignes" }, en: { one: "", other: "" } })} : ${say.number(output.fresh)} à ajouter, ${say.number(output.already)} déjà présentes, ${say.number(output.twice)} en double, ${say.number(output.failed)} à corriger.`,
      en: `${say.count(output.lines, { fr: { one: "", other: "" }, en: { one: "line", other: "lines" } })}: ${say.number(output.fresh)} to add, ${say.number(output.already)} already there, ${say.number(output.twice)} repeated, ${say.number(output.failed)} to mend.`,
    }),
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Aperçu de l’import", en: "Preview of the import" }),
    columns: [
      { key: "line", label: say({ fr: "Ligne", en: "Line" }), type: "number" },
      { key: "name", label: say({ fr: "Nom", en: "Name" }), type: "text" },
      { key: "email", label: say({ fr: "E-mail", en: "E-mail" }), type: "text" },
      { key: "error", label: say({ fr: "À corriger", en: "To mend" }), type: "text" },
    ],
    rows: output.sample.map(({ line, name, email, error }) => ({
      line,
      name,
      email,
      error: error ? say(error) : null,
    })),
    total: output.lines,
  }),
});
