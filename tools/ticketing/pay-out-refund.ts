import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { type AfterSaleAnswer, refuseAfterSale } from "./refuse-after-sale.ts";

export const payOutRefund = defineTool({
  name: "ticketing_pay_out_refund",
  title: { fr: "Noter un remboursement versé", en: "Record a refund as given" },
  description:
    "Says that refunds of an order which go back by hand (cash, transfer, card terminal) were really given to the buyer.",
  permission: "ticketing:refund",
  effect: "write",
  input: z.object({ order: ref("order") }),
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    buyer: z.string().nullable(),
    amountCents: z.int(),
    currency: z.string(),
  }),
  examples: [
    {
      fr: "le remboursement de Lea Martin a été viré",
      en: "Lea Martin's refund was transferred",
      input: { order: "Lea Martin" },
    },
    {
      fr: "j’ai rendu ses espèces à Marc Petit",
      en: "I gave Marc Petit his cash back",
      input: { order: "Marc Petit" },
    },
    {
      fr: "virement fait pour la commande K7PQ2MXA",
      en: "transfer done for order K7PQ2MXA",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "note que Paul Durand a reçu son remboursement",
      en: "note that Paul Durand got his refund",
      input: { order: "Paul Durand" },
    },
    {
      fr: "c’est bon, Zoé Blanc est remboursée en main propre",
      en: "done, Zoé Blanc was refunded in person",
      input: { order: "Zoé Blanc" },
    },
    {
      fr: "remboursement versé, commande d’Inès Moreau",
      en: "refund paid out, Inès Moreau's order",
      input: { order: "Inès Moreau" },
    },
    {
      fr: "le virement du remboursement de Nina Roux est parti",
      en: "the transfer of Nina Roux's refund has left",
      input: { order: "Nina Roux" },
    },
    {
      fr: "note que le remboursement de Sam Leroy a été versé",
      en: "note that Sam Leroy's refund has been paid out",
      input: { order: "Sam Leroy" },
    },
    {
      fr: "j’ai remboursé Hugo Petit en espèces, marque-le comme versé",
      en: "I refunded Hugo Petit in cash, mark it as paid out",
      input: { order: "Hugo Petit" },
    },
    {
      fr: "remboursement viré pour la commande K7PQ2MXA",
      en: "refund transferred for order K7PQ2MXA",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "le virement de Marc Petit est fait, note son remboursement",
      en: "the transfer for Marc Petit is done, note the refund",
      input: { order: "Marc Petit" },
    },
    {
      fr: "remboursement viré à Zoé Blanc ce matin",
      en: "refund transferred to Zoé Blanc this morning",
      input: { order: "Zoé Blanc" },
    },
    {
      fr: "j’ai fait le virement à Lea Martin, marque le remboursement comme versé",
      en: "I made the transfer to Lea Martin, mark the refund as paid out",
      input: { order: "Lea Martin" },
    },
    {
      fr: "j’ai rendu l’argent en espèces à Inès Moreau, c’est noté ?",
      en: "I gave Inès Moreau the money back in cash, note it",
      input: { order: "Inès Moreau" },
    },
    {
      fr: "note que le remboursement d’Hugo Petit a été rendu en main propre",
      en: "note that Hugo Petit's refund was given in person",
      input: { order: "Hugo Petit" },
    },
    {
      fr: "remboursement versé pour la commande W4TZ8NQP",
      en: "refund paid out for order W4TZ8NQP",
      input: { order: "W4TZ8NQP" },
    },
  ],
  async run(ctx, input) {
    const { id } = await resolveRef(ctx, "order", input.order);
    const order = await ctx.tx
      .selectFrom("orders")
      .select(["number", "buyer_name as buyer", "currency"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    const waiting = await ctx.tx
      .selectFrom("refunds")
      .select("id")
      .where("order_id", "=", id)
      .where("status", "=", "pending")
      .where("provider", "in", ["cash", "card", "transfer", "voucher", "import"])
      .orderBy("created_at")
      .execute();
    if (waiting.length === 0) {
      throw new ToolError("conflict", {
        fr: `Aucun remboursement n’est à verser pour la commande ${order.number}.`,
        en: `No refund is waiting to be given for order ${order.number}.`,
      });
    }
    let amountCents = 0;
    for (const refund of waiting) {
      const { rows } = await sql<{ answer: AfterSaleAnswer & { amount_cents: number } }>`
        select koncert.pay_out_refund(${refund.id}::uuid, ${ctx.now}) as answer`.execute(ctx.tx);
      const answer = rows[0]?.answer;
      if (answer?.code !== "ok") throw refuseAfterSale(answer);
      amountCents += answer.amount_cents;
    }
    return { orderId: id, ...order, amountCents };
  },
  summary: (output, say) => {
    const amount = say.money(output.amountCents, output.currency);
    return say({
      fr: `${amount} versés à ${output.buyer ?? "l’acheteur"} (commande ${output.number}).`,
      en: `${amount} given to ${output.buyer ?? "the buyer"} (order ${output.number}).`,
    });
  },
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});
