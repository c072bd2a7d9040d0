import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { clearing, currency, email, name, phone, place, url, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { isSiret } from "./rules.ts";

const emptiable = {
  legal_name: "legal_name",
  siret: "siret",
  vat_number: "vat_number",
  // Always a list: no licence is an empty one.
  licences: [],
  address: "address",
  postal_code: "postal_code",
  city: "city",
  email: "email",
  phone: "phone",
  website: "website",
} as const;

export const updateOrganization = defineTool({
  name: "organization_update_organization",
  title: { fr: "Modifier la structure", en: "Update the organization" },
  description:
    "Changes or empties the organization's name, legal facts, licence numbers, address or currency; only given fields change.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({
    name: name().optional(),
    legal_name: name().optional(),
    siret: words(20).describe("14 digits").optional(),
    vat_number: words(20).optional(),
    licences: z.array(words(40)).max(6).describe("PLATESV-D-2019-001172").optional(),
    address: words(300).optional(),
    postal_code: words(12).optional(),
    city: place().optional(),
    email: email().optional(),
    phone: phone().optional(),
    website: url().optional(),
    currency: currency().optional(),
    clear: clearing(emptiable).optional(),
  }),
  output: z.object({ name: z.string(), changed: z.array(z.string()) }),
  examples: [
    {
      fr: "notre SIRET est 73282932000074",
      en: "our SIRET is 73282932000074",
      input: { siret: "73282932000074" },
    },
    {
      fr: "renomme la structure « Bleu Nuit Productions »",
      en: "rename the organization “Bleu Nuit Productions”",
      input: { name: "Bleu Nuit Productions" },
    },
    {
      fr: "licence PLATESV-D-2019-001172",
      en: "licence PLATESV-D-2019-001172",
      input: { licences: ["PLATESV-D-2019-001172"] },
    },
    {
      fr: "on a déménagé : 12 rue des Lilas",
      en: "we moved: 12 rue des Lilas",
      input: { address: "12 rue des Lilas" },
    },
    {
      fr: "le numéro de TVA de la boîte, c’est FR40303265045",
      en: "the company's VAT number is FR40303265045",
      input: { vat_number: "FR40303265045" },
    },
    {
      fr: "e-mail de la structure : bureau@exemple.fr",
      en: "organization e-mail: office@example.com",
      input: { email: "bureau@exemple.fr" },
    },
    {
      fr: "nos bureaux sont maintenant au « 3 rue Crébillon » à Angers",
      en: "our offices are now at “3 rue Crébillon” in Angers",
      input: { address: "3 rue Crébillon", city: "Angers" },
    },
    {
      fr: "le siège de la société passe au « 40 cours Mirabeau » à Aix-en-Provence",
      en: "the registered office of the company moves to “40 cours Mirabeau” in Aix-en-Provence",
      input: { address: "40 cours Mirabeau", city: "Aix-en-Provence" },
    },
    {
      fr: "la boîte n’a plus de site web, vide le champ",
      en: "the company no longer has a website, empty the field",
      input: { clear: ["website"] },
    },
  ],
  async run(ctx, input) {
    const { licences, siret, clear, ...rest } = input;
    const digits = siret?.replace(/\s/g, "");
    if (digits !== undefined && !isSiret(digits)) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Ce SIRET n’est pas valable : 14 chiffres, avec leur clé de contrôle.",
          en: "This SIRET is not valid: 14 digits with their check digit.",
        },
        { field: "siret" },
      );
    }
    const change = {
      ...rest,
      ...(digits === undefined ? {} : { siret: digits }),
      ...(licences === undefined ? {} : { licence_numbers: licences }),
      ...emptied(emptiable, clear, input),
      ...(clear?.includes("licences") ? { licence_numbers: [] } : {}),
    };
    const changed = Object.keys(change).filter(
      (key) => change[key as keyof typeof change] !== undefined,
    );
    if (changed.length === 0) {
      throw new ToolError("invalid_input", {
        fr: "Dites ce qui change : nom, SIRET, licence, adresse…",
        en: "Say what changes: name, SIRET, licence, address…",
      });
    }
    const row = await ctx.tx
      .updateTable("organizations")
      .set(change)
      .returning("name")
      .executeTakeFirst();
    if (!row) {
      throw new ToolError("forbidden", {
        fr: "Seul un propriétaire peut modifier la structure.",
        en: "Only an owner may change the organization.",
      });
    }
    return { name: row.name, changed };
  },
  summary: (output, say) =>
    say({
      fr: `La fiche de ${output.name} est à jour.`,
      en: `${output.name}'s details are up to date.`,
    }),
});
