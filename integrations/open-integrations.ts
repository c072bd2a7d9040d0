import type { Env } from "./env.ts";
import type { Integrations } from "./integrations.ts";
import { localEmbeddings } from "./embeddings/local.ts";
import { voyageEmbeddings } from "./embeddings/voyage.ts";
import { openMail } from "./mail/open-mail.ts";
import { testPayments } from "./payments/local.ts";
import { stripePayments } from "./payments/stripe.ts";
import { localPlaces } from "./places/index.ts";
import { openSalesPlatforms } from "./sales-platforms/open-sales-platforms.ts";
import { localSecrets } from "./secrets/local.ts";
import { openSlack } from "./slack/open-slack.ts";
import { localStorage } from "./storage/local.ts";
import { supabaseStorage } from "./storage/supabase.ts";
import { langfuseTraces } from "./traces/langfuse.ts";
import { noTraces } from "./traces/traces.ts";
import { openWallet } from "./wallet/open-wallet.ts";

/** The providers that the environment names, a local one for each other job. Each is made at its first use. */
export function openIntegrations(env: Env): Integrations {
  const jobs = {
    mail: once(() => openMail(env)),
    places: () => localPlaces,
    storage: once(() =>
      env.SUPABASE_URL && env.SUPABASE_SERVICE_ROLE_KEY
        ? supabaseStorage({
            url: env.SUPABASE_URL,
            serviceKey: env.SUPABASE_SERVICE_ROLE_KEY,
            bucket: env.SUPABASE_BUCKET,
          })
        : localStorage(env.KONCERT_DATA_DIR),
    ),
    embeddings: once(() =>
      env.VOYAGE_API_KEY
        ? voyageEmbeddings({
            apiKey: env.VOYAGE_API_KEY,
            model: env.VOYAGE_MODEL,
            url: env.VOYAGE_URL,
          })
        : localEmbeddings,
    ),
    secrets: once(() => localSecrets(env)),
    salesPlatforms: once(() => openSalesPlatforms(env)),
    wallet: once(() => openWallet(env)),
    traces: once(() =>
      env.LANGFUSE_PUBLIC_KEY && env.LANGFUSE_SECRET_KEY
        ? langfuseTraces({
            publicKey: env.LANGFUSE_PUBLIC_KEY,
            secretKey: env.LANGFUSE_SECRET_KEY,
            url: env.LANGFUSE_BASE_URL,
          })
        : noTraces,
    ),
    slack: once(() => openSlack(env)),
    payments: once(() =>
      env.STRIPE_SECRET_KEY && env.STRIPE_WEBHOOK_SECRET
        ? stripePayments({
            secretKey: env.STRIPE_SECRET_KEY,
            webhookSecret: env.STRIPE_WEBHOOK_SECRET,
            siteUrl: env.KONCERT_URL,
            url: env.STRIPE_URL,
          })
        : testPayments,
    ),
  };
  return {
    get mail() {
      return jobs.mail();
    },
    get places() {
      return jobs.places();
    },
    get storage() {
      return jobs.storage();
    },
    get embeddings() {
      return jobs.embeddings();
    },
    get secrets() {
      return jobs.secrets();
    },
    get salesPlatforms() {
      return jobs.salesPlatforms();
    },
    get wallet() {
      return jobs.wallet();
    },
    get traces() {
      return jobs.traces();
    },
    get slack() {
      return jobs.slack();
    },
    get payments() {
      return jobs.payments();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
