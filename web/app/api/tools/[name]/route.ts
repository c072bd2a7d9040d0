import { after } from "next/server";
import { z } from "zod";
import { readEnv } from "#integrations/env.ts";
import { callTool } from "#tools/call-tool.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { findTool } from "#tools/registry.ts";
import { formSpec } from "../../../../forms/form-spec.ts";
import { answerMember } from "../../../../session/answer-member.ts";
import { contextOf } from "../../../../session/context-of.ts";
import { statusOf } from "../../../../session/outcome-status.ts";

const body = z.object({ input: z.unknown(), callId: z.uuid() });

/** A tool's input as a form, in the reader's language. */
export async function GET(request: Request, { params }: { params: Promise<{ name: string }> }) {
  return answerMember(request, async (session) => {
    const tool = findTool((await params).name);
    return tool
      ? Response.json(formSpec(tool, session.locale), { headers: { "cache-control": "private" } })
      : Response.json({ error: "unknown tool" }, { status: 404 });
  });
}

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
