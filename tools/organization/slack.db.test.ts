import { randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSlack } from "#integrations/slack/open-slack.ts";
import { openSlackLink } from "#database/slack.ts";
import { sendOutbox } from "../core/send-outbox.ts";
import { type ContextOptions, openWorld, type World, worldNow } from "../testing/world.ts";
import { linkToken } from "../ticketing/link-tokens.ts";
import { openTokens, revokeSlack, sealTokens, writeGrant } from "./slack-teams.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  world.context().integrations.slack = openSlack({
    SLACK_CLIENT_ID: "1.2",
    SLACK_CLIENT_SECRET: "secret",
    SLACK_SIGNING_SECRET: "secret",
    SLACK_APP_TOKEN: undefined,
    SLACK_URL: "http://127.0.0.1:9/api",
    SLACK_SIGN_IN_URL: undefined,
  });
});
afterAll(() => world?.close());

const secrets = () => world.context().integrations.secrets;
const elsewhere = (): ContextOptions => ({ organization: world.elsewhere });

function grant(
  team: string,
  {
    organization = world.here,
    role = "owner" as const,
    name = `Espace ${team}`,
    now = worldNow,
  } = {},
) {
  return writeGrant(
    secrets(),
    { organizationId: organization.id, userId: organization.actors[role].userId },
    {
      team,
      name,
      botUser: "UBOT",
      tokens: { access: `xoxb-${team}`, refresh: null, expiresAt: null },
    },
    now,
  );
}
const link = async (team: string, user: string, email: string | null = null) => {
  const id = await openSlackLink(world.database, { team, user, name: `Nom ${user}`, email });
  return linkToken(secrets(), "slack", id ?? "");
};
const peopleOf = (user: string) =>
  world.rows<{ role: string; organization_id: string }>(
    `select m.role, m.organization_id from slack_people p join members m on m.id = p.member_id
      where p.slack_user_id = $1`,
    [user],
  );

describe("connecting a workspace", () => {
  const tool = "organization_connect_slack";

  test("keeps it with sealed tokens, which nobody reads again", async () => {
    const done = await world.done(tool, { grant: grant("T1") });
    expect(done.summary).toContain("Espace T1");
    const [row] = await world.rows<{ organization_id: string; secret: Buffer }>(
      "select organization_id, secret from slack_teams where team_id = 'T1'",
    );
    expect(row?.organization_id).toBe(world.here.id);
    expect(row?.secret.toString("latin1")).not.toContain("xoxb");
    const place = { organizationId: world.here.id, team: "T1" };
    expect(openTokens(secrets(), place, row?.secret ?? Buffer.alloc(0)).access).toBe("xoxb-T1");
    const log = await world.rows("select input, output from tool_calls where tool = $1", [tool]);
    const images = await world.rows("select * from row_changes where table_name = 'slack_teams'");
    expect(JSON.stringify([log, images, done])).not.toMatch(/xoxb|"secret":/);
  });

  test("takes a workspace of another organization from nobody", async () => {
    const failed = await world.failed(
      tool,
      { grant: grant("T1", { organization: world.elsewhere }) },
      elsewhere(),
    );
    expect(failed.code).toBe("conflict");
    const rows = await world.rows("select organization_id from slack_teams where team_id = 'T1'");
    expect(rows).toEqual([{ organization_id: world.here.id }]);
  });

  test("is for owners, and twice the same call is one workspace", async () => {
    expect((await world.failed(tool, { grant: grant("T2") }, { role: "manager" })).code).toBe(
      "forbidden",
    );
    const callId = randomUUID();
    const given = grant("T2");
    await world.done(tool, { grant: given }, { callId });
    expect(await world.act(tool, { grant: given }, { callId })).toMatchObject({ replayed: true });
    expect(await world.rows("select from slack_teams where team_id = 'T2'")).toHaveLength(1);
  });

  test("believes the server alone, for the member who began, within minutes, on the page", async () => {
    const made = randomBytes(200).toString("base64url");
    expect((await world.failed(tool, { grant: made })).code).toBe("expired");
    const late = grant("T3", { now: new Date(worldNow.getTime() - 3_600_000) });
    expect((await world.failed(tool, { grant: late })).code).toBe("expired");
    const other = grant("T3", { organization: world.elsewhere });
    expect((await world.failed(tool, { grant: other })).code).toBe("expired");
    for (const via of ["agent", "mcp", "slack"] as const) {
      expect((await world.failed(tool, { grant: grant("T3") }, { via })).code).toBe("forbidden");
    }
    expect(await world.rows("select from slack_teams where team_id = 'T3'")).toHaveLength(0);
  });

  test("again, it renews the tokens and keeps who is linked", async () => {
    await world.done("organization_link_slack", { link: await link("T1", "UKEPT") });
    await world.done(tool, { grant: grant("T1", { name: "Nouveau nom" }) });
    expect(await peopleOf("UKEPT")).toHaveLength(1);
    const list = await world.done<{ workspaces: { name: string }[] }>(
      "organization_list_slack",
      {},
    );
    expect(list.value.workspaces.map(({ name }) => name)).toContain("Nouveau nom");
  });
});

describe("linking an account", () => {
  const tool = "organization_link_slack";

  test("ties it to the member who opened the link, and tells them by mail", async () => {
    world.mails.length = 0;
    const secret = await link("T1", "UONE", "a@example.test");
    const seen = await world.done<{ slackName: string; sameEmail: boolean }>(
      "organization_get_slack_link",
      { link: secret },
      { role: "viewer" },
    );
    expect(seen.value).toMatchObject({ slackName: "Nom UONE", sameEmail: false });
    await world.done(tool, { link: secret }, { role: "viewer" });
    expect(await peopleOf("UONE")).toEqual([{ role: "viewer", organization_id: world.here.id }]);
    const { database, integrations } = world.context();
    await sendOutbox(database, integrations, "https://koncert.test");
    expect(world.mails.at(-1)?.text).toContain("Nom UONE");
  });

  test("opens once; the same call again is the same answer", async () => {
    const secret = await link("T1", "UTWO");
    const callId = randomUUID();
    await world.done(tool, { link: secret }, { callId });
    expect(await world.act(tool, { link: secret }, { callId })).toMatchObject({ replayed: true });
    expect((await world.failed(tool, { link: secret }, { role: "manager" })).code).toBe("expired");
    expect(await peopleOf("UTWO")).toEqual([{ role: "owner", organization_id: world.here.id }]);
  });

  test("is refused for a link of another organization, past its time, or that nobody gave", async () => {
    const secret = await link("T1", "UTHREE");
    expect((await world.failed(tool, { link: secret }, elsewhere())).code).toBe("expired");
    expect(
      (await world.failed("organization_get_slack_link", { link: secret }, elsewhere())).code,
    ).toBe("expired");
    await world.rows("update slack_links set expires_at = now() where slack_user_id = 'UTHREE'");
    expect((await world.failed(tool, { link: secret })).code).toBe("expired");
    const forged = linkToken(secrets(), "waiting", randomUUID());
    expect((await world.failed(tool, { link: forged })).code).toBe("expired");
    expect(await peopleOf("UTHREE")).toEqual([]);
  });

  test("is done by a person on the page, never by an agent that read a link somewhere", async () => {
    const secret = await link("T1", "UFOUR");
    for (const how of [
      { via: "agent" },
      { via: "mcp" },
      { via: "slack" },
      { tainted: true },
    ] as const) {
      expect((await world.failed(tool, { link: secret }, how)).code).toBe("forbidden");
    }
    expect(await peopleOf("UFOUR")).toEqual([]);
  });
});

describe("unlinking an account", () => {
  const tool = "organization_unlink_slack";
  const managerId = async () =>
    (
      await world.rows<{ id: string }>(
        "select id from members where organization_id = $1 and role = 'manager'",
        [world.here.id],
      )
    )[0]?.id;

  test("is everybody’s for themselves, and an owner’s for others", async () => {
    await world.done(
      "organization_link_slack",
      { link: await link("T1", "UFIVE") },
      { role: "manager" },
    );
    await world.done(
      "organization_link_slack",
      { link: await link("T1", "USIX") },
      { role: "accountant" },
    );
    const member = await managerId();
    expect((await world.failed(tool, { member }, { role: "accountant" })).code).toBe("forbidden");
    expect((await world.failed(tool, { member }, elsewhere())).code).toBe("not_found");
    expect(await peopleOf("UFIVE")).toHaveLength(1);
    const callId = randomUUID();
    await world.done(tool, { member }, { callId });
    expect(await world.act(tool, { member }, { callId })).toMatchObject({ replayed: true });
    await world.done(tool, {}, { role: "accountant" });
    expect([...(await peopleOf("UFIVE")), ...(await peopleOf("USIX"))]).toEqual([]);
    expect((await world.failed(tool, {}, { role: "accountant" })).code).toBe("not_found");
  });
});

describe("disconnecting a workspace", () => {
  const tool = "organization_disconnect_slack";

  test("is for owners of its organization", async () => {
    const workspace = "Espace T2";
    expect((await world.failed(tool, { workspace }, { role: "manager" })).code).toBe("forbidden");
    expect((await world.failed(tool, { workspace }, elsewhere())).code).toBe("not_found");
    expect(await world.rows("select from slack_teams where team_id = 'T2'")).toHaveLength(1);
  });

  test("asks which one where there are several", async () => {
    const failed = await world.failed(tool, {});
    expect(failed.choices?.map(({ label }) => label)).toEqual(["Espace T2", "Nouveau nom"]);
  });

  test("forgets it with who is who, and has its token revoked at Slack after the commit, once", async () => {
    const workspace = "Espace T2";
    await world.done("organization_link_slack", { link: await link("T2", "USEVEN") });
    const callId = randomUUID();
    await world.done(tool, { workspace }, { callId });
    expect(await world.act(tool, { workspace }, { callId })).toMatchObject({ replayed: true });
    expect(await world.rows("select from slack_teams where team_id = 'T2'")).toHaveLength(0);
    expect(await peopleOf("USEVEN")).toEqual([]);
    const events = await world.rows<{ data: unknown }>(
      "select data from outbox where name = 'slack/revoke'",
    );
    expect(events).toHaveLength(1);
    expect(JSON.stringify(events)).not.toContain("xoxb");
    const revoked: string[] = [];
    const slack = openSlack({
      SLACK_CLIENT_ID: undefined,
      SLACK_CLIENT_SECRET: undefined,
      SLACK_SIGNING_SECRET: "secret",
      SLACK_APP_TOKEN: undefined,
      SLACK_URL: undefined,
      SLACK_SIGN_IN_URL: undefined,
    });
    if (!slack) throw new Error("Slack is named");
    await revokeSlack(
      {
        secrets: secrets(),
        slack: { ...slack, revoke: async (token) => void revoked.push(token) },
      },
      events[0]?.data,
    );
    expect(revoked).toEqual(["xoxb-T2"]);
  });
});

test("tokens open for their own organization and workspace alone", () => {
  const place = { organizationId: world.here.id, team: "T1" };
  const tokens = { access: "xoxb-1", refresh: null, expiresAt: null };
  const { secret } = sealTokens(secrets(), place, tokens);
  expect(openTokens(secrets(), place, secret)).toEqual(tokens);
  expect(() => openTokens(secrets(), { ...place, team: "T2" }, secret)).toThrow();
  expect(() =>
    openTokens(secrets(), { ...place, organizationId: world.elsewhere.id }, secret),
  ).toThrow();
});
