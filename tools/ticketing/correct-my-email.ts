import { z } from "zod";
import { email, words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { openOrder, readBuyerOrder, readOrderFacts, signTickets } from "./buyer-orders.ts";
import { replaceLink } from "./change-tickets.ts";
import { exampleToken } from "./get-order.ts";
import { refuseSale } from "./refuse-sale.ts";
import { buyerOrder } from "./sale-facts.ts";

export const correctMyEmail = defineTool({
  name: "ticketing_correct_my_email",
  title: { fr: "Corriger mon adresse", en: "Correct my address" },
  description:
    "Sends a buyer's order to a corrected address under a new link; links and codes sent to the former address no longer work.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({ order: words(60).describe("token of the order"), email: email() }),
  output: buyerOrder,
  examples: [
    {
      fr: "mon adresse est lea@exemple.fr",
      en: "my address is lea@example.com",
      input: { order: exampleToken, email: "lea@exemple.fr" },
    },
    {
      fr: "je me suis trompée d’adresse : ines@exemple.fr",
      en: "I gave the wrong address: ines@example.com",
      input: { order: exampleToken, email: "ines@exemple.fr" },
    },
    {
      fr: "corriger l’e-mail : marc@exemple.fr",
      en: "correct the e-mail: marc@example.com",
      input: { order: exampleToken, email: "marc@exemple.fr" },
    },
    {
      fr: "envoyez les billets à paul@exemple.fr à la place",
      en: "send the tickets to paul@example.com instead",
      input: { order: exampleToken, email: "paul@exemple.fr" },
    },
    {
      fr: "il manque une lettre, c’est zoe@exemple.fr",
      en: "a letter is missing, it is zoe@example.com",
      input: { order: exampleToken, email: "zoe@exemple.fr" },
    },
    {
      fr: "changer d’adresse pour nina@exemple.fr",
      en: "change the address to nina@example.com",
      input: { order: exampleToken, email: "nina@exemple.fr" },
    },
  ],
  async run(ctx, input) {
    const id = await openOrder(ctx, input.order);
    const order = await readOrderFacts(ctx, id);
    if ((await signTickets(ctx, order, order.tickets)).length === 0) {
      throw refuseSale({ code: "no_ticket" });
    }
    if (order.buyer.email?.toLowerCase() !== input.email) {
      await replaceLink(ctx, order, input.email, { order_id: id });
    }
    return readBuyerOrder(ctx, id);
  },
  summary: (output, say) =>
    say({
      fr: `Les billets partent à ${output.buyer.email ?? ""}, avec un nouveau lien.`,
      en: `The tickets go to ${output.buyer.email ?? ""}, with a new link.`,
    }),
});
