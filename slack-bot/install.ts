import { z } from "zod";
import type { SlackTeam } from "#integrations/slack/slack.ts";
import { callTool } from "#tools/call-tool.ts";
import type { Context } from "#tools/core/context.ts";
import { writeGrant } from "#tools/organization/slack-teams.ts";

const state = z.object({ until: z.iso.datetime() });
const stateMs = 15 * 60_000;

type Member = { organizationId: string; userId: string };

const stateFor = ({ organizationId, userId }: Member) => `slack state ${organizationId} ${userId}`;

function memberOf({ actor }: Context): Member {
  if (actor.kind !== "member") throw new Error("a member signs in to Slack");
  return actor;
}

const returnTo = (baseUrl: string) => `${baseUrl}/api/slack/installed`;

/** Where a member adds the application to a workspace; undefined where none can be added so. */
export function installUrl(context: Context, baseUrl: string): string | undefined {
  const { slack, secrets } = context.integrations;
  if (!slack?.signsIn) return undefined;
  const until = new Date(context.now.getTime() + stateMs).toISOString();
  const sealed = secrets.seal(Buffer.from(JSON.stringify({ until })), stateFor(memberOf(context)));
  return slack.signInUrl(sealed.toString("base64url"), returnTo(baseUrl));
}

/** Whether the same member, in the same organization, set out with this state a short while ago. */
function isOwnState(context: Context, given: string): boolean {
  try {
    const plain = context.integrations.secrets.open(
      Buffer.from(given, "base64url"),
      stateFor(memberOf(context)),
    );
    return new Date(state.parse(JSON.parse(plain.toString())).until) > context.now;
  } catch {
    return false;
  }
}

export type Installed = "connected" | "expired" | "refused" | "taken" | "forbidden";

/** Ends the sign-in that Slack led back from, for the member who began it. */
export async function finishInstall(
  context: Context,
  baseUrl: string,
  answer: { code: string | null; state: string | null },
): Promise<Installed> {
  const { slack } = context.integrations;
  if (!slack || !answer.code) return "refused";
  if (!isOwnState(context, answer.state ?? "")) return "expired";
  const code = answer.code;
  return connect(context, () => slack.exchange(code, returnTo(baseUrl)));
}

/** Connects the workspace of a bot's token, for an installation that Slack cannot lead back to. */
export async function connectByToken(context: Context, token: string): Promise<Installed> {
  const { slack } = context.integrations;
  if (!slack || !token.startsWith("xoxb-")) return "refused";
  return connect(context, () => slack.identify(token));
}

async function connect(context: Context, ask: () => Promise<SlackTeam>): Promise<Installed> {
  let team: SlackTeam;
  try {
    team = await ask();
  } catch {
    return "refused";
  }
  const { secrets } = context.integrations;
  const grant = writeGrant(secrets, memberOf(context), team, context.now);
  const outcome = await callTool(context, "organization_connect_slack", { grant });
  if (outcome.ok) return "connected";
  const code = "error" in outcome ? outcome.error.code : "internal";
  return code === "conflict" ? "taken" : code === "forbidden" ? "forbidden" : "expired";
}
