import { z } from "zod";
import { chosenOrganization } from "./applications.ts";
import type { Accounts } from "./auth.ts";
import type { SignedIn } from "./session.ts";

export const consentAnswer = z
  .object({
    /** What the page was opened with, signed by the provider. */
    query: z.string().min(1).max(8_000),
    accept: z.boolean(),
    organization: z.uuid(),
    /** The rights that the person left; the provider takes none named for all that was asked. */
    scopes: z.array(z.string().min(1).max(60)).max(60),
  })
  .refine(({ accept, scopes }) => !accept || scopes.length > 0);

const answered = z.looseObject({ url: z.string() });

/**
 * Answers for a person what an application asked, in the organization that they chose among theirs.
 * Returns where the browser goes next; undefined where the request is no longer valid.
 */
export async function answerConsent(
  accounts: Accounts,
  person: Pick<SignedIn, "memberships">,
  headers: Headers,
  given: z.output<typeof consentAnswer>,
): Promise<string | undefined> {
  const { query, accept, organization, scopes } = consentAnswer.parse(given);
  if (!person.memberships.some(({ organizationId }) => organizationId === organization)) {
    return undefined;
  }
  const sent = new Headers({
    "content-type": "application/json",
    origin: new URL(accounts.env.KONCERT_URL).origin,
  });
  for (const name of ["cookie", "user-agent", accountsAddress(accounts)]) {
    const value = headers.get(name);
    if (value) sent.set(name, value);
  }
  const response = await chosenOrganization.run(organization, () =>
    accounts.auth.handler(
      new Request(`${accounts.env.KONCERT_URL}/api/auth/oauth2/consent`, {
        method: "POST",
        headers: sent,
        body: JSON.stringify({
          accept,
          oauth_query: query,
          ...(scopes.length > 0 ? { scope: scopes.join(" ") } : {}),
        }),
      }),
    ),
  );
  if (!response.ok) return undefined;
  const read = answered.safeParse(await response.json().catch(() => null));
  return read.success ? read.data.url : undefined;
}

const accountsAddress = ({ env }: Accounts) =>
  env.KONCERT_CLIENT_IP_HEADER ?? "x-koncert-client-ip";

const client = z.looseObject({
  client_name: z.string().nullish(),
  client_uri: z.string().nullish(),
});

/** What an application says of itself; undefined for an unknown one. */
export async function readApplication(
  accounts: Accounts,
  headers: Headers,
  clientId: string,
): Promise<{ name: string; uri: string | null } | undefined> {
  try {
    const found = client.parse(
      await accounts.auth.api.getOAuthClientPublic({ query: { client_id: clientId }, headers }),
    );
    return { name: found.client_name ?? clientId, uri: found.client_uri ?? null };
  } catch {
    return undefined;
  }
}
