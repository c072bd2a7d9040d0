import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { Card } from "../core/card.ts";
import type { Say } from "../core/text.ts";
import type { ToolContext } from "../core/tool.ts";
import { contactKindWords, contactKinds } from "./kinds.ts";
import { tidyTags } from "./rules.ts";

export const contactRow = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(contactKinds),
  company: z.string().nullable(),
  jobTitle: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  city: z.string().nullable(),
  country: z.string().nullable(),
  tags: z.array(z.string()),
});
export type ContactRow = z.infer<typeof contactRow>;

/** `phoneKey` of rules.ts, in SQL, of `contacts.phone`. */
export const phoneKeyOfRow = sql<string>`regexp_replace(regexp_replace(regexp_replace(
  replace(phone, '(0)', ''), '[^0-9+]', '', 'g'), '^(\\+|00)33', '0'), '^(\\+|00)', '')`;

export type ContactFilter = {
  words?: string | undefined;
  kind?: string | undefined;
  tag?: string | undefined;
  city?: string | undefined;
  company?: string | undefined;
  /** What the person last said of being written to by e-mail. */
  consent?: string | undefined;
};

/** The condition on `contacts c` that a filter means. Erased people never match. */
export function fits({
  words,
  kind,
  tag,
  city,
  company,
  consent,
}: ContactFilter): RawBuilder<boolean> {
  const conditions = [sql<boolean>`c.erased_at is null`];
  if (words) {
    conditions.push(
      sql<boolean>`c.id = any ((select koncert.rows_with(${words}, 'contact'))::uuid[])`,
    );
  }
  if (kind) conditions.push(sql<boolean>`c.kind = ${kind}`);
  if (tag) conditions.push(sql<boolean>`c.tags @> ${tidyTags([tag])}::text[]`);
  if (city)
    conditions.push(sql<boolean>`koncert.normalize(c.city) = (select koncert.normalize(${city}))`);
  if (company)
    conditions.push(
      sql<boolean>`koncert.normalize(c.organization_name) = (select koncert.normalize(${company}))`,
    );
  if (consent)
    conditions.push(sql<boolean>`(select s.status from consents s
      where s.organization_id = c.organization_id and s.contact_id = c.id and s.channel = 'email'
      order by s.at desc limit 1) = ${consent}`);
  return sql<boolean>`${sql.join(conditions, sql` and `)}`;
}

/** Contacts by name, with how many fit in all. */
export async function readContacts(
  ctx: ToolContext,
  where: RawBuilder<boolean>,
  limit: number,
): Promise<{ total: number; contacts: ContactRow[] }> {
  const { rows } = await sql<ContactRow & { total: number }>`
    select c.id, c.display_name as name, c.kind, c.organization_name as company,
      c.job_title as "jobTitle", c.email, c.phone, c.city, c.country, c.tags,
      count(*) over ()::int as total
    from contacts c where ${where} order by c.search_name, c.id limit ${limit}`.execute(ctx.tx);
  return {
    total: rows[0]?.total ?? 0,
    contacts: rows.map(({ total: _total, ...row }) => row),
  };
}

export function contactsTable(contacts: ContactRow[], total: number, say: Say): Card {
  return {
    kind: "table",
    title: say({ fr: "Contacts", en: "Contacts" }),
    columns: [
      { key: "name", label: say({ fr: "Nom", en: "Name" }), type: "text" },
      { key: "kind", label: say({ fr: "Type", en: "Kind" }), type: "text" },
      { key: "company", label: say({ fr: "Structure", en: "Company" }), type: "text" },
      { key: "email", label: say({ fr: "E-mail", en: "E-mail" }), type: "text" },
      { key: "phone", label: say({ fr: "Téléphone", en: "Phone" }), type: "text" },
      { key: "city", label: say({ fr: "Ville", en: "City" }), type: "text" },
    ],
    rows: contacts.map((contact) => ({
      name: contact.name,
      kind: say(contactKindWords[contact.kind]),
      company: contact.company,
      email: contact.email,
      phone: contact.phone,
      city: contact.city,
    })),
    total,
  };
}

export function contactFacts(contact: ContactRow, say: Say): Card {
  const text = (label: { fr: string; en: string }, value: string | null) => ({
    label: say(label),
    value,
    type: "text" as const,
  });
  const facts = [
    text({ fr: "Type", en: "Kind" }, say(contactKindWords[contact.kind])),
    text({ fr: "Structure", en: "Company" }, contact.company),
    text({ fr: "E-mail", en: "E-mail" }, contact.email),
    text({ fr: "Téléphone", en: "Phone" }, contact.phone),
    text({ fr: "Ville", en: "City" }, contact.city),
    text({ fr: "Étiquettes", en: "Tags" }, contact.tags.join(", ") || null),
  ];
  return {
    kind: "facts",
    title: contact.name,
    subtitle: contact.jobTitle,
    link: { kind: "contact", id: contact.id },
    facts: facts.filter((fact) => fact.value !== null),
  };
}
