import { randomUUID } from "node:crypto";
import {
  listUnsentRefunds,
  paymentOrganization,
  type PaymentRow,
  takePayments,
  takeRefund,
} from "#database/payments.ts";
import { ProviderError } from "#integrations/ask-provider.ts";
import type { PaymentEvent } from "#integrations/payments/payments.ts";
import { callTool } from "../call-tool.ts";
import type { Context } from "../core/context.ts";

/** What a job of the server has at hand. */
export type Parts = Pick<Context, "database" | "integrations">;

/** Records a provider's news under the organization that they concern. Throws where they were not kept. */
export async function settleNews(
  parts: Parts,
  organizationId: string,
  news: PaymentEvent,
  now: Date,
) {
  const context: Context = {
    ...parts,
    actor: { kind: "job", organizationId, name: "payments", via: "job" },
    locale: "fr",
    now,
    callId: randomUUID(),
  };
  const outcome = await callTool(context, "ticketing_settle_payment", news);
  if (!outcome.ok) throw new Error(`${news.event}: ${JSON.stringify(outcome)}`);
  return outcome.value;
}

/**
 * A webhook as it came: verified, then kept once. `ignored` is for news that are no concern of ours,
 * or of an account that nobody here has. Throws UnsignedEvent, and what kept the news from being kept.
 */
export async function receivePaymentNews(
  parts: Parts,
  body: string,
  signature: string,
  now: Date = new Date(),
): Promise<"kept" | "ignored"> {
  const { payments } = parts.integrations;
  const news = payments.read(body, signature);
  if (!news?.fact.account) return "ignored";
  const organization = await paymentOrganization(parts.database, payments.name, news.fact.account);
  if (!organization) return "ignored";
  await settleNews(parts, organization, news, now);
  return "kept";
}

/** Asks the provider what became of one payment, unless it was asked a moment ago. */
export async function askPayment(parts: Parts, id: string, now: Date = new Date()): Promise<void> {
  const { database, integrations } = parts;
  for (const payment of await takePayments(database, integrations.payments, now, id)) {
    await learn(parts, payment, now);
  }
}

/** Money given back through the provider; nothing for a refund that is settled already. */
export async function sendRefund(parts: Parts, id: string, now: Date = new Date()): Promise<void> {
  const refund = await takeRefund(parts.database, id, now);
  if (!refund) return;
  const { payments } = parts.integrations;
  if (refund.provider !== payments.name || refund.test !== payments.test) {
    throw new Error(`${refund.provider} is not connected as it was`);
  }
  const news = await payments.refund(refund);
  await settleNews(parts, refund.organizationId, news, now);
}

/**
 * Repairs what lost webhooks, answers and crashes left: payments under way and refunds without an
 * answer are asked about. Returns how many the provider was asked for. Several servers may do it at once.
 */
export async function reconcilePayments(parts: Parts, now: Date = new Date()): Promise<number> {
  const { database, integrations } = parts;
  const payments = await takePayments(database, integrations.payments, now);
  const refunds = await listUnsentRefunds(database, integrations.payments, now);
  for (const payment of payments) await unlessSilent(() => learn(parts, payment, now));
  for (const refund of refunds) await unlessSilent(() => sendRefund(parts, refund, now));
  return payments.length + refunds.length;
}

/** Asks the provider what became of a payment, and records what it did not know. */
export async function learn(parts: Parts, payment: PaymentRow, now: Date): Promise<void> {
  const { payments } = parts.integrations;
  if (payments.name === "stripe" && !payment.session) {
    // No page was ever given out for it.
    if (payment.over) await settleNews(parts, payment.organizationId, neverOpened(payment), now);
    return;
  }
  const news = await payments.ask(payment, payment.over, now);
  const stillOpen = news.fact.kind === "payment" && news.fact.status === "open";
  if (stillOpen && !payment.processing) return;
  // The buyer came back without having paid: said as often as it happens.
  const event = stillOpen ? `${news.event}:${now.getTime()}` : news.event;
  await settleNews(parts, payment.organizationId, { ...news, event }, now);
}

function neverOpened(payment: PaymentRow): PaymentEvent {
  return {
    event: `never-opened:${payment.id}`,
    type: "asked",
    fact: {
      kind: "payment",
      provider: "stripe",
      account: payment.account,
      status: "failed",
      payment: payment.id,
      order: payment.orderId,
      session: null,
      reference: null,
      amount_cents: null,
      currency: null,
      method: null,
      failure: "never_opened",
      url: null,
      expires_at: null,
      at: null,
    },
  };
}

/** A provider that does not answer is asked again by the next round. */
async function unlessSilent(ask: () => Promise<void>) {
  try {
    await ask();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}
