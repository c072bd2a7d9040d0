import { streamChat } from "#agent/stream-chat.ts";
import { answerMember } from "../../../session/answer-member.ts";
import { contextOf } from "../../../session/context-of.ts";

export function POST(request: Request): Promise<Response> {
  return answerMember(request, async (session) =>
    streamChat(contextOf(session), await request.json(), request.signal),
  );
}
