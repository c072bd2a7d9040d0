import type { Mail } from "./mail/mail.ts";
import type { Places } from "./places/places.ts";
import type { Storage } from "./storage/storage.ts";
import type { Embeddings } from "./embeddings/embeddings.ts";
import type { Payments } from "./payments/payments.ts";
import type { SalesPlatforms } from "./sales-platforms/sales-platforms.ts";
import type { Secrets } from "./secrets/secrets.ts";
import type { Slack } from "./slack/slack.ts";
import type { Traces } from "./traces/traces.ts";
import type { Wallet } from "./wallet/wallet.ts";

/** The outside world as tools see it: one member for each job, whoever provides it. */
export type Integrations = {
  mail: Mail;
  places: Places;
  storage: Storage;
  embeddings: Embeddings;
  secrets: Secrets;
  payments: Payments;
  salesPlatforms: SalesPlatforms;
  wallet: Wallet;
  traces: Traces;
  /** Undefined where no application in Slack is named. */
  slack?: Slack | undefined;
};
