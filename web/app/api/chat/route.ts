import { streamChat } from "#agent/stream-chat.ts";
import { warmUp } from "#agent/warm-up.ts";
import { answerMember } from "../../../session/answer-member.ts";
import { contextOf } from "../../../session/context-of.ts";

const key = Symbol.for("koncert.chat");

export function POST(request: Request): Promise<Response> {
  return answerMember(request, async (session) =>
    streamChat(contextOf(session), await request.json().catch(() => null), request.signal),
  );
}

/** The server asks this of itself when it has started: what is learnt stays with this route. */
export async function GET(): Promise<Response> {
  await warmUp();
  return new Response(null, { status: 204 });
}

/** web/server.ts answers with it before Next sees the request. */
(globalThis as { [key]?: typeof POST })[key] = POST;
