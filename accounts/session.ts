import type { Actor, Via } from "#database/as-actor.ts";
import { getAccounts, type Accounts } from "./auth.ts";
import { listMemberships, type Membership } from "./joining.ts";
import { chosenLocale, cookieOf, organizationCookie, type Locale } from "./locale.ts";

export type User = { id: string; email: string; name: string; twoFactorEnabled: boolean };

/** A person who is signed in, perhaps without an organization yet. */
export type SignedIn = { user: User; locale: Locale; memberships: Membership[] };

/** A person acting in one organization: what a surface builds its Context from. */
export type Session = SignedIn & { active: Membership; actor: Actor };

export type SessionOptions = {
  accounts?: Accounts;
  /** Takes the Set-Cookie values that keep the session fresh. Without it nothing is refreshed. */
  setCookies?: (values: string[]) => void;
};

/** Who sends this request, or null. Costs no query while the signed copy in the cookie is fresh. */
export async function signedInFromRequest(
  headers: Headers,
  options: SessionOptions = {},
): Promise<SignedIn | null> {
  const accounts = options.accounts ?? getAccounts();
  const { response, headers: answered } = await accounts.auth.api.getSession({
    headers,
    query: { disableRefresh: options.setCookies === undefined },
    returnHeaders: true,
  });
  const cookies = answered.getSetCookie();
  if (cookies.length > 0) options.setCookies?.(cookies);
  if (!response) return null;
  const { id, email, name, twoFactorEnabled } = response.user;
  const memberships = await knownMemberships(accounts, id);
  return {
    user: { id, email, name, twoFactorEnabled: twoFactorEnabled === true },
    locale: chosenLocale(headers) ?? memberships[0]?.locale ?? "fr",
    memberships,
  };
}

/**
 * The member who sends this request, in the organization that their cookie names, or their oldest one
 * where it names none of theirs. Null when nobody is signed in or the person has no organization.
 */
export async function contextFromRequest(
  headers: Headers,
  via: Via = "web",
  options: SessionOptions = {},
): Promise<Session | null> {
  const signedIn = await signedInFromRequest(headers, options);
  if (!signedIn) return null;
  const wanted = cookieOf(headers, organizationCookie);
  const { memberships } = signedIn;
  const active =
    memberships.find(({ organizationId }) => organizationId === wanted) ?? memberships[0];
  if (!active) return null;
  return {
    ...signedIn,
    locale: chosenLocale(headers) ?? active.locale,
    active,
    actor: {
      kind: "member",
      userId: signedIn.user.id,
      organizationId: active.organizationId,
      via,
    },
  };
}

const keptMs = 30_000;
const keptPeople = 5_000;
type Kept = { memberships: Promise<Membership[]>; until: number };
const kept = new WeakMap<Accounts, Map<string, Kept>>();

/** Kept for half a minute, for display and choice alone: each call reads the role anew when it acts. */
function knownMemberships(accounts: Accounts, userId: string): Promise<Membership[]> {
  const people = kept.get(accounts) ?? new Map<string, Kept>();
  kept.set(accounts, people);
  const known = people.get(userId);
  if (known && known.until > Date.now()) return known.memberships;
  if (people.size >= keptPeople) people.clear();
  const memberships = listMemberships(accounts.database, userId);
  people.set(userId, { memberships, until: Date.now() + keptMs });
  // Somebody without an organization is about to have one.
  memberships.then(
    (found) => found.length === 0 && people.delete(userId),
    () => people.delete(userId),
  );
  return memberships;
}

/** Reads a person's memberships anew at their next request: after joining, leaving or a new role. */
export function forgetMemberships(userId: string, accounts: Accounts = getAccounts()): void {
  kept.get(accounts)?.delete(userId);
}
