import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { alive, focused, press, reach, write } from "./keyboard.ts";
import { type Application, openApplication, owner } from "./open-application.ts";
import { join } from "./steps.ts";

const accountant = {
  name: "Nora Lenoir",
  email: "nora@koncert.example",
  password: "une phrase de comptable",
};

let application: Application;
let browser: Browser;

beforeAll(async () => {
  [application, browser] = await Promise.all([
    openApplication(createTestDatabase("embedded"), { demo: true }),
    launchBrowser(),
  ]);
  await join(browser, application.site, "accountant", accountant);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

async function enter(who: { email: string; password: string }) {
  const visitor = await visit(browser, application.site);
  const { page } = visitor;
  await page.goto("/sign-in");
  await alive(page);
  await write(page, /e-mail/i, who.email);
  await write(page, /^Mot de passe\s*$/, who.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard");
  await alive(page);
  return visitor;
}

test("an accountant enters an expense, takes it back and exports without a mouse", async () => {
  const { page, context, complaints } = await enter(accountant);
  await press(page, /^Comptes$/);
  await page.waitForURL("**/business**");
  await alive(page);
  await press(page, /^(Ajouter une )?dépense/i);
  const dialog = page.locator("[role=dialog]:not([aria-modal=false])");
  await dialog.getByRole("textbox").first().waitFor();
  await write(page, /^Libellé/, "Location d’un piano");
  await write(page, /^Montant/, "1 240,50");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  const row = page.getByRole("row", { name: /Location d’un piano/ });
  await row.waitFor();
  expect(await row.innerText()).toMatch(/1\s240,50\s€/);

  // F6 is the way to what has just been said.
  await page.keyboard.press("F6");
  await press(page, /^Défaire/);
  await row.waitFor({ state: "detached" });

  await page.reload();
  await alive(page);
  await reach(page, /^Exporter/);
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  expect(await readFile(await file.path(), "utf8")).toContain("Camion et carburant");
  expect(complaints).toEqual([]);
  await context.close();
});

test("somebody new opens an account and makes a first artist without a mouse", async () => {
  const { page, context, complaints } = await visit(browser, application.site);
  await page.goto("/");
  await alive(page);
  await press(page, /compte|essayer|commencer/i);
  await page.waitForURL("**/sign-up**");
  await alive(page);
  await write(page, /^Votre nom/, "Inès Karam");
  await write(page, /^Nom de la structure/, "Bleu Nuit Productions");
  await write(page, /^Adresse e-mail/, "ines@koncert.example");
  await write(page, /^Mot de passe/, "une phrase assez longue");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Bonjour Inès" }).waitFor();
  await alive(page);
  await press(page, /artiste$/i);
  const dialog = page.locator("[role=dialog]:not([aria-modal=false])");
  await dialog.getByRole("textbox").first().waitFor();
  await write(page, /^Nom/, "Zaz");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await press(page, /^Artistes$/);
  await page.waitForURL("**/artists**");
  await page.getByText("Zaz").first().waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("the conversation beside a page is opened, used and left without a mouse", async () => {
  const { page, context, complaints } = await enter(owner);
  await press(page, /^Dates$/);
  await page.waitForURL("**/performances**");
  await alive(page);
  await reach(page, /^Artistes$/);
  await page.keyboard.press("ControlOrMeta+j");
  const panel = page.getByRole("complementary", { name: "Assistant" });
  await panel.locator("textarea").waitFor();
  await expect.poll(() => panel.locator("textarea:focus").count()).toBe(1);
  await page.keyboard.type("quelles sont les prochaines dates ?");
  await page.keyboard.press("Enter");
  await panel.locator("[data-answer=complete]").waitFor({ timeout: 90_000 });
  expect(await panel.locator("[data-answer]").last().innerText()).toContain("Lyon");

  // The same keys close it, and so does its button; the focus is where it was before.
  await page.keyboard.press("ControlOrMeta+j");
  await panel.waitFor({ state: "detached" });
  expect(await focused(page)).toBe("Artistes");
  await page.keyboard.press("ControlOrMeta+j");
  await panel.locator("[data-answer=complete]").waitFor();
  await press(page, /^Fermer$/);
  await panel.waitFor({ state: "detached" });
  expect(await focused(page)).toBe("Artistes");
  expect(complaints).toEqual([]);
  await context.close();
});
