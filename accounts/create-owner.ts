import { randomBytes } from "node:crypto";
import { openDatabase } from "#database/pool.ts";
import { readEnv } from "#integrations/env.ts";
import { openAccounts } from "./auth.ts";
import { createOrganization, listMemberships } from "./joining.ts";
import type { Locale } from "./locale.ts";

/**
 * The person and the organization of a new installation, for the start scripts. Run again with the same
 * address it changes nothing but the password, so that the printed one is always right.
 */
export async function createOwner(owner: {
  /** Address of the database. */
  url: string;
  email: string;
  password: string;
  name: string;
  organizationName: string;
  locale?: Locale;
}): Promise<{ userId: string; organizationId: string }> {
  const database = openDatabase(owner.url, 2);
  try {
    // Passwords do not depend on the secret, and no session is made here.
    const env = { ...readEnv({}), KONCERT_SECRET: randomBytes(32).toString("hex") };
    const { auth } = openAccounts({ database, env });
    const { internalAdapter, password } = await auth.$context;
    const email = owner.email.toLowerCase();
    const known = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
    const user =
      known?.user ??
      (await internalAdapter.createUser(
        { email, name: owner.name, emailVerified: true },
        { method: "admin" },
      ));
    const credential = known?.accounts.find(({ providerId }) => providerId === "credential");
    if (!credential) {
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: "credential",
        accountId: user.id,
        password: await password.hash(owner.password),
      });
    } else if (!(await matches(password.verify, credential.password, owner.password))) {
      await internalAdapter.updatePassword(user.id, await password.hash(owner.password));
    }
    const [membership] = await listMemberships(database, user.id);
    const organizationId =
      membership?.organizationId ??
      (await createOrganization(database, user.id, {
        name: owner.organizationName,
        locale: owner.locale,
      }));
    return { userId: user.id, organizationId };
  } finally {
    await database.close();
  }
}

type Verify = (known: { hash: string; password: string }) => Promise<boolean>;

async function matches(verify: Verify, hash: string | null | undefined, password: string) {
  return hash ? verify({ hash, password }) : false;
}
