import { after } from "next/server";
import { z } from "zod";
import { readEnv } from "#integrations/env.ts";
import { callTool } from "#tools/call-tool.ts";
import type { ErrorCode } from "#tools/core/errors.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { answerMember } from "../../../../session/answer-member.ts";
import { contextOf } from "../../../../session/context-of.ts";

const body = z.object({ input: z.unknown(), callId: z.uuid() });

const statuses: Record<ErrorCode, number> = {
  invalid_input: 422,
  not_found: 404,
  forbidden: 403,
  conflict: 409,
  limit_reached: 409,
  expired: 410,
  unavailable: 503,
  internal: 500,
};

const statusOf = (outcome: Outcome) =>
  "error" in outcome ? statuses[outcome.error.code] : "pending" in outcome ? 202 : 200;

/** Any tool, as the person who is signed in: `{input, callId}` in, an Outcome out. */
export async function POST(request: Request, { params }: { params: Promise<{ name: string }> }) {
  return answerMember(request, async (session) => {
    const asked = body.safeParse(await request.json().catch(() => null));
    if (!asked.success)
      return Response.json({ error: "{input, callId} expected" }, { status: 400 });
    const { input, callId } = asked.data;
    const context = contextOf(session, callId);
    const outcome = await callTool(context, (await params).name, input ?? {});
    if (outcome.ok && outcome.effect !== "read") {
      // Mail leaves when the answer has: whoever clicked does not wait for a mail server.
      after(() => sendOutbox(context.database, context.integrations, readEnv().KONCERT_URL));
    }
    return Response.json(outcome, { status: statusOf(outcome) });
  });
}
