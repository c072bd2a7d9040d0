import { listConversations } from "#agent/conversations.ts";
import { answerMember } from "../../../session/answer-member.ts";
import { contextOf } from "../../../session/context-of.ts";

export function GET(request: Request): Promise<Response> {
  const search = new URL(request.url).searchParams.get("search") ?? "";
  return answerMember(request, async (session) =>
    Response.json(await listConversations(contextOf(session), { search, limit: 50 })),
  );
}
