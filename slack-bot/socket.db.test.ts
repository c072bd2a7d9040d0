import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { modelsOn } from "#agent/testing/talk.ts";
import { openSlackBot, type SlackBot } from "./open-slack-bot.ts";
import { type FakeSocket, openFakeSocket } from "./testing/fake-socket.ts";
import { openSlackWorld, ownUrl, type SlackWorld } from "./testing/open-slack-world.ts";

let slack: SlackWorld;
let socket: FakeSocket;
let bot: SlackBot;

beforeAll(async () => {
  slack = await openSlackWorld();
  await slack.connect("T1");
  await slack.link("U1", "manager");
  socket = await openFakeSocket();
  slack.fake.connectionUrl = socket.url;
  const { database, integrations } = slack.world.context();
  bot = openSlackBot({
    database,
    integrations,
    env: {
      KONCERT_URL: ownUrl,
      SLACK_URL: slack.fake.url,
      SLACK_APP_TOKEN: "xapp-1",
      SLACK_SIGNING_SECRET: undefined,
    },
    models: modelsOn(null, () => ({ text: () => "Bien reçu." })),
  });
  await bot.start();
  await vi.waitFor(() => expect(socket.open()).toBe(1), 20_000);
});
afterAll(async () => {
  await bot?.stop();
  await socket?.close();
  await slack?.close();
});
beforeEach(() => void (slack.fake.calls.length = 0));

const mention = {
  type: "event_callback",
  team_id: "T1",
  event_id: "EvSocket",
  event: { type: "app_mention", channel: "C1", user: "U1", ts: "1.1", text: "<@UBOT> bonjour" },
};
const answered = (times: number) =>
  vi.waitFor(() => expect(slack.fake.of("chat.stopStream")).toHaveLength(times), 20_000);

test("without a public address, an event comes over the bot’s own connection and is answered", async () => {
  await socket.deliver("events_api", mention);
  await answered(1);
});

test("an event that is delivered again is acknowledged and not answered again", async () => {
  await socket.deliver("events_api", mention);
  await socket.deliver("events_api", {
    ...mention,
    event_id: "EvSocket2",
    event: { ...mention.event, ts: "2.1" },
  });
  await answered(1);
});

test("a command is acknowledged and answered to its writer", async () => {
  await socket.deliver("slash_commands", {
    command: "/koncert",
    text: "bonjour",
    user_id: "U1",
    team_id: "T1",
    channel_id: "C1",
    trigger_id: "t",
    is_enterprise_install: "false",
    response_url: slack.fake.responseUrl,
  });
  await vi.waitFor(() => expect(slack.fake.of("respond")).toHaveLength(1), 20_000);
});

test("nobody can send it requests over HTTP, which it has no secret to check", async () => {
  const request = new Request(`${ownUrl}/api/slack/events`, { method: "POST", body: "{}" });
  const response = await bot.handle(request, () => {});
  expect(response.status).toBe(404);
});
