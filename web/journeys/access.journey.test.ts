import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { faults } from "./faults.ts";
import { type Application, openApplication } from "./open-application.ts";
import { say, signIn } from "./steps.ts";

let application: Application;
let browser: Browser;

beforeAll(async () => {
  [application, browser] = await Promise.all([
    openApplication(createTestDatabase("embedded")),
    launchBrowser(),
  ]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

const words = {
  fr: { create: "Crée l’artiste Zaz", hold: "pose une option 1 à Lyon le 14 mai 2027 pour Zaz" },
  en: { create: "create the artist Zaz", hold: "hold Lyon on 14 May 2027 as first option for Zaz" },
};

describe.each([
  ["fr", "light"],
  ["fr", "dark"],
  ["en", "light"],
  ["en", "dark"],
] as const)("in %s, %s", (locale, theme) => {
  test("signing in and up, and the elements page, break no rule of WCAG AA", async () => {
    const { page, context } = await visit(browser, application.site, { locale, theme });
    for (const address of ["/sign-in", "/sign-up", "/forgot-password", "/design"]) {
      await page.goto(address);
      await page.locator("h1").waitFor();
      expect([address, ...(await faults(page))]).toEqual([address]);
    }
    await context.close();
  });

  test("the conversation breaks no rule of WCAG AA, with its results and its menus", async () => {
    const { page, context } = await visit(browser, application.site, { locale, theme });
    await signIn(page);
    await page.goto("/chat");
    await page.locator("textarea").waitFor();
    expect(await faults(page)).toEqual([]);
    await say(page, words[locale].create);
    await say(page, words[locale].hold);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press("ControlOrMeta+k");
    await page.getByRole("option").first().waitFor();
    expect(await faults(page)).toEqual([]);
    await context.close();
  });

  test("at 390 pixels nothing overflows, and the history is a drawer", async () => {
    const { page, context } = await visit(browser, application.site, {
      locale,
      theme,
      width: 390,
      height: 844,
    });
    await signIn(page);
    await page.goto("/chat");
    await say(page, words[locale].create);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBe(390);
    await page.getByRole("button", { name: "Menu", exact: true }).click();
    await page.getByRole("dialog").getByRole("link").first().waitFor();
    expect(await faults(page)).toEqual([]);
    await context.close();
  });
});
