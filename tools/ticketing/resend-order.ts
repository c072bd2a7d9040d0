import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { email, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { codeTickets, readOrderFacts } from "./buyer-orders.ts";
import { orderLetter } from "./order-letter.ts";

export const resendOrder = defineTool({
  name: "ticketing_resend_order",
  title: { fr: "Renvoyer des billets", en: "Resend tickets" },
  description:
    "Mails an order's tickets again to its buyer, or to a corrected address, which is then kept.",
  permission: "ticketing:write",
  effect: "write",
  outbound: true,
  input: z.object({ order: ref("order"), email: email().optional() }),
  output: z.object({ orderId: z.uuid(), number: z.string(), to: z.string(), tickets: z.int() }),
  examples: [
    {
      fr: "renvoie ses billets à Lea Martin",
      en: "resend Lea Martin her tickets",
      input: { order: "Lea Martin" },
    },
    {
      fr: "Marc Petit n’a rien reçu, renvoie-lui sa commande",
      en: "Marc Petit got nothing, send his order again",
      input: { order: "Marc Petit" },
    },
    {
      fr: "envoie la commande K7PQ2MXA à lea@exemple.fr",
      en: "send order K7PQ2MXA to lea@example.com",
      input: { order: "K7PQ2MXA", email: "lea@exemple.fr" },
    },
    {
      fr: "la bonne adresse de Paul Durand c’est paul@exemple.fr, renvoie les billets",
      en: "Paul Durand's right address is paul@example.com, resend the tickets",
      input: { order: "Paul Durand", email: "paul@exemple.fr" },
    },
    {
      fr: "remets les billets de la commande Dupont par mail",
      en: "mail the tickets of the Dupont order again",
      input: { order: "Dupont" },
    },
    {
      fr: "les billets d’Inès Moreau, tu peux les renvoyer ?",
      en: "can you resend Inès Moreau's tickets?",
      input: { order: "Inès Moreau" },
    },
    {
      fr: "Nadia Ferreira a perdu ses billets, renvoie-les-lui",
      en: "Nadia Ferreira lost her tickets, send them to her again",
      input: { order: "Nadia Ferreira" },
    },
    {
      fr: "un client, Hugo Petit, ne trouve plus son mail avec les places, tu peux le renvoyer ?",
      en: "a customer, Hugo Petit, cannot find the mail with the tickets, can you resend it?",
      input: { order: "Hugo Petit" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "order", input.order);
    const order = await readOrderFacts(ctx, id);
    const to = input.email ?? order.buyer.email;
    const tickets = await codeTickets(ctx, order);
    if (tickets.length === 0) {
      throw new ToolError("conflict", {
        fr: "Cette commande n’a pas de billet valable à renvoyer.",
        en: "This order has no valid ticket to send.",
      });
    }
    if (!to) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Cette commande n’a pas d’adresse e-mail. À quelle adresse l’envoyer ?",
          en: "This order has no e-mail address. Where should it go?",
        },
        { field: "email" },
      );
    }
    if (input.email && input.email !== order.buyer.email) {
      await ctx.tx
        .updateTable("orders")
        .set({ buyer_email: input.email })
        .where("id", "=", id)
        .execute();
    }
    const letter = orderLetter(ctx, order, {
      to,
      buyer: order.buyer.name,
      locale: order.locale ?? ctx.locale,
      test: order.test,
    });
    await ctx.tx
      .insertInto("outbox")
      .values({
        name: "mail/order",
        data: JSON.stringify({
          ...letter,
          number: order.number,
          tickets: tickets.map(({ number, type, holder }) => ({ number, type, holder })),
        }),
      })
      .execute();
    return { orderId: id, number: order.number, to, tickets: tickets.length };
  },
  summary: (output, say) =>
    say({
      fr: `${say.count(output.tickets, { fr: { one: "billet renvoyé", other: "billets renvoyés" }, en: { one: "", other: "" } })} à ${output.to} (commande ${output.number}).`,
      en: `${say.count(output.tickets, { fr: { one: "", other: "" }, en: { one: "ticket", other: "tickets" } })} sent again to ${output.to} (order ${output.number}).`,
    }),
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});
