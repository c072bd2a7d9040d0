import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { cents, ref, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { readOrders } from "./read-orders.ts";

type Answer = {
  code: string;
  refund_id: string;
  amount_cents: number;
  remaining_cents: number;
  currency: string;
  tickets: number;
};

export const refundOrder = defineTool({
  name: "ticketing_refund_order",
  title: { fr: "Rembourser une commande", en: "Refund an order" },
  description:
    "Refunds an order whole, or in part when an amount is given; needs a person's approval. Found by number, buyer or id.",
  permission: "ticketing:refund",
  effect: "irreversible",
  input: z.object({
    order: ref("order"),
    amount: cents().describe("integer cents; whole remaining amount when absent").optional(),
    reason: words(300).optional(),
  }),
  output: z.object({
    orderId: z.uuid(),
    number: z.string(),
    buyer: z.string().nullable(),
    refundId: z.uuid(),
    amountCents: z.int(),
    remainingCents: z.int(),
    currency: z.string(),
    ticketsReturned: z.int(),
  }),
  examples: [
    {
      fr: "rembourse la commande de Lea Martin",
      en: "refund Lea Martin's order",
      input: { order: "Lea Martin" },
    },
    {
      fr: "rends 20 € à Marc Petit sur sa commande",
      en: "give Marc Petit €20 back on his order",
      input: { order: "Marc Petit", amount: 2000 },
    },
    {
      fr: "remboursement complet commande K7PQ2MXA",
      en: "full refund for order K7PQ2MXA",
      input: { order: "K7PQ2MXA" },
    },
    {
      fr: "la dame Dupont est malade, rembourse-la",
      en: "Ms Dupont is ill, refund her",
      input: { order: "Dupont", reason: "malade" },
    },
    {
      fr: "fais un remboursement partiel de 15 euros à Paul Durand",
      en: "make a partial refund of 15 euros to Paul Durand",
      input: { order: "Paul Durand", amount: 1500 },
    },
    {
      fr: "annule et rembourse les billets d’Inès Moreau",
      en: "cancel and refund Inès Moreau's tickets",
      input: { order: "Inès Moreau" },
    },
  ],
  async preview(ctx, input) {
    const order = await refundable(ctx, input.order, input.amount);
    const amount = input.amount ?? order.totalCents - order.refundedCents;
    const money = (locale: "fr" | "en") => ctx.sayIn(locale).money(amount, order.currency);
    return {
      title: { fr: `Rembourser ${money("fr")}`, en: `Refund ${money("en")}` },
      lines: [
        { label: { fr: "Commande", en: "Order" }, value: order.number },
        {
          label: { fr: "Acheteur", en: "Buyer" },
          value: [order.buyer, order.email].filter(Boolean).join(" · "),
        },
        { label: { fr: "Date", en: "Date" }, value: order.performance },
        { label: { fr: "Billets", en: "Tickets" }, value: String(order.tickets) },
        { label: { fr: "Montant", en: "Amount" }, value: { fr: money("fr"), en: money("en") } },
      ],
      warnings:
        amount === order.totalCents - order.refundedCents
          ? [
              {
                fr: "Les billets ne seront plus valables et leurs places reviennent à la vente.",
                en: "The tickets will no longer be valid and their places go back on sale.",
              },
            ]
          : [{ fr: "Les billets restent valables.", en: "The tickets stay valid." }],
    };
  },
  async run(ctx, input) {
    const order = await refundable(ctx, input.order, input.amount);
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.refund_order(${order.id}::uuid, ${input.amount ?? null}::int, ${ctx.callId},
        ${input.reason ?? null}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (!answer || (answer.code !== "ok" && answer.code !== "replayed"))
      throw refused(answer?.code);
    return {
      orderId: order.id,
      number: order.number,
      buyer: order.buyer,
      refundId: answer.refund_id,
      amountCents: answer.amount_cents,
      remainingCents: answer.remaining_cents,
      currency: answer.currency,
      ticketsReturned: answer.tickets ?? 0,
    };
  },
  summary: (output, say) => {
    const amount = say.money(output.amountCents, output.currency);
    const tickets =
      output.ticketsReturned > 0
        ? say({
            fr: ` ; ${say.count(output.ticketsReturned, { fr: { one: "billet annulé", other: "billets annulés" }, en: { one: "", other: "" } })}`,
            en: `; ${say.count(output.ticketsReturned, { fr: { one: "", other: "" }, en: { one: "ticket cancelled", other: "tickets cancelled" } })}`,
          })
        : "";
    return say({
      fr: `${amount} remboursés à ${output.buyer ?? "l’acheteur"} (commande ${output.number})${tickets}.`,
      en: `${amount} refunded to ${output.buyer ?? "the buyer"} (order ${output.number})${tickets}.`,
    });
  },
  about: (output) => [{ kind: "order", id: output.orderId, label: output.number }],
});

async function refundable(ctx: ToolContext, text: string, amount: number | undefined) {
  const { id } = await resolveRef(ctx, "order", text);
  const [order] = await readOrders(ctx, { ids: [id] });
  if (!order) throw refused("unknown_order");
  if (order.status === "refunded") throw refused("already_refunded");
  if (order.status !== "paid" && order.status !== "partially_refunded") throw refused("not_paid");
  const remaining = order.totalCents - order.refundedCents;
  if (remaining === 0) throw refused("nothing_to_refund");
  if (amount !== undefined && amount > remaining) {
    throw new ToolError(
      "invalid_input",
      {
        fr: `On peut rembourser au plus ${ctx.sayIn("fr").money(remaining, order.currency)} sur cette commande.`,
        en: `At most ${ctx.sayIn("en").money(remaining, order.currency)} can be refunded on this order.`,
      },
      { field: "amount" },
    );
  }
  if (amount === 0) throw refused("bad_amount");
  return order;
}

const refusals: Record<string, { fr: string; en: string }> = {
  forbidden: {
    fr: "Votre rôle ne permet pas de rembourser.",
    en: "Your role does not allow refunds.",
  },
  unknown_order: { fr: "Cette commande n’existe pas.", en: "This order does not exist." },
  already_refunded: {
    fr: "Cette commande est déjà entièrement remboursée.",
    en: "This order is already fully refunded.",
  },
  not_paid: {
    fr: "Cette commande n’est pas payée : il n’y a rien à rembourser.",
    en: "This order is not paid: there is nothing to refund.",
  },
  nothing_to_refund: {
    fr: "Rien à rembourser sur cette commande.",
    en: "Nothing to refund on this order.",
  },
  bad_amount: {
    fr: "Le montant doit être supérieur à zéro.",
    en: "The amount must be above zero.",
  },
  too_much: {
    fr: "Le montant dépasse ce qui reste à rembourser.",
    en: "The amount exceeds what is left to refund.",
  },
};

function refused(code: string | undefined) {
  return new ToolError(
    code === "forbidden" ? "forbidden" : code === "unknown_order" ? "not_found" : "conflict",
    refusals[code ?? ""] ?? {
      fr: "Le remboursement est impossible.",
      en: "The refund is not possible.",
    },
  );
}
