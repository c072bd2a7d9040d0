import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { ToolError } from "../core/errors.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { readOrderFacts } from "./buyer-orders.ts";
import { orderLetter } from "./order-letter.ts";
import { openSigner } from "./signing-keys.ts";
import { paymentFact, type PaymentNews } from "./payment-facts.ts";

const outcomes = ["applied", "ignored", "waiting", "to_check"] as const;

type Answer = {
  code: string;
  outcome: (typeof outcomes)[number];
  problem: string | null;
  surplus?: string | null;
  order_id: string | null;
  payment_id: string | null;
  refund_id: string | null;
};

const example = {
  kind: "payment",
  provider: "stripe",
  account: "acct_1",
  status: "succeeded",
  payment: "7b0f5a52-2f7e-4d5c-9a39-0d6b4a1f3c11",
  order: "c2a6c1de-90a4-4c0e-8c55-9c4b7d2e6f22",
  session: "cs_1",
  reference: "pi_1",
  amount_cents: 3_550,
  currency: "EUR",
  method: "card",
  failure: null,
  url: null,
  expires_at: null,
  at: null,
} satisfies PaymentNews;
const refund = {
  kind: "refund",
  provider: "stripe",
  account: "acct_1",
  status: "succeeded",
  refund: "7b0f5a52-2f7e-4d5c-9a39-0d6b4a1f3c11",
  attempt: 0,
  refund_reference: "re_1",
  reference: "pi_1",
  amount_cents: 3_550,
  failure: null,
  reason: null,
} satisfies PaymentNews;

export const settlePayment = defineTool({
  name: "ticketing_settle_payment",
  title: { fr: "Réponse du prestataire de paiement", en: "Answer of the payment provider" },
  description:
    "Takes one piece of the payment provider's verified news, once: payment, refund, account, dispute. For the server's own jobs.",
  permission: "payments:settle",
  effect: "write",
  input: z.object({
    event: words(200).describe("the provider's id of this news"),
    type: words(100),
    fact: paymentFact,
  }),
  output: z.object({
    news: z.string(),
    outcome: z.enum(outcomes),
    problem: z.string().nullable(),
    surplus: z.string().nullable(),
    replayed: z.boolean(),
    orderId: z.uuid().nullable(),
    orderNumber: z.string().nullable(),
    paymentId: z.uuid().nullable(),
    refundId: z.uuid().nullable(),
  }),
  examples: [
    {
      fr: "le paiement est arrivé",
      en: "the payment arrived",
      input: { event: "evt_1", type: "checkout.session.completed", fact: example },
    },
    {
      fr: "la page de paiement a expiré",
      en: "the payment page expired",
      input: {
        event: "evt_2",
        type: "checkout.session.expired",
        fact: { ...example, status: "failed", failure: "expired" },
      },
    },
    {
      fr: "le remboursement est parti",
      en: "the refund has left",
      input: { event: "evt_3", type: "refund.updated", fact: refund },
    },
    {
      fr: "la banque a renvoyé le remboursement",
      en: "the bank sent the refund back",
      input: {
        event: "evt_4",
        type: "refund.failed",
        fact: { ...refund, status: "failed", failure: "expired_or_canceled_card" },
      },
    },
    {
      fr: "l’acheteur est revenu de la page de paiement",
      en: "the buyer is back from the payment page",
      input: { event: "evt_5", type: "asked", fact: { ...example, status: "processing" } },
    },
    {
      fr: "un paiement est contesté",
      en: "a payment is disputed",
      input: {
        event: "evt_6",
        type: "charge.dispute.created",
        fact: {
          kind: "dispute",
          provider: "stripe",
          account: "acct_1",
          reference: "pi_1",
          amount_cents: 3_550,
          reason: "fraudulent",
        },
      },
    },
  ],
  async run(ctx, input) {
    const letter = await letterFor(ctx, input.fact);
    const { rows } = await sql<{ answer: Answer }>`
      select koncert.settle_payment(${JSON.stringify(input)}::jsonb,
        ${letter && JSON.stringify(letter)}::jsonb, ${ctx.now}) as answer`.execute(ctx.tx);
    const answer = rows[0]?.answer;
    if (answer?.code !== "ok" && answer?.code !== "replayed") {
      throw new ToolError("forbidden", {
        fr: "Seul le serveur enregistre les réponses du prestataire de paiement.",
        en: "Only the server records the answers of the payment provider.",
      });
    }
    return {
      news: `${input.fact.kind}:${"status" in input.fact ? input.fact.status : ""}`,
      outcome: answer.outcome,
      problem: answer.problem ?? null,
      surplus: answer.surplus ?? null,
      replayed: answer.code === "replayed",
      orderId: answer.order_id ?? null,
      orderNumber: await numberOf(ctx, answer.order_id),
      paymentId: answer.payment_id ?? null,
      refundId: answer.refund_id ?? null,
    };
  },
  summary: (output, say) => {
    const of = output.orderNumber
      ? say({ fr: `Commande ${output.orderNumber} : `, en: `Order ${output.orderNumber}: ` })
      : "";
    if (output.outcome === "to_check") {
      return `${of}${say({ fr: "une réponse du prestataire de paiement est à vérifier.", en: "news from the payment provider need checking." })}`;
    }
    return `${of}${say(output.surplus ? returned : (told[output.news] ?? other))}`;
  },
  about: (output) =>
    output.orderId && output.orderNumber
      ? [{ kind: "order", id: output.orderId, label: output.orderNumber }]
      : [],
});

const other = {
  fr: "réponse du prestataire de paiement enregistrée.",
  en: "answer of the payment provider recorded.",
};
const returned = {
  fr: "paiement reçu trop tard ou en double, il est rendu à l’acheteur.",
  en: "payment received too late or twice, it goes back to the buyer.",
};
const told: Record<string, { fr: string; en: string }> = {
  "payment:open": { fr: "page de paiement ouverte.", en: "payment page opened." },
  "payment:processing": {
    fr: "paiement en attente de confirmation.",
    en: "payment awaits confirmation.",
  },
  "payment:succeeded": { fr: "paiement confirmé.", en: "payment confirmed." },
  "payment:failed": { fr: "paiement non abouti.", en: "payment not completed." },
  "refund:pending": { fr: "remboursement transmis.", en: "refund sent." },
  "refund:succeeded": { fr: "remboursement effectué.", en: "refund done." },
  "refund:failed": { fr: "remboursement refusé.", en: "refund refused." },
};

/** What the mail to the buyer says, where money came. */
async function letterFor(ctx: ToolContext, fact: PaymentNews) {
  if (fact.kind !== "payment" || fact.status !== "succeeded") return null;
  const { rows } = await sql<{ order: string; test: boolean }>`
    select order_id as order, test from payments
    where provider = ${fact.provider} and (id = ${fact.payment}::uuid or session = ${fact.session})
    order by id = ${fact.payment}::uuid desc limit 1`.execute(ctx.tx);
  const [payment] = rows;
  if (!payment) return null;
  const order = await readOrderFacts(ctx, payment.order);
  // The key that signs the tickets is there before anybody reads them.
  await openSigner(ctx, order.performanceId);
  return orderLetter(ctx, order, {
    to: order.buyer.email ?? "",
    buyer: order.buyer.name,
    locale: order.locale ?? "fr",
    test: payment.test,
  });
}

async function numberOf(ctx: ToolContext, order: string | null) {
  if (!order) return null;
  const { rows } = await sql<{ number: string }>`
    select number from orders where id = ${order}::uuid`.execute(ctx.tx);
  return rows[0]?.number ?? null;
}
