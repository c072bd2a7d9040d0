import { sql } from "kysely";
import { z } from "zod";
import { choice, email, flag, name, phone, words } from "../core/fields.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { openOrder, readBuyerOrder, readOrderFacts } from "./buyer-orders.ts";
import { exampleToken } from "./get-order.ts";
import { orderLetter } from "./order-letter.ts";
import { refuseSale, type SaleRefusal } from "./refuse-sale.ts";
import { buyerOrder, type OrderFacts } from "./sale-facts.ts";

const accepted = {
  params: {
    fr: "Acceptez les conditions de vente pour payer.",
    en: "Accept the terms of sale to pay.",
  },
};

export const testCards = ["paid", "refused", "late"] as const;

export const payOrder = defineTool({
  name: "ticketing_pay_order",
  title: { fr: "Achat en ligne", en: "Online purchase" },
  description:
    "Starts the payment of a buyer's held order: free orders and test payments are confirmed at once, others on the provider's page.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    order: words(60).describe("token of the order"),
    name: name(),
    email: email(),
    phone: phone().optional(),
    holder_names: z.array(name()).max(200).describe("in the order of the items").optional(),
    accepts_terms: flag().refine((yes) => yes, accepted),
    /** Of the test payment, so that each end can be tried. */
    card: choice("test_card", testCards).optional(),
  }),
  output: buyerOrder,
  examples: [
    {
      fr: "payer, Léa Martin, lea@exemple.fr",
      en: "pay, Léa Martin, lea@example.com",
      input: {
        order: exampleToken,
        name: "Léa Martin",
        email: "lea@exemple.fr",
        accepts_terms: true,
      },
    },
    {
      fr: "régler la commande de Marc Petit",
      en: "pay for Marc Petit's order",
      input: {
        order: exampleToken,
        name: "Marc Petit",
        email: "marc@exemple.fr",
        accepts_terms: true,
      },
    },
    {
      fr: "acheter ces billets pour Paul Durand et Inès Moreau",
      en: "buy these tickets for Paul Durand and Inès Moreau",
      input: {
        order: exampleToken,
        name: "Paul Durand",
        email: "paul@exemple.fr",
        holder_names: ["Paul Durand", "Inès Moreau"],
        accepts_terms: true,
      },
    },
    {
      fr: "valider et payer, Zoé Blanc",
      en: "confirm and pay, Zoé Blanc",
      input: {
        order: exampleToken,
        name: "Zoé Blanc",
        email: "zoe@exemple.fr",
        accepts_terms: true,
      },
    },
    {
      fr: "payer mes places, Sam Leroy, 06 12 34 56 78",
      en: "pay for my tickets, Sam Leroy, 06 12 34 56 78",
      input: {
        order: exampleToken,
        name: "Sam Leroy",
        email: "sam@exemple.fr",
        phone: "06 12 34 56 78",
        accepts_terms: true,
      },
    },
    {
      fr: "je confirme mon achat, Nina Roux",
      en: "I confirm my purchase, Nina Roux",
      input: {
        order: exampleToken,
        name: "Nina Roux",
        email: "nina@exemple.fr",
        accepts_terms: true,
      },
    },
  ],
  async run(ctx, input) {
    const id = await openOrder(ctx, input.order);
    const order = await readOrderFacts(ctx, id);
    const buyer = {
      name: input.name,
      email: input.email,
      phone: input.phone ?? null,
      locale: ctx.locale,
      holder_names: input.holder_names ?? [],
    };
    const { payments } = ctx.integrations;
    if (order.paidAt === null && payments.name === "stripe" && order.totalCents > 0) {
      const asked = { provider: payments.name, test: payments.test };
      const { rows } = await sql<{ answer: SaleRefusal }>`
        select koncert.start_payment(${id}::uuid, ${JSON.stringify(buyer)}::jsonb,
          ${JSON.stringify(asked)}::jsonb, ${ctx.now}) as answer`.execute(ctx.tx);
      const code = rows[0]?.answer.code ?? "";
      // Refused as a whole: a payment that the provider cannot take is not begun.
      const due = rows[0]?.answer.payment?.amountCents ?? payments.leastCents;
      if (code === "ok" && due < payments.leastCents) throw refuseSale({ code: "below_least" });
      if (started.has(code)) return readBuyerOrder(ctx, id);
      // What is left to pay is nothing: the order is confirmed as a free one.
      if (code !== "free") throw refuseSale(rows[0]?.answer);
    }
    return payAtOnce(ctx, order, buyer, input.card);
  },
  summary: (output, say) => {
    const amount = say.money(output.totalCents, output.currency);
    if (output.paidAt === null) {
      return output.payment?.status === "failed"
        ? say({
            fr: `Commande ${output.number} : paiement de ${amount} refusé.`,
            en: `Order ${output.number}: payment of ${amount} refused.`,
          })
        : say({
            fr: `Commande ${output.number} : paiement de ${amount} en cours.`,
            en: `Order ${output.number}: payment of ${amount} under way.`,
          });
    }
    const tickets = say.count(output.tickets.length, {
      fr: { one: "billet", other: "billets" },
      en: { one: "ticket", other: "tickets" },
    });
    return say({
      fr: `Commande ${output.number} payée : ${tickets}, ${amount}.`,
      en: `Order ${output.number} paid: ${tickets}, ${amount}.`,
    });
  },
});

const started = new Set(["ok", "payment_processing", "already_paid"]);
const settled = new Set([
  "ok",
  "already_paid",
  "payment_refused",
  "payment_late",
  "payment_processing",
]);

type Buyer = { name: string; email: string };

/** A free order, or the test payment with the end that its card stands for. */
async function payAtOnce(
  ctx: ToolContext,
  order: OrderFacts,
  buyer: Buyer,
  card: (typeof testCards)[number] = "paid",
) {
  const { payments } = ctx.integrations;
  const letter = orderLetter(ctx, order, {
    to: buyer.email,
    buyer: buyer.name,
    locale: ctx.locale,
    test: order.totalCents > 0 && payments.test,
  });
  const payment = { provider: payments.name, method: payments.name, card };
  const { rows } = await sql<{ answer: SaleRefusal }>`
    select koncert.pay_order(${order.id}::uuid, ${JSON.stringify(buyer)}::jsonb,
      ${JSON.stringify(payment)}::jsonb, ${JSON.stringify(letter)}::jsonb, ${ctx.now}) as answer`.execute(
    ctx.tx,
  );
  const answer = rows[0]?.answer;
  if (!settled.has(answer?.code ?? "")) throw refuseSale(answer);
  return readBuyerOrder(ctx, order.id);
}
