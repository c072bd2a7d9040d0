import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { consentChannels, consentChannelWords, consentStatuses } from "./kinds.ts";
import { contactFacts, contactRow, readContacts } from "./read-contacts.ts";

const shown = 50;

export const getContact = defineTool({
  name: "contacts_get_contact",
  title: { fr: "Fiche d’un contact", en: "A contact" },
  description:
    "One contact in full: coordinates, notes, consents, and the dates where the person promotes or works.",
  permission: "contacts:read",
  effect: "read",
  untrusted: true,
  input: z.object({ contact: ref("contact") }),
  output: contactRow.extend({
    notes: z.string().nullable(),
    website: z.string().nullable(),
    address: z.string().nullable(),
    consents: z.array(
      z.object({
        channel: z.enum(consentChannels),
        status: z.enum(consentStatuses),
        at: z.string(),
        source: z.string(),
      }),
    ),
    performances: z.array(
      z.object({ id: z.uuid(), label: z.string(), day: z.string(), role: z.string() }),
    ),
  }),
  examples: [
    {
      fr: "montre la fiche de Marie Dupont",
      en: "show the contact Marie Dupont",
      input: { contact: "Marie Dupont" },
    },
    {
      fr: "c’est quoi le numéro de Karim Benali ?",
      en: "what is the number of Karim Benali?",
      input: { contact: "Karim Benali" },
    },
    {
      fr: "mail de Sophie Laurent",
      en: "e-mail of Sophie Laurent",
      input: { contact: "Sophie Laurent" },
    },
    {
      fr: "qui est Hugo Petit ?",
      en: "who is Hugo Petit?",
      input: { contact: "Hugo Petit" },
    },
    {
      fr: "comment joindre Inès Moreau",
      en: "how do I reach Inès Moreau",
      input: { contact: "Inès Moreau" },
    },
    {
      fr: "est-ce que Nina Roux a donné son accord pour les e-mails ?",
      en: "did Nina Roux agree to e-mails?",
      input: { contact: "Nina Roux" },
    },
  ],
  async run(ctx, input) {
    const found = await resolveRef(ctx, "contact", input.contact);
    const { contacts } = await readContacts(ctx, sql<boolean>`c.id = ${found.id}::uuid`, 1);
    const contact = contactRow.parse(contacts[0]);
    const more = await ctx.tx
      .selectFrom("contacts")
      .select([
        "notes",
        "website",
        sql<
          string | null
        >`nullif(concat_ws(', ', address, nullif(concat_ws(' ', postal_code, city), '')), '')`.as(
          "address",
        ),
      ])
      .where("id", "=", found.id)
      .executeTakeFirstOrThrow();
    const { rows: consents } = await sql<{
      channel: (typeof consentChannels)[number];
      status: (typeof consentStatuses)[number];
      at: Date;
      source: string;
    }>`select distinct on (channel) channel, status, at, source from consents
      where contact_id = ${found.id} order by channel, at desc`.execute(ctx.tx);
    const { rows: performances } = await sql<{
      id: string;
      label: string;
      day: string;
      role: string;
    }>`
      select p.id, p.day, concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as label, w.role
      from (
        select id as performance_id, 'promoter' as role from performances where promoter_contact_id = ${found.id}
        union select performance_id, role from team_members where contact_id = ${found.id} and performance_id is not null
      ) w
      join performances p on p.id = w.performance_id
      left join venues v on v.id = p.venue_id
      order by p.day desc limit ${shown}`.execute(ctx.tx);
    return {
      ...contact,
      ...more,
      consents: consents.map((row) => ({ ...row, at: new Date(row.at).toISOString() })),
      performances,
    };
  },
  summary: (output, say) => {
    const parts = [output.jobTitle, output.company, output.email, output.phone, output.city]
      .filter((part) => part !== null)
      .join(", ");
    return `${output.name}${parts ? `${say({ fr: " : ", en: ": " })}${parts}` : ""}.`;
  },
  show: (output, say) => {
    const card = contactFacts(output, say);
    if (card.kind !== "facts") return card;
    return {
      ...card,
      facts: [
        ...card.facts,
        ...output.consents.map((consent) => ({
          label: say({
            fr: `Accord pour ${consentChannelWords[consent.channel].fr}`,
            en: `Consent to ${consentChannelWords[consent.channel].en}`,
          }),
          value:
            consent.status === "granted"
              ? say({ fr: "donné", en: "granted" })
              : say({ fr: "retiré", en: "withdrawn" }),
          type: "text" as const,
        })),
        ...(output.notes
          ? [
              {
                label: say({ fr: "Notes", en: "Notes" }),
                value: output.notes,
                type: "text" as const,
              },
            ]
          : []),
      ],
    };
  },
  about: (output) => [
    { kind: "contact", id: output.id, label: output.name },
    ...output.performances.map(({ id, label }) => ({ kind: "performance" as const, id, label })),
  ],
});
