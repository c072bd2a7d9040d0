import { createHash } from "node:crypto";
import { z } from "zod";
import { getAccounts } from "#accounts/auth.ts";
import { clientIpHeader } from "#accounts/auth-options.ts";
import { countRequest } from "#database/count-request.ts";
import { callTool, type ToolInput } from "#tools/call-tool.ts";
import { createSay } from "#tools/core/text.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { type BuyerActor, orderActor } from "#tools/ticketing/buyer.ts";
import { payAsBuyer } from "#tools/ticketing/pay-as-buyer.ts";
import { askPayment } from "#tools/ticketing/payment-news.ts";
import { contextOf, openParts } from "../session/context-of.ts";
import { statusOf } from "../session/outcome-status.ts";
import { readerLocale } from "../session/reader-locale.ts";
import { refuseForeign } from "../session/refuse-foreign.ts";

/** Runs work once the answer has left. */
export type Later = (work: () => Promise<unknown>) => void;

const body = z.object({
  callId: z.uuid(),
  input: z.looseObject({ order: z.string().optional() }),
});

/** A crowd behind one address, such as the network of a school, stays under it. */
const perMinute = { pay: 60, release: 120 } as const;

const tooMany = {
  fr: "Trop de demandes à la fois. Réessayez dans une minute.",
  en: "Too many requests at once. Try again in a minute.",
};

/** Gives the places of an order back: `{input: {order}, callId}`. */
export const answerRelease = (request: Request) =>
  answer(request, "release", "ticketing_release_hold");

/**
 * Pays an order: `{input: {order, name, email, …}, callId}`; where the order's payment has an url, it is
 * paid there. The letter leaves after the answer.
 */
export const answerPay = (request: Request, later: Later) =>
  answer(request, "pay", "ticketing_pay_order", later);

async function answer(
  request: Request,
  act: keyof typeof perMinute,
  tool: string,
  later?: Later,
): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  const asked = body.safeParse(await request.json().catch(() => null));
  if (!asked.success) return json({ error: "{input, callId} expected" }, 400);
  const { callId, input } = asked.data;
  const locale = readerLocale(request.headers);
  const { database, integrations } = openParts();
  if (!(await isWithinLimit(request, act))) {
    const error = { code: "limit_reached", reason: "too_many_requests" };
    const message = createSay(locale)(tooMany);
    return json({ ok: false, callId, tool, error: { ...error, message } }, 429);
  }
  const actor = await orderActor(database, integrations, input.order ?? "");
  if (!actor) return json({ error: "unknown address" }, 404);
  const { env } = getAccounts();
  const context = contextOf({ actor, locale }, callId);
  const outcome =
    act === "pay"
      ? await payAsBuyer(context, input as ToolInput<"ticketing_pay_order">, env.KONCERT_URL)
      : await callTool(context, tool, input);
  if (outcome.ok) {
    later?.(() => sendOutbox(database, integrations, env.KONCERT_URL));
  }
  return json(outcome, statusOf(outcome));
}

/** Where no platform waits for it. What fails is tried again by the next request. */
const soon: Later = (work) => void work().catch(() => {});

/** An order as its buyer sees it, as an Outcome. Of a payment that waits, the provider is asked. */
export async function answerOrder(
  request: Request,
  token: string,
  later: Later = soon,
): Promise<Response> {
  const asked = await asOrderBuyer(request, token);
  if (!asked) return json({ error: "unknown address" }, 404);
  const outcome = await callTool(asked, "ticketing_get_order", { order: token });
  const payment = outcome.ok ? outcome.value.payment : null;
  if (payment?.processing) later(() => askPayment(asked, payment.id));
  return json(outcome, statusOf(outcome));
}

/** What tools need to act for whoever holds the link of an order. */
export async function asOrderBuyer(request: Request, token: string) {
  const { database, integrations } = openParts();
  const actor: BuyerActor | undefined = await orderActor(database, integrations, token);
  return actor && contextOf({ actor, locale: readerLocale(request.headers) });
}

async function isWithinLimit(request: Request, act: keyof typeof perMinute) {
  const { env, database } = getAccounts();
  const address = request.headers.get(clientIpHeader(env)) ?? "unknown";
  const client = createHash("sha256").update(address).digest("hex");
  return countRequest(database, `sale:${act}:${client}`, 60, perMinute[act]);
}

const json = (value: unknown, status: number) =>
  Response.json(value, { status, headers: { "cache-control": "no-store" } });
