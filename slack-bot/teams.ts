import { keepSlackTokens, slackWorkspace, type SlackWorkspace } from "#database/slack.ts";
import { openTokens, sealTokens } from "#tools/organization/slack-teams.ts";
import type { Parts } from "./parts.ts";

export type OpenTeam = { workspace: SlackWorkspace; token: string };

const renewedBeforeMs = 10 * 60_000;
const underWay = new Map<string, Promise<string>>();

/** A connected workspace with a token that works; undefined for one of nobody. */
export async function openTeam(parts: Parts, team: string): Promise<OpenTeam | undefined> {
  const workspace = await slackWorkspace(parts.database, team);
  if (!workspace) return undefined;
  const { organizationId, tokenExpiresAt } = workspace;
  const tokens = openTokens(parts.integrations.secrets, { organizationId, team }, workspace.secret);
  const ends = tokenExpiresAt ? tokenExpiresAt.getTime() - Date.now() : Infinity;
  if (!tokens.refresh || ends > renewedBeforeMs) return { workspace, token: tokens.access };
  // A refresh token serves once: whoever comes meanwhile waits for the same renewal.
  const renewal = underWay.get(team) ?? renew(parts, team, workspace);
  underWay.set(team, renewal);
  try {
    return { workspace, token: await renewal };
  } finally {
    underWay.delete(team);
  }
}

async function renew(parts: Parts, team: string, workspace: SlackWorkspace): Promise<string> {
  const { secrets, slack } = parts.integrations;
  const place = { organizationId: workspace.organizationId, team };
  const tokens = openTokens(secrets, place, workspace.secret);
  if (!slack) return tokens.access;
  try {
    const renewed = await slack.refresh(tokens);
    const { secret, keyId } = sealTokens(secrets, place, renewed);
    const expiresAt = renewed.expiresAt ? new Date(renewed.expiresAt) : null;
    await keepSlackTokens(parts.database, team, { secret, keyId, expiresAt });
    return renewed.access;
  } catch (error) {
    // Another process may have renewed them first.
    const now = await slackWorkspace(parts.database, team);
    if (!now || now.secret.equals(workspace.secret)) throw error;
    return openTokens(secrets, place, now.secret).access;
  }
}
