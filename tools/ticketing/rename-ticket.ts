import { z } from "zod";
import { count, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readOrderFacts } from "./buyer-orders.ts";
import { changedTicket, pickTicket, renameTicket as writeName } from "./change-tickets.ts";

export const renameTicket = defineTool({
  name: "ticketing_rename_ticket",
  title: { fr: "Changer le nom d’un billet", en: "Change the name on a ticket" },
  description:
    "Writes another holder's name on a ticket of an order; the code stays and nothing is sent. To hand it to someone else, transfer it.",
  permission: "ticketing:write",
  effect: "write",
  input: z.object({
    order: ref("order"),
    ticket_number: count(1, 10_000_000).describe("needed when the order has several").optional(),
    name: name(),
  }),
  output: changedTicket,
  examples: [
    {
      fr: "le billet 12 de Lea Martin passe au nom de Marc Petit",
      en: "ticket 12 of Lea Martin goes into the name of Marc Petit",
      input: { order: "Lea Martin", ticket_number: 12, name: "Marc Petit" },
    },
    {
      fr: "change le nom sur le billet de la commande K7PQ2MXA : Inès Moreau",
      en: "change the name on the ticket of order K7PQ2MXA: Inès Moreau",
      input: { order: "K7PQ2MXA", name: "Inès Moreau" },
    },
    {
      fr: "mets le billet n° 31 de Dupont au nom de Zoé Blanc",
      en: "put ticket no. 31 of Dupont in the name of Zoé Blanc",
      input: { order: "Dupont", ticket_number: 31, name: "Zoé Blanc" },
    },
    {
      fr: "billet de Paul Durand, c’est Nina Roux qui viendra",
      en: "Paul Durand's ticket, Nina Roux will come instead",
      input: { order: "Paul Durand", name: "Nina Roux" },
    },
    {
      fr: "faute dans le nom du billet 7 de Marc Petit, écris Hugo Lefèvre",
      en: "typo in the name of ticket 7 of Marc Petit, write Hugo Lefèvre",
      input: { order: "Marc Petit", ticket_number: 7, name: "Hugo Lefèvre" },
    },
    {
      fr: "pfff encore un nom faux, commande 7HTR3WQA billet 4 : Sam Leroy",
      en: "ugh another wrong name, order 7HTR3WQA ticket 4: Sam Leroy",
      input: { order: "7HTR3WQA", ticket_number: 4, name: "Sam Leroy" },
    },
    {
      fr: "corrige le nom sur le billet 9 de Nina Roux : Zoé Blanc",
      en: "correct the name on ticket 9 of Nina Roux: Zoé Blanc",
      input: { order: "Nina Roux", ticket_number: 9, name: "Zoé Blanc" },
    },
    {
      fr: "le nom est faux sur le billet 4 de Sam Leroy, écris Paul Durand",
      en: "the name is wrong on ticket 4 of Sam Leroy, write Paul Durand",
      input: { order: "Sam Leroy", ticket_number: 4, name: "Paul Durand" },
    },
    {
      fr: "mets le billet d’Hugo Petit au nom d’Inès Moreau",
      en: "put Hugo Petit's ticket in the name of Inès Moreau",
      input: { order: "Hugo Petit", name: "Inès Moreau" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "order", input.order);
    const order = await readOrderFacts(ctx, id);
    const { ticket_number: number } = input;
    const ticket = pickTicket(order.tickets, number === undefined ? {} : { number });
    return writeName(ctx, { order, ticket, by: null }, input.name);
  },
  summary: (output, say) =>
    say({
      fr: `Billet n° ${output.ticket} au nom de ${output.holder ?? ""} (commande ${output.order}).`,
      en: `Ticket no. ${output.ticket} in the name of ${output.holder ?? ""} (order ${output.order}).`,
    }),
  about: (output) => [{ kind: "order", id: output.orderId, label: output.order }],
});
