import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { acceptInvitation, listMemberships, readInvitation } from "./joining.ts";
import { contextFromRequest } from "./session.ts";
import { openBrowser, openTestAccounts, type TestAccounts } from "./testing/open-test-accounts.ts";

let test: TestAccounts;
let organizationId = "";
beforeAll(async () => {
  test = await openTestAccounts(await createTestDatabase());
  const owner = openBrowser(test);
  await owner.signUp("owner@exemple.fr", { organizationName: "Le Phare" });
  const session = await contextFromRequest(owner.headers(), "web", { accounts: test.accounts });
  organizationId = session?.active.organizationId ?? "";
});
afterAll(() => test.close());

let people = 0;
let email = "";
beforeEach(() => {
  people += 1;
  email = `invited-${people}@exemple.fr`;
});

/** What the tool organization_invite_member leaves in the database. */
async function invite(more: { email?: string; role?: string; expires?: string } = {}) {
  const token = randomBytes(24).toString("base64url");
  const { rows } = await test.admin.query<{ id: string }>(
    `insert into invitations (organization_id, email, role, token_hash, expires_at)
     values ($1, $2, $3, $4, now() + $5::interval) returning id`,
    [
      organizationId,
      more.email ?? email,
      more.role ?? "accountant",
      createHash("sha256").update(token).digest("hex"),
      more.expires ?? "14 days",
    ],
  );
  return { token, id: rows[0]?.id };
}

async function userId(address: string) {
  const { rows } = await test.admin.query<{ id: string }>(
    `select id from accounts."user" where email = $1`,
    [address],
  );
  return rows[0]?.id ?? "";
}

const rolesOf = async (address: string) =>
  (await listMemberships(test.database, await userId(address))).map(
    ({ organizationName, role }) => `${role} of ${organizationName}`,
  );

describe("an invitation", () => {
  it("says who invites whom before anybody signs in", async () => {
    const { token } = await invite();
    expect(await readInvitation(test.database, token)).toEqual({
      organizationName: "Le Phare",
      email,
      role: "accountant",
      status: "open",
    });
    expect(await readInvitation(test.database, "another")).toBeNull();
  });

  it("that comes with a sign-up makes a member of the inviting organization alone", async () => {
    const { token } = await invite();
    const browser = openBrowser(test);
    await browser.signUp(email, { invitation: token, organizationName: undefined });
    expect(await rolesOf(email)).toEqual(["accountant of Le Phare"]);
    const session = await contextFromRequest(browser.headers(), "web", { accounts: test.accounts });
    expect(session?.active).toMatchObject({ organizationId, role: "accountant" });
  });

  it("adds an organization to a person who has one, and is accepted once only", async () => {
    await openBrowser(test).signUp(email, { organizationName: "Chez moi" });
    const { token } = await invite({ role: "viewer" });
    const id = await userId(email);
    const both = await Promise.all([
      acceptInvitation(test.database, id, token),
      acceptInvitation(test.database, id, token),
    ]);
    expect(both.filter(({ ok }) => ok)).toEqual([{ ok: true, organizationId }]);
    expect(both.filter(({ ok }) => !ok)).toEqual([{ ok: false, code: "INVITATION_USED" }]);
    expect(await rolesOf(email)).toEqual(["owner of Chez moi", "viewer of Le Phare"]);
  });

  it.each([
    ["that has expired", { expires: "-1 second" }, "INVITATION_EXPIRED"],
    ["to another address", { email: "someone-else@exemple.fr" }, "INVITATION_OTHER_EMAIL"],
  ] as const)("%s makes nobody a member", async (_what, more, code) => {
    await openBrowser(test).signUp(email, { organizationName: "Chez moi" });
    const { token } = await invite(more);
    expect(await acceptInvitation(test.database, await userId(email), token)).toEqual({
      ok: false,
      code,
    });
    expect(await rolesOf(email)).toEqual(["owner of Chez moi"]);
  });

  it("that was revoked or never existed makes nobody a member", async () => {
    await openBrowser(test).signUp(email, { organizationName: "Chez moi" });
    const { token, id } = await invite();
    await test.admin.query("update invitations set revoked_at = now() where id = $1", [id]);
    const user = await userId(email);
    expect(await acceptInvitation(test.database, user, token)).toMatchObject({
      code: "INVITATION_REVOKED",
    });
    expect(await acceptInvitation(test.database, user, "invented")).toMatchObject({
      code: "UNKNOWN_INVITATION",
    });
    expect(await rolesOf(email)).toEqual(["owner of Chez moi"]);
  });

  it("that does not hold still lets the person sign up with an organization of their own", async () => {
    const { token } = await invite({ expires: "-1 second" });
    await openBrowser(test).signUp(email, { invitation: token, organizationName: "La Vigie" });
    expect(await rolesOf(email)).toEqual(["owner of La Vigie"]);
  });
});

it("two organizations of one name are two organizations", async () => {
  await openBrowser(test).signUp(email, { organizationName: "Le Phare" });
  expect(await rolesOf(email)).toEqual(["owner of Le Phare"]);
  const { rows } = await test.admin.query<{ slug: string }>(
    "select slug from organizations where name = 'Le Phare' order by created_at",
  );
  expect(rows.map(({ slug }) => slug)).toEqual([
    "le-phare",
    expect.stringMatching(/^le-phare-[0-9a-f]{8}$/),
  ]);
});
