import type { Database } from "./pool.ts";

export type SlackWorkspace = {
  organizationId: string;
  workspaceId: string;
  name: string;
  botUserId: string;
  /** The sealed tokens of its bot. */
  secret: Buffer;
  tokenExpiresAt: Date | null;
  locale: "fr" | "en";
};

export type SlackPerson = {
  organizationId: string;
  userId: string;
  name: string;
  locale: "fr" | "en";
};

/** The workspace of an event; undefined for one that no organization has connected. */
export async function slackWorkspace(
  database: Database,
  team: string,
): Promise<SlackWorkspace | undefined> {
  const { rows } = await database.pool.query<SlackWorkspace>(
    `select organization_id as "organizationId", workspace_id as "workspaceId", name, secret, locale,
      bot_user_id as "botUserId", token_expires_at as "tokenExpiresAt" from koncert.slack_workspace($1)`,
    [team],
  );
  return rows[0];
}

/** The active member whom a Slack user acts as; undefined for one who is not linked. */
export async function slackPerson(
  database: Database,
  team: string,
  user: string,
): Promise<SlackPerson | undefined> {
  const { rows } = await database.pool.query<SlackPerson>(
    `select organization_id as "organizationId", user_id as "userId", name, locale
       from koncert.slack_person($1, $2)`,
    [team, user],
  );
  return rows[0];
}

/** Where a member reads in Slack, the oldest link first. */
export async function slackAccounts(
  database: Database,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<{ team: string; user: string }[]> {
  const { rows } = await database.pool.query<{ team: string; user: string }>(
    `select team_id as team, slack_user_id as "user" from koncert.slack_accounts($1, $2)`,
    [organizationId, userId],
  );
  return rows;
}

/** The id of a new link for a Slack user, which takes the place of those before. */
export async function openSlackLink(
  database: Database,
  { team, user, name, email }: { team: string; user: string; name: string; email: string | null },
): Promise<string | undefined> {
  const { rows } = await database.pool.query<{ id: string | null }>(
    "select koncert.open_slack_link($1, $2, $3, $4) as id",
    [team, user, name, email],
  );
  return rows[0]?.id ?? undefined;
}

/** Keeps a delivery before it is acknowledged, and says whether it is new. */
export async function keepSlackEvent(
  database: Database,
  team: string,
  event: string,
  body: unknown,
): Promise<"new" | "seen" | "unknown"> {
  const { rows } = await database.pool.query<{ state: "new" | "seen" | "unknown" }>(
    "select koncert.keep_slack_event($1, $2, $3) as state",
    [team, event, JSON.stringify(body).replaceAll(String.raw`\u0000`, "")],
  );
  return rows[0]?.state ?? "unknown";
}

export async function finishSlackEvent(
  database: Database,
  team: string,
  event: string,
): Promise<void> {
  await database.pool.query("select koncert.finish_slack_event($1, $2)", [team, event]);
}

/** Deliveries that were acknowledged and never finished since `before`. */
export async function takeSlackEvents(database: Database, before: Date): Promise<unknown[]> {
  const { rows } = await database.pool.query<{ body: unknown }>(
    "select body from koncert.take_slack_events($1)",
    [before],
  );
  return rows.map(({ body }) => body);
}

/** Replaces the sealed tokens of a workspace by those that Slack has rotated in. */
export async function keepSlackTokens(
  database: Database,
  team: string,
  tokens: { secret: Buffer; keyId: string; expiresAt: Date | null },
): Promise<void> {
  await database.pool.query("select koncert.keep_slack_tokens($1, $2, $3, $4)", [
    team,
    tokens.secret,
    tokens.keyId,
    tokens.expiresAt,
  ]);
}

/** The application was removed in Slack: its tokens and the links of its people go. */
export async function forgetSlackWorkspace(database: Database, team: string): Promise<void> {
  await database.pool.query("select koncert.forget_slack_workspace($1)", [team]);
}
