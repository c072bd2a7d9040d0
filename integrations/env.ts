import path from "node:path";
import { z } from "zod";

const given = (schema: z.ZodType<string>) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional());
const text = given(z.string());
const url = given(z.url({ protocol: /^https?$/, error: "must be an http or https address" }));

const schema = z.object({
  /** Database of the deployment; without it the local stack is started. */
  DATABASE_URL: given(
    z.url({ protocol: /^postgres(ql)?$/, error: "must be a postgres:// address" }),
  ),
  PORT: z.preprocess(
    (value) => (value === "" ? undefined : value),
    z.coerce.number({ error: "must be a port" }).int().min(0).max(65_535).default(3000),
  ),
  /** Where people reach the application, without a final slash. */
  KONCERT_URL: url,
  KONCERT_DATA_DIR: text,
  /** Signs sessions and links; at least 32 characters. */
  KONCERT_SECRET: given(z.string().min(32, "must have at least 32 characters")),
  /** Seals the secrets of organizations at rest: 32 bytes in base64. */
  KONCERT_ENCRYPTION_KEY: given(
    z
      .base64()
      .refine((key) => Buffer.from(key, "base64").length === 32, "must be 32 bytes in base64"),
  ),
  /** Header in which the server in front writes the client's address. */
  KONCERT_CLIENT_IP_HEADER: text,
  KONCERT_MAIL_FROM: text,
  /** Who runs this installation, as the law wants it told: the legal page shows what is given. */
  KONCERT_OPERATOR_NAME: text,
  KONCERT_OPERATOR_ADDRESS: text,
  KONCERT_OPERATOR_EMAIL: given(z.email({ error: "must be an e-mail address" })),
  KONCERT_OPERATOR_PHONE: text,
  /** Form, capital and registration of the company, in its own words. */
  KONCERT_OPERATOR_REGISTRATION: text,
  KONCERT_OPERATOR_DIRECTOR: text,
  /** Name, address and telephone of who hosts it. */
  KONCERT_OPERATOR_HOST: text,
  SMTP_URL: given(z.url({ protocol: /^smtps?$/, error: "must be an smtp:// or smtps:// address" })),
  BREVO_API_KEY: text,
  BREVO_URL: url,
  SUPABASE_URL: url,
  SUPABASE_SERVICE_ROLE_KEY: text,
  SUPABASE_BUCKET: text,
  VOYAGE_API_KEY: text,
  VOYAGE_URL: url,
  VOYAGE_MODEL: text,
  /** Addresses of the sales platforms' interfaces, where they are not the usual ones. */
  WEEZEVENT_URL: url,
  BILLETWEB_URL: url,
  SHOTGUN_URL: url,
  SHOTGUN_EVENTS_URL: url,
  ANTHROPIC_API_KEY: text,
  ANTHROPIC_BASE_URL: url,
  KONCERT_MODEL: text,
  GOOGLE_CLIENT_ID: text,
  GOOGLE_CLIENT_SECRET: text,
  APPLE_CLIENT_ID: text,
  APPLE_CLIENT_SECRET: text,
  /** Takes the payments of the public sale, on the accounts of organizations (Stripe Connect). */
  STRIPE_SECRET_KEY: given(
    z.string().regex(/^(sk|rk)_(test|live)_/, "must be a secret key of Stripe"),
  ),
  /** Of the endpoint that receives events of connected accounts: KONCERT_URL/api/stripe/webhook. */
  STRIPE_WEBHOOK_SECRET: given(z.string().regex(/^whsec_/, "must be a signing secret of Stripe")),
  STRIPE_URL: url,
  /** Signs passes of Apple Wallet: PEM texts, or their base64. */
  APPLE_WALLET_PASS_TYPE: text,
  APPLE_WALLET_TEAM: text,
  APPLE_WALLET_CERTIFICATE: text,
  APPLE_WALLET_KEY: text,
  APPLE_WALLET_KEY_PASSPHRASE: text,
  /** Apple's intermediate certificate (WWDR). */
  APPLE_WALLET_WWDR: text,
  /** Saves tickets to Google Wallet: the issuer's number and the service account's file, or its base64. */
  GOOGLE_WALLET_ISSUER: text,
  GOOGLE_WALLET_ACCOUNT: text,
  /** The application in Slack. */
  SLACK_CLIENT_ID: text,
  SLACK_CLIENT_SECRET: text,
  /** Proves that a request to KONCERT_URL/api/slack comes from Slack. */
  SLACK_SIGNING_SECRET: text,
  /** Opens a connection to Slack instead, for an installation without a public address. */
  SLACK_APP_TOKEN: given(z.string().regex(/^xapp-/, "must be an app-level token of Slack")),
  /** Addresses of Slack's interface and of its sign-in, where they are not the usual ones. */
  SLACK_URL: url,
  SLACK_SIGN_IN_URL: url,
  /** Watches runs of the agent: figures alone, no content. */
  LANGFUSE_PUBLIC_KEY: text,
  LANGFUSE_SECRET_KEY: text,
  LANGFUSE_BASE_URL: url,
  TURNSTILE_SECRET_KEY: text,
  TURNSTILE_URL: url,
  /** Durable work goes to Inngest with both keys, or to a development server by its address. */
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
  INNGEST_DEV: url,
  /** An Inngest server of one's own, in place of Inngest's. */
  INNGEST_BASE_URL: url,
});

/** Settings that only mean something together. */
const pairs = [
  ["INNGEST_EVENT_KEY", "INNGEST_SIGNING_KEY"],
  ["SUPABASE_URL", "SUPABASE_SERVICE_ROLE_KEY"],
  ["STRIPE_SECRET_KEY", "STRIPE_WEBHOOK_SECRET"],
  ["APPLE_WALLET_PASS_TYPE", "APPLE_WALLET_TEAM"],
  ["APPLE_WALLET_PASS_TYPE", "APPLE_WALLET_CERTIFICATE"],
  ["APPLE_WALLET_PASS_TYPE", "APPLE_WALLET_KEY"],
  ["APPLE_WALLET_PASS_TYPE", "APPLE_WALLET_WWDR"],
  ["GOOGLE_WALLET_ISSUER", "GOOGLE_WALLET_ACCOUNT"],
  ["GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET"],
  ["APPLE_CLIENT_ID", "APPLE_CLIENT_SECRET"],
  ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET"],
  ["LANGFUSE_PUBLIC_KEY", "LANGFUSE_SECRET_KEY"],
] as const;

export type Env = z.output<typeof schema> & {
  KONCERT_URL: string;
  /** Absolute. */
  KONCERT_DATA_DIR: string;
  KONCERT_MAIL_FROM: string;
  SUPABASE_BUCKET: string;
};

/** Reads the environment once and for all. Throws one message that names every setting at fault. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const read = schema.safeParse(source);
  const faults = read.success
    ? []
    : read.error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`);
  for (const [one, other] of pairs) {
    if (!source[one] !== !source[other]) {
      faults.push(`${source[one] ? other : one} is missing beside ${source[one] ? one : other}`);
    }
  }
  if (source["SMTP_URL"] && source["BREVO_API_KEY"]) {
    faults.push("SMTP_URL and BREVO_API_KEY exclude each other");
  }
  if (!read.success || faults.length > 0) {
    throw new Error(`The environment is not usable: ${faults.join("; ")}.`);
  }
  const env = read.data;
  return {
    ...env,
    KONCERT_URL: (env.KONCERT_URL ?? `http://127.0.0.1:${env.PORT}`).replace(/\/+$/, ""),
    KONCERT_DATA_DIR: path.resolve(/* turbopackIgnore: true */ env.KONCERT_DATA_DIR ?? ".koncert"),
    KONCERT_MAIL_FROM: env.KONCERT_MAIL_FROM ?? "KONCERT <ne-pas-repondre@koncert.example>",
    SUPABASE_BUCKET: env.SUPABASE_BUCKET ?? "koncert",
  };
}
