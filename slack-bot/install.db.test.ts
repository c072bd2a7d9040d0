import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { connectByToken, finishInstall, installUrl } from "./install.ts";
import { slackManifest } from "./manifest.ts";
import { openSlackWorld, ownUrl, type SlackWorld } from "./testing/open-slack-world.ts";

let slack: SlackWorld;
beforeAll(async () => {
  slack = await openSlackWorld();
});
afterAll(() => slack?.close());
beforeEach(() => void (slack.fake.calls.length = 0));

const given = (team: string) => ({
  access_token: `xoxb-${team}`,
  bot_user_id: "UBOT",
  team: { id: team, name: `Espace ${team}` },
});
const stateOf = (address: string | undefined) => new URL(address ?? "").searchParams.get("state");
const teams = () =>
  slack.world.rows("select team_id, organization_id from slack_teams order by team_id");

test("an owner is led to Slack with what the bot needs, and back into a connected workspace", async () => {
  const context = slack.world.context();
  const address = new URL(installUrl(context, ownUrl) ?? "");
  expect(address.origin).toBe("https://slack.com");
  expect(address.searchParams.get("redirect_uri")).toBe(`${ownUrl}/api/slack/installed`);
  expect(address.searchParams.get("scope")).toContain("app_mentions:read");
  slack.fake.exchanges.set("code-1", given("T1"));
  const answer = { code: "code-1", state: address.searchParams.get("state") };
  expect(await finishInstall(context, ownUrl, answer)).toBe("connected");
  expect(await teams()).toEqual([{ team_id: "T1", organization_id: slack.world.here.id }]);
  const [exchange] = slack.fake.of("oauth.v2.access");
  expect(exchange).toMatchObject({
    client_id: "1.2",
    redirect_uri: `${ownUrl}/api/slack/installed`,
  });
});

test("only whoever set out comes back: no other member, organization, hour or made-up state", async () => {
  const { world, fake } = slack;
  fake.exchanges.set("code-2", given("T2"));
  const state = stateOf(installUrl(world.context(), ownUrl));
  const late = { now: new Date(world.context().now.getTime() + 3_600_000) };
  for (const [context, withState] of [
    [world.context({ role: "manager" }), state],
    [world.context({ organization: world.elsewhere }), state],
    [world.context(late), state],
    [world.context(), "bm9uc2Vuc2U"],
    [world.context(), null],
  ] as const) {
    expect(await finishInstall(context, ownUrl, { code: "code-2", state: withState })).toBe(
      "expired",
    );
  }
  expect(fake.of("oauth.v2.access")).toEqual([]);
  expect(await teams()).toHaveLength(1);
});

test("a refusal at Slack, a code that is spent, or a member who may not, changes nothing", async () => {
  const { world, fake } = slack;
  const context = world.context();
  const state = stateOf(installUrl(context, ownUrl));
  expect(await finishInstall(context, ownUrl, { code: null, state })).toBe("refused");
  expect(await finishInstall(context, ownUrl, { code: "spent", state })).toBe("refused");
  const manager = world.context({ role: "manager" });
  fake.exchanges.set("code-3", given("T3"));
  const own = stateOf(installUrl(manager, ownUrl));
  expect(await finishInstall(manager, ownUrl, { code: "code-3", state: own })).toBe("forbidden");
  expect(await teams()).toHaveLength(1);
});

test("two organizations cannot hold one workspace; one can hold several", async () => {
  const { world, fake } = slack;
  const elsewhere = world.context({ organization: world.elsewhere });
  fake.exchanges.set("code-4", given("T1"));
  const state = stateOf(installUrl(elsewhere, ownUrl));
  expect(await finishInstall(elsewhere, ownUrl, { code: "code-4", state })).toBe("taken");
  fake.exchanges.set("xoxb-T5", { team_id: "T5", team: "Régie", user_id: "UBOT" });
  expect(await connectByToken(world.context(), "xoxb-T5")).toBe("connected");
  expect(await teams()).toHaveLength(2);
});

test("a token that Slack does not know, or is not a bot’s, connects nothing", async () => {
  expect(await connectByToken(slack.world.context(), "xoxb-unknown")).toBe("refused");
  expect(await connectByToken(slack.world.context(), "xoxp-person")).toBe("refused");
  expect(await teams()).toHaveLength(2);
});

test("without an application nothing is asked of Slack", async () => {
  const context = slack.world.context();
  const without = { ...context, integrations: { ...context.integrations, slack: undefined } };
  expect(installUrl(without, ownUrl)).toBeUndefined();
  expect(await connectByToken(without, "xoxb-T6")).toBe("refused");
  expect(slack.fake.calls).toEqual([]);
});

test("the manifest names this installation’s addresses, or none where it has no public one", () => {
  const http = JSON.parse(slackManifest("https://koncert.example", "http"));
  expect(http.settings.event_subscriptions.request_url).toBe(
    "https://koncert.example/api/slack/events",
  );
  expect(http.oauth_config.redirect_urls).toEqual(["https://koncert.example/api/slack/installed"]);
  expect(http.features.unfurl_domains).toEqual(["koncert.example"]);
  const socket = slackManifest("http://localhost:3000", "socket");
  expect(JSON.parse(socket).settings.socket_mode_enabled).toBe(true);
  expect(socket).not.toContain("request_url");
});
