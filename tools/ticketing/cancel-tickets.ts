import { sql } from "kysely";
import { z } from "zod";
import { count, flag, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { meantTickets, ticketLines } from "./meant-tickets.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

const input = z.object({
  order: ref("order"),
  tickets: z.array(count(1)).min(1).max(500).describe("ticket numbers; all when absent").optional(),
  keep_blocked: flag().describe("the places do not go back on sale").optional(),
  reason: words(300).optional(),
});

export const cancelTickets = defineTool({
  name: "ticketing_cancel_tickets",
  title: { fr: "Annuler des billets sans rembourser", en: "Cancel tickets without a refund" },
  description:
    "Ends tickets of an order and gives no money back: numbers stay, codes open no door. Money back: ticketing_refund_order. Needs a person's approval.",
  permission: "ticketing:write",
  effect: "irreversible",
  input,
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    buyer: z.string().nullable(),
    tickets: z.array(z.int()),
    blocked: z.boolean(),
  }),
  examples: [
    {
      fr: "annule le billet 7 de Marc Petit sans le rembourser",
      en: "cancel ticket 7 of Marc Petit without refunding it",
      input: { order: "Marc Petit", tickets: [7] },
    },
    {
      fr: "annule les billets de la commande K7PQ2MXA, pas de remboursement",
      en: "cancel the tickets of order K7PQ2MXA, no refund",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "invalide les billets 3 et 4 de Lea Martin, fraude",
      en: "void tickets 3 and 4 of Lea Martin, fraud",
      input: { order: "Lea Martin", tickets: [3, 4], reason: "fraude" },
    },
    {
      fr: "désactive le billet de Paul Durand et garde sa place bloquée",
      en: "disable Paul Durand's ticket and keep the place blocked",
      input: { order: "Paul Durand", keep_blocked: true },
    },
    {
      fr: "la commande de Sam Leroy ne doit plus ouvrir la porte mais on ne rend rien",
      en: "Sam Leroy's order must open no door any more but nothing is given back",
      input: { order: "Sam Leroy" },
    },
    {
      fr: "supprime le billet 21 de Nina Roux, elle l’a eu en double",
      en: "drop ticket 21 of Nina Roux, she got it twice",
      input: { order: "Nina Roux", tickets: [21], reason: "en double" },
    },
    {
      fr: "annule le billet 9 de Nina Roux sans rembourser",
      en: "cancel ticket 9 of Nina Roux without a refund",
      input: { order: "Nina Roux", tickets: [9] },
    },
    {
      fr: "invalide la commande de Sam Leroy sans rien rendre",
      en: "void Sam Leroy's order without giving anything back",
      input: { order: "Sam Leroy" },
    },
    {
      fr: "désactive les billets d’Hugo Petit, pas de remboursement",
      en: "disable Hugo Petit's tickets, no refund",
      input: { order: "Hugo Petit" },
    },
    {
      fr: "le billet 14 de Marc Petit est un doublon, annule-le sans rembourser",
      en: "ticket 14 of Marc Petit is a duplicate, void it without a refund",
      input: { order: "Marc Petit", tickets: [14] },
    },
    {
      fr: "annule les billets de Lea Martin sans remboursement",
      en: "cancel Lea Martin's tickets without a refund",
      input: { order: "Lea Martin" },
    },
    {
      fr: "invalide le billet 6 de Sam Leroy, c’est une fraude",
      en: "void ticket 6 of Sam Leroy, it is fraud",
      input: { order: "Sam Leroy", tickets: [6], reason: "fraude" },
    },
    {
      fr: "les billets de Zoé Blanc ne doivent plus ouvrir la porte, on ne rembourse rien",
      en: "Zoé Blanc's tickets must open no door any more, we refund nothing",
      input: { order: "Zoé Blanc" },
    },
    {
      fr: "désactive le billet 17 d’Hugo Petit et garde la place bloquée",
      en: "disable ticket 17 of Hugo Petit and keep the place blocked",
      input: { order: "Hugo Petit", tickets: [17], keep_blocked: true },
    },
    {
      fr: "le billet 22 d’Inès Moreau est en double, invalide-le",
      en: "ticket 22 of Inès Moreau is a duplicate, void it",
      input: { order: "Inès Moreau", tickets: [22], reason: "en double" },
    },
    {
      fr: "annule la commande de Paul Durand sans rien rendre, chèque impayé",
      en: "cancel Paul Durand's order without giving anything back, bounced cheque",
      input: { order: "Paul Durand", reason: "chèque impayé" },
    },
    {
      fr: "désactive les billets de Nina Roux sans remboursement",
      en: "disable Nina Roux's tickets without a refund",
      input: { order: "Nina Roux" },
    },
  ],
  async preview(ctx, given) {
    const { order, tickets } = await valid(ctx, given);
    const paid = tickets.reduce((sum, ticket) => sum + ticket.priceCents, 0);
    return {
      title: {
        fr: `Annuler ${tickets.length > 1 ? `${tickets.length} billets` : "un billet"} sans rembourser`,
        en: `Cancel ${tickets.length > 1 ? `${tickets.length} tickets` : "a ticket"} without a refund`,
      },
      lines: [
        { label: { fr: "Commande", en: "Order" }, value: order.number },
        {
          label: { fr: "Acheteur", en: "Buyer" },
          value: [order.buyer, order.email].filter(Boolean).join(" · "),
        },
        { label: { fr: "Date", en: "Date" }, value: `${order.artist} · ${order.performance}` },
        { label: { fr: "Billets", en: "Tickets" }, value: ticketLines(tickets) },
        {
          label: { fr: "Somme gardée", en: "Amount kept" },
          value: {
            fr: ctx.sayIn("fr").money(paid, order.currency),
            en: ctx.sayIn("en").money(paid, order.currency),
          },
        },
      ],
      warnings: [
        {
          fr: "Rien n’est rendu à l’acheteur. Les billets gardent leur numéro et n’ouvrent plus la porte.",
          en: "Nothing is given back to the buyer. The tickets keep their numbers and open no door.",
        },
        given.keep_blocked
          ? { fr: "Les places restent hors vente.", en: "The places stay off sale." }
          : { fr: "Les places reviennent à la vente.", en: "The places go back on sale." },
      ],
    };
  },
  async run(ctx, given) {
    const { order, tickets } = await valid(ctx, given);
    const ids = given.tickets ? JSON.stringify(tickets.map(({ id }) => id)) : null;
    const { rows } = await sql<{ answer: AfterSaleAnswer & { numbers: number[] } }>`
      select koncert.cancel_tickets(${order.id}::uuid, ${ids}::jsonb, ${given.keep_blocked ?? false},
        ${given.reason ?? null}, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok") throw refuseAfterSale(answer);
    return {
      orderId: order.id,
      number: order.number,
      buyer: order.buyer,
      tickets: answer.numbers,
      blocked: given.keep_blocked ?? false,
    };
  },
  summary: (output, say) => {
    const tickets = say.count(output.tickets.length, {
      fr: { one: "billet annulé", other: "billets annulés" },
      en: { one: "ticket cancelled", other: "tickets cancelled" },
    });
    return say({
      fr: `${tickets} sans remboursement (commande ${output.number}) : n° ${output.tickets.join(", ")}.`,
      en: `${tickets} without a refund (order ${output.number}): no. ${output.tickets.join(", ")}.`,
    });
  },
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});

async function valid(ctx: ToolContext, given: z.output<typeof input>) {
  const meant = await meantTickets(ctx, given.order, given.tickets);
  if (meant.tickets.length === 0) throw refuseAfterSale({ code: "no_ticket" });
  return meant;
}
