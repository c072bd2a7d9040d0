import { base32 } from "@better-auth/utils/base32";
import { createOTP } from "@better-auth/utils/otp";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { contextFromRequest } from "./session.ts";
import {
  linkIn,
  openBrowser,
  openTestAccounts,
  password,
  type TestAccounts,
} from "./testing/open-test-accounts.ts";

const email = "lea@exemple.fr";
let test: TestAccounts;
let secret = "";
let backupCodes: string[] = [];

beforeAll(async () => {
  test = await openTestAccounts(await createTestDatabase());
});
afterAll(() => test.close());

const sessionOf = (browser: ReturnType<typeof openBrowser>) =>
  contextFromRequest(browser.headers(), "web", { accounts: test.accounts });

const codeNow = () => createOTP(secret).totp();
const wrongCode = async () => ((await codeNow()) === "000000" ? "111111" : "000000");

async function sessionCount() {
  return (await test.admin.query("select from accounts.session")).rows.length;
}

it("enrolling needs the password, and counts only once a first code is given", async () => {
  const browser = openBrowser(test);
  await browser.signUp(email);
  const refused = await browser.post("/two-factor/enable", { password: "un autre mot" });
  expect(refused).toMatchObject({ status: 400, body: { code: "INVALID_PASSWORD" } });
  const enabled = await browser.post("/two-factor/enable", { password });
  const uri = new URL(String(enabled.body["totpURI"]));
  expect(uri.searchParams.get("issuer")).toBe("KONCERT");
  secret = new TextDecoder().decode(base32.decode(uri.searchParams.get("secret") ?? ""));
  backupCodes = enabled.body["backupCodes"] as string[];
  expect(backupCodes).toHaveLength(10);
  expect((await openBrowser(test).signIn(email)).body).not.toHaveProperty("twoFactorRedirect");

  const wrong = await browser.post("/two-factor/verify-totp", { code: await wrongCode() });
  expect(wrong).toMatchObject({ status: 401, body: { code: "INVALID_CODE" } });
  expect((await browser.post("/two-factor/verify-totp", { code: await codeNow() })).status).toBe(
    200,
  );
  expect(await sessionOf(browser)).toMatchObject({ user: { twoFactorEnabled: true } });
});

it("keeps the secret encrypted", async () => {
  const { rows } = await test.admin.query(`select * from accounts."twoFactor"`);
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(secret);
  expect(JSON.stringify(rows)).not.toContain(backupCodes[0]);
});

it("the password alone then opens nothing; the code does", async () => {
  const browser = openBrowser(test);
  expect((await browser.signIn(email)).body).toMatchObject({ twoFactorRedirect: true });
  expect(await sessionOf(browser)).toBeNull();
  const wrong = await browser.post("/two-factor/verify-totp", { code: await wrongCode() });
  expect(wrong.status).toBe(401);
  expect(await sessionOf(browser)).toBeNull();
  expect((await browser.post("/two-factor/verify-totp", { code: await codeNow() })).status).toBe(
    200,
  );
  expect(await sessionOf(browser)).toMatchObject({ user: { email } });
});

it("a code without the password opens nothing", async () => {
  const browser = openBrowser(test);
  const answer = await browser.post("/two-factor/verify-totp", { code: await codeNow() });
  expect(answer).toMatchObject({ status: 401, body: { code: "INVALID_TWO_FACTOR_COOKIE" } });
  expect(await sessionOf(browser)).toBeNull();
});

it("a sign-in link leads to the code, not past it", async () => {
  const browser = openBrowser(test);
  const before = await sessionCount();
  await browser.post("/sign-in/magic-link", { email, callbackURL: "/tours" });
  const opened = await browser.get(linkIn((await test.lettersTo(email))[0]));
  expect(opened.status).toBe(302);
  expect(opened.location).toBe("http://127.0.0.1:3000/sign-in/code?next=%2Ftours");
  expect(await sessionOf(browser)).toBeNull();
  expect(await sessionCount()).toBe(before);
  await browser.post("/two-factor/verify-totp", { code: await codeNow() });
  expect(await sessionOf(browser)).toMatchObject({ user: { email } });
});

it("a backup code serves once", async () => {
  const [code] = backupCodes;
  const first = openBrowser(test);
  await first.signIn(email);
  expect((await first.post("/two-factor/verify-backup-code", { code })).status).toBe(200);
  expect(await sessionOf(first)).not.toBeNull();
  const second = openBrowser(test);
  await second.signIn(email);
  const answer = await second.post("/two-factor/verify-backup-code", { code });
  expect(answer).toMatchObject({ status: 401, body: { code: "INVALID_BACKUP_CODE" } });
  expect(await sessionOf(second)).toBeNull();
});

it("a code cannot be guessed: five wrong ones end the sign-in", async () => {
  const browser = openBrowser(test);
  await browser.signIn(email);
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await browser.post("/two-factor/verify-totp", { code: await wrongCode() });
  }
  const answer = await browser.post("/two-factor/verify-totp", { code: await codeNow() });
  expect(answer.status).not.toBe(200);
  expect(await sessionOf(browser)).toBeNull();
});

it("the log tells the enrolment and the sign-ins that were completed", async () => {
  await test.accounts.settled();
  const { rows } = await test.admin.query<{ action: string; path: string }>(
    "select action, detail ->> 'path' as path from audit_log where action <> 'organization_created' order by at, id",
  );
  expect(rows.map(({ action, path }) => `${action} ${path}`)).toEqual([
    "signed_in /sign-up/email",
    "signed_in /sign-in/email",
    "two_factor_enabled /two-factor/verify-totp",
    "signed_in /two-factor/verify-totp",
    "signed_in /two-factor/verify-totp",
    "signed_in /two-factor/verify-backup-code",
  ]);
});
