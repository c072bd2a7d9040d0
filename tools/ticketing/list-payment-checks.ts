import { sql } from "kysely";
import { z } from "zod";
import { instant } from "../core/instant.ts";
import { defineTool } from "../core/tool.ts";
import { problemWords } from "./payment-checks.ts";

const check = z.object({
  id: z.uuid(),
  at: z.string(),
  problem: z.string(),
  provider: z.string(),
  reference: z.string().nullable(),
  amountCents: z.int().nullable(),
  currency: z.string().nullable(),
  orderId: z.uuid().nullable(),
  orderNumber: z.string().nullable(),
  buyer: z.string().nullable(),
});

export const listPaymentChecks = defineTool({
  name: "ticketing_list_payment_checks",
  title: { fr: "Paiements à vérifier", en: "Payments to check" },
  description:
    "Payments, refunds and disputes that did not fit an order and wait for a person: wrong amount, unknown order, refused refund.",
  permission: "ticketing:read",
  effect: "read",
  input: z.object({}),
  output: z.object({ checks: z.array(check) }),
  examples: [
    { fr: "paiements à vérifier", en: "payments to check", input: {} },
    { fr: "y a-t-il des paiements bizarres ?", en: "any odd payments?", input: {} },
    { fr: "remboursements refusés", en: "refused refunds", input: {} },
    { fr: "des litiges en cours ?", en: "any disputes open?", input: {} },
    { fr: "qu’est-ce qui cloche côté stripe", en: "what's wrong on the Stripe side", input: {} },
    { fr: "anomalies de paiement", en: "payment anomalies", input: {} },
    { fr: "liste les anomalies de paiement", en: "list the payment anomalies", input: {} },
    {
      fr: "quels paiements sont à vérifier aujourd’hui ?",
      en: "which payments need checking today?",
      input: {},
    },
    {
      fr: "y a-t-il des litiges de paiement ouverts ?",
      en: "are any payment disputes open?",
      input: {},
    },
    {
      fr: "quels remboursements Stripe a-t-il refusés ?",
      en: "which refunds did Stripe refuse?",
      input: {},
    },
    {
      fr: "des paiements qui clochent côté Stripe ?",
      en: "any payments gone wrong on the Stripe side?",
      input: {},
    },
    {
      fr: "montre les litiges et les paiements bizarres",
      en: "show the disputes and the odd payments",
      input: {},
    },
  ],
  async run(ctx) {
    const { rows } = await sql<z.infer<typeof check>>`
      select e.id, ${instant("e.created_at")} as at, e.problem, e.provider,
        coalesce(e.fact ->> 'refund_reference', e.fact ->> 'reference', e.fact ->> 'session') as reference,
        (e.fact ->> 'amount_cents')::int as "amountCents", coalesce(e.fact ->> 'currency', o.currency) as currency,
        o.id as "orderId", o.number as "orderNumber", o.buyer_name as buyer
      from payment_events e left join orders o on o.id = e.order_id
      where e.outcome = 'to_check' and e.seen_at is null
      order by e.created_at desc, e.id limit 200`.execute(ctx.tx);
    return { checks: rows };
  },
  summary: (output, say) =>
    output.checks.length === 0
      ? say({ fr: "Aucun paiement à vérifier.", en: "No payment to check." })
      : say({
          fr: `${say.count(output.checks.length, { fr: { one: "paiement à vérifier", other: "paiements à vérifier" }, en: { one: "", other: "" } })}.`,
          en: `${say.count(output.checks.length, { fr: { one: "", other: "" }, en: { one: "payment to check", other: "payments to check" } })}.`,
        }),
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Paiements à vérifier", en: "Payments to check" }),
    columns: [
      { key: "order", label: say({ fr: "Commande", en: "Order" }), type: "text" },
      { key: "problem", label: say({ fr: "Constat", en: "What was seen" }), type: "text" },
      { key: "amount", label: say({ fr: "Montant", en: "Amount" }), type: "text" },
    ],
    rows: output.checks.map((one) => ({
      order: [one.orderNumber, one.buyer].filter(Boolean).join(" · "),
      problem: say(problemWords[one.problem] ?? { fr: one.problem, en: one.problem }),
      amount: one.amountCents === null ? "" : say.money(one.amountCents, one.currency ?? "EUR"),
    })),
    total: output.checks.length,
  }),
  about: (output) =>
    output.checks.flatMap(({ orderId, orderNumber }) =>
      orderId && orderNumber ? [{ kind: "order" as const, id: orderId, label: orderNumber }] : [],
    ),
});
