import { betterAuth } from "better-auth";
import { openDatabase, type Database } from "#database/pool.ts";
import { readEnv, type Env } from "#integrations/env.ts";
import type { Mail } from "#integrations/mail/mail.ts";
import { openMail } from "#integrations/mail/open-mail.ts";
import { authOptions, type AuthParts } from "./auth-options.ts";
import { createLater } from "./later.ts";

function createAuth(parts: AuthParts) {
  return betterAuth(authOptions(parts));
}

export type Auth = ReturnType<typeof createAuth>;

export type Accounts = {
  auth: Auth;
  database: Database;
  env: Env;
  /** Resolves when letters and lines of the log have left. */
  settled(): Promise<void>;
};

/** The accounts of one installation. The database stays the caller's to close. */
export function openAccounts(parts: { database: Database; env: Env; mail?: Mail }): Accounts {
  const { database, env } = parts;
  const secret = env.KONCERT_SECRET;
  if (!secret) throw new Error("KONCERT_SECRET is missing: sessions cannot be signed without it.");
  const later = createLater((error) =>
    console.error(JSON.stringify({ level: "error", room: "accounts", message: error.message })),
  );
  const mail = parts.mail ?? openMail(env);
  const auth = createAuth({ database, env, mail, later, secret });
  return { auth, database, env, settled: later.settled };
}

const key = Symbol.for("koncert.accounts");
const shared = globalThis as { [key]?: Accounts };

/**
 * The accounts of this process, opened at first use from the environment, with a pool that the rest of
 * the process may share. One for all bundles of the web server.
 */
export function getAccounts(): Accounts {
  return (shared[key] ??= openFromEnvironment());
}

/** better-auth for this process: `getAuth().handler(request)` answers everything under /api/auth. */
export function getAuth(): Auth {
  return getAccounts().auth;
}

function openFromEnvironment(): Accounts {
  const env = readEnv();
  if (!env.DATABASE_URL) throw new Error("DATABASE_URL is missing: npm start sets it.");
  return openAccounts({ database: openDatabase(env.DATABASE_URL), env });
}
