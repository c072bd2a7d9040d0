import { z } from "zod";
import { connectByToken } from "#slack-bot/install.ts";
import { answerMember } from "../../../../session/answer-member.ts";
import { contextOf } from "../../../../session/context-of.ts";

const body = z.object({ token: z.string().trim().min(1).max(400) });

/** Connects the workspace of a bot's token: `{token}` in, `{came}` out. */
export const POST = (request: Request) =>
  answerMember(request, async (session) => {
    const asked = body.safeParse(await request.json().catch(() => null));
    if (!asked.success) return Response.json({ error: "{token} expected" }, { status: 400 });
    return Response.json({ came: await connectByToken(contextOf(session), asked.data.token) });
  });
