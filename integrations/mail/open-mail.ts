import type { Env } from "../env.ts";
import { brevoMail } from "./brevo.ts";
import { localMail } from "./local.ts";
import type { Mail } from "./mail.ts";
import { smtpMail } from "./smtp.ts";

/** Brevo or SMTP when the environment names one, the local mailbox otherwise. */
export function openMail(env: Env): Mail {
  const from = env.KONCERT_MAIL_FROM;
  if (env.BREVO_API_KEY) return brevoMail({ apiKey: env.BREVO_API_KEY, from, url: env.BREVO_URL });
  if (env.SMTP_URL) return smtpMail({ url: env.SMTP_URL, from });
  return localMail(env.KONCERT_DATA_DIR);
}
