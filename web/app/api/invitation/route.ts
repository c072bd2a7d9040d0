import { z } from "zod";
import { getAccounts } from "#accounts/auth.ts";
import { acceptInvitation } from "#accounts/joining.ts";
import { organizationCookie } from "#accounts/locale.ts";
import { forgetMemberships, signedInFromRequest } from "#accounts/session.ts";
import { refuseForeign } from "../../../session/refuse-foreign.ts";

const body = z.object({ token: z.string().min(1).max(200) });

/** The person who is signed in accepts an invitation, and then works in its organization. */
export async function POST(request: Request): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  const person = await signedInFromRequest(request.headers);
  if (!person) return Response.json({ code: "UNAUTHENTICATED" }, { status: 401 });
  const asked = body.safeParse(await request.json().catch(() => null));
  if (!asked.success) return Response.json({ code: "UNKNOWN_INVITATION" }, { status: 400 });
  const accounts = getAccounts();
  const accepted = await acceptInvitation(accounts.database, person.user.id, asked.data.token);
  if (!accepted.ok) return Response.json({ code: accepted.code }, { status: 409 });
  forgetMemberships(person.user.id, accounts);
  return Response.json(
    { organizationId: accepted.organizationId },
    {
      headers: {
        "set-cookie": `${organizationCookie}=${accepted.organizationId}; Path=/; Max-Age=31536000; SameSite=Lax`,
      },
    },
  );
}
