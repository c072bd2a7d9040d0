import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openLink, readBuyerOrder } from "./buyer-orders.ts";
import { buyerOrder } from "./sale-facts.ts";

/** What the examples of a buyer's tools give as the secret of an order. */
export const exampleToken = "ewVaUi9-TVyaOQ1rSh88EQAAAAAAAAAAAAAAAAAAAAA";

export const getOrder = defineTool({
  name: "ticketing_get_order",
  title: { fr: "Ma commande", en: "My order" },
  description:
    "A buyer's order by the token of its link, or one ticket by its own: state, items, tickets with their codes, amounts, refunds, what may be changed.",
  permission: "sale:buy",
  effect: "read",
  input: z.object({ order: words(60).describe("token of the order") }),
  output: buyerOrder,
  examples: [
    { fr: "ma commande", en: "my order", input: { order: exampleToken } },
    { fr: "mes billets", en: "my tickets", input: { order: exampleToken } },
    { fr: "où sont mes places ?", en: "where are my seats?", input: { order: exampleToken } },
    {
      fr: "le QR code de mon billet",
      en: "the QR code of my ticket",
      input: { order: exampleToken },
    },
    { fr: "ai-je été remboursé ?", en: "was I refunded?", input: { order: exampleToken } },
    {
      fr: "combien de temps me reste-t-il pour payer ?",
      en: "how long do I have left to pay?",
      input: { order: exampleToken },
    },
  ],
  async run(ctx, input) {
    const { orderId, ticketId } = await openLink(ctx, input.order);
    return readBuyerOrder(ctx, orderId, ticketId);
  },
  summary: (output, say) => {
    const tickets = say.count(output.tickets.length, {
      fr: { one: "billet", other: "billets" },
      en: { one: "ticket", other: "tickets" },
    });
    return say({
      fr: `Commande ${output.number} : ${tickets}, ${say.money(output.totalCents, output.currency)}.`,
      en: `Order ${output.number}: ${tickets}, ${say.money(output.totalCents, output.currency)}.`,
    });
  },
});
