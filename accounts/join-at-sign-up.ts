import { z } from "zod";
import type { Database } from "#database/pool.ts";
import { acceptInvitation, createOrganization, organizationName } from "./joining.ts";
import { chosenLocale } from "./locale.ts";

const asked = z.object({
  invitation: z.string().min(1).optional().catch(undefined),
  organizationName: organizationName.optional().catch(undefined),
});

type Request = { path?: string; body?: unknown; headers?: Headers | undefined } | null;

/**
 * What a new person joins: the organization of the invitation that came with the sign-up, else one of
 * their own under the name given. Without either they have none yet, and a page asks for its name.
 */
export async function joinAtSignUp(
  database: Database,
  userId: string,
  request: Request,
): Promise<void> {
  if (request?.path !== "/sign-up/email") return;
  const { invitation, organizationName: name } = asked.parse(request.body);
  if (invitation && (await acceptInvitation(database, userId, invitation)).ok) return;
  if (name) {
    const locale = chosenLocale(request.headers) ?? "fr";
    await createOrganization(database, userId, { name, locale });
  }
}
