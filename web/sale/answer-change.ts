import { createHash } from "node:crypto";
import { z } from "zod";
import { getAccounts } from "#accounts/auth.ts";
import { countRequest } from "#database/count-request.ts";
import { callTool } from "#tools/call-tool.ts";
import { createSay } from "#tools/core/text.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { contextOf } from "../session/context-of.ts";
import { statusOf } from "../session/outcome-status.ts";
import { refuseForeign } from "../session/refuse-foreign.ts";
import { asOrderBuyer, type Later } from "./answer-buyer.ts";

const tools = {
  rename: "ticketing_rename_my_ticket",
  transfer: "ticketing_transfer_my_ticket",
  mail: "ticketing_mail_my_tickets",
  correct: "ticketing_correct_my_email",
} as const;

/** What the holder of a link may do to tickets. */
export type TicketAct = keyof typeof tools;

const body = z.object({
  act: z.enum(Object.keys(tools) as [TicketAct, ...TicketAct[]]),
  callId: z.uuid(),
  input: z.record(z.string(), z.unknown()),
});

/** Most of these acts write to people: a link is no machine to send mail. */
const perHour = 30;

const tooMany = {
  fr: "Trop d’envois pour cette commande. Réessayez dans une heure.",
  en: "Too many mails for this order. Try again in an hour.",
};

/** Changes tickets of a link: `{act, input, callId}` in, an Outcome out. Letters leave after the answer. */
export async function answerChange(
  request: Request,
  token: string,
  later: Later,
): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  const asked = body.safeParse(await request.json().catch(() => null));
  if (!asked.success) return json({ error: "{act, input, callId} expected" }, 400);
  const { act, callId, input } = asked.data;
  const buyer = await asOrderBuyer(request, token);
  if (!buyer) return json({ error: "unknown address" }, 404);
  const { database, integrations, actor, locale } = buyer;
  const link = createHash("sha256").update(token).digest("hex");
  if (!(await countRequest(database, `sale:tickets:${link}`, 3_600, perHour))) {
    const error = { code: "limit_reached", reason: "too_many_requests" };
    const message = createSay(locale)(tooMany);
    return json({ ok: false, callId, tool: tools[act], error: { ...error, message } }, 429);
  }
  const context = contextOf({ actor, locale }, callId);
  const outcome = await callTool(context, tools[act] as string, { ...input, order: token });
  if (outcome.ok) {
    const { env } = getAccounts();
    later(() => sendOutbox(database, integrations, env.KONCERT_URL));
  }
  return json(outcome, statusOf(outcome));
}

const json = (value: unknown, status: number) =>
  Response.json(value, { status, headers: { "cache-control": "no-store" } });
