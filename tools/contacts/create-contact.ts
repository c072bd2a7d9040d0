import { z } from "zod";
import { name } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { contactColumns, contactFields, rejectTwin } from "./contact-fields.ts";
import { contactFacts, contactRow } from "./read-contacts.ts";
import { splitName, tidyTags } from "./rules.ts";

export const createContact = defineTool({
  name: "contacts_create_contact",
  title: { fr: "Ajouter un contact", en: "Add a contact" },
  description:
    "Adds one person or company to the address book; refuses a twin by e-mail, phone or name. Professional unless said otherwise.",
  permission: "contacts:write",
  effect: "write",
  input: z.object({
    name: name(),
    ...contactFields,
    tags: z.array(name()).max(20).optional(),
  }),
  output: contactRow,
  examples: [
    {
      fr: "ajoute le contact Marie Dupont, programmatrice au Transbordeur, marie@transbordeur.fr",
      en: "add contact Marie Dupont, booker at Le Transbordeur, marie@transbordeur.fr",
      input: {
        name: "Marie Dupont",
        company: "Transbordeur",
        job_title: "programmatrice",
        email: "marie@transbordeur.fr",
      },
    },
    {
      fr: "nouveau contact : Karim Benali, régisseur, 06 12 34 56 78",
      en: "new contact: Karim Benali, stage manager, 06 12 34 56 78",
      input: { name: "Karim Benali", job_title: "régisseur", phone: "06 12 34 56 78" },
    },
    {
      fr: "enregistre Sophie Laurent, journaliste à Lille, sophie@lavoix.fr",
      en: "save Sophie Laurent, journalist in Lille, sophie@lavoix.fr",
      input: {
        name: "Sophie Laurent",
        kind: "media",
        job_title: "journaliste",
        city: "Lille",
        email: "sophie@lavoix.fr",
      },
    },
    {
      fr: "mets Hugo Petit dans le carnet d’adresses, son mail c’est hugo@son.fr",
      en: "put Hugo Petit in the address book, his mail is hugo@son.fr",
      input: { name: "Hugo Petit", email: "hugo@son.fr" },
    },
    {
      fr: "crée une fiche contact pour Inès Moreau à Nantes, tél 0240112233",
      en: "create a contact for Inès Moreau in Nantes, phone 0240112233",
      input: { name: "Inès Moreau", city: "Nantes", phone: "0240112233" },
    },
    {
      fr: "note le numéro de Paul Durand : 07 88 99 10 11",
      en: "write down the number of Paul Durand: 07 88 99 10 11",
      input: { name: "Paul Durand", phone: "07 88 99 10 11" },
    },
    {
      fr: "partenaire à ajouter : Brasserie du Port, contact@brasserieduport.fr",
      en: "partner to add: Brasserie du Port, contact@brasserieduport.fr",
      input: {
        name: "Brasserie du Port",
        kind: "partner",
        email: "contact@brasserieduport.fr",
      },
    },
  ],
  async run(ctx, input) {
    const columns = contactColumns(ctx, { ...input, kind: input.kind ?? "pro" });
    await rejectTwin(ctx, input);
    const person = columns.kind === "pro" || columns.kind === "fan" || columns.kind === "media";
    const split = person ? splitName(input.name) : undefined;
    const row = await ctx.tx
      .insertInto("contacts")
      .values({
        display_name: input.name,
        ...(split ? { first_name: split.first, last_name: split.last } : {}),
        ...columns,
        tags: tidyTags(input.tags ?? []),
        source: ctx.actor.via === "agent" ? "agent" : "manual",
      })
      .returning([
        "id",
        "display_name as name",
        "kind",
        "organization_name as company",
        "job_title as jobTitle",
        "email",
        "phone",
        "city",
        "country",
        "tags",
      ])
      .executeTakeFirstOrThrow();
    return contactRow.parse(row);
  },
  summary: (output, say) => {
    const more = [output.jobTitle, output.company, output.email, output.phone]
      .filter((part) => part !== null)
      .join(", ");
    return say({
      fr: `${output.name} est dans les contacts${more ? ` : ${more}` : ""}.`,
      en: `${output.name} is in the contacts${more ? `: ${more}` : ""}.`,
    });
  },
  show: contactFacts,
  about: (output) => [{ kind: "contact", id: output.id, label: output.name }],
});
