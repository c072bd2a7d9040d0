import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { type Address, everyPage } from "./every-page.ts";
import { type Application, openApplication } from "./open-application.ts";
import { signIn } from "./steps.ts";

const app = path.resolve(import.meta.dirname, "../app");

type Route = { address: string; method: string };

/** Every route handler there is, by the files: one that is added is tried without being named here. */
const routes: Route[] = globSync("api/**/route.ts", { cwd: app }).flatMap((file) => {
  const source = readFileSync(path.join(app, file), "utf8");
  const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"].filter((method) =>
    new RegExp(`export (async )?(function|const) ${method}\\b|as ${method}\\b`).test(source),
  );
  return methods.map((method) => ({ address: `/${path.dirname(file)}`, method }));
});

/**
 * What anybody may ask: signing in, the sale, an invitation's own token, and the pulse. Devices at the
 * door, the payment provider, Slack and Inngest prove themselves by keys of their own, below.
 */
const open = [
  /^\/api\/auth\//,
  /^\/api\/sale\//,
  /^\/api\/invitation$/,
  /^\/api\/health$/,
  /^\/api\/door\//,
  /^\/api\/stripe\/webhook$/,
  /^\/api\/slack\/\[kind\]$/,
  /^\/api\/inngest$/,
];
const warming = (route: Route) => route.address === "/api/chat" && route.method === "GET";
const closed = routes.filter(
  (route) => !open.some((pattern) => pattern.test(route.address)) && !warming(route),
);

let application: Application;
let browser: Browser;
let pages: Address[];

beforeAll(async () => {
  [application, browser] = await Promise.all([
    openApplication(createTestDatabase("embedded"), { demo: true }),
    launchBrowser(),
  ]);
  const { page, context } = await visit(browser, application.site);
  await signIn(page);
  pages = await everyPage(page);
  await context.close();
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

const someId = "6f1c2b1e-6c1b-4c59-9a51-0d6f1f4a7b10";

const filled = (address: string, id = someId) =>
  address
    .replace("[name]", "tours_list_performances")
    .replace("[file]", `${id}.pdf`)
    .replace(/\[[^\]]+\]/g, id);

function ask(route: Route, address: string, headers: Record<string, string> = {}) {
  const writes = route.method !== "GET";
  return fetch(application.site + address, {
    method: route.method,
    redirect: "manual",
    headers: {
      origin: application.site,
      ...(writes ? { "content-type": "application/json" } : {}),
      ...headers,
    },
    ...(writes ? { body: JSON.stringify({ input: {}, callId: crypto.randomUUID() }) } : {}),
  });
}

const refusal = ({ status, headers }: Response) =>
  status === 401 || (status === 303 && headers.get("location") === "/sign-in");

test("there are routes to try, and no server action beside them", () => {
  expect(closed.length).toBeGreaterThan(6);
  const actions = globSync("**/*.{ts,tsx}", { cwd: path.resolve(app, "..") })
    .filter((file) => !file.startsWith(".next") && !file.startsWith("journeys"))
    .filter((file) =>
      /^\s*["']use server["']/m.test(readFileSync(path.resolve(app, "..", file), "utf8")),
    );
  expect(actions).toEqual([]);
});

describe("without a session", () => {
  test.each(closed)(
    "$method $address answers 401, or leads a download to signing in",
    async (route) => {
      const answer = await ask(route, filled(route.address));
      expect(refusal(answer)).toBe(true);
      expect(answer.headers.getSetCookie()).toEqual([]);
    },
  );

  test.each(closed)("$method $address believes no header that a proxy would set", async (route) => {
    const answer = await ask(route, filled(route.address), {
      "x-middleware-subrequest": "middleware:middleware:middleware:middleware:middleware",
      "x-koncert-client-ip": "127.0.0.1",
      "x-koncert-user": someId,
      cookie: "koncert-organization=1; koncert.session_token=forged.signature",
    });
    expect(refusal(answer)).toBe(true);
  });

  test("every page of the workspace leads to signing in, and back", async () => {
    // What anybody may see, and what opens by a link of its own.
    const open = ["design", "sale", "door-of-a-date", "mailbox", "order-of-a-buyer", "guest-list"];
    for (const { path: address } of pages.filter(({ name }) => !open.includes(name))) {
      const answer = await fetch(application.site + address, { redirect: "manual" });
      const told = answer.headers.get("location") ?? (await answer.text());
      expect([address, told]).toEqual([address, expect.stringContaining("/sign-in")]);
      expect([address, told]).toEqual([address, expect.not.stringContaining("Ana Costa")]);
    }
  });
});

test("the door's page holds no data, and its routes answer a device alone", async () => {
  const door = pages.find(({ name }) => name === "door-of-a-date")?.path ?? "";
  const page = await (await fetch(application.site + door)).text();
  expect(page).not.toContain("Ana Costa");
  const send = (route: string, body: object, origin = application.site) =>
    fetch(`${application.site}/api/door/${route}`, {
      method: "POST",
      headers: { origin, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const performance = door.split("/").at(-1);
  for (const route of ["state", "scans", "list"]) {
    expect([route, (await send(route, { performance })).status]).toEqual([route, 401]);
    const elsewhere = await send(route, { performance }, "https://evil.example");
    expect([route, elsewhere.status]).toEqual([route, 403]);
  }
  expect((await send("open", { token: "guessed", publicKey: "guessed" })).status).toBe(404);
});

test("payment news without the provider's signature are refused", async () => {
  const answer = await fetch(`${application.site}/api/stripe/webhook`, {
    method: "POST",
    headers: { "stripe-signature": "t=1,v1=forged" },
    body: JSON.stringify({ id: "evt_1", type: "checkout.session.completed" }),
  });
  expect(answer.status).toBe(400);
});

test("without Slack and Inngest configured, their routes do nothing", async () => {
  for (const [address, method] of [
    ["/api/slack/events", "POST"],
    ["/api/slack/interactions", "POST"],
    ["/api/inngest", "GET"],
    ["/api/inngest", "PUT"],
    ["/api/inngest?fnId=koncert-morning-brief&stepId=step", "POST"],
  ] as const) {
    const answer = await ask({ address, method }, address);
    expect([address, method, answer.status]).toEqual([address, method, 404]);
  }
});

test("another site's page is refused whatever it sends", async () => {
  for (const route of closed.filter(({ method }) => method !== "GET")) {
    const answer = await ask(route, filled(route.address), { origin: "https://evil.example" });
    expect([route.address, answer.status]).toEqual([route.address, 403]);
  }
});

describe("a member of another organization", () => {
  let stranger: BrowserContext;
  beforeAll(async () => {
    const { page, context } = await visit(browser, application.site);
    stranger = context;
    await page.goto("/sign-up");
    await page.getByLabel("Votre nom").fill("Inès Karam");
    await page.getByLabel("Nom de la structure").fill("Bleu Nuit Productions");
    await page.getByLabel("Adresse e-mail").fill("ines@koncert.example");
    await page.locator("input[name=password]").fill("une phrase assez longue");
    await page.getByRole("button", { name: "Créer le compte" }).click();
    await page.waitForURL("**/dashboard");
  });

  test("finds none of the first one's pages", async () => {
    for (const { path: address } of pages.filter(({ path: one }) => /[0-9a-f-]{36}/.test(one))) {
      const answer = await stranger.request.get(application.site + address);
      const text = await answer.text();
      expect([address, text.includes("Ana Costa"), text.includes("grandes salles")]).toEqual([
        address,
        false,
        false,
      ]);
    }
  });

  test("gets nothing from its routes by their ids", async () => {
    const ids = pages.flatMap(({ path: one }) => one.match(/[0-9a-f-]{36}/g) ?? []);
    const read = closed.filter(({ method, address }) => method === "GET" && /\[/.test(address));
    for (const route of read.filter(({ address }) => !address.includes("[name]"))) {
      for (const id of ids) {
        const answer = await stranger.request.get(application.site + filled(route.address, id));
        expect([route.address, answer.status()]).toEqual([route.address, 404]);
      }
    }
  });
});
