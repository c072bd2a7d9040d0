import { z } from "zod";
import { choice, count, name, place, words } from "../core/fields.ts";
import { listing } from "../core/listing.ts";
import { defineTool } from "../core/tool.ts";
import { consentStatuses, contactKinds } from "./kinds.ts";
import { listedContact, readContactPage, sorts } from "./read-contact-page.ts";
import { contactsTable } from "./read-contacts.ts";

export const findContacts = defineTool({
  name: "contacts_find_contacts",
  title: { fr: "Chercher des contacts", en: "Find contacts" },
  description:
    "The address book by words (name, company, trade, e-mail, phone), kind, tag, town, company or consent; everything without filter.",
  permission: "contacts:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    words: words(200).optional(),
    kind: choice("contact_kind", contactKinds).optional(),
    tag: name().describe("one tag").optional(),
    city: place().optional(),
    company: z.string().trim().min(1).max(200).optional().describe("the structure they work for"),
    consent: z.enum(consentStatuses).optional().describe("what they last said of our e-mails"),
    ...listing(sorts),
    limit: count(1, 1_000).default(50),
  }),
  output: z.object({ total: z.int(), contacts: z.array(listedContact) }),
  examples: [
    { fr: "liste des contacts", en: "list the contacts", input: {} },
    {
      fr: "montre les contacts presse à Lyon",
      en: "show media contacts in Lyon",
      input: { kind: "media", city: "Lyon" },
    },
    {
      fr: "qui est-ce qu’on connaît à Marseille ?",
      en: "who do we know in Marseille?",
      input: { city: "Marseille" },
    },
    {
      fr: "cherche les contacts avec l’étiquette vip",
      en: "find contacts with the tag vip",
      input: { tag: "vip" },
    },
    {
      fr: "tous nos partenaires",
      en: "all our partners",
      input: { kind: "partner" },
    },
    {
      fr: "trouve les contacts du Transbordeur",
      en: "find the contacts at Le Transbordeur",
      input: { words: "Transbordeur" },
    },
    {
      fr: "combien de fans dans la base à Toulouse ?",
      en: "how many fans in the base in Toulouse?",
      input: { kind: "fan", city: "Toulouse" },
    },
    {
      fr: "carnet d’adresses des pros",
      en: "address book of professionals",
      input: { kind: "pro" },
    },
    {
      fr: "on a qui à Dijon dans nos contacts",
      en: "who do we have in Dijon in our contacts",
      input: { city: "Dijon" },
    },
    {
      fr: "tu connais du monde à Metz ?",
      en: "do we know anyone in Metz?",
      input: { city: "Metz" },
    },
  ],
  async run(ctx, { search, sort, descending, limit, offset, ...filter }) {
    return readContactPage(
      ctx,
      { ...filter, words: filter.words ?? search },
      { sort, descending, limit, offset },
    );
  },
  summary: (output, say) => {
    const [first] = output.contacts;
    if (!first) return say({ fr: "Aucun contact ne correspond.", en: "No contact matches." });
    if (output.total === 1) {
      const more = [first.jobTitle, first.company, first.email, first.phone]
        .filter((part) => part !== null)
        .join(", ");
      return `${first.name}${more ? `${say({ fr: " : ", en: ": " })}${more}` : ""}.`;
    }
    const counted = say.count(output.total, {
      fr: { one: "contact", other: "contacts" },
      en: { one: "contact", other: "contacts" },
    });
    const rest = output.total - output.contacts.length;
    if (rest === 0) return `${counted}.`;
    return say({
      fr: `${counted} ; voici les ${say.number(output.contacts.length)} premiers.`,
      en: `${counted}; here are the first ${say.number(output.contacts.length)}.`,
    });
  },
  show: (output, say) => contactsTable(output.contacts, output.total, say),
  about: (output) =>
    output.contacts.map(({ id, name: label }) => ({ kind: "contact" as const, id, label })),
});
