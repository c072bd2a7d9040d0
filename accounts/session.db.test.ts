import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { asActor } from "#database/as-actor.ts";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { createOwner } from "./create-owner.ts";
import { createOrganization } from "./joining.ts";
import { ownerSession } from "./open-session.ts";
import { contextFromRequest, forgetMemberships, signedInFromRequest } from "./session.ts";
import {
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

type Browser = ReturnType<typeof openBrowser>;
const sessionOf = (browser: Browser) =>
  contextFromRequest(browser.headers(), "web", { accounts: test.accounts });

async function signedUp(email: string, organizationName: string) {
  const browser = openBrowser(test);
  await browser.signUp(email, { organizationName });
  const session = await sessionOf(browser);
  if (!session) throw new Error("no session");
  return { browser, session };
}

/** An organization is never left without an owner, so somebody else must be one first. */
async function signedUpBesideAnOwner(email: string, organizationName: string) {
  const one = await signedUp(email, organizationName);
  const other = await signedUp(`co-${email}`, `${organizationName} bis`);
  await test.admin.query(
    `insert into members (organization_id, user_id, email, name, role) values ($1, $2, $3, 'Autre', 'owner')`,
    [one.session.active.organizationId, other.session.user.id, other.session.user.email],
  );
  return one;
}

/** Runs as the session's actor with a permission, as each tool does. */
const mayDo = (session: { actor: Parameters<typeof asActor>[1] }, permission: string) =>
  asActor(
    test.database,
    session.actor,
    async (tx) => {
      await sql`select 1`.execute(tx);
      return true;
    },
    { permission },
  ).catch((error: { code?: string }) => error.code);

describe("the session of a request", () => {
  it("costs no query while the signed copy is fresh", async () => {
    const { browser } = await signedUp("fresh@exemple.fr", "Fraîche");
    const connect = vi.spyOn(test.database.pool, "connect");
    const query = vi.spyOn(test.database.pool, "query");
    expect(await sessionOf(browser)).toMatchObject({ active: { organizationName: "Fraîche" } });
    expect(connect).not.toHaveBeenCalled();
    expect(query).not.toHaveBeenCalled();
    vi.restoreAllMocks();
  });

  it("is looked up when the signed copy is gone, and offers a new copy to who can set cookies", async () => {
    const { browser } = await signedUp("stale@exemple.fr", "Ancienne");
    browser.cookies.delete("koncert.session_data");
    const connect = vi.spyOn(test.database.pool, "connect");
    expect(await sessionOf(browser)).toMatchObject({ user: { email: "stale@exemple.fr" } });
    expect(connect).toHaveBeenCalled();
    vi.restoreAllMocks();
    await signedInFromRequest(browser.headers(), {
      accounts: test.accounts,
      setCookies: browser.keep,
    });
    expect(browser.cookies.has("koncert.session_data")).toBe(true);
  });

  it.each(["koncert.session_data", "koncert.session_token"])(
    "is nobody's when %s was written by hand",
    async (name) => {
      const { browser } = await signedUp(`forged-${name}@exemple.fr`, "Contrefaite");
      const other = await signedUp(`victim-of-${name}@exemple.fr`, "Victime");
      const stolen = other.browser.cookies.get(name) ?? "";
      const at = Math.floor(stolen.length / 2);
      const changed = stolen[at] === "A" ? "B" : "A";
      browser.cookies.set(name, stolen.slice(0, at) + changed + stolen.slice(at + 1));
      const session = await sessionOf(browser);
      expect(session?.user.email).not.toBe(other.session.user.email);
    },
  );

  it("acts in the organization that the cookie names among those of the person", async () => {
    const { browser, session } = await signedUp("deux@exemple.fr", "Première");
    const second = await createOrganization(test.database, session.user.id, { name: "Seconde" });
    forgetMemberships(session.user.id, test.accounts);
    expect((await sessionOf(browser))?.active.organizationName).toBe("Première");
    browser.cookies.set("koncert-organization", second);
    expect(await sessionOf(browser)).toMatchObject({
      active: { organizationName: "Seconde" },
      actor: { organizationId: second },
    });
  });

  it("never acts in another organization, whatever the cookie says", async () => {
    const other = await signedUp("autre@exemple.fr", "Autre");
    const { browser, session } = await signedUp("curieuse@exemple.fr", "Curieuse");
    for (const value of [other.session.active.organizationId, "x' or true --", ""]) {
      browser.cookies.set("koncert-organization", value);
      expect(await sessionOf(browser)).toMatchObject({
        active: { organizationName: "Curieuse" },
        actor: { organizationId: session.active.organizationId },
      });
    }
    // Nor would the database let it.
    const forged = { ...session.actor, organizationId: other.session.active.organizationId };
    expect(await mayDo({ actor: forged }, "tours:read")).toBe("KC403");
  });

  it("of a person without organization is signed in and acts nowhere", async () => {
    const browser = openBrowser(test);
    await browser.signUp("seule@exemple.fr", { organizationName: undefined });
    expect(await sessionOf(browser)).toBeNull();
    const signedIn = await signedInFromRequest(browser.headers(), { accounts: test.accounts });
    expect(signedIn).toMatchObject({ user: { email: "seule@exemple.fr" }, memberships: [] });
    await createOrganization(test.database, signedIn?.user.id ?? "", { name: "Enfin" });
    expect(await sessionOf(browser)).toMatchObject({ active: { organizationName: "Enfin" } });
  });
});

describe("a change of role", () => {
  it("counts from the next call on, without signing in again", async () => {
    const { session } = await signedUpBesideAnOwner("mutee@exemple.fr", "Mutation");
    expect(await mayDo(session, "business:write")).toBe(true);
    await test.admin.query("update members set role = 'door_staff' where id = $1", [
      session.active.memberId,
    ]);
    expect(await mayDo(session, "business:write")).toBe("KC403");
    expect(await mayDo(session, "door:scan")).toBe(true);
  });

  it("shows in the session once its memberships are read anew", async () => {
    const { browser, session } = await signedUpBesideAnOwner("promue@exemple.fr", "Promotion");
    await test.admin.query("update members set role = 'viewer' where id = $1", [
      session.active.memberId,
    ]);
    forgetMemberships(session.user.id, test.accounts);
    expect((await sessionOf(browser))?.active.role).toBe("viewer");
  });

  it("to none closes the organization at once", async () => {
    const { browser, session } = await signedUpBesideAnOwner("partie@exemple.fr", "Départ");
    await test.admin.query("update members set status = 'left' where id = $1", [
      session.active.memberId,
    ]);
    expect(await mayDo(session, "tours:read")).toBe("KC403");
    forgetMemberships(session.user.id, test.accounts);
    expect(await sessionOf(browser)).toBeNull();
  });
});

describe("a new installation", () => {
  it("gets its owner, who signs in with the printed password; a second run changes nothing", async () => {
    const installed = await openTestAccounts(await createTestDatabase());
    const owner = {
      url: installed.url,
      email: "Proprietaire@koncert.example",
      password,
      name: "Camille Durand",
      organizationName: "Ma structure",
    };
    const first = await createOwner(owner);
    expect(await createOwner(owner)).toEqual(first);
    expect((await openBrowser(installed).signIn(owner.email)).status).toBe(200);
    await createOwner({ ...owner, password: "le mot de passe suivant" });
    expect((await openBrowser(installed).signIn(owner.email)).status).toBe(401);
    const { rows } = await installed.admin.query("select from members");
    expect(rows).toHaveLength(1);

    expect(await ownerSession(installed.database)).toMatchObject({
      locale: "fr",
      user: { id: first.userId, name: "Camille Durand" },
      active: { role: "owner", organizationId: first.organizationId },
      actor: { via: "terminal" },
    });
    await installed.close();
  });

  it("without an account has nobody to act in a terminal", async () => {
    const empty = await openTestAccounts(await createTestDatabase());
    await expect(ownerSession(empty.database)).rejects.toThrow("No organization yet");
    await empty.close();
  });
});

describe("a terminal", () => {
  it("acts with the rights of the role that is asked for, and no more", async () => {
    const viewer = await ownerSession(test.database, { role: "viewer", via: "mcp" });
    expect(viewer).toMatchObject({ active: { role: "viewer" }, actor: { via: "mcp" } });
    expect(await mayDo(viewer, "tours:read")).toBe(true);
    expect(await mayDo(viewer, "tours:write")).toBe("KC403");
  });

  it("takes one stand-in for a role, once, who can neither sign in nor be mailed a link", async () => {
    const first = await ownerSession(test.database, { role: "door_staff" });
    const second = await ownerSession(test.database, { role: "door_staff" });
    expect(second.user).toEqual(first.user);
    expect(first.user.email).toBe("door_staff@terminal.invalid");
    expect((await openBrowser(test).signIn(first.user.email)).status).toBe(401);
  });

  it("knows no other role", async () => {
    const job = "job" as "owner";
    await expect(ownerSession(test.database, { role: job })).rejects.toThrow(/A role is one of/);
  });
});
