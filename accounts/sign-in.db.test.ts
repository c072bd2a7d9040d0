import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { accountMessage } from "./messages.ts";
import { contextFromRequest } from "./session.ts";
import {
  linkIn,
  openBrowser,
  openTestAccounts,
  password,
  type TestAccounts,
} from "./testing/open-test-accounts.ts";

let test: TestAccounts;
beforeAll(async () => {
  test = await openTestAccounts(await createTestDatabase());
});
afterAll(() => test.close());

const sessionOf = (browser: ReturnType<typeof openBrowser>) =>
  contextFromRequest(browser.headers(), "web", { accounts: test.accounts });

async function logOf(email: string) {
  await test.accounts.settled();
  const { rows } = await test.admin.query<{ action: string }>(
    `select a.action from audit_log a join accounts."user" u on u.id = a.user_id
      where u.email = $1 order by a.at, a.id`,
    [email],
  );
  return rows.map(({ action }) => action);
}

describe("signing up", () => {
  it("signs in and makes an organization whose owner is the new person", async () => {
    const browser = openBrowser(test);
    expect((await browser.signUp("Lea@Exemple.fr")).status).toBe(200);
    const session = await sessionOf(browser);
    expect(session).toMatchObject({
      locale: "fr",
      user: { email: "lea@exemple.fr", name: "Léa Martin" },
      active: { organizationName: "Les Productions du Port", role: "owner" },
      actor: { kind: "member", via: "web" },
    });
    expect(await logOf("lea@exemple.fr")).toEqual(["organization_created", "signed_in"]);
  });

  it("keeps the password as scrypt, never in clear", async () => {
    const { rows } = await test.admin.query<{ password: string }>(
      "select password from accounts.account where password is not null",
    );
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
  });

  it("refuses an address that has an account, in any case", async () => {
    const answer = await openBrowser(test).signUp("LEA@exemple.fr");
    expect(answer.status).toBe(422);
    expect(accountMessage(String(answer.body["code"]), "fr")).toContain("déjà un compte");
    const { rows } = await test.admin.query("select from organizations");
    expect(rows).toHaveLength(1);
  });

  it.each([
    ["a short password", { password: "court" }, "PASSWORD_TOO_SHORT"],
    ["no name", { name: "  " }, "NAME_REQUIRED"],
    ["an empty organization", { organizationName: " " }, "ORGANIZATION_NAME_INVALID"],
    ["an endless organization", { organizationName: "x".repeat(201) }, "ORGANIZATION_NAME_INVALID"],
  ])("refuses %s and leaves nobody behind", async (_what, more, code) => {
    const answer = await openBrowser(test).signUp("refused@exemple.fr", more);
    expect(answer).toMatchObject({ status: 400, body: { code } });
    const { rows } = await test.admin.query(
      `select from accounts."user" where email = 'refused@exemple.fr'`,
    );
    expect(rows).toHaveLength(0);
  });
});

describe("signing in", () => {
  it("takes the right password and refuses a wrong one and an unknown address alike", async () => {
    const browser = openBrowser(test);
    const wrong = await browser.signIn("lea@exemple.fr", "un autre mot de passe");
    const unknown = await browser.signIn("personne@exemple.fr");
    expect(wrong.status).toBe(401);
    expect(unknown).toEqual(wrong);
    expect(await sessionOf(browser)).toBeNull();
    expect((await browser.signIn("lea@exemple.fr")).status).toBe(200);
    expect(await sessionOf(browser)).toMatchObject({ user: { email: "lea@exemple.fr" } });
    expect((await logOf("lea@exemple.fr")).slice(-2)).toEqual(["sign_in_failed", "signed_in"]);
  });

  it("ends with signing out", async () => {
    const browser = openBrowser(test);
    await browser.signIn("lea@exemple.fr");
    await browser.post("/sign-out");
    expect(await sessionOf(browser)).toBeNull();
  });

  it("refuses a page of another site", async () => {
    const browser = openBrowser(test);
    await browser.signIn("lea@exemple.fr");
    const answer = await browser.post("/sign-out", {}, "https://elsewhere.example");
    expect(answer.status).toBe(403);
    expect(await sessionOf(browser)).not.toBeNull();
  });

  it("does not send the browser to another site", async () => {
    const answer = await openBrowser(test).post("/sign-in/magic-link", {
      email: "lea@exemple.fr",
      callbackURL: "https://elsewhere.example",
    });
    expect(answer.status).toBe(403);
  });
});

describe("a sign-in link", () => {
  it("arrives in French in the mailbox and signs in once", async () => {
    const browser = openBrowser(test);
    const asked = { email: "lea@exemple.fr", callbackURL: "/" };
    expect((await browser.post("/sign-in/magic-link", asked)).status).toBe(200);
    const [letter] = await test.lettersTo("lea@exemple.fr");
    expect(letter?.subject).toBe("Votre lien de connexion à KONCERT");
    expect(letter?.text).toContain("Bonjour Léa Martin,");
    const opened = await browser.get(linkIn(letter));
    expect(opened).toMatchObject({ status: 302, location: "http://127.0.0.1:3000/" });
    expect(await sessionOf(browser)).not.toBeNull();

    const second = openBrowser(test);
    expect((await second.get(linkIn(letter))).location).toContain("error=INVALID_TOKEN");
    expect(await sessionOf(second)).toBeNull();
  });

  it("leaves the password as it was", async () => {
    expect((await openBrowser(test).signIn("lea@exemple.fr")).status).toBe(200);
  });

  it("speaks the language that the browser chose", async () => {
    const browser = openBrowser(test);
    browser.cookies.set("koncert-locale", "en");
    await browser.post("/sign-in/magic-link", { email: "lea@exemple.fr" });
    const [letter] = await test.lettersTo("lea@exemple.fr");
    expect(letter?.subject).toBe("Your sign-in link for KONCERT");
  });

  it("is answered alike for an address without account, to which nothing is sent", async () => {
    const asked = (email: string) =>
      openBrowser(test).post("/sign-in/magic-link", { email, callbackURL: "/" });
    expect(await asked("personne@exemple.fr")).toEqual(await asked("lea@exemple.fr"));
    expect(await test.lettersTo("personne@exemple.fr")).toEqual([]);
  });

  it("is stored as a hash", async () => {
    const [letter] = await test.lettersTo("lea@exemple.fr");
    const token = new URL(linkIn(letter)).searchParams.get("token");
    const { rows } = await test.admin.query("select * from accounts.verification");
    expect(token).toBeTruthy();
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe("a new password", () => {
  it("is chosen through the mailbox once, signs the other devices out and is told", async () => {
    const old = openBrowser(test);
    await old.signUp("marc@exemple.fr", { organizationName: "Scène 9" });
    const browser = openBrowser(test);
    await browser.post("/request-password-reset", {
      email: "marc@exemple.fr",
      redirectTo: "/reset-password",
    });
    const link = linkIn((await test.lettersTo("marc@exemple.fr"))[0]);
    const page = new URL((await browser.get(link)).location ?? "");
    expect(page.pathname).toBe("/reset-password");
    const token = page.searchParams.get("token");
    const chosen = { newPassword: "un tout nouveau mot de passe", token };
    expect((await browser.post("/reset-password", chosen)).status).toBe(200);
    expect((await browser.post("/reset-password", chosen)).status).toBe(400);

    expect((await browser.signIn("marc@exemple.fr", password)).status).toBe(401);
    expect((await browser.signIn("marc@exemple.fr", chosen.newPassword)).status).toBe(200);
    // Without the signed copy, the other device's session is looked up and is gone.
    old.cookies.delete("koncert.session_data");
    expect(await sessionOf(old)).toBeNull();
    const [letter] = await test.lettersTo("marc@exemple.fr");
    expect(letter?.subject).toBe("Votre mot de passe KONCERT a changé");
  });

  it("is not offered to an address without account, and the answer does not tell", async () => {
    const browser = openBrowser(test);
    const asked = (email: string) => browser.post("/request-password-reset", { email });
    expect(await asked("personne@exemple.fr")).toEqual(await asked("marc@exemple.fr"));
    expect(await test.lettersTo("personne@exemple.fr")).toEqual([]);
  });
});

describe("too many attempts", () => {
  it("from one address of the network are answered 429 with the time to wait, and others go on", async () => {
    const browser = openBrowser(test, { address: "198.51.100.7" });
    const answers = [];
    for (let attempt = 0; attempt < 11; attempt += 1) {
      answers.push((await browser.signIn(`nobody-${attempt}@exemple.fr`)).status);
    }
    expect(answers).toEqual([...Array.from({ length: 10 }, () => 401), 429]);
    expect((await openBrowser(test).signIn("lea@exemple.fr")).status).toBe(200);
  });

  it("on one account from many places are answered 429 too", async () => {
    const attempt = (at: number) =>
      openBrowser(test, { address: `198.51.100.${at + 10}` }).signIn("cible@exemple.fr");
    let refused = 0;
    let answer = await attempt(0);
    // Twice the limit at most, should the window change in between.
    while (answer.status === 401 && refused < 41) {
      refused += 1;
      answer = await attempt(refused);
    }
    expect(refused).toBeGreaterThanOrEqual(20);
    expect(answer).toMatchObject({ status: 429, body: { code: "TOO_MANY_REQUESTS" } });
  });
});
