import { z } from "zod";
import { name, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openLink, readBuyerOrder, readLinkedOrder } from "./buyer-orders.ts";
import { byLink, pickTicket, renameTicket } from "./change-tickets.ts";
import { exampleToken } from "./get-order.ts";
import { buyerOrder } from "./sale-facts.ts";

/** What the examples of a buyer's tools give as the id of a ticket. */
export const exampleTicket = "7b0f5a52-2f7e-4d5c-9a39-0d6b4a1f3c11";

export const renameMyTicket = defineTool({
  name: "ticketing_rename_my_ticket",
  title: { fr: "Nom sur mon billet", en: "Name on my ticket" },
  description:
    "Writes another name on a ticket of the buyer's link, until the organiser's deadline; its code stays the same.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    order: words(60).describe("token of the order or ticket"),
    ticket: words(40).describe("id of the ticket").optional(),
    name: name(),
  }),
  output: buyerOrder,
  examples: [
    {
      fr: "mettre ce billet au nom de Marc Petit",
      en: "put this ticket in the name of Marc Petit",
      input: { order: exampleToken, ticket: exampleTicket, name: "Marc Petit" },
    },
    {
      fr: "changer le nom, c’est Inès Moreau qui vient",
      en: "change the name, Inès Moreau is coming",
      input: { order: exampleToken, ticket: exampleTicket, name: "Inès Moreau" },
    },
    {
      fr: "le nom est mal écrit : Zoé Blanc",
      en: "the name is misspelt: Zoé Blanc",
      input: { order: exampleToken, ticket: exampleTicket, name: "Zoé Blanc" },
    },
    {
      fr: "mon billet au nom de Sam Leroy",
      en: "my ticket in the name of Sam Leroy",
      input: { order: exampleToken, name: "Sam Leroy" },
    },
    {
      fr: "nommer ce billet Nina Roux",
      en: "name this ticket Nina Roux",
      input: { order: exampleToken, ticket: exampleTicket, name: "Nina Roux" },
    },
    {
      fr: "finalement c’est Paul Durand",
      en: "in the end it is Paul Durand",
      input: { order: exampleToken, ticket: exampleTicket, name: "Paul Durand" },
    },
  ],
  async run(ctx, input) {
    const link = await openLink(ctx, input.order);
    const { order, mine } = await readLinkedOrder(ctx, link);
    const ticket = pickTicket(mine, input.ticket === undefined ? {} : { id: input.ticket });
    await renameTicket(ctx, { order, ticket, by: byLink(link, ticket) }, input.name);
    return readBuyerOrder(ctx, link.orderId, link.ticketId);
  },
  summary: (output, say) =>
    say({
      fr: `Le nom est changé (commande ${output.number}).`,
      en: `The name is changed (order ${output.number}).`,
    }),
});
