import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readOrders } from "./read-orders.ts";

export const retryRefund = defineTool({
  name: "ticketing_retry_refund",
  title: { fr: "Relancer un remboursement", en: "Retry a refund" },
  description:
    "Sends the refunds of an order that the bank or payment provider refused once more; needs a person's approval.",
  permission: "ticketing:refund",
  effect: "irreversible",
  input: z.object({ order: ref("order") }),
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    buyer: z.string().nullable(),
    refundIds: z.array(z.uuid()),
    amountCents: z.int(),
    currency: z.string(),
  }),
  examples: [
    {
      fr: "relance le remboursement de la commande K7PQ2MXA",
      en: "retry the refund of order K7PQ2MXA",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "le remboursement de Léa Martin a échoué, réessaie",
      en: "Léa Martin's refund failed, try again",
      input: { order: "Léa Martin" },
    },
    {
      fr: "renvoie le remboursement refusé de Marc Petit",
      en: "send Marc Petit's refused refund again",
      input: { order: "Marc Petit" },
    },
    {
      fr: "remboursement bloqué chez Dupont, relance",
      en: "Dupont's refund is stuck, retry",
      input: { order: "Dupont" },
    },
    {
      fr: "la banque a renvoyé l’argent d’Inès Moreau, retente",
      en: "the bank sent Inès Moreau's money back, have another go",
      input: { order: "Inès Moreau" },
    },
    {
      fr: "réessayer de rembourser W4TZ8NQP",
      en: "try refunding W4TZ8NQP again",
      input: { order: "W4TZ8NQP" },
    },
    {
      fr: "retente le remboursement de Nina Roux qui a échoué",
      en: "retry the refund of Nina Roux that failed",
      input: { order: "Nina Roux" },
    },
    {
      fr: "le remboursement de Sam Leroy a échoué, relance-le",
      en: "Sam Leroy's refund failed, retry it",
      input: { order: "Sam Leroy" },
    },
    {
      fr: "la banque a refusé le remboursement d’Hugo Petit, retente",
      en: "the bank refused Hugo Petit's refund, retry",
      input: { order: "Hugo Petit" },
    },
    {
      fr: "relance le remboursement bloqué de Zoé Blanc",
      en: "retry the stuck refund of Zoé Blanc",
      input: { order: "Zoé Blanc" },
    },
    {
      fr: "le remboursement de la commande W4TZ8NQP est bloqué, réessaie",
      en: "the refund of order W4TZ8NQP is stuck, try again",
      input: { order: "W4TZ8NQP" },
    },
    {
      fr: "l’argent de Paul Durand est revenu de la banque, retente le remboursement",
      en: "Paul Durand's money came back from the bank, retry the refund",
      input: { order: "Paul Durand" },
    },
    {
      fr: "réessaie le remboursement refusé de Lea Martin",
      en: "try Lea Martin's refused refund again",
      input: { order: "Lea Martin" },
    },
  ],
  async preview(ctx, input) {
    const { order, refunds } = await failedRefunds(ctx, input.order);
    const amount = total(refunds);
    const money = (locale: "fr" | "en") => ctx.sayIn(locale).money(amount, order.currency);
    return {
      title: { fr: `Rembourser ${money("fr")} à nouveau`, en: `Refund ${money("en")} again` },
      lines: [
        { label: { fr: "Commande", en: "Order" }, value: order.number },
        {
          label: { fr: "Acheteur", en: "Buyer" },
          value: [order.buyer, order.email].filter(Boolean).join(" · "),
        },
        {
          label: { fr: "Remboursements refusés", en: "Refused refunds" },
          value: String(refunds.length),
        },
        { label: { fr: "Montant", en: "Amount" }, value: { fr: money("fr"), en: money("en") } },
      ],
    };
  },
  async run(ctx, input) {
    const { order, refunds } = await failedRefunds(ctx, input.order);
    for (const refund of refunds) {
      const { rows } = await sql<{ answer: { code: string } }>`
        select koncert.retry_refund(${refund.id}::uuid) as answer`.execute(ctx.tx);
      if (rows[0]?.answer.code !== "ok") throw nothingFailed();
    }
    return {
      orderId: order.id,
      number: order.number,
      buyer: order.buyer,
      refundIds: refunds.map(({ id }) => id),
      amountCents: total(refunds),
      currency: order.currency,
    };
  },
  summary: (output, say) => {
    const amount = say.money(output.amountCents, output.currency);
    return say({
      fr: `Remboursement de ${amount} relancé (commande ${output.number}).`,
      en: `Refund of ${amount} sent again (order ${output.number}).`,
    });
  },
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});

type Refund = { id: string; amount: number };

const total = (refunds: Refund[]) => refunds.reduce((sum, { amount }) => sum + amount, 0);

async function failedRefunds(ctx: ToolContext, text: string) {
  const { id } = await resolveRef(ctx, "order", text);
  const [order] = await readOrders(ctx, { ids: [id] });
  const { rows } = await sql<Refund>`
    select id, amount_cents as amount from refunds
    where order_id = ${id}::uuid and status = 'failed' order by created_at, id`.execute(ctx.tx);
  if (!order || rows.length === 0) throw nothingFailed();
  return { order, refunds: rows };
}

const nothingFailed = () =>
  new ToolError(
    "conflict",
    {
      fr: "Aucun remboursement de cette commande n’a été refusé : il n’y a rien à relancer.",
      en: "No refund of this order was refused: there is nothing to retry.",
    },
    { reason: "not_failed" },
  );
