import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asSuperuser } from "#database/testing/as-superuser.ts";
import { createTestDatabase, type TestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { choose } from "./buy.ts";
import { faults } from "./faults.ts";
import { type Application, openApplication } from "./open-application.ts";
import { openDesk } from "./open-desk.ts";
import { openSale, type OpenSale } from "./open-sale.ts";

const phone = { width: 390, height: 844 };

let database: TestDatabase;
let application: Application;
let browser: Browser;
let sale: OpenSale;
let first: Visitor;
let second: Visitor;
let third: Visitor;

beforeAll(async () => {
  const opening = createTestDatabase("embedded");
  [application, browser] = await Promise.all([openApplication(opening), launchBrowser()]);
  database = await opening;
  sale = await openSale(database.url);
  const desk = await openDesk(database.url);
  await desk.act("ticketing_set_queue", { performance: sale.lyon.id, buyers_at_once: 1 });
  await desk.close();
  [first, second, third] = await Promise.all([
    visit(browser, application.site, phone),
    visit(browser, application.site, phone),
    visit(browser, application.site, { width: 1440, height: 900, locale: "en", theme: "dark" }),
  ]);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test("while one buyer pays, the next is given a place in the queue and keeps the page", async () => {
  await first.page.goto(`/e/${sale.lyon.slug}`);
  await choose(first.page, "Plein tarif", 2);
  await first.page.getByRole("button", { name: /^Réserver/ }).click();
  await first.page.waitForURL("**/o/*");

  const { page } = second;
  await page.goto(`/e/${sale.lyon.slug}`);
  await choose(page, "Plein tarif", 1);
  await page.getByRole("button", { name: /^Réserver/ }).click();
  await page.getByText("Vous êtes le prochain").first().waitFor();
  expect(await faults(page)).toEqual([]);
  expect(await wide(page)).toBe(phone.width);
});

test("whoever comes later sees who stands before, and the prices to come", async () => {
  const { page } = third;
  await page.goto(`/e/${sale.lyon.slug}`);
  await page
    .getByText(/person ahead of you/)
    .first()
    .waitFor();
  await page.getByText("€35.50").waitFor();
  expect(await page.getByRole("button", { name: /^Add a ticket/ }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
});

test("a place that comes free calls the next, for as long as the page says", async () => {
  await first.page.getByRole("button", { name: "Abandonner la réservation" }).click();
  await first.page.waitForURL("**/e/*");
  const { page } = second;
  await page.getByText("C’est à vous").waitFor();
  await page.getByRole("timer").waitFor();
  await page.getByRole("button", { name: "Ajouter un billet : Plein tarif" }).waitFor();
  expect(await faults(page)).toEqual([]);
  expect(await wide(page)).toBe(phone.width);
});

test("a call that is left without an answer passes to the next, and a place can be taken again", async () => {
  await asSuperuser(
    database.adminUrl,
    "update queue_places set call_ends_at = now() where status = 'called'",
  );
  await third.page.getByText("It is your turn").waitFor();
  expect(await faults(third.page)).toEqual([]);
  const { page } = second;
  await page.getByText("Votre tour est passé").waitFor();
  expect(await faults(page)).toEqual([]);
  expect(await wide(page)).toBe(phone.width);
  await page.getByRole("button", { name: "Reprendre une place" }).click();
  // Whoever gave up the first places stands in the queue again, before who missed a call.
  await page.getByText("1 personne devant vous").first().waitFor();
});

test("who is called buys, and the queue goes on", async () => {
  const { page } = third;
  await page.getByRole("button", { name: /^Add a ticket: Plein tarif/ }).click();
  await page.getByRole("button", { name: /^Reserve/ }).click();
  await page.waitForURL("**/o/*");
  await page.getByRole("button", { name: "Give up the places" }).click();
  await page.waitForURL("**/e/*");
  await first.page.getByText("C’est à vous").waitFor();
  await second.page
    .getByText(/Vous êtes le prochain|devant vous/)
    .first()
    .waitFor();
});

test("no page logged an error on the way", () => {
  expect([first, second, third].flatMap(({ complaints }) => complaints)).toEqual([]);
});
