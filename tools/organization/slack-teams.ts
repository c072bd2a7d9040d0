import { z } from "zod";
import type { Integrations } from "#integrations/integrations.ts";
import type { Secrets } from "#integrations/secrets/secrets.ts";
import type { SlackTeam, SlackTokens } from "#integrations/slack/slack.ts";
import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";

type Place = { organizationId: string; team: string };

const tokens = z.object({
  access: z.string(),
  refresh: z.string().nullable(),
  expiresAt: z.string().nullable(),
});
const team = z.object({
  team: z.string().min(2).max(40),
  name: z.string().min(1),
  botUser: z.string().min(2).max(40),
  tokens,
});
const granted = z.object({ until: z.iso.datetime(), team });

const tokensFor = ({ organizationId, team: id }: Place) => `${organizationId} slack ${id}`;

/** The tokens of a workspace's bot, sealed for the database. */
export function sealTokens(secrets: Secrets, place: Place, given: SlackTokens) {
  return {
    secret: secrets.seal(Buffer.from(JSON.stringify(given)), tokensFor(place)),
    keyId: secrets.keyId,
  };
}

/** The tokens of a workspace's bot. Throws for those of another workspace or organization. */
export function openTokens(secrets: Secrets, place: Place, sealed: Uint8Array): SlackTokens {
  return tokens.parse(JSON.parse(secrets.open(sealed, tokensFor(place)).toString()));
}

type Granted = { organizationId: string; userId: string };
const grantFor = ({ organizationId, userId }: Granted) => `slack grant ${organizationId} ${userId}`;
const grantMs = 5 * 60_000;

/**
 * What the server heard from Slack, as the member who asked hands it on: sealed, so that nobody can
 * say of themselves which workspace is theirs, nor read its tokens.
 */
export function writeGrant(secrets: Secrets, member: Granted, given: SlackTeam, now: Date): string {
  const until = new Date(now.getTime() + grantMs).toISOString();
  const text = JSON.stringify({ until, team: { ...given, name: given.name.slice(0, 200) } });
  return secrets.seal(Buffer.from(text), grantFor(member)).toString("base64url");
}

/** The workspace of a grant, for the member that it was written for. */
export function readGrant(ctx: ToolContext, grant: string): SlackTeam {
  if (ctx.actor.kind !== "member") throw noGrant();
  try {
    const plain = ctx.integrations.secrets.open(
      Buffer.from(grant, "base64url"),
      grantFor(ctx.actor),
    );
    const read = granted.parse(JSON.parse(plain.toString()));
    if (new Date(read.until) > ctx.now) return read.team;
  } catch {
    throw noGrant();
  }
  throw noGrant();
}

function noGrant() {
  return new ToolError("expired", {
    fr: "L’autorisation de Slack n’est plus valable. Recommencez depuis la page des connexions.",
    en: "Slack’s authorisation is no longer valid. Start again from the integrations page.",
  });
}

/** Identity and installation are settled by a person on a page of KONCERT, never on the word of a text. */
export function requirePage(ctx: ToolContext): void {
  if (ctx.actor.via === "web" && !ctx.tainted) return;
  throw new ToolError("forbidden", {
    fr: "Cela se fait sur la page de KONCERT, par la personne elle-même.",
    en: "This is done on KONCERT’s own page, by the person themselves.",
  });
}

const revoked = z.object({
  organization_id: z.guid(),
  team_id: z.string(),
  secret: z.string().regex(/^[0-9a-f]+$/),
});

/** Ends at Slack the tokens of a workspace that was disconnected here. */
export async function revokeSlack(
  { secrets, slack }: Pick<Integrations, "secrets" | "slack">,
  data: unknown,
): Promise<void> {
  const { organization_id: organizationId, team_id: id, secret } = revoked.parse(data);
  if (!slack) return;
  const place = { organizationId, team: id };
  await slack.revoke(openTokens(secrets, place, Buffer.from(secret, "hex")).access);
}
