import { createHmac, randomUUID } from "node:crypto";
import { modelsOn } from "#agent/testing/talk.ts";
import type { Script } from "#agent/testing/scripted-interpreter.ts";
import { openSlack } from "#integrations/slack/open-slack.ts";
import type { SlackTeam } from "#integrations/slack/slack.ts";
import { writeGrant } from "#tools/organization/slack-teams.ts";
import type { Role } from "#tools/organization/roles.ts";
import { type Organization, openWorld, type World, worldNow } from "#tools/testing/world.ts";
import { openSlackBot, type SlackBot } from "../open-slack-bot.ts";
import { type FakeSlack, openFakeSlack } from "./fake-slack.ts";

export const signingSecret = "a signing secret of the tests";
export const ownUrl = "https://koncert.test";

export type SlackWorld = {
  world: World;
  fake: FakeSlack;
  bot: SlackBot;
  /** What the model does next. */
  script(script: Script): void;
  /** A bot over the same database: what a restart leaves. */
  another(): SlackBot;
  connect(
    team: string,
    options?: { organization?: Organization; tokens?: Partial<SlackTeam["tokens"]> },
  ): Promise<void>;
  /** Ties a Slack user to the member of a role, by the link that the bot gives. */
  link(
    user: string,
    role: Role,
    options?: { team?: string; organization?: Organization },
  ): Promise<void>;
  /** Sends what Slack would, signed, and waits until it was answered to the end. */
  event(event: Record<string, unknown>, options?: Sending): Promise<Response>;
  command(text: string, user: string, options?: Sending): Promise<Response>;
  press(user: string, button: Button, options?: Sending): Promise<Response>;
  settled(): Promise<void>;
  close(): Promise<void>;
};

export type Sending = {
  team?: string;
  eventId?: string;
  headers?: Record<string, string>;
  bot?: SlackBot;
  wait?: boolean;
};
export type Button = {
  action_id: string;
  value: string;
  block_id: string;
  text?: string;
  message?: Record<string, unknown>;
};

/** A world with Slack: a fake of its Web API, and the bot mounted without a server. */
export async function openSlackWorld(): Promise<SlackWorld> {
  const world = await openWorld();
  const fake = await openFakeSlack();
  const { database, integrations } = world.context();
  const env = {
    KONCERT_URL: ownUrl,
    SLACK_URL: fake.url,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "a client secret",
    SLACK_APP_TOKEN: undefined,
    SLACK_SIGN_IN_URL: undefined,
  };
  integrations.slack = openSlack(env);
  let script: Script = () => ({ text: () => "Bien reçu." });
  const models = modelsOn(null, (options) => script(options));
  const another = () => openSlackBot({ database, integrations, env, models });
  const bot = another();
  const going = new Set<Promise<unknown>>();
  const later = (work: Promise<unknown>) => void going.add(work.finally(() => going.delete(work)));
  const settled = async () => void (await Promise.all(going));

  const send = async (request: Request, { bot: by = bot, wait = true }: Sending) => {
    const response = await by.handle(request, later);
    if (wait) await settled();
    return response;
  };
  const form = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

  const slackWorld: SlackWorld = {
    world,
    fake,
    bot,
    another,
    settled,
    script: (next) => void (script = next),
    async connect(team, { organization = world.here, tokens } = {}) {
      const { userId } = organization.actors.owner;
      const given: SlackTeam = {
        team,
        name: `Espace ${team}`,
        botUser: "UBOT",
        tokens: { access: `xoxb-${team}`, refresh: null, expiresAt: null, ...tokens },
      };
      const grant = writeGrant(
        integrations.secrets,
        { organizationId: organization.id, userId },
        given,
        worldNow,
      );
      await world.done("organization_connect_slack", { grant }, { organization });
    },
    async link(user, role, { team = "T1", organization = world.here } = {}) {
      const before = fake.calls.length;
      await slackWorld.command("lier", user, { team });
      const link = linkIn(fake.calls.slice(before));
      await world.done("organization_link_slack", { link }, { role, organization });
    },
    event: (event, options = {}) =>
      send(
        signed(
          "events",
          "application/json",
          JSON.stringify({
            type: "event_callback",
            team_id: options.team ?? "T1",
            event_id: options.eventId ?? `Ev${randomUUID()}`,
            authorizations: [
              {
                team_id: options.team ?? "T1",
                enterprise_id: null,
                user_id: "UBOT",
                is_bot: true,
                is_enterprise_install: false,
              },
            ],
            event,
          }),
          options.headers,
        ),
        options,
      ),
    command: (text, user, options = {}) =>
      send(
        signed(
          "commands",
          "application/x-www-form-urlencoded",
          form({
            command: "/koncert",
            text,
            user_id: user,
            team_id: options.team ?? "T1",
            channel_id: "C1",
            trigger_id: randomUUID(),
            is_enterprise_install: "false",
            response_url: fake.responseUrl,
          }),
        ),
        options,
      ),
    press: (user, button, options = {}) => {
      const { message, text = "", ...action } = button;
      const payload = {
        type: "block_actions",
        user: { id: user, team_id: options.team ?? "T1" },
        team: { id: options.team ?? "T1" },
        channel: { id: "C1" },
        message: { ts: "1.1", thread_ts: "1.0", blocks: [], ...message },
        container: { type: "message", message_ts: "1.1", channel_id: "C1", is_ephemeral: false },
        response_url: fake.responseUrl,
        actions: [
          {
            type: "button",
            action_ts: "1.2",
            text: { type: "plain_text", text },
            ...action,
          },
        ],
      };
      return send(
        signed(
          "interactive",
          "application/x-www-form-urlencoded",
          form({ payload: JSON.stringify(payload) }),
        ),
        options,
      );
    },
    async close() {
      await settled();
      await fake.close();
      await world.close();
    },
  };
  return slackWorld;
}

/** A request as Slack signs it. */
export function signed(
  path: string,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): Request {
  const at = headers["x-slack-request-timestamp"] ?? String(Math.floor(Date.now() / 1_000));
  const hash = createHmac("sha256", signingSecret).update(`v0:${at}:${body}`).digest("hex");
  return new Request(`${ownUrl}/api/slack/${path}`, {
    method: "POST",
    body,
    headers: {
      "content-type": type,
      "x-slack-request-timestamp": at,
      "x-slack-signature": `v0=${hash}`,
      ...headers,
    },
  });
}

/** The secret of the link that the bot gave in these calls. */
export function linkIn(calls: FakeSlack["calls"]): string {
  const link = /\/slack\?link=([\w-]+)/.exec(JSON.stringify(calls))?.[1];
  if (!link) throw new Error("no link was given");
  return link;
}
