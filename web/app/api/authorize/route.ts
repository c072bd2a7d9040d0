import { getAccounts } from "#accounts/auth.ts";
import { answerConsent, consentAnswer } from "#accounts/consent.ts";
import { signedInFromRequest } from "#accounts/session.ts";
import { refuseForeign } from "../../../session/refuse-foreign.ts";

/** The person's answer to an application: `{url}` says where the browser goes next. */
export async function POST(request: Request): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  const person = await signedInFromRequest(request.headers);
  if (!person) return Response.json({ error: "unauthenticated" }, { status: 401 });
  const asked = consentAnswer.safeParse(await request.json().catch(() => null));
  if (!asked.success) return Response.json({ error: "not an answer" }, { status: 400 });
  const url = await answerConsent(getAccounts(), person, request.headers, asked.data);
  return url ? Response.json({ url }) : Response.json({ error: "expired" }, { status: 410 });
}
