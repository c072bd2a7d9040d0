import type Stripe from "stripe";
import type { AccountFacts, PaymentEvent, PaymentFact } from "./payments.ts";

type Known = { isTest: boolean };
type Told<Kind extends PaymentFact["kind"]> = Omit<PaymentEvent, "fact"> & {
  fact: Extract<PaymentFact, { kind: Kind }>;
};

/** What an event of Stripe says, in our words; undefined for what is no concern of ours. */
export function factOf(event: Stripe.Event, known: Known): PaymentEvent | undefined {
  const account = event.account ?? null;
  switch (event.type) {
    case "checkout.session.completed":
    case "checkout.session.expired":
    case "checkout.session.async_payment_succeeded":
      return paymentFact(event.id, event.type, event.data.object, account, event.created);
    case "checkout.session.async_payment_failed": {
      const told = paymentFact(event.id, event.type, event.data.object, account);
      return { ...told, fact: { ...told.fact, status: "failed", failure: "payment_failed" } };
    }
    case "refund.created":
    case "refund.updated":
    case "refund.failed":
      return refundFact(event.id, event.type, event.data.object, account);
    case "account.updated":
      return {
        event: event.id,
        type: event.type,
        fact: {
          kind: "account",
          provider: "stripe",
          at: instant(event.created),
          ...accountFacts(event.data.object, known),
        },
      };
    case "charge.dispute.created": {
      const dispute = event.data.object;
      return {
        event: event.id,
        type: event.type,
        fact: {
          kind: "dispute",
          provider: "stripe",
          account,
          reference: idOf(dispute.payment_intent),
          amount_cents: dispute.amount,
          reason: dispute.reason,
        },
      };
    }
    default:
      return undefined;
  }
}

export function paymentFact(
  event: string,
  type: string,
  session: Stripe.Checkout.Session,
  account: string | null,
  created?: number,
): Told<"payment"> {
  const isPaid = session.payment_status === "paid";
  const status = isPaid
    ? "succeeded"
    : session.status === "complete"
      ? "processing"
      : session.status === "expired"
        ? "failed"
        : "open";
  return {
    event,
    type,
    fact: {
      kind: "payment",
      provider: "stripe",
      account,
      status,
      payment: uuid(session.metadata?.["payment"]),
      order: uuid(session.metadata?.["order"]),
      session: session.id,
      reference: idOf(session.payment_intent),
      amount_cents: session.amount_total,
      currency: session.currency?.toUpperCase() ?? null,
      method: session.payment_method_types[0] ?? null,
      failure: status === "failed" ? "expired" : null,
      url: session.url,
      expires_at: instant(session.expires_at),
      at: created === undefined ? null : instant(created),
    },
  };
}

export function refundFact(
  event: string,
  type: string,
  refund: Stripe.Refund,
  account: string | null,
): Told<"refund"> {
  const attempt = Number(refund.metadata?.["attempt"]);
  const status =
    refund.status === "succeeded"
      ? "succeeded"
      : refund.status === "failed" || refund.status === "canceled"
        ? "failed"
        : "pending";
  return {
    event,
    type,
    fact: {
      kind: "refund",
      provider: "stripe",
      account,
      status,
      refund: uuid(refund.metadata?.["refund"]),
      attempt: refund.metadata?.["refund"] && Number.isInteger(attempt) ? attempt : null,
      refund_reference: refund.id,
      reference: idOf(refund.payment_intent),
      amount_cents: refund.amount,
      failure: refund.failure_reason ?? (status === "failed" ? "failed" : null),
      reason: refund.reason,
    },
  };
}

export function accountFacts(account: Stripe.Account, { isTest }: Known): AccountFacts {
  const { requirements } = account;
  const due = [...(requirements?.past_due ?? []), ...(requirements?.currently_due ?? [])];
  return {
    account: account.id,
    test: isTest,
    charges_enabled: account.charges_enabled,
    payouts_enabled: account.payouts_enabled,
    details_submitted: account.details_submitted,
    due: [...new Set(due)],
    due_by: requirements?.current_deadline ? instant(requirements.current_deadline) : null,
    disabled_reason: requirements?.disabled_reason ?? null,
  };
}

const instant = (seconds: number) => new Date(seconds * 1000).toISOString();

const idOf = (given: string | { id: string } | null) =>
  typeof given === "string" ? given : (given?.id ?? null);

/** Metadata are the account holder's to write: what is no id of ours names nothing. */
const uuid = (given: string | undefined) =>
  given && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(given) ? given : null;
