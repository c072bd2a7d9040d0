import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getMigrations } from "better-auth/db/migration";
import { afterEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import type { Letter } from "#integrations/mail/mail.ts";
import { contextFromRequest } from "./session.ts";
import {
  linkIn,
  openBrowser,
  openTestAccounts,
  type TestAccounts,
} from "./testing/open-test-accounts.ts";

let test: TestAccounts;
afterEach(() => test.close());

const sessionOf = (browser: ReturnType<typeof openBrowser>) =>
  contextFromRequest(browser.headers(), "web", { accounts: test.accounts });

it("our migrations hold every table and column that better-auth expects", async () => {
  test = await openTestAccounts(await createTestDatabase());
  const { toBeCreated, toBeAdded } = await getMigrations(test.accounts.auth.options);
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
});

it("the login role reads no account: only the accounts role does, for one statement", async () => {
  test = await openTestAccounts(await createTestDatabase());
  await openBrowser(test).signUp("lea@exemple.fr");
  for (let connection = 0; connection < 6; connection += 1) {
    await expect(test.database.pool.query(`select * from accounts."user"`)).rejects.toMatchObject({
      code: "42501",
    });
  }
});

it("all of it works on the embedded database too", async () => {
  test = await openTestAccounts(await createTestDatabase("embedded"));
  const browsers = [openBrowser(test), openBrowser(test), openBrowser(test)];
  await Promise.all(
    browsers.map((browser, at) =>
      browser.signUp(`p${at}@exemple.fr`, { organizationName: `Structure ${at}` }),
    ),
  );
  const sessions = await Promise.all(browsers.map(sessionOf));
  expect(sessions.map((session) => session?.active.organizationName)).toEqual([
    "Structure 0",
    "Structure 1",
    "Structure 2",
  ]);
  const again = openBrowser(test);
  expect((await again.signIn("p1@exemple.fr")).status).toBe(200);
});

describe("an installation whose letters leave", () => {
  const sent: Letter[] = [];
  const mail = {
    name: "smtp" as const,
    send: async (letter: Letter) => {
      sent.push(letter);
    },
  };

  it("asks for a confirmed address before the first session", async () => {
    test = await openTestAccounts(await createTestDatabase(), { mail });
    const browser = openBrowser(test);
    expect((await browser.signUp("lea@exemple.fr", { callbackURL: "/" })).status).toBe(200);
    expect(await sessionOf(browser)).toBeNull();
    expect(await browser.signIn("lea@exemple.fr")).toMatchObject({
      status: 403,
      body: { code: "EMAIL_NOT_VERIFIED" },
    });
    await test.accounts.settled();
    expect(sent[0]?.subject).toBe("Confirmez votre adresse e-mail");
    const opened = await browser.get(linkIn(sent[0]));
    expect(opened.status).toBe(302);
    expect(await sessionOf(browser)).toMatchObject({ user: { email: "lea@exemple.fr" } });
    expect((await openBrowser(test).signIn("lea@exemple.fr")).status).toBe(200);
  });

  it("does not tell a stranger that an address has an account, but tells its owner", async () => {
    test = await openTestAccounts(await createTestDatabase(), { mail });
    sent.length = 0;
    const first = await openBrowser(test).signUp("lea@exemple.fr");
    const second = await openBrowser(test).signUp("lea@exemple.fr");
    expect(second.status).toBe(first.status);
    expect(Object.keys(second.body)).toEqual(Object.keys(first.body));
    await test.accounts.settled();
    expect(sent.map(({ subject }) => subject)).toEqual([
      "Confirmez votre adresse e-mail",
      "Vous avez déjà un compte KONCERT",
    ]);
    const { rows } = await test.admin.query("select from organizations");
    expect(rows).toHaveLength(1);
  });
});

it("with a bot check, signing up needs its answer", async () => {
  const turnstile = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ success: body.includes("human") && body.includes("key") }));
  });
  await new Promise<void>((resolve) => turnstile.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(turnstile.address() as AddressInfo).port}`;
  test = await openTestAccounts(await createTestDatabase(), {
    env: { TURNSTILE_SECRET_KEY: "key", TURNSTILE_URL: url },
  });

  const signUp = async (answer?: string) => {
    const response = await test.accounts.auth.handler(
      new Request("http://127.0.0.1:3000/api/auth/sign-up/email", {
        method: "POST",
        headers: {
          "content-type": "application/json",
          origin: "http://127.0.0.1:3000",
          ...(answer ? { "x-captcha-response": answer } : {}),
        },
        body: JSON.stringify({ email: "a@exemple.fr", password: "un mot de passe", name: "A" }),
      }),
    );
    return response.status;
  };
  expect(await signUp()).toBe(400);
  expect(await signUp("robot")).toBe(403);
  expect(await signUp("human")).toBe(200);
  turnstile.close();
});

it("Google and Apple are offered only with their keys", async () => {
  test = await openTestAccounts(await createTestDatabase(), {
    env: { GOOGLE_CLIENT_ID: "google-id", GOOGLE_CLIENT_SECRET: "google-secret" },
  });
  const browser = openBrowser(test);
  const google = await browser.post("/sign-in/social", { provider: "google", callbackURL: "/" });
  const page = new URL(String(google.body["url"]));
  expect(page.hostname).toBe("accounts.google.com");
  expect(page.searchParams.get("client_id")).toBe("google-id");
  const apple = await browser.post("/sign-in/social", { provider: "apple", callbackURL: "/" });
  expect(apple.status).toBe(404);
});
