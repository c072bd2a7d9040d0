import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { faults } from "./faults.ts";
import { type Application, openApplication } from "./open-application.ts";

let application: Application;
let browser: Browser;
let person: Visitor;

beforeAll(async () => {
  [application, browser] = await Promise.all([
    openApplication(createTestDatabase("embedded")),
    launchBrowser(),
  ]);
  person = await visit(browser, application.site);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

test("somebody new signs up from the home page and is shown where to begin", async () => {
  const { page } = person;
  await page.goto("/");
  await page
    .getByRole("link", { name: /compte|essayer|commencer/i })
    .first()
    .click();
  await page.waitForURL("**/sign-up**");
  await page.getByLabel("Votre nom").fill("Inès Karam");
  await page.getByLabel("Nom de la structure").fill("Bleu Nuit Productions");
  await page.getByLabel("Adresse e-mail").fill("ines@koncert.example");
  await page.locator("input[name=password]").fill("une phrase assez longue");
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await page.getByRole("heading", { name: "Bonjour Inès" }).waitFor();
  await page.getByRole("heading", { name: "Créer un artiste" }).waitFor();
  expect(await faults(page)).toEqual([]);
});

test("empty lists say what they are for", async () => {
  const { page } = person;
  await page.goto("/artists");
  await page.getByText("Aucun artiste pour l’instant").waitFor();
  expect(await faults(page)).toEqual([]);
});

test("a form refuses what is not there and keeps what was typed", async () => {
  const { page } = person;
  await page.getByRole("button", { name: "Nouvel artiste" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Genre").fill("chanson");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText("▲").waitFor();
  expect(await dialog.getByLabel("Genre").inputValue()).toBe("chanson");
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole("button", { name: "Annuler" }).click();
});

test("the demo season fills the organization and tells how far it is", async () => {
  const { page } = person;
  await page.goto("/dashboard");
  await page.getByRole("button", { name: "Remplir", exact: true }).click();
  await page.getByRole("progressbar").waitFor();
  await page.getByRole("heading", { name: "Ce qui vous attend" }).waitFor({ timeout: 180_000 });
  await page.getByRole("link", { name: "Dates", exact: true }).first().click();
  await page.waitForURL("**/performances**");
  await page.getByText("Transbordeur").first().waitFor();
}, 240_000);

test("⌘K finds a date by its town and opens it, by keyboard alone", async () => {
  const { page } = person;
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: /action/i }).fill("Transbordeur");
  await page
    .getByRole("option", { name: /Ana Costa/ })
    .first()
    .waitFor();
  for (;;) {
    const chosen = await page.locator("[role=option][aria-selected=true]").innerText();
    if (chosen.includes("Ana Costa")) break;
    await page.keyboard.press("ArrowDown");
  }
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/performances\/[0-9a-f-]{36}/);
  await page.getByRole("heading", { level: 1 }).waitFor();
});

test("the conversation beside the page knows which date is on screen", async () => {
  const { page } = person;
  await page.keyboard.press("ControlOrMeta+j");
  const panel = page.getByRole("complementary");
  const box = panel.locator("textarea");
  await box.waitFor();
  await box.fill("à quelle heure ouvrent les portes ?");
  await panel.getByRole("button", { name: "Envoyer" }).click();
  await panel.locator("[data-answer=complete]").waitFor({ timeout: 90_000 });
  const answer = await panel.locator("[data-answer]").last().innerText();
  expect(answer).toContain("Lyon");
  expect(answer).toMatch(/19\sh/);
});

test("no page logged an error on the way", () => {
  expect(person.complaints).toEqual([]);
});
