import { getAccounts } from "#accounts/auth.ts";
import { UnsignedEvent } from "#integrations/payments/payments.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { receivePaymentNews } from "#tools/ticketing/payment-news.ts";
import { openParts } from "../session/context-of.ts";
import type { Later } from "./answer-buyer.ts";

const longest = 1_000_000;

/**
 * The payment provider's news: verified on the bytes as they came, kept once, answered 200. Anything
 * that kept them from being kept answers 500, and the provider sends them again.
 */
export async function answerWebhook(request: Request, later: Later): Promise<Response> {
  if (Number(request.headers.get("content-length") ?? 0) > longest) {
    return Response.json({ error: "too long" }, { status: 413 });
  }
  const { database, integrations } = openParts();
  const body = await request.text();
  const signature = request.headers.get("stripe-signature") ?? "";
  try {
    const kept = await receivePaymentNews({ database, integrations }, body, signature);
    if (kept === "kept") {
      later(() => sendOutbox(database, integrations, getAccounts().env.KONCERT_URL));
    }
    return Response.json({ received: true });
  } catch (error) {
    if (error instanceof UnsignedEvent)
      return Response.json({ error: "not signed" }, { status: 400 });
    console.error(JSON.stringify({ level: "error", room: "payments", message: String(error) }));
    return Response.json({ error: "not kept" }, { status: 500 });
  }
}
