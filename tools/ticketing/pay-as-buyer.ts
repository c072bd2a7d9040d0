import { type PaymentRow, readPayment } from "#database/payments.ts";
import { ProviderError } from "#integrations/ask-provider.ts";
import type { PaymentPage } from "#integrations/payments/payments.ts";
import { callTool, type ToolInput } from "../call-tool.ts";
import type { Context } from "../core/context.ts";
import type { Outcome } from "../core/outcome.ts";
import { createSay, type Locale } from "../core/text.ts";
import { learn, settleNews } from "./payment-news.ts";
import { refuseSale } from "./refuse-sale.ts";
import type { BuyerOrder } from "./sale-facts.ts";

/**
 * Pays an order: the tool starts the payment in one transaction, and the provider is asked for its page
 * when that has committed, so that no connection waits for it. The order's payment then has its url.
 */
export async function payAsBuyer(
  context: Context,
  input: ToolInput<"ticketing_pay_order">,
  baseUrl: string,
): Promise<Outcome<BuyerOrder>> {
  const outcome = await callTool(context, "ticketing_pay_order", input);
  if (!outcome.ok) return outcome;
  const { payment } = outcome.value;
  if (payment?.provider !== "stripe" || payment.status !== "pending" || payment.processing) {
    return outcome;
  }
  try {
    const url = payment.url ?? (await openPage(context, payment.id, outcome.value.token, baseUrl));
    return { ...outcome, value: { ...outcome.value, payment: { ...payment, url } } };
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    console.error(JSON.stringify({ level: "error", room: "payments", message: error.message }));
    const refusal = refuseSale({ code: "provider_silent" });
    const message = createSay(context.locale)(refusal.text);
    const { callId, tool } = outcome;
    const { code, reason } = refusal;
    return { ok: false, callId, tool, error: { code, message, ...(reason ? { reason } : {}) } };
  }
}

/**
 * The buyer is back from the provider's page: it is asked at once, so that a webhook that is late or
 * lost delays nobody's tickets. Where it does not answer, the order waits and says so.
 */
export async function returnFromPayment(context: Context, token: string): Promise<void> {
  const outcome = await callTool(context, "ticketing_get_order", { order: token });
  if (!outcome.ok || outcome.value.payment?.status !== "pending") return;
  const payment = await readPayment(context.database, outcome.value.payment.id, context.now);
  if (!payment) return;
  try {
    await learn(context, payment, context.now);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    const said = paidSays(payment, context.now);
    await settleNews(context, payment.organizationId, said, context.now);
  }
}

async function openPage(
  context: Context,
  id: string,
  token: string,
  baseUrl: string,
): Promise<string> {
  const payment = await readPayment(context.database, id, context.now);
  if (!payment) throw new Error(`no payment ${id}`);
  // A call that is sent again finds the page that the first one opened.
  if (payment.url) return payment.url;
  const page = pageOf(payment, token, baseUrl, context.locale);
  const opened = await context.integrations.payments.start(payment, page);
  await settleNews(context, payment.organizationId, opened, context.now);
  return (opened.fact.kind === "payment" && opened.fact.url) || page.backUrl;
}

function pageOf(payment: PaymentRow, token: string, baseUrl: string, reader: Locale): PaymentPage {
  const locale = payment.locale ?? reader;
  const say = createSay(locale);
  const lines = payment.items.map(({ name, quantity, unitPriceCents }) => ({
    name,
    quantity,
    unitCents: unitPriceCents,
  }));
  const fee = {
    name: say({ fr: "Frais de location", en: "Booking fee" }),
    quantity: 1,
    unitCents: payment.buyerFeeCents,
  };
  // Where a part is paid already, as after an exchange, one line says what is left.
  const rest = {
    name: say({ fr: "Reste à payer", en: "Balance due" }),
    quantity: 1,
    unitCents: payment.amountCents,
  };
  return {
    title: `${payment.artist}, ${say.day(payment.day)}`,
    locale,
    email: payment.email,
    lines: (payment.amountCents < payment.totalCents
      ? [rest]
      : [...lines, ...(fee.unitCents > 0 ? [fee] : [])]
    ).filter(({ unitCents }) => unitCents > 0),
    paidUrl: `${baseUrl}/api/sale/orders/${token}/paid`,
    backUrl: `${baseUrl}/o/${token}`,
  };
}

function paidSays(payment: PaymentRow, now: Date) {
  return {
    event: `returned:${payment.id}:${now.getTime()}`,
    type: "returned",
    fact: {
      kind: "payment" as const,
      provider: "stripe" as const,
      account: payment.account,
      status: "processing" as const,
      payment: payment.id,
      order: payment.orderId,
      session: payment.session,
      reference: null,
      amount_cents: null,
      currency: null,
      method: null,
      failure: null,
      url: null,
      expires_at: null,
      at: null,
    },
  };
}
