import { sql } from "kysely";
import { z } from "zod";
import { emptied } from "../core/emptied.ts";
import { ToolError } from "../core/errors.ts";
import { clearing, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { contactColumns, contactFields, emptiableFields, rejectTwin } from "./contact-fields.ts";
import { contactFacts, contactRow, readContacts } from "./read-contacts.ts";
import { splitName } from "./rules.ts";

export const updateContact = defineTool({
  name: "contacts_update_contact",
  title: { fr: "Modifier un contact", en: "Change a contact" },
  description: "Changes or empties what is known of a contact; given fields replace earlier ones.",
  permission: "contacts:write",
  effect: "write",
  input: z.object({
    contact: ref("contact"),
    new_name: name().optional(),
    ...contactFields,
    clear: clearing(emptiableFields).optional(),
  }),
  output: contactRow,
  examples: [
    {
      fr: "le mail de Marie Dupont devient marie.dupont@olympia.fr",
      en: "the e-mail of Marie Dupont is now marie.dupont@olympia.fr",
      input: { contact: "Marie Dupont", email: "marie.dupont@olympia.fr" },
    },
    {
      fr: "change le téléphone de Karim Benali, c’est le 06 98 76 54 32 maintenant",
      en: "change the phone of Karim Benali, it is 06 98 76 54 32 now",
      input: { contact: "Karim Benali", phone: "06 98 76 54 32" },
    },
    {
      fr: "Sophie Laurent habite désormais à Bordeaux, mets à jour sa fiche",
      en: "Sophie Laurent now lives in Bordeaux, update her contact",
      input: { contact: "Sophie Laurent", city: "Bordeaux" },
    },
    {
      fr: "corrige l’adresse mail de Hugo Petit : hugo@sonorisation.fr",
      en: "correct the e-mail of Hugo Petit: hugo@sonorisation.fr",
      input: { contact: "Hugo Petit", email: "hugo@sonorisation.fr" },
    },
    {
      fr: "Inès Moreau est passée en média",
      en: "make Inès Moreau a media contact",
      input: { contact: "Inès Moreau", kind: "media" },
    },
    {
      fr: "renomme le contact Paul Durand en Paul Durand-Leroy",
      en: "rename contact Paul Durand to Paul Durand-Leroy",
      input: { contact: "Paul Durand", new_name: "Paul Durand-Leroy" },
    },
    {
      fr: "modifie la fiche de Nina Roux : nouveau numéro 0472001122",
      en: "edit Nina Roux: new number 0472001122",
      input: { contact: "Nina Roux", phone: "0472001122" },
    },
    {
      fr: "ajoute le portable de Nina Roux : 07 11 22 33 44",
      en: "add the mobile of Nina Roux: 07 11 22 33 44",
      input: { contact: "Nina Roux", phone: "07 11 22 33 44" },
    },
    {
      fr: "tel Hugo Petit 0655443322",
      en: "phone Hugo Petit 0655443322",
      input: { contact: "Hugo Petit", phone: "0655443322" },
    },
    {
      fr: "efface le téléphone de Marie Dupont, il ne marche plus",
      en: "erase the phone of Marie Dupont, it no longer works",
      input: { contact: "Marie Dupont", clear: ["phone"] },
    },
    {
      fr: "corrige la fiche de Karim Benali : efface le mail et le poste",
      en: "correct the contact of Karim Benali: erase the e-mail and the job",
      input: { contact: "Karim Benali", clear: ["email", "job_title"] },
    },
  ],
  async run(ctx, input) {
    const { contact: text, new_name: renamed, clear, ...fields } = input;
    const contact = await resolveRef(ctx, "contact", text);
    const columns = {
      ...contactColumns(ctx, fields),
      ...emptied(emptiableFields, clear, fields),
    };
    if (renamed === undefined && Object.keys(columns).length === 0) {
      throw new ToolError("invalid_input", {
        fr: `Que faut-il changer pour ${contact.label} ?`,
        en: `What should change for ${contact.label}?`,
      });
    }
    await rejectTwin(ctx, { name: renamed, email: fields.email, phone: fields.phone }, contact.id);
    const split = renamed ? splitName(renamed) : undefined;
    await ctx.tx
      .updateTable("contacts")
      .set({
        ...columns,
        ...(renamed && split
          ? { display_name: renamed, first_name: split.first, last_name: split.last }
          : {}),
      })
      .where("id", "=", contact.id)
      .execute();
    const { contacts } = await readContacts(ctx, sql<boolean>`c.id = ${contact.id}::uuid`, 1);
    return contactRow.parse(contacts[0]);
  },
  summary: (output, say) =>
    say({
      fr: `La fiche de ${output.name} est à jour.`,
      en: `${output.name} is up to date.`,
    }),
  show: contactFacts,
  about: (output) => [{ kind: "contact", id: output.id, label: output.name }],
});
