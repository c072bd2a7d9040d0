import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { type Address, everyPage } from "./every-page.ts";
import { faults } from "./faults.ts";
import { type Application, openApplication } from "./open-application.ts";
import { signIn } from "./steps.ts";

/** Some thirty pages in one go. */
const timeout = 480_000;

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

describe.each([
  ["fr", "light"],
  ["fr", "dark"],
  ["en", "light"],
  ["en", "dark"],
] as const)("every page of the workspace with a season, in %s, %s", (locale, theme) => {
  test(
    "shows its heading, breaks no rule of WCAG AA, logs no error and asks for nothing in vain",
    { timeout },
    async () => {
      const { page, context, complaints } = await visit(browser, application.site, {
        locale,
        theme,
      });
      const lost: string[] = [];
      page.on("response", (answer) => {
        if (answer.status() >= 400) lost.push(`${answer.status()} ${answer.url()}`);
      });
      await signIn(page);
      const told: string[] = [];
      for (const { path } of pages) {
        await page.goto(path, { waitUntil: "networkidle" });
        await page.locator("h1").first().waitFor();
        for (const fault of await faults(page)) told.push(`${path} ${fault}`);
      }
      expect([...told, ...complaints, ...lost]).toEqual([]);
      await context.close();
    },
  );
});

describe.each([390, 768, 1440])("at %i pixels", (width) => {
  test("no page is wider than its screen", { timeout }, async () => {
    const { page, context } = await visit(browser, application.site, { width, height: 844 });
    await signIn(page);
    const wide: string[] = [];
    for (const { path } of pages) {
      await page.goto(path);
      await page.locator("h1").first().waitFor();
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (overflow > 0) wide.push(`${path} by ${overflow}`);
    }
    expect(wide).toEqual([]);
    await context.close();
  });
});
