import {
  type PaymentEvent,
  type PaymentRequest,
  type Payments,
  UnsignedEvent,
} from "./payments.ts";

/** How long the test card that answers late takes. */
const lateMs = 20_000;

/** Accepts payments and moves no money: for trying the sale without a provider. */
export const testPayments: Payments = {
  name: "test",
  test: true,
  leastCents: 1,
  start: async (payment) => tell(payment, "open"),
  ask: async (payment, _over, now) =>
    tell(
      payment,
      now.getTime() - Date.parse(payment.createdAt) < lateMs ? "processing" : "succeeded",
    ),
  refund: async (refund) => ({
    event: `refund:${refund.id}:${refund.attempt}`,
    type: "test.refund",
    fact: {
      kind: "refund",
      provider: "test",
      account: null,
      status: "succeeded",
      refund: refund.id,
      attempt: refund.attempt,
      refund_reference: `${refund.id}:${refund.attempt}`,
      reference: refund.payment,
      amount_cents: refund.amountCents,
      failure: null,
      reason: null,
    },
  }),
  read() {
    throw new UnsignedEvent("no provider whose signature could be checked");
  },
};

function tell(payment: PaymentRequest, status: "open" | "processing" | "succeeded"): PaymentEvent {
  return {
    event: `${payment.id}:${status}`,
    type: `test.${status}`,
    fact: {
      kind: "payment",
      provider: "test",
      account: null,
      status,
      payment: payment.id,
      order: payment.orderId,
      session: null,
      reference: null,
      amount_cents: payment.amountCents,
      currency: payment.currency,
      method: null,
      failure: null,
      url: null,
      expires_at: null,
      at: null,
    },
  };
}
