import { createHash, randomBytes, randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { createKey, endConnection, listConnections } from "./connections.ts";
import { answerConsent } from "./consent.ts";
import { listMemberships } from "./joining.ts";
import { mcpResource, readMcpAccess, scopeAllows } from "./mcp-access.ts";
import { scopes } from "./scopes.ts";
import {
  openBrowser,
  openTestAccounts,
  site,
  type TestAccounts,
} from "./testing/open-test-accounts.ts";

const back = "http://127.0.0.1:9999/callback";
const verifier = randomBytes(32).toString("base64url");
const challenge = createHash("sha256").update(verifier).digest("base64url");

let app: TestAccounts;
let person: ReturnType<typeof openBrowser>;
let userId: string;
let organizationId: string;
let clientId: string;
let resource: string;

beforeAll(async () => {
  app = await openTestAccounts(await createTestDatabase());
  resource = mcpResource(app.accounts.env);
  person = openBrowser(app);
  await person.signUp("lea@example.test");
  const { rows } = await app.admin.query(
    `select id from accounts."user" where email = 'lea@example.test'`,
  );
  userId = rows[0].id;
  organizationId = (await listMemberships(app.database, userId))[0]?.organizationId ?? "";
  clientId = String((await register()).body["client_id"]);
});
afterAll(() => app?.close());

let servers = 0;
/** A program without cookies, such as Claude. */
async function ask(path: string, body: unknown, form = false) {
  servers += 1;
  const response = await app.accounts.auth.handler(
    new Request(`${site}/api/auth${path}`, {
      method: "POST",
      headers: {
        "content-type": form ? "application/x-www-form-urlencoded" : "application/json",
        "x-koncert-client-ip": `198.51.100.${servers % 250}`,
      },
      body: form
        ? new URLSearchParams(body as Record<string, string>).toString()
        : JSON.stringify(body),
    }),
  );
  return {
    status: response.status,
    body: (await response.json().catch(() => ({}))) as Record<string, unknown>,
  };
}
const register = (more: object = {}) =>
  ask("/oauth2/register", {
    client_name: "Claude",
    redirect_uris: [back],
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", "refresh_token"],
    response_types: ["code"],
    ...more,
  });

function authorizeQuery(more: Record<string, string> = {}) {
  return new URLSearchParams({
    response_type: "code",
    client_id: clientId,
    redirect_uri: back,
    scope: "tours:read tours:write offline_access",
    state: "abc",
    code_challenge: challenge,
    code_challenge_method: "S256",
    resource,
    ...more,
  });
}

/** The signed query with which the consent page opens. */
async function asked(more: Record<string, string> = {}, browser = person) {
  const answer = await browser.get(`/oauth2/authorize?${authorizeQuery(more)}`);
  return new URL(answer.location ?? String(answer.body["url"] ?? "http://none/"), site);
}

async function consent(
  query: string,
  {
    accept = true,
    organization = organizationId,
    granted = ["tours:read", "tours:write", "offline_access"],
  } = {},
) {
  const memberships = await listMemberships(app.database, userId);
  const url = await answerConsent(app.accounts, { memberships }, person.headers(), {
    query,
    accept,
    organization,
    scopes: granted,
  });
  return url === undefined ? undefined : new URL(url);
}

async function code(more: Record<string, string> = {}, granted?: string[]) {
  const page = await asked(more);
  const answer = await consent(page.search.slice(1), granted ? { granted } : {});
  return answer?.searchParams.get("code") ?? "";
}

const exchange = (given: Record<string, string>) =>
  ask(
    "/oauth2/token",
    {
      grant_type: "authorization_code",
      client_id: clientId,
      redirect_uri: back,
      code_verifier: verifier,
      resource,
      ...given,
    },
    true,
  );
const refresh = (refresh_token: string) =>
  ask(
    "/oauth2/token",
    { grant_type: "refresh_token", client_id: clientId, refresh_token, resource },
    true,
  );
async function tokens() {
  const { body } = await exchange({ code: await code() });
  return { access: String(body["access_token"]), refresh: String(body["refresh_token"]) };
}
const access = (bearer?: string) =>
  readMcpAccess(
    app.accounts,
    new Request(
      resource,
      bearer === undefined ? {} : { headers: { authorization: `Bearer ${bearer}` } },
    ),
  );

describe("an application", () => {
  test("registers itself, is allowed on the consent page, and acts for the member it was allowed by", async () => {
    const page = await asked();
    expect(page.pathname).toBe("/authorize");
    const answer = await consent(page.search.slice(1));
    expect(`${answer?.origin}${answer?.pathname}`).toBe(back);
    expect(answer?.searchParams.get("state")).toBe("abc");
    const { status, body } = await exchange({ code: answer?.searchParams.get("code") ?? "" });
    expect(status).toBe(200);
    expect(await access(String(body["access_token"]))).toEqual({
      userId,
      organizationId,
      scopes: ["tours:read", "tours:write", "offline_access"],
      clientId,
      clientName: "Claude",
      locale: "fr",
    });
  });

  test("that nobody is signed in for leads to the same page, which signs in first", async () => {
    const page = await asked({}, openBrowser(app));
    expect(page.pathname).toBe("/authorize");
  });

  test("is asked for again each time, and gets what the person left of what it asked", async () => {
    await tokens();
    const again = await asked();
    expect(again.pathname).toBe("/authorize");
    const { body } = await exchange({ code: await code({}, ["tours:read", "offline_access"]) });
    expect(await access(String(body["access_token"]))).toMatchObject({
      scopes: ["tours:read", "offline_access"],
    });
  });

  test("that is refused receives nothing but the refusal", async () => {
    const page = await asked();
    const answer = await consent(page.search.slice(1), { accept: false });
    expect(answer?.searchParams.get("error")).toBe("access_denied");
    expect(answer?.searchParams.get("code")).toBeNull();
  });

  test("is allowed nothing by an answer that names no right", async () => {
    const page = await asked();
    await expect(consent(page.search.slice(1), { granted: [] })).rejects.toThrow();
  });

  test("never acts in an organization that is not the person’s, nor by a query that was changed", async () => {
    const page = await asked();
    expect(await consent(page.search.slice(1), { organization: randomUUID() })).toBeUndefined();
    const changed = new URLSearchParams(page.search);
    changed.set("scope", "business:write");
    expect(await consent(changed.toString())).toBeUndefined();
    const more = await consent(page.search.slice(1), { granted: ["business:write"] });
    expect(more).toBeUndefined();
  });

  test.each([
    ["the wrong verifier", { code_verifier: randomBytes(32).toString("base64url") }],
    ["no verifier", { code_verifier: "" }],
    ["another address to return to", { redirect_uri: "http://127.0.0.1:9999/other" }],
    ["another audience", { resource: "https://evil.example/api" }],
  ])("gets no token with %s", async (_, wrong) => {
    const { status, body } = await exchange({ code: await code(), ...wrong });
    expect(status).toBeGreaterThanOrEqual(400);
    expect(body["access_token"]).toBeUndefined();
  });

  test("uses a code once", async () => {
    const once = await code();
    expect((await exchange({ code: once })).status).toBe(200);
    expect((await exchange({ code: once })).status).toBeGreaterThanOrEqual(400);
  });

  test("must prove that it began: no code without a challenge, and none that is plain", async () => {
    for (const more of [
      { code_challenge: "", code_challenge_method: "" },
      { code_challenge: challenge, code_challenge_method: "plain" },
    ]) {
      const page = await asked(more);
      expect(page.pathname).not.toBe("/authorize");
      expect(page.searchParams.get("code")).toBeNull();
    }
  });

  test("does not return to an address that it has not registered", async () => {
    const page = await asked({ redirect_uri: "https://evil.example/" });
    expect(page.host).not.toBe("evil.example");
  });
});

describe("a token", () => {
  test("is refused when it is missing, made up, or of another kind", async () => {
    expect(await access()).toEqual({ refused: "missing" });
    for (const made of [
      "nonsense",
      `koncert_at_${randomBytes(24).toString("hex")}`,
      "koncert_key_no",
    ]) {
      expect(await access(made)).toEqual({ refused: "invalid" });
    }
  });

  test("is kept as a hash, ends, and is refused for another audience", async () => {
    const given = await tokens();
    const { rows } = await app.admin.query(`select token from accounts."oauthAccessToken"`);
    expect(JSON.stringify(rows)).not.toContain(given.access.slice("koncert_at_".length));
    const elsewhere = await exchange({ code: await code({ resource: "" }), resource: "" });
    if (elsewhere.status === 200) {
      expect(await access(String(elsewhere.body["access_token"]))).toEqual({
        refused: "wrong_audience",
      });
    }
    await app.admin.query(
      `update accounts."oauthAccessToken" set "expiresAt" = now() - interval '1 second'`,
    );
    expect(await access(given.access)).toEqual({ refused: "expired" });
  });

  test("is renewed by a refresh token that serves once; a second use ends the whole line", async () => {
    const first = await tokens();
    const second = await refresh(first.refresh);
    expect(second.status).toBe(200);
    const renewed = String(second.body["access_token"]);
    expect(await access(renewed)).toMatchObject({ organizationId });
    expect((await refresh(first.refresh)).status).toBeGreaterThanOrEqual(400);
    expect((await refresh(String(second.body["refresh_token"]))).status).toBeGreaterThanOrEqual(
      400,
    );
  });

  test("that was taken back is refused at the next call, and cannot be renewed", async () => {
    const given = await tokens();
    const [connection] = (await listConnections(app.database, userId)).filter(
      ({ kind }) => kind === "application",
    );
    expect(connection).toMatchObject({ name: "Claude" });
    expect(await endConnection(app.database, randomUUID(), connection?.id ?? "")).toBe(false);
    expect(await access(given.access)).toMatchObject({ userId });
    expect(await endConnection(app.database, userId, connection?.id ?? "")).toBe(true);
    expect(await access(given.access)).toEqual({ refused: "invalid" });
    expect((await refresh(given.refresh)).status).toBeGreaterThanOrEqual(400);
  });

  test("of somebody who is no longer a member is refused, as is their key", async () => {
    const given = await tokens();
    const key = await createKey(app.database, { userId, organizationId }, { name: "sauvegarde" });
    await app.admin.query(
      "update members set user_id = null where user_id = $1 and organization_id = $2",
      [userId, organizationId],
    );
    expect(await access(given.access)).toEqual({ refused: "invalid" });
    expect(await access(key)).toEqual({ refused: "invalid" });
    await app.admin.query(
      "update members set user_id = $1 where organization_id = $2 and user_id is null",
      [userId, organizationId],
    );
    expect(await access(given.access)).toMatchObject({ userId });
  });
});

describe("a key for scripts", () => {
  test("acts for its member as far as it says, is kept as a hash, and ends when it is taken back", async () => {
    const member = { userId, organizationId };
    const all = await createKey(app.database, member, { name: "tout" });
    const some = await createKey(app.database, member, { name: "lecture", scopes: ["tours:read"] });
    expect(await access(all)).toMatchObject({ ...member, scopes: "all", clientName: "tout" });
    expect(await access(some)).toMatchObject({ scopes: ["tours:read"] });
    const { rows } = await app.admin.query(`select * from accounts."accessKey"`);
    expect(JSON.stringify(rows)).not.toContain(all?.slice(20));
    const known = (await listConnections(app.database, userId)).find(({ name }) => name === "tout");
    expect(known?.lastUsedAt).not.toBeNull();
    expect(await endConnection(app.database, userId, known?.id ?? "")).toBe(true);
    expect(await access(all)).toEqual({ refused: "invalid" });
  });

  test("is not made for an organization that one is no member of, and ends at its day", async () => {
    const stranger = { userId, organizationId: randomUUID() };
    expect(await createKey(app.database, stranger, { name: "ailleurs" })).toBeUndefined();
    const key = await createKey(
      app.database,
      { userId, organizationId },
      { name: "court", days: 1 },
    );
    await app.admin.query(
      `update accounts."accessKey" set "expiresAt" = now() where name = 'court'`,
    );
    expect(await access(key)).toEqual({ refused: "expired" });
  });
});

test("only an application on the person’s own machine returns without encryption", async () => {
  expect((await register({ redirect_uris: ["http://evil.example/callback"] })).status).toBe(400);
  expect((await register({ redirect_uris: ["https://claude.example/callback"] })).status).toBe(201);
});

test("nobody manages applications or resources through the accounts’ own interface", async () => {
  for (const path of [
    "/oauth2/create-client",
    "/admin/oauth2/create-client",
    "/admin/oauth2/resources",
  ]) {
    const answer = await person.post(path, {
      redirect_uris: [back],
      identifier: "https://evil.example/a",
      name: "x",
    });
    expect(answer.status, path).toBeGreaterThanOrEqual(400);
  }
});

test("scopes are the product’s own permissions, those that members never lend aside", async () => {
  const { rows } = await app.admin.query<{ name: string }>(
    "select name from permissions order by name",
  );
  const lent = new Set<string>(scopes);
  const left = rows.map(({ name }) => name).filter((name) => !lent.has(name));
  expect(left).toEqual(["agent:use", "door:sync", "organization:approve", "payments:settle"]);
  expect([...lent].every((scope) => rows.some(({ name }) => name === scope))).toBe(true);
});

test.each([
  [["tours:read"], "tours:read", "read", true],
  [["tours:read"], "tours:read", "write", false],
  [["tours:read"], "tours:write", "write", false],
  [["tours:write"], "tours:read", "read", true],
  [["tours:write"], "tours:write", "irreversible", true],
  [["tours:write"], "ticketing:read", "read", false],
  [["organization:manage"], "organization:approve", "write", false],
  [["organization:audit", "organization:invite"], "organization:read", "write", false],
  [["tours:read"], "agent:use", "read", false],
  [scopes.filter((scope) => scope.endsWith(":read")), "agent:use", "read", true],
  [scopes.filter((scope) => scope.endsWith(":read")), "agent:use", "write", false],
  ["all", "organization:manage", "write", true],
] as const)("of %s, %s (%s) is allowed: %s", (allowed, permission, effect, expected) => {
  expect(scopeAllows(allowed === "all" ? "all" : [...allowed], permission, effect)).toBe(expected);
});
