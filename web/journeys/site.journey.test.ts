import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { type Application, openApplication } from "./open-application.ts";
import { signIn } from "./steps.ts";

let application: Application;
let browser: Browser;
let database: TestDatabase;

beforeAll(async () => {
  const opening = createTestDatabase("embedded");
  [application, browser] = await Promise.all([openApplication(opening), launchBrowser()]);
  database = await opening;
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

const pages = ["/", "/help", "/legal", "/status", "/no-such-page"];

describe.each([
  ["fr", "light"],
  ["en", "dark"],
] as const)("in %s, %s", (locale, theme) => {
  test.each([1280, 390])(
    "at %i pixels pages of the site break no rule and overflow nowhere",
    async (width) => {
      const visitor = await visit(browser, application.site, { locale, theme, width });
      const { page, context, complaints } = visitor;
      for (const address of pages) {
        await page.goto(address);
        expect(await page.locator("h1").count()).toBe(1);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect([address, ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)]).toEqual(
          [address],
        );
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect([address, wide]).toEqual([address, width]);
      }
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});

test("a visitor changes the language and the light without losing the page", async () => {
  const { page, context } = await visit(browser, application.site);
  await page.goto("/help");
  await page.getByRole("button", { name: "Jour ou nuit" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { level: 1, name: "Help" }).waitFor();
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  expect(new URL(page.url()).pathname).toBe("/help");
  await context.close();
});

test("whoever is signed in goes to work, and finds the way back from the help", async () => {
  const { page, context } = await visit(browser, application.site);
  await signIn(page);
  await page.goto("/");
  expect(new URL(page.url()).pathname).toBe("/dashboard");
  await page.goto("/help");
  await page.getByRole("link", { name: "Ouvrir KONCERT" }).waitFor();
  await context.close();
});

test("without network a navigation says so, and nothing of the product was kept", async () => {
  const { page, context } = await visit(browser, application.site);
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await context.setOffline(true);
  await page.goto("/help");
  await page.getByRole("heading", { name: "Hors connexion" }).waitFor();
  const kept = await page.evaluate(async () => {
    const names = await caches.keys();
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return requests.flat().map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toEqual(["/offline.html"]);
  await context.setOffline(false);
  await page.getByRole("link", { name: /Réessayer/ }).click();
  await page.getByRole("heading", { level: 1, name: "Aide" }).waitFor();
  await context.close();
});

test("search engines find the public pages alone, and phones what to install", async () => {
  const read = async (path: string) => (await fetch(application.site + path)).text();
  const map = await read("/sitemap.xml");
  const listed = [...map.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url]) => url);
  expect(listed).toEqual(["/", "/help", "/legal"].map((path) => application.site + path));
  expect(await read("/robots.txt")).toMatch(/Disallow: \/dashboard/);
  expect(await read("/status")).toMatch(/<meta name="robots" content="noindex/);

  const [named] = /\/manifest\.webmanifest\?lang=\w+/.exec(await read("/")) ?? [""];
  const manifest = JSON.parse(await read(named)) as {
    lang: string;
    start_url: string;
    icons: { src: string }[];
    shortcuts: { name: string }[];
  };
  expect(manifest).toMatchObject({ lang: "fr", start_url: "/dashboard" });
  expect(manifest.shortcuts.map(({ name }) => name)).toContain("Dates");
  const english = JSON.parse(await read("/manifest.webmanifest?lang=en")) as typeof manifest;
  expect(english.lang).toBe("en");
  expect(english.shortcuts.map(({ name }) => name)).toContain("Door");
  for (const { src } of manifest.icons) {
    expect([src, (await fetch(application.site + src)).status]).toEqual([src, 200]);
  }
});

test("the legal page says what its operator has not told yet", async () => {
  const { page, context } = await visit(browser, application.site);
  await page.goto("/legal");
  expect(await page.getByText("à compléter par l’exploitant", { exact: true }).count()).toBe(7);
  await context.close();
});

test("a page that breaks says so in the language and the theme of its reader", async () => {
  const { page, context } = await visit(browser, application.site, { locale: "en", theme: "dark" });
  await database.close();
  const answer = await page.goto("/e/no-such-date");
  expect(answer?.status()).toBe(500);
  await page.getByRole("heading", { name: "The page could not be shown" }).waitFor();
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  await page.getByRole("link", { name: "Service status" }).waitFor();
  await context.close();
});
