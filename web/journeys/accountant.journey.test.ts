import { readFile } from "node:fs/promises";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { type Application, openApplication } from "./open-application.ts";
import { join, signIn } from "./steps.ts";

const accountant = {
  name: "Nora Lenoir",
  email: "nora@koncert.example",
  password: "une phrase de comptable",
};

let application: Application;
let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
  [application, browser] = await Promise.all([
    openApplication(createTestDatabase("embedded"), { demo: true }),
    launchBrowser(),
  ]);
  await join(browser, application.site, "accountant", accountant);
  visitor = await visit(browser, application.site);
  await signIn(visitor.page, accountant);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

test("sees the accounts, and neither the door nor what sells", async () => {
  const { page } = visitor;
  const nav = page.getByRole("navigation", { name: "Espace de travail" });
  await nav.getByRole("link", { name: "Comptes" }).waitFor();
  expect(await nav.getByRole("link", { name: "Contrôle d’accès" }).count()).toBe(0);
  await page.goto("/artists");
  await page.getByRole("heading", { level: 1, name: "Artistes" }).waitFor();
  expect(await page.getByRole("button", { name: "Nouvel artiste" }).count()).toBe(0);
});

test("adds an expense, and takes it back", async () => {
  const { page } = visitor;
  await page.goto("/business");
  await page
    .getByRole("button", { name: /dépense/i })
    .first()
    .click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Libellé").fill("Location d’un piano");
  await dialog.getByLabel("Montant").fill("1 240,50");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await page.getByText("Location d’un piano").first().waitFor();
  const row = page.getByRole("row", { name: /Location d’un piano/ });
  await row.waitFor();
  expect(await row.innerText()).toMatch(/1\s240,50\s€/);
  await page.getByRole("button", { name: "Défaire" }).click();
  await row.waitFor({ state: "detached" });
});

test("exports the entries for a spreadsheet", async () => {
  const { page } = visitor;
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Exporter" }).first().click(),
  ]);
  const text = await readFile(await file.path(), "utf8");
  expect(text).toContain("Camion et carburant");
  expect(text.split("\r\n").length).toBeGreaterThan(50);
});

test("a door that the role does not open is said in words", async () => {
  const { page } = visitor;
  await page.goto("/door");
  await page.getByText("Cette page n’est pas ouverte à votre rôle").waitFor();
});

test("no page logged an error on the way", () => {
  expect(visitor.complaints).toEqual([]);
});
