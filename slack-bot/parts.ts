import type { webApi } from "@slack/bolt";
import type { Models } from "#agent/models.ts";
import type { Database } from "#database/pool.ts";
import type { Env } from "#integrations/env.ts";
import type { Integrations } from "#integrations/integrations.ts";

export type SlackEnv = Pick<
  Env,
  "KONCERT_URL" | "SLACK_SIGNING_SECRET" | "SLACK_APP_TOKEN" | "SLACK_URL"
>;

/** What the bot stands on. */
export type Parts = {
  database: Database;
  integrations: Integrations;
  env: SlackEnv;
  models?: Models;
};

/** Who pressed, wrote or opened something, and the workspace that it happened in. */
export type Place = { client: webApi.WebClient; team: string; user: string };
