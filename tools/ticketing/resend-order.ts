import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { email, flag, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { codeTickets, readOrderFacts } from "./buyer-orders.ts";
import { mailTickets, replaceLink } from "./change-tickets.ts";

export const resendOrder = defineTool({
  name: "ticketing_resend_order",
  title: { fr: "Renvoyer des billets", en: "Resend tickets" },
  description:
    "Mails an order's tickets again: to its buyer, to each holder, or to a corrected address. A corrected address, or new_codes after a theft, makes old links and codes worthless.",
  permission: "ticketing:write",
  effect: "write",
  outbound: true,
  input: z.object({
    order: ref("order"),
    email: email().optional(),
    to_holders: flag().describe("each ticket to its holder's own address").optional(),
    new_codes: flag().describe("after a theft or a leak").optional(),
  }),
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    to: z.string(),
    tickets: z.int(),
    /** Whether links and codes given before were made worthless. */
    renewed: z.boolean(),
  }),
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
    {
      fr: "envoie à chacun son billet pour la commande de Zoé Blanc",
      en: "send each holder their ticket for Zoé Blanc's order",
      input: { order: "Zoé Blanc", to_holders: true },
    },
    {
      fr: "on a volé son téléphone à Sam Leroy, refais ses billets avec de nouveaux codes",
      en: "Sam Leroy's phone was stolen, make the tickets again with new codes",
      input: { order: "Sam Leroy", new_codes: true },
    },
    {
      fr: "Nina Roux s’est fait voler son téléphone, renvoie-lui ses billets avec de nouveaux codes",
      en: "Nina Roux's phone was stolen, resend the tickets with new codes",
      input: { order: "Nina Roux", new_codes: true },
    },
    {
      fr: "Paul Durand ne retrouve plus ses places, renvoie-les-lui",
      en: "Paul Durand cannot find his places any more, resend them",
      input: { order: "Paul Durand" },
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
    const answer = { orderId: id, number: order.number, tickets: tickets.length };
    // Whoever has the former address may be a stranger: what was sent there must not open the door.
    const moves =
      order.buyer.email !== null && to.toLowerCase() !== order.buyer.email.toLowerCase();
    if (moves || input.new_codes) {
      await replaceLink(ctx, order, to, null);
      return { ...answer, to, renewed: true };
    }
    if (order.buyer.email === null) {
      await ctx.tx.updateTable("orders").set({ buyer_email: to }).where("id", "=", id).execute();
    }
    const apart = input.to_holders ? tickets.filter(({ holderEmail }) => holderEmail) : [];
    const emails = Object.fromEntries(apart.map((ticket) => [ticket.id, ticket.holderEmail ?? to]));
    const reached = { ...order, buyer: { ...order.buyer, email: to } };
    const sent = await mailTickets(ctx, reached, tickets, emails, null);
    return { ...answer, to: sent.join(", "), renewed: false };
  },
  summary: (output, say) => {
    const sent = say({
      fr: `${say.count(output.tickets, { fr: { one: "billet renvoyé", other: "billets renvoyés" }, en: { one: "", other: "" } })} à ${output.to} (commande ${output.number}).`,
      en: `${say.count(output.tickets, { fr: { one: "", other: "" }, en: { one: "ticket", other: "tickets" } })} sent again to ${output.to} (order ${output.number}).`,
    });
    return output.renewed
      ? `${sent} ${say({ fr: "Les liens et les codes envoyés avant n’ouvrent plus rien.", en: "Links and codes sent before no longer work." })}`
      : sent;
  },
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});
