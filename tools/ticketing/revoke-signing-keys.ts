import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { codeTickets, readOrderFacts } from "./buyer-orders.ts";
import { ticketLetter, ticketsLetter } from "./order-letter.ts";
import { countKeys, revokeKeys } from "./signing-keys.ts";

export const revokeSigningKeys = defineTool({
  name: "ticketing_revoke_signing_keys",
  title: { fr: "Révoquer les anciennes clés", en: "Revoke the former keys" },
  description:
    "Makes every code signed by a retired key worthless and mails the tickets of coming dates again, signed by the key in use.",
  permission: "organization:manage",
  effect: "irreversible",
  outbound: true,
  input: z.object({}),
  output: z.object({ keys: z.int(), tickets: z.int(), letters: z.int() }),
  examples: [
    {
      fr: "révoque les anciennes clés des billets",
      en: "revoke the former ticket keys",
      input: {},
    },
    {
      fr: "la clé a fuité : plus aucun ancien code ne doit passer",
      en: "the key leaked: no old code may pass any more",
      input: {},
    },
    {
      fr: "annule les codes signés avec l’ancienne clé",
      en: "void the codes signed with the old key",
      input: {},
    },
    {
      fr: "renvoie tous les billets avec la nouvelle clé et bloque les anciens",
      en: "send all tickets again with the new key and block the old ones",
      input: {},
    },
    {
      fr: "on s’est fait voler la clé, coupe tout ce qui est ancien",
      en: "our key was stolen, cut off everything old",
      input: {},
    },
    {
      fr: "les vieux QR codes ne doivent plus ouvrir la porte",
      en: "old QR codes must no longer open the door",
      input: {},
    },
    {
      fr: "révoque les anciennes clés de signature",
      en: "revoke the old signing keys",
      input: {},
    },
    {
      fr: "bloque tous les anciens codes, la clé a été volée",
      en: "block all old codes, the key was stolen",
      input: {},
    },
    {
      fr: "les anciens QR codes ne doivent plus passer à la porte",
      en: "the old QR codes must no longer pass the door",
      input: {},
    },
    {
      fr: "la clé a été volée, révoque l’ancienne et renvoie les billets",
      en: "the key was stolen, revoke the old one and send the tickets again",
      input: {},
    },
    {
      fr: "bloque les anciens billets et renvoie-les tous avec une nouvelle clé",
      en: "block the old tickets and send them all again with a new key",
      input: {},
    },
    {
      fr: "la clé de signature a fuité, coupe les anciens codes",
      en: "the signing key leaked, cut off the old codes",
      input: {},
    },
    {
      fr: "les anciens QR codes sont volés, bloque-les tous et change la clé",
      en: "the old QR codes are stolen, block them all and change the key",
      input: {},
    },
  ],
  async preview(ctx) {
    const { keys, orders } = await consequences(ctx);
    return {
      title: {
        fr: "Révoquer les anciennes clés des billets",
        en: "Revoke the former ticket keys",
      },
      lines: [
        { label: { fr: "Clés révoquées", en: "Keys revoked" }, value: String(keys) },
        {
          label: {
            fr: "Billets de dates à venir signés par elles",
            en: "Tickets of coming dates that they signed",
          },
          value: String(orders.reduce((sum, order) => sum + order.tickets, 0)),
        },
        {
          label: { fr: "Commandes renvoyées par e-mail", en: "Orders mailed again" },
          value: String(orders.filter(({ has_address: has }) => has).length),
        },
      ],
      warnings: [
        {
          fr: "Les billets déjà imprimés ou enregistrés seront refusés à l’entrée : chaque acheteur devra ouvrir le nouvel e-mail.",
          en: "Tickets already printed or saved will be refused at the door: each buyer must open the new e-mail.",
        },
      ],
    };
  },
  async run(ctx) {
    const { orders } = await consequences(ctx);
    const keys = await revokeKeys(ctx);
    const letters = [];
    for (const { id } of orders) {
      const order = await readOrderFacts(ctx, id);
      const own = await codeTickets(ctx, order);
      const { email } = order.buyer;
      if (email && own.length > 0) letters.push(ticketsLetter(ctx, order, email, own));
      for (const ticket of order.tickets) {
        if (ticket.transferredAt === null || !ticket.holderEmail) continue;
        if (ticket.status !== "issued" || ticket.checkedIn) continue;
        const reader = { to: ticket.holderEmail, name: ticket.holder, given: false };
        letters.push(ticketLetter(ctx, order, ticket, reader));
      }
    }
    if (letters.length > 0) {
      await ctx.tx
        .insertInto("outbox")
        .values(letters.map(({ name, data }) => ({ name, data: JSON.stringify(data) })))
        .execute();
    }
    const tickets = orders.reduce((sum, order) => sum + order.tickets, 0);
    return { keys, tickets, letters: letters.length };
  },
  summary: (output, say) =>
    say({
      fr: `Anciennes clés révoquées : ${output.keys}. Billets à refaire : ${output.tickets}, e-mails envoyés : ${output.letters}.`,
      en: `Former keys revoked: ${output.keys}. Tickets to be shown anew: ${output.tickets}, mails sent: ${output.letters}.`,
    }),
});

/** What a revocation touches: valid tickets of coming dates, issued before the key in use was made. */
async function consequences(ctx: ToolContext) {
  const { retired, since } = await countKeys(ctx);
  if (retired === 0) {
    throw new ToolError("conflict", {
      fr: "Aucune ancienne clé à révoquer. Changez d’abord la clé des billets.",
      en: "There is no former key to revoke. Change the ticket key first.",
    });
  }
  const { rows } = await sql<{ id: string; tickets: number; has_address: boolean }>`
    select o.id, count(*)::int as tickets, o.buyer_email is not null as has_address
      from orders o join tickets t on t.order_id = o.id join performances p on p.id = o.performance_id
     where t.status = 'issued' and o.status in ('paid', 'partially_refunded') and p.status <> 'cancelled'
       and p.day >= ${ctx.now}::timestamptz::date - 1 and t.created_at <= ${since}::timestamptz
     group by o.id, o.organization_id order by o.id`.execute(ctx.tx);
  return { keys: retired, orders: rows };
}
