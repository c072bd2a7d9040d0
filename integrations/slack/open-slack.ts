import { z } from "zod";
import { askProvider, ProviderError } from "../ask-provider.ts";
import type { Env } from "../env.ts";
import { botScopes } from "./scopes.ts";
import type { Slack, SlackTokens } from "./slack.ts";

const answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });
const tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number().optional(),
});
const access = tokens.extend({
  bot_user_id: z.string(),
  team: z.object({ id: z.string(), name: z.string() }),
});
const identity = z.object({ team_id: z.string(), team: z.string(), user_id: z.string() });

type Settings = Pick<
  Env,
  | "SLACK_CLIENT_ID"
  | "SLACK_CLIENT_SECRET"
  | "SLACK_SIGNING_SECRET"
  | "SLACK_APP_TOKEN"
  | "SLACK_URL"
  | "SLACK_SIGN_IN_URL"
>;

/** Slack, where the environment names its application; undefined without one. */
export function openSlack(env: Settings): Slack | undefined {
  if (!env.SLACK_SIGNING_SECRET && !env.SLACK_APP_TOKEN) return undefined;
  const base = (env.SLACK_URL ?? "https://slack.com/api").replace(/\/+$/, "");
  const application = {
    client_id: env.SLACK_CLIENT_ID ?? "",
    client_secret: env.SLACK_CLIENT_SECRET ?? "",
  };

  async function ask<Shape extends z.ZodType>(
    method: string,
    shape: Shape,
    body: Record<string, string>,
    token?: string,
  ): Promise<z.output<Shape>> {
    const response = await askProvider("Slack", `${base}/${method}`, {
      method: "POST",
      headers: token ? { authorization: `Bearer ${token}` } : {},
      body: new URLSearchParams(body),
    });
    const told = answer.safeParse(await response.json().catch(() => null));
    if (!told.success) throw new ProviderError("Slack", 502, "not an answer of Slack");
    if (!told.data.ok) throw new ProviderError("Slack", 400, told.data.error ?? "refused");
    const read = shape.safeParse(told.data);
    if (!read.success) throw new ProviderError("Slack", 502, "an answer of another shape");
    return read.data;
  }

  const tokensOf = (given: z.output<typeof tokens>): SlackTokens => ({
    access: given.access_token,
    refresh: given.refresh_token ?? null,
    expiresAt: given.expires_in
      ? new Date(Date.now() + given.expires_in * 1_000).toISOString()
      : null,
  });

  return {
    name: "slack",
    signsIn: env.SLACK_CLIENT_ID !== undefined,
    signInUrl: (state, returnTo) =>
      `${env.SLACK_SIGN_IN_URL ?? "https://slack.com/oauth/v2/authorize"}?${new URLSearchParams({
        client_id: application.client_id,
        scope: botScopes.join(","),
        redirect_uri: returnTo,
        state,
      })}`,
    async exchange(code, returnTo) {
      const given = await ask("oauth.v2.access", access, {
        ...application,
        code,
        redirect_uri: returnTo,
      });
      return {
        team: given.team.id,
        name: given.team.name,
        botUser: given.bot_user_id,
        tokens: tokensOf(given),
      };
    },
    async identify(token) {
      const bot = await ask("auth.test", identity, {}, token);
      return {
        team: bot.team_id,
        name: bot.team,
        botUser: bot.user_id,
        tokens: { access: token, refresh: null, expiresAt: null },
      };
    },
    async refresh({ refresh }) {
      return tokensOf(
        await ask("oauth.v2.access", tokens, {
          ...application,
          grant_type: "refresh_token",
          refresh_token: refresh ?? "",
        }),
      );
    },
    async revoke(token) {
      try {
        await ask("auth.revoke", answer, {}, token);
      } catch (error) {
        const gone = ["token_revoked", "invalid_auth", "account_inactive", "token_expired"];
        if (!(error instanceof ProviderError) || !gone.includes(error.detail)) throw error;
      }
    },
  };
}
