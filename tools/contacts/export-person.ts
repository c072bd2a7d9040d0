import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const exportPerson = defineTool({
  name: "contacts_export_person",
  title: { fr: "Exporter les données d’une personne", en: "Export a person's data" },
  description:
    "Answers a request for access: all that is held on one contact as one JSON file. For a list of contacts use contacts_export_contacts.",
  permission: "contacts:export",
  effect: "read",
  traced: true,
  untrusted: true,
  input: z.object({ contact: ref("contact") }),
  output: z.object({
    contactId: z.uuid(),
    contact: z.string(),
    fileName: z.string(),
    json: z.string(),
    orders: z.int(),
  }),
  examples: [
    {
      fr: "exporte toutes les données personnelles de Marie Dupont",
      en: "export all the personal data of Marie Dupont",
      input: { contact: "Marie Dupont" },
    },
    {
      fr: "Karim Benali demande l’accès à ses données",
      en: "Karim Benali asks for access to his data",
      input: { contact: "Karim Benali" },
    },
    {
      fr: "RGPD : droit d’accès de Sophie Laurent",
      en: "GDPR: access request of Sophie Laurent",
      input: { contact: "Sophie Laurent" },
    },
    {
      fr: "prépare le fichier de tout ce qu’on sait sur Hugo Petit",
      en: "prepare the file of all we know about Hugo Petit",
      input: { contact: "Hugo Petit" },
    },
    {
      fr: "portabilité des données d’Inès Moreau",
      en: "data portability for Inès Moreau",
      input: { contact: "Inès Moreau" },
    },
    {
      fr: "donne-moi la copie des données de Nina Roux",
      en: "give me the copy of Nina Roux's data",
      input: { contact: "Nina Roux" },
    },
  ],
  async run(ctx, input) {
    const contact = await resolveRef(ctx, "contact", input.contact);
    const { rows } = await sql<{ data: Record<string, unknown> & { orders: unknown[] } }>`
      with person as (select * from contacts where id = ${contact.id}),
      bought as (
        select o.* from orders o, person c
         where o.contact_id = c.id or (c.email is not null and lower(o.buyer_email) = lower(c.email))
      )
      select jsonb_build_object(
        'contact', (select to_jsonb(c) - 'organization_id' - 'search_name' - 'search_text' from person c),
        'consents', (select coalesce(jsonb_agg(to_jsonb(s) - 'organization_id' order by s.at), '[]') from consents s where s.contact_id = ${contact.id}),
        'orders', (select coalesce(jsonb_agg(to_jsonb(b) - array['organization_id', 'search_text', 'client_key', 'search_name'] order by b.created_at), '[]') from bought b),
        'tickets', (select coalesce(jsonb_agg(to_jsonb(k) - array['organization_id', 'nonce'] order by k.created_at), '[]') from tickets k
          where k.order_id in (select id from bought)),
        'entries', (select coalesce(jsonb_agg(jsonb_build_object('ticket', i.ticket_id, 'direction', i.direction, 'result', i.result, 'at', i.at) order by i.at), '[]')
          from check_ins i join tickets k on k.id = i.ticket_id where k.order_id in (select id from bought)),
        'guestLists', (select coalesce(jsonb_agg(to_jsonb(g) - array['organization_id', 'search_name'] order by g.created_at), '[]') from guests g, person c
          where g.contact_id = c.id or (c.email is not null and lower(g.email) = lower(c.email))),
        'campaigns', (select coalesce(jsonb_agg(to_jsonb(r) - 'organization_id' order by r.created_at), '[]') from campaign_recipients r where r.contact_id = ${contact.id}),
        'fanScore', (select to_jsonb(f) - 'organization_id' from fan_scores f where f.contact_id = ${contact.id})
      ) as data`.execute(ctx.tx);
    const data = rows[0]?.data;
    if (!data) throw new Error(`no contact ${contact.id}`);
    return {
      contactId: contact.id,
      contact: contact.label,
      fileName: `donnees-${contact.id.slice(0, 8)}.json`,
      json: JSON.stringify({ exportedAt: ctx.now.toISOString(), ...data }, null, 2),
      orders: data.orders.length,
    };
  },
  summary: ({ contact, orders }, say) =>
    say({
      fr: `Données de ${contact} réunies en un fichier, avec ${say.count(orders, { fr: { one: "commande", other: "commandes" }, en: { one: "", other: "" } })}.`,
      en: `Data of ${contact} gathered in one file, with ${say.count(orders, { fr: { one: "", other: "" }, en: { one: "order", other: "orders" } })}.`,
    }),
  about: ({ contactId, contact }) => [{ kind: "contact", id: contactId, label: contact }],
});
