import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { consentChannels, consentChannelWords, consentStatuses } from "./kinds.ts";
import { contactFacts, contactRow, readContacts } from "./read-contacts.ts";
import { purchases, readPurchases } from "./read-purchases.ts";

const shown = 50;

const more = z.object({
  notes: z.string().nullable(),
  website: z.string().nullable(),
  address: z.string().nullable(),
  /** Where the row comes from: manual, import, order… */
  source: z.string(),
  createdOn: z.string(),
  tours: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.string() })),
  venues: z.array(
    z.object({ id: z.uuid(), name: z.string(), city: z.string().nullable(), role: z.string() }),
  ),
});
type Consent = {
  channel: (typeof consentChannels)[number];
  status: (typeof consentStatuses)[number];
  at: Date;
  on: string;
  source: string;
  proof: string | null;
  holds: boolean;
};

export const getContact = defineTool({
  name: "contacts_get_contact",
  title: { fr: "Fiche d’un contact", en: "A contact" },
  description:
    "One contact in full: coordinates, notes, consents with their proof, purchases, and the dates, tours and venues where the person works.",
  permission: "contacts:read",
  effect: "read",
  untrusted: true,
  input: z.object({ contact: ref("contact") }),
  output: contactRow.extend({
    ...more.shape,
    /** What was said, newest first: the first of a channel holds, the others prove it. */
    consents: z.array(
      z.object({
        channel: z.enum(consentChannels),
        status: z.enum(consentStatuses),
        at: z.string(),
        on: z.string(),
        source: z.string(),
        proof: z.string().nullable(),
        holds: z.boolean(),
      }),
    ),
    performances: z.array(
      z.object({ id: z.uuid(), label: z.string(), day: z.string(), role: z.string() }),
    ),
    purchases,
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
    const { rows } = await sql<z.infer<typeof more>>`
      select c.notes, c.website, c.source, to_char(c.created_at at time zone g.time_zone, 'YYYY-MM-DD') as "createdOn",
        nullif(concat_ws(', ', c.address, nullif(concat_ws(' ', c.postal_code, c.city), '')), '') as address,
        (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'role', w.role)
            order by t.starts_on desc, t.id), '[]')
          from team_members w join tours t on t.id = w.tour_id where w.contact_id = c.id) as tours,
        (select coalesce(jsonb_agg(jsonb_build_object('id', v.id, 'name', v.name, 'city', v.city,
            'role', k.role) order by v.search_name, v.id), '[]')
          from venue_contacts k join venues v on v.id = k.venue_id where k.contact_id = c.id) as venues
      from contacts c join organizations g on g.id = c.organization_id
      where c.id = ${found.id}::uuid`.execute(ctx.tx);
    const { rows: consents } = await sql<Consent>`
      select s.channel, s.status, s.at, s.source, s.proof::text as proof,
        to_char(s.at at time zone g.time_zone, 'YYYY-MM-DD') as "on",
        row_number() over (partition by s.channel order by s.at desc, s.id) = 1 as holds
      from consents s join organizations g on g.id = s.organization_id
      where s.contact_id = ${found.id}::uuid order by s.at desc, s.id limit ${shown}`.execute(
      ctx.tx,
    );
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
      ...more.parse(rows[0]),
      consents: consents.map((row) => ({ ...row, at: new Date(row.at).toISOString() })),
      performances,
      purchases: await readPurchases(ctx, found.id),
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
        ...output.consents
          .filter(({ holds }) => holds)
          .map((consent) => ({
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
