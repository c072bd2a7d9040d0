import type { Env } from "#integrations/env.ts";

/** Without a provider, letters stay in the data directory, where the mailbox page reads them. */
export const isMailLocal = (env: Env): boolean => !env.SMTP_URL && !env.BREVO_API_KEY;

/** Letters are shown to whoever sits at the machine that keeps them, and to nobody over a network. */
export function isMailboxHere(env: Env): boolean {
  const { hostname } = new URL(env.KONCERT_URL);
  return isMailLocal(env) && (hostname === "127.0.0.1" || hostname === "localhost");
}
