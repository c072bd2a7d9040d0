import { createHash } from "node:crypto";
import { z } from "zod";
import { getAccounts } from "#accounts/auth.ts";
import { clientIpHeader } from "#accounts/auth-options.ts";
import { countRequest } from "#database/count-request.ts";
import { callTool } from "#tools/call-tool.ts";
import { createSay } from "#tools/core/text.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { type BuyerActor, orderActor, saleActor } from "#tools/ticketing/buyer.ts";
import { linkActor } from "#tools/ticketing/link-tokens.ts";
import { contextOf, openParts } from "../session/context-of.ts";
import { statusOf } from "../session/outcome-status.ts";
import { readerLocale } from "../session/reader-locale.ts";
import { refuseForeign } from "../session/refuse-foreign.ts";
import type { Later } from "./answer-buyer.ts";

/** What the holder of a link may ask for after the sale: the tool, and under which name it takes the link. */
const acts = {
  answer: { tool: "ticketing_answer_postponement", link: "order" },
  offer: { tool: "ticketing_offer_ticket", link: "order" },
  withdraw: { tool: "ticketing_withdraw_ticket", link: "order" },
  join: { tool: "ticketing_join_waiting_list", link: "slug" },
  take: { tool: "ticketing_take_resale_offer", link: "waiting" },
  leave: { tool: "ticketing_leave_waiting_list", link: "waiting" },
  fill: { tool: "ticketing_fill_guest_list", link: "list" },
  drop: { tool: "ticketing_drop_shared_guest", link: "list" },
} as const;
export type AfterSaleAct = keyof typeof acts;

const body = z.object({
  act: z.enum(Object.keys(acts) as [AfterSaleAct, ...AfterSaleAct[]]),
  /** The secret of the link, or the address of the date. */
  link: z.string().min(1).max(200),
  input: z.record(z.string(), z.unknown()),
  callId: z.uuid(),
});

const perHour = 200;

const tooMany = {
  fr: "Trop de demandes à la fois. Réessayez plus tard.",
  en: "Too many requests at once. Try again later.",
};

/** `{act, link, input, callId}` in, an Outcome out. Letters leave after the answer. */
export async function answerAfterSale(request: Request, later: Later): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  const asked = body.safeParse(await request.json().catch(() => null));
  if (!asked.success) return json({ error: "{act, link, input, callId} expected" }, 400);
  const { act, link, input, callId } = asked.data;
  const { tool, link: field } = acts[act];
  const locale = readerLocale(request.headers);
  const { env, database } = getAccounts();
  const address = request.headers.get(clientIpHeader(env)) ?? "unknown";
  const client = createHash("sha256").update(address).digest("hex");
  if (!(await countRequest(database, `sale:after:${client}`, 3_600, perHour))) {
    const error = { code: "limit_reached", reason: "too_many_requests" };
    const message = createSay(locale)(tooMany);
    return json({ ok: false, callId, tool, error: { ...error, message } }, 429);
  }
  const actor = await actorOf(field, link);
  if (!actor) return json({ error: "unknown address" }, 404);
  const context = contextOf({ actor, locale }, callId);
  const outcome = await callTool(context, tool as string, { ...input, [field]: link });
  if (outcome.ok) {
    const { integrations } = openParts();
    later(() => sendOutbox(database, integrations, env.KONCERT_URL));
  }
  return json(outcome, statusOf(outcome));
}

async function actorOf(
  field: (typeof acts)[AfterSaleAct]["link"],
  link: string,
): Promise<BuyerActor | undefined> {
  const { database, integrations } = openParts();
  if (field === "slug") return saleActor(database, link);
  if (field === "order") return orderActor(database, integrations, link);
  const kind = field === "waiting" ? "waiting" : "guest-list";
  return linkActor(database, integrations.secrets, kind, link);
}

const json = (value: unknown, status: number) =>
  Response.json(value, { status, headers: { "cache-control": "no-store" } });
