import { constants } from "node:fs";
import { access, mkdir } from "node:fs/promises";
import type { Env } from "./env.ts";
import { checkBrevo } from "./mail/brevo.ts";
import { checkSmtp } from "./mail/smtp.ts";
import { checkSupabaseStorage } from "./storage/supabase.ts";

export type Provider = {
  name: string;
  /** Throws what keeps it from working. Changes nothing, sends nothing. */
  check(): Promise<void>;
};

/** The providers of the environment, as they would be asked now. */
export function providersOf(env: Env): { mail: Provider; storage: Provider } {
  const local: Provider = { name: "local", check: () => writable(env.KONCERT_DATA_DIR) };
  return { mail: mailOf(env) ?? local, storage: storageOf(env) ?? local };
}

function mailOf(env: Env): Provider | undefined {
  const { BREVO_API_KEY: apiKey, BREVO_URL: url, SMTP_URL: smtp } = env;
  if (apiKey) return { name: "Brevo", check: () => checkBrevo({ apiKey, url }) };
  return smtp ? { name: "SMTP", check: () => checkSmtp(smtp) } : undefined;
}

function storageOf(env: Env): Provider | undefined {
  const { SUPABASE_URL: url, SUPABASE_SERVICE_ROLE_KEY: serviceKey, SUPABASE_BUCKET: bucket } = env;
  if (!url || !serviceKey) return undefined;
  return { name: "Supabase", check: () => checkSupabaseStorage({ url, serviceKey, bucket }) };
}

async function writable(folder: string) {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await access(folder, constants.W_OK);
}
