import { z } from "zod";
import { count, email, name, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readOrderFacts } from "./buyer-orders.ts";
import { changedTicket, pickTicket, transferTicket as give } from "./change-tickets.ts";

export const transferTicket = defineTool({
  name: "ticketing_transfer_ticket",
  title: { fr: "Transmettre un billet", en: "Pass a ticket on" },
  description:
    "Gives a ticket of an order to another person, who gets it by mail with a new code; the old code dies and the former holder is told.",
  permission: "ticketing:write",
  effect: "write",
  outbound: true,
  input: z.object({
    order: ref("order"),
    ticket_number: count(1, 10_000_000).describe("needed when the order has several").optional(),
    name: name(),
    email: email(),
  }),
  output: changedTicket,
  examples: [
    {
      fr: "donne le billet 12 de Lea Martin à Marc Petit, marc@exemple.fr",
      en: "give ticket 12 of Lea Martin to Marc Petit, marc@example.com",
      input: {
        order: "Lea Martin",
        ticket_number: 12,
        name: "Marc Petit",
        email: "marc@exemple.fr",
      },
    },
    {
      fr: "transmets la place de la commande K7PQ2MXA à Inès Moreau, ines@exemple.fr",
      en: "pass the place of order K7PQ2MXA on to Inès Moreau, ines@example.com",
      input: { order: "K7PQ2MXA", name: "Inès Moreau", email: "ines@exemple.fr" },
    },
    {
      fr: "Dupont ne vient plus, son billet 31 va à Zoé Blanc zoe@exemple.fr",
      en: "Dupont is not coming, ticket 31 goes to Zoé Blanc zoe@example.com",
      input: { order: "Dupont", ticket_number: 31, name: "Zoé Blanc", email: "zoe@exemple.fr" },
    },
    {
      fr: "le billet de Paul Durand est maintenant à Nina Roux, nina@exemple.fr",
      en: "Paul Durand's ticket is now Nina Roux's, nina@example.com",
      input: { order: "Paul Durand", name: "Nina Roux", email: "nina@exemple.fr" },
    },
    {
      fr: "passe le billet 7 de Marc Petit à Hugo Lefèvre, hugo@exemple.fr",
      en: "hand ticket 7 of Marc Petit to Hugo Lefèvre, hugo@example.com",
      input: {
        order: "Marc Petit",
        ticket_number: 7,
        name: "Hugo Lefèvre",
        email: "hugo@exemple.fr",
      },
    },
    {
      fr: "il me rappelle pour ça, bref : commande 7HTR3WQA, billet 4 pour Sam Leroy sam@exemple.fr",
      en: "he called again about it, anyway: order 7HTR3WQA, ticket 4 for Sam Leroy sam@example.com",
      input: { order: "7HTR3WQA", ticket_number: 4, name: "Sam Leroy", email: "sam@exemple.fr" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "order", input.order);
    const order = await readOrderFacts(ctx, id);
    const { ticket_number: number } = input;
    const ticket = pickTicket(order.tickets, number === undefined ? {} : { number });
    return give(ctx, { order, ticket, by: null }, { name: input.name, email: input.email });
  },
  summary: (output, say) =>
    say({
      fr: `Billet n° ${output.ticket} transmis à ${output.holder ?? ""}, ${output.email ?? ""} : l’ancien code est refusé à l’entrée.`,
      en: `Ticket no. ${output.ticket} passed on to ${output.holder ?? ""}, ${output.email ?? ""}: the old code is refused at the door.`,
    }),
  about: (output) => [{ kind: "order", id: output.orderId, label: output.order }],
});
