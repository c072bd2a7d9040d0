import { contextFromRequest, type Session } from "#accounts/session.ts";
import { refuseForeign } from "./refuse-foreign.ts";

/**
 * Answers a request of a signed-in member, keeping the session fresh. 403 to another site's page,
 * 401 without a session.
 */
export async function answerMember(
  request: Request,
  answer: (session: Session) => Promise<Response> | Response,
): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  let cookies: string[] = [];
  const session = await contextFromRequest(request.headers, "web", {
    setCookies: (values) => (cookies = values),
  });
  if (!session) return Response.json({ error: "unauthenticated" }, { status: 401 });
  const response = await answer(session);
  for (const cookie of cookies) response.headers.append("set-cookie", cookie);
  return response;
}
