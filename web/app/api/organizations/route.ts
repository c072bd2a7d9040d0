import { z } from "zod";
import { getAccounts } from "#accounts/auth.ts";
import { createOrganization, organizationName } from "#accounts/joining.ts";
import { forgetMemberships, signedInFromRequest } from "#accounts/session.ts";
import { refuseForeign } from "../../../session/refuse-foreign.ts";

const body = z.object({ name: organizationName });

/** A person who has no organization yet makes theirs. */
export async function POST(request: Request): Promise<Response> {
  const refused = refuseForeign(request);
  if (refused) return refused;
  const person = await signedInFromRequest(request.headers);
  if (!person) return Response.json({ code: "UNAUTHENTICATED" }, { status: 401 });
  const asked = body.safeParse(await request.json().catch(() => null));
  if (!asked.success) return Response.json({ code: "ORGANIZATION_NAME_INVALID" }, { status: 400 });
  const accounts = getAccounts();
  if (person.memberships.length > 0) return Response.json({ ok: true });
  await createOrganization(accounts.database, person.user.id, {
    name: asked.data.name,
    locale: person.locale,
  });
  forgetMemberships(person.user.id, accounts);
  return Response.json({ ok: true });
}
