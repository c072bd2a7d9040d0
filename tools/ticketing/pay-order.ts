import { sql } from "kysely";
import { z } from "zod";
import { email, flag, name, phone, words } from "../core/fields.ts";
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

export const payOrder = defineTool({
  name: "ticketing_pay_order",
  title: { fr: "Achat en ligne", en: "Online purchase" },
  description:
    "Pays a buyer's held order and issues its numbered tickets; the mail with the order's link follows.",
  permission: "sale:buy",
  effect: "write",
  input: z.object({
    order: words(60).describe("token of the order"),
    name: name(),
    email: email(),
    phone: phone().optional(),
    holder_names: z.array(name()).max(200).describe("in the order of the items").optional(),
    accepts_terms: flag().refine((yes) => yes, accepted),
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
    const id = openOrder(ctx, input.order);
    const order = await readOrderFacts(ctx, id);
    const payment = order.paidAt === null ? await takePayment(ctx, order) : {};
    const buyer = {
      name: input.name,
      email: input.email,
      phone: input.phone ?? null,
      locale: ctx.locale,
      holder_names: input.holder_names ?? [],
    };
    const letter = orderLetter(ctx, order, {
      to: input.email,
      buyer: input.name,
      locale: ctx.locale,
      test: order.totalCents > 0 && ctx.integrations.payments.test,
    });
    const { rows } = await sql<{ answer: SaleRefusal }>`
      select koncert.pay_order(${id}::uuid, ${JSON.stringify(buyer)}::jsonb,
        ${JSON.stringify(payment)}::jsonb, ${JSON.stringify(letter)}::jsonb, ${ctx.now}) as answer`.execute(
      ctx.tx,
    );
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "already_paid") throw refuseSale(answer);
    return readBuyerOrder(ctx, id);
  },
  summary: (output, say) => {
    const tickets = say.count(output.tickets.length, {
      fr: { one: "billet", other: "billets" },
      en: { one: "ticket", other: "tickets" },
    });
    return say({
      fr: `Commande ${output.number} payée : ${tickets}, ${say.money(output.totalCents, output.currency)}.`,
      en: `Order ${output.number} paid: ${tickets}, ${say.money(output.totalCents, output.currency)}.`,
    });
  },
});

/** Nothing is asked of the provider for free tickets. */
async function takePayment(ctx: ToolContext, order: OrderFacts) {
  if (order.totalCents === 0) return {};
  const { payments } = ctx.integrations;
  const answer = await payments.take({
    key: order.id,
    amountCents: order.totalCents,
    currency: order.currency,
  });
  if (answer.status === "refused") throw refuseSale({ code: "payment_refused" });
  return { provider: payments.name, reference: answer.reference, method: answer.method };
}
