import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openSlackWorld, signed, type SlackWorld } from "./testing/open-slack-world.ts";

let slack: SlackWorld;

beforeAll(async () => {
  slack = await openSlackWorld();
  await slack.connect("T1");
  await slack.link("U1", "manager");
});
afterAll(() => slack?.close());
beforeEach(() => {
  slack.fake.calls.length = 0;
  slack.script(() => ({ text: () => "Bien reçu." }));
});

const json = "application/json";
const mention = (ts: string) => ({
  type: "app_mention",
  channel: "C1",
  user: "U1",
  ts,
  text: "<@UBOT> bonjour",
});
const never = () => {
  throw new Error("nothing is to be done after this answer");
};

test("Slack’s first question to an address is answered", async () => {
  const request = signed("events", json, '{"type":"url_verification","challenge":"abc"}');
  const response = await slack.bot.handle(request, never);
  expect(await response.json()).toEqual({ challenge: "abc" });
});

test.each([
  ["of another sender", { "x-slack-signature": `v0=${"0".repeat(64)}` }],
  ["without a signature", { "x-slack-signature": "" }],
  ["of another version", { "x-slack-signature": "v1=00" }],
  [
    "from an hour ago",
    { "x-slack-request-timestamp": String(Math.floor(Date.now() / 1_000) - 3_600) },
  ],
  ["without a time", { "x-slack-request-timestamp": "soon" }],
])("a request %s is refused and changes nothing", async (_, headers) => {
  const response = await slack.event(mention("100.1"), { headers, eventId: "EvBad" });
  expect(response.status).toBe(401);
  expect(slack.fake.calls).toEqual([]);
  const kept = await slack.world.rows("select from slack_events where event_id = 'EvBad'");
  expect(kept).toHaveLength(0);
});

test("what is not a request of Slack’s shape is refused", async () => {
  for (const body of ["", "[]", "nonsense"]) {
    expect((await slack.bot.handle(signed("events", json, body), never)).status).toBe(400);
  }
});

test("an event is acknowledged before it is answered", async () => {
  const response = await slack.event(mention("200.1"), { wait: false });
  expect(response.status).toBe(200);
  expect(slack.fake.of("chat.stopStream")).toEqual([]);
  await slack.settled();
  expect(slack.fake.of("chat.stopStream")).toHaveLength(1);
});

test("an event that Slack delivers again is answered once, by another server too", async () => {
  const again = { headers: { "x-slack-retry-num": "1", "x-slack-retry-reason": "http_timeout" } };
  await slack.event(mention("300.1"), { eventId: "EvTwice" });
  const second = await slack.event(mention("300.1"), { eventId: "EvTwice", ...again });
  const third = await slack.event(mention("300.1"), {
    eventId: "EvTwice",
    bot: slack.another(),
    ...again,
  });
  expect([second.status, third.status]).toEqual([200, 200]);
  expect(slack.fake.of("chat.stopStream")).toHaveLength(1);
});

test("what was answered is forgotten; what a stopped server left is taken up by the next, once", async () => {
  const left = {
    type: "event_callback",
    team_id: "T1",
    event_id: "EvLeft",
    event: mention("400.1"),
  };
  await slack.world.rows(
    `insert into slack_events (organization_id, workspace_id, event_id, body, taken_at)
     select organization_id, id, 'EvLeft', $1, now() - interval '10 minutes' from slack_teams where team_id = 'T1'`,
    [JSON.stringify(left)],
  );
  for (const bot of [slack.another(), slack.another()]) {
    await bot.start();
    await bot.stop();
  }
  expect(slack.fake.of("chat.stopStream")).toHaveLength(1);
  const open = await slack.world.rows(
    "select from slack_events where done_at is null or body is not null",
  );
  expect(open).toHaveLength(0);
});

test("a workspace that nobody has connected is told nothing", async () => {
  const event = await slack.event(mention("500.1"), { team: "T9" });
  expect(event.status).toBe(200);
  const command = await slack.command("les dates", "U1", { team: "T9" });
  expect(command.status).toBe(200);
  expect(slack.fake.calls).toEqual([]);
});

test("a command is acknowledged before it is answered, and answered to its writer alone", async () => {
  slack.script(() => ({ text: () => "Deux dates en mars." }));
  const response = await slack.command("les dates de mars", "U1", { wait: false });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe("");
  await slack.settled();
  const [answer] = slack.fake.of("respond");
  expect(answer).toMatchObject({ response_type: "ephemeral", unfurl_links: false });
  expect(JSON.stringify(answer)).toContain("Deux dates en mars.");
});

test("the application’s removal forgets the workspace, its tokens and who is who in it", async () => {
  await slack.connect("T2");
  await slack.link("U2", "viewer", { team: "T2" });
  await slack.event({ type: "app_uninstalled" }, { team: "T2" });
  expect(await slack.world.rows("select from slack_teams where team_id = 'T2'")).toHaveLength(0);
  expect(
    await slack.world.rows("select from slack_people where slack_user_id = 'U2'"),
  ).toHaveLength(0);
  expect(await slack.world.rows("select from slack_teams where team_id = 'T1'")).toHaveLength(1);
});

test("tokens of the bot that are revoked end the connection; those of a person do not", async () => {
  await slack.connect("T3");
  await slack.event({ type: "tokens_revoked", tokens: { oauth: ["U1"] } }, { team: "T3" });
  expect(await slack.world.rows("select from slack_teams where team_id = 'T3'")).toHaveLength(1);
  await slack.event({ type: "tokens_revoked", tokens: { bot: ["UBOT"] } }, { team: "T3" });
  expect(await slack.world.rows("select from slack_teams where team_id = 'T3'")).toHaveLength(0);
});

test("a token that ends is renewed once, and kept sealed", async () => {
  const soon = new Date(Date.now() + 60_000).toISOString();
  await slack.connect("T4", { tokens: { refresh: "xoxe-1", expiresAt: soon } });
  slack.fake.exchanges.set("xoxe-1", {
    access_token: "xoxb-renewed",
    refresh_token: "xoxe-2",
    expires_in: 43_200,
  });
  await Promise.all([
    slack.command("aide", "U7", { team: "T4" }),
    slack.command("aide", "U8", { team: "T4" }),
  ]);
  await slack.command("aide", "U9", { team: "T4" });
  const renewals = slack.fake.of("oauth.v2.access");
  expect(renewals).toHaveLength(1);
  expect(renewals[0]).toMatchObject({ grant_type: "refresh_token", refresh_token: "xoxe-1" });
  const tokens = slack.fake.calls.filter(({ method }) => method === "users.info");
  expect(new Set(tokens.map(({ token }) => token))).toEqual(new Set(["xoxb-renewed"]));
  const [kept] = await slack.world.rows<{ secret: Buffer }>(
    "select secret from slack_teams where team_id = 'T4'",
  );
  expect(kept?.secret.toString("latin1")).not.toContain("xox");
});
