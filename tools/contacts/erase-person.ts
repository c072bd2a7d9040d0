import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

type Answer = { code: string; orders?: number; tickets?: number; guests?: number };

export const erasePerson = defineTool({
  name: "contacts_erase_person",
  title: { fr: "Effacer une personne", en: "Erase a person" },
  description:
    "Answers a request for erasure: the person's name and addresses are gone for good, from contacts to history. Amounts and ticket numbers stay, as the law asks.",
  permission: "contacts:write",
  effect: "irreversible",
  input: z.object({ contact: ref("contact") }),
  output: z.object({ contactId: z.uuid(), orders: z.int(), tickets: z.int(), guests: z.int() }),
  examples: [
    {
      fr: "efface toutes les données de Marie Dupont",
      en: "erase all the data of Marie Dupont",
      input: { contact: "Marie Dupont" },
    },
    {
      fr: "Karim Benali demande l’effacement de ses données personnelles",
      en: "Karim Benali asks for his personal data to be erased",
      input: { contact: "Karim Benali" },
    },
    {
      fr: "droit à l’oubli pour Sophie Laurent",
      en: "right to be forgotten for Sophie Laurent",
      input: { contact: "Sophie Laurent" },
    },
    {
      fr: "anonymise Hugo Petit",
      en: "anonymise Hugo Petit",
      input: { contact: "Hugo Petit" },
    },
    {
      fr: "RGPD : supprime tout ce qu’on a sur Inès Moreau",
      en: "GDPR: delete everything we hold on Inès Moreau",
      input: { contact: "Inès Moreau" },
    },
    {
      fr: "Nina Roux veut disparaître de nos fichiers",
      en: "Nina Roux wants to vanish from our files",
      input: { contact: "Nina Roux" },
    },
  ],
  async preview(ctx, input) {
    const contact = await resolveRef(ctx, "contact", input.contact);
    const { rows } = await sql<{ email: string | null; orders: number; tickets: number }>`
      select c.email, count(distinct o.id)::int as orders, count(k.id)::int as tickets
      from contacts c
      left join orders o on o.contact_id = c.id or lower(o.buyer_email) = lower(c.email)
      left join tickets k on k.order_id = o.id
      where c.id = ${contact.id} group by c.id, c.email`.execute(ctx.tx);
    const row = rows[0];
    return {
      title: { fr: `Effacer ${contact.label}`, en: `Erase ${contact.label}` },
      lines: [
        { label: { fr: "E-mail", en: "E-mail" }, value: row?.email ?? "–" },
        {
          label: { fr: "Commandes rendues anonymes", en: "Orders made anonymous" },
          value: String(row?.orders ?? 0),
        },
        {
          label: { fr: "Billets rendus anonymes", en: "Tickets made anonymous" },
          value: String(row?.tickets ?? 0),
        },
      ],
      warnings: [
        {
          fr: "Personne ne pourra retrouver ces données. Les montants et les numéros de billet restent, pour la comptabilité et la billetterie.",
          en: "Nobody will be able to get these data back. Amounts and ticket numbers stay, for the accounts and the box office.",
        },
      ],
    };
  },
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "contact", input.contact);
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.erase_person(${id}, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code === "upcoming") {
      throw new ToolError(
        "conflict",
        {
          fr: "Cette personne a encore des billets pour une date à venir : remboursez-les, ou effacez-la après la date.",
          en: "This person still has tickets for a date to come: refund them, or erase the person after the date.",
        },
        { field: "contact", reason: "upcoming" },
      );
    }
    if (answer?.code === "erased") {
      throw new ToolError("conflict", {
        fr: "Cette personne est déjà effacée.",
        en: "This person is erased already.",
      });
    }
    if (answer?.code !== "ok") throw new Error(`erase_person: ${answer?.code}`);
    const { orders = 0, tickets = 0, guests = 0 } = answer;
    await sql`select koncert.record_audit('person_erased', 'contacts', ${id}::uuid)`.execute(
      ctx.tx,
    );
    return { contactId: id, orders, tickets, guests };
  },
  summary: ({ orders, tickets }, say) =>
    say({
      fr: `Personne effacée. Rendus anonymes : ${orders} commandes, ${tickets} billets.`,
      en: `Person erased. Made anonymous: ${orders} orders, ${tickets} tickets.`,
    }),
});
