import Stripe from "stripe";
import { ProviderError, refuseInTransaction } from "../ask-provider.ts";
import {
  type Payments,
  type PaymentPage,
  type PaymentRequest,
  type RefundRequest,
  UnsignedEvent,
} from "./payments.ts";
import { accountFacts, factOf, paymentFact, refundFact } from "./stripe-facts.ts";

export type StripeSettings = {
  secretKey: string;
  webhookSecret: string;
  /** Where promoters come back to. */
  siteUrl: string;
  /** Another server that speaks the same routes: for tests. */
  url?: string | undefined;
};

/** A page of Stripe lives at least thirty minutes; ours is closed with the hold, before that. */
const pageMs = 45 * 60_000;

/** What Stripe takes at least, in euros as in most currencies: docs.stripe.com/currencies#minimum-and-maximum-charge-amounts */
export const stripeLeastCents = 50;

/** Direct charges on the promoter's own account, paid on Stripe's own page. */
export function stripePayments({
  secretKey,
  webhookSecret,
  siteUrl,
  url,
}: StripeSettings): Payments {
  const isTest = !/^(sk|rk)_live_/.test(secretKey);
  const stripe = new Stripe(secretKey, {
    ...place(url),
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
    appInfo: { name: "KONCERT" },
  });
  const known = { isTest };
  return {
    name: "stripe",
    test: isTest,
    leastCents: stripeLeastCents,
    async start(payment, page) {
      const session = await asked(() =>
        stripe.checkout.sessions.create(sessionOf(payment, page), {
          ...on(payment.account),
          idempotencyKey: payment.id,
        }),
      );
      return paymentFact(`asked:${session.id}:open`, "asked", session, payment.account);
    },
    async ask(payment, over) {
      const id = need(payment.session);
      const options = on(payment.account);
      let session = await asked(() => stripe.checkout.sessions.retrieve(id, {}, options));
      if (over && session.status === "open") {
        // Somebody may pay in between: then it can't be closed, and has an answer.
        session = await asked(() => stripe.checkout.sessions.expire(id, {}, options)).catch(() =>
          asked(() => stripe.checkout.sessions.retrieve(id, {}, options)),
        );
      }
      const event = paymentFact("", "asked", session, payment.account);
      return { ...event, event: `asked:${id}:${event.fact.status}` };
    },
    async refund(refund) {
      const options = on(refund.account);
      try {
        const made = await asked(() =>
          refund.reference
            ? stripe.refunds.retrieve(refund.reference, {}, options)
            : stripe.refunds.create(refundOf(refund), {
                ...options,
                idempotencyKey: refund.attempt === 0 ? refund.id : `${refund.id}:${refund.attempt}`,
              }),
        );
        const event = refundFact("", "asked", made, refund.account);
        return { ...event, event: `asked:${made.id}:${event.fact.status}` };
      } catch (error) {
        if (!(error instanceof ProviderError) || error.retryable) throw error;
        return refusedRefund(refund, error.detail);
      }
    },
    read(body, signature) {
      let event: Stripe.Event;
      try {
        event = stripe.webhooks.constructEvent(body, signature, webhookSecret);
      } catch {
        throw new UnsignedEvent("not signed by Stripe");
      }
      // A live address hears of test payments too.
      return event.livemode === isTest ? undefined : factOf(event, known);
    },
    accounts: {
      open: async ({ id, country, email }) =>
        accountFacts(
          await asked(() =>
            stripe.accounts.create(
              {
                country,
                ...(email ? { email } : {}),
                metadata: { organization: id },
                // The promoter's own account: its dashboard, its fees, its disputes.
                controller: {
                  fees: { payer: "account" },
                  losses: { payments: "stripe" },
                  requirement_collection: "stripe",
                  stripe_dashboard: { type: "full" },
                },
              },
              { idempotencyKey: `account:${id}` },
            ),
          ),
          known,
        ),
      read: async (account) =>
        accountFacts(await asked(() => stripe.accounts.retrieve(account)), known),
      link: async (account) => {
        const link = await asked(() =>
          stripe.accountLinks.create({
            account,
            type: "account_onboarding",
            return_url: `${siteUrl}/integrations?payments=done`,
            refresh_url: `${siteUrl}/integrations?payments=again`,
          }),
        );
        return link.url;
      },
    },
  };
}

function place(url: string | undefined): Pick<Stripe.StripeConfig, "host" | "port" | "protocol"> {
  if (!url) return {};
  const { protocol, hostname, port } = new URL(url);
  const isPlain = protocol === "http:";
  return {
    protocol: isPlain ? "http" : "https",
    host: hostname,
    port: port || (isPlain ? 80 : 443),
  };
}

const on = (account: string | null) => (account ? { stripeAccount: account } : {});

function need(session: string | null): string {
  if (!session) throw new Error("a payment without a page cannot be asked about");
  return session;
}

function sessionOf(
  payment: PaymentRequest,
  page: PaymentPage,
): Stripe.Checkout.SessionCreateParams {
  const metadata = { payment: payment.id, order: payment.orderId };
  return {
    mode: "payment",
    // Cards bring Apple Pay and Google Pay with them; nothing that answers after days.
    allowed_payment_method_types: ["card"],
    adaptive_pricing: { enabled: false },
    client_reference_id: payment.orderId,
    metadata,
    locale: page.locale,
    ...(page.email ? { customer_email: page.email } : {}),
    line_items: page.lines.map(({ name, quantity, unitCents }) => ({
      quantity,
      price_data: {
        currency: payment.currency.toLowerCase(),
        unit_amount: unitCents,
        product_data: { name },
      },
    })),
    payment_intent_data: {
      metadata,
      description: `${page.title} · ${payment.orderNumber}`,
      ...(payment.feeCents > 0 ? { application_fee_amount: payment.feeCents } : {}),
    },
    expires_at: Math.floor((Date.parse(payment.createdAt) + pageMs) / 1000),
    success_url: page.paidUrl,
    cancel_url: page.backUrl,
  };
}

const refundOf = (refund: RefundRequest): Stripe.RefundCreateParams => ({
  payment_intent: refund.payment,
  amount: refund.amountCents,
  metadata: { refund: refund.id, attempt: refund.attempt },
  ...(refund.feeCents > 0 ? { refund_application_fee: true } : {}),
});

function refusedRefund(refund: RefundRequest, failure: string) {
  return {
    event: `refund:${refund.id}:${refund.attempt}:refused`,
    type: "refused",
    fact: {
      kind: "refund" as const,
      provider: "stripe" as const,
      account: refund.account,
      status: "failed" as const,
      refund: refund.id,
      attempt: refund.attempt,
      refund_reference: null,
      reference: refund.payment,
      amount_cents: refund.amountCents,
      failure,
      reason: null,
    },
  };
}

async function asked<T>(ask: () => Promise<T>): Promise<T> {
  refuseInTransaction("Stripe");
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    throw new ProviderError("Stripe", error.statusCode ?? 0, error.code ?? error.type);
  }
}
