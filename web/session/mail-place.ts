import type { Env } from "#integrations/env.ts";

/** Without a provider, letters stay in the data directory, where the mailbox page reads them. */
export const isMailLocal = (env: Env): boolean => !env.SMTP_URL && !env.BREVO_API_KEY;
