import { z } from "zod";
import { email, name, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openLink, readLinkedOrder } from "./buyer-orders.ts";
import { byLink, changedTicket, pickTicket, transferTicket } from "./change-tickets.ts";
import { exampleToken } from "./get-order.ts";
import { exampleTicket } from "./rename-my-ticket.ts";

export const transferMyTicket = defineTool({
  name: "ticketing_transfer_my_ticket",
  title: { fr: "Transmettre mon billet", en: "Pass my ticket on" },
  description:
    "Gives a ticket of the buyer's link to another person, who receives it by mail with a new code; the old code no longer opens the door.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    order: words(60).describe("token of the order or ticket"),
    ticket: words(40).describe("id of the ticket").optional(),
    name: name(),
    email: email(),
  }),
  output: changedTicket,
  examples: [
    {
      fr: "donner ce billet à Marc Petit, marc@exemple.fr",
      en: "give this ticket to Marc Petit, marc@example.com",
      input: {
        order: exampleToken,
        ticket: exampleTicket,
        name: "Marc Petit",
        email: "marc@exemple.fr",
      },
    },
    {
      fr: "je ne peux plus venir, envoyer ma place à Inès Moreau, ines@exemple.fr",
      en: "I can't come any more, send my place to Inès Moreau, ines@example.com",
      input: {
        order: exampleToken,
        ticket: exampleTicket,
        name: "Inès Moreau",
        email: "ines@exemple.fr",
      },
    },
    {
      fr: "transmettre à Zoé Blanc, zoe@exemple.fr",
      en: "pass on to Zoé Blanc, zoe@example.com",
      input: {
        order: exampleToken,
        ticket: exampleTicket,
        name: "Zoé Blanc",
        email: "zoe@exemple.fr",
      },
    },
    {
      fr: "mon billet est pour Sam Leroy, sam@exemple.fr",
      en: "my ticket is for Sam Leroy, sam@example.com",
      input: { order: exampleToken, name: "Sam Leroy", email: "sam@exemple.fr" },
    },
    {
      fr: "offrir cette place à Nina Roux, nina@exemple.fr",
      en: "offer this place to Nina Roux, nina@example.com",
      input: {
        order: exampleToken,
        ticket: exampleTicket,
        name: "Nina Roux",
        email: "nina@exemple.fr",
      },
    },
    {
      fr: "c’est Paul Durand qui ira, paul@exemple.fr",
      en: "Paul Durand will go, paul@example.com",
      input: {
        order: exampleToken,
        ticket: exampleTicket,
        name: "Paul Durand",
        email: "paul@exemple.fr",
      },
    },
  ],
  async run(ctx, input) {
    const link = await openLink(ctx, input.order);
    const { order, mine } = await readLinkedOrder(ctx, link);
    const ticket = pickTicket(mine, input.ticket === undefined ? {} : { id: input.ticket });
    const by = byLink(link, ticket);
    return transferTicket(ctx, { order, ticket, by }, { name: input.name, email: input.email });
  },
  summary: (output, say) =>
    say({
      fr: `Billet n° ${output.ticket} transmis à ${output.holder ?? ""}, ${output.email ?? ""}.`,
      en: `Ticket no. ${output.ticket} passed on to ${output.holder ?? ""}, ${output.email ?? ""}.`,
    }),
});
