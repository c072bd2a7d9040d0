import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { asSuperuser } from "#database/testing/as-superuser.ts";
import { createTestDatabase, type TestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { buy, linkInLetter } from "./buy.ts";
import { faults } from "./faults.ts";
import { type Application, openApplication } from "./open-application.ts";
import { type Desk, openDesk } from "./open-desk.ts";
import { dayIn, openSale, type OpenSale } from "./open-sale.ts";

const phone = { width: 390, height: 844 };
const marc = "marc@exemple.fr";

let database: TestDatabase;
let application: Application;
let browser: Browser;
let sale: OpenSale;
let desk: Desk;
let seller: Visitor;
let waiter: Visitor;
let partner: Visitor;

beforeAll(async () => {
  const opening = createTestDatabase("embedded");
  [application, browser] = await Promise.all([openApplication(opening), launchBrowser()]);
  database = await opening;
  sale = await openSale(database.url);
  desk = await openDesk(database.url);
  // Two seats in all: they are sold before anybody waits.
  await desk.act("ticketing_update_ticket_type", {
    performance: sale.lille.id,
    ticket_type: "Tarif réduit",
    hidden: true,
  });
  await desk.act("ticketing_update_ticket_type", {
    performance: sale.lille.id,
    ticket_type: "Plein tarif",
    quota: 2,
  });
  await desk.act("ticketing_set_resale", { performance: sale.lille.id, resale: "open" });
  [seller, waiter, partner] = await Promise.all([
    visit(browser, application.site, phone),
    visit(browser, application.site, phone),
    visit(browser, application.site, { width: 1440, height: 900, locale: "en", theme: "dark" }),
  ]);
}, 600_000);

afterAll(async () => {
  await desk?.close();
  await browser?.close();
  await application?.close();
});

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);
const title = (page: Page, name: RegExp | string) => page.getByRole("heading", { name }).waitFor();

/** Reads a page again until it shows what the server does by itself, every half minute. */
async function until(page: Page, name: RegExp | string) {
  while ((await page.getByRole("heading", { name }).count()) === 0) {
    await page.waitForTimeout(1_000);
    await page.reload();
  }
}

test("a sold-out date has a waiting list, and says how many stand before", async () => {
  await buy(seller.page, sale.lille.slug, ["Léa Martin", "Inès Karam"]);
  const { page } = waiter;
  await page.goto(`/e/${sale.lille.slug}`);
  await title(page, "Liste d’attente");
  expect(await faults(page)).toEqual([]);
  expect(await wide(page)).toBe(phone.width);
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Prénom et nom").fill("Marc Petit");
  await page.getByLabel("Adresse e-mail").fill(marc);
  await page.getByRole("button", { name: "M’inscrire" }).click();
  await page.getByRole("link", { name: "Voir ma place dans la liste" }).click();
  await title(page, "Vous êtes la prochaine personne");
  expect(await faults(page)).toEqual([]);
  expect(await wide(page)).toBe(phone.width);
});

test("a ticket that its holder gives up goes to the first who waits, by a letter", async () => {
  const { page } = seller;
  await page.goto(page.url(), { waitUntil: "networkidle" });
  await page.getByText("Je ne peux plus venir").click();
  await page
    .getByRole("button", { name: /^Proposer/ })
    .first()
    .click();
  await page.getByText("Proposé à la liste d’attente, encore valable").waitFor();
  expect(await faults(page)).toEqual([]);
  await until(waiter.page, "Un billet est pour vous");
  await waiter.page.goto(await linkInLetter(waiter.page, marc, "/w/"));
  await title(waiter.page, "Un billet est pour vous");
  await waiter.page.getByText("35,50 €").waitFor();
  expect(await faults(waiter.page)).toEqual([]);
  expect(await wide(waiter.page)).toBe(phone.width);
});

test("it is paid like any other, with a code of its own", async () => {
  const { page } = waiter;
  const place = page.url();
  await page.waitForLoadState("networkidle");
  await page.getByRole("button", { name: "Acheter ce billet" }).click();
  await page.waitForURL("**/o/*");
  await page.waitForLoadState("networkidle");
  await page.getByLabel("Prénom et nom").fill("Marc Petit");
  await page.getByLabel("Adresse e-mail").fill(marc);
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: /^Payer/ }).click();
  await title(page, "Votre billet est prêt");
  expect(await page.getByRole("img", { name: /^Code d’entrée du billet/ }).count()).toBe(1);
  expect(await faults(page)).toEqual([]);
  await page.goto(place);
  await title(page, "Vous avez acheté ce billet");
  expect(await faults(page)).toEqual([]);
});

test("whoever gave it up is refunded, and keeps the other ticket", async () => {
  const { page } = seller;
  await page.reload();
  await page.getByText("Revendu et remboursé").waitFor();
  await page.getByText("35,50 € vous ont été rendus.").waitFor();
  expect(await page.getByRole("img", { name: /^Code d’entrée du billet/ }).count()).toBe(1);
  expect(await faults(page)).toEqual([]);
  expect(await wide(page)).toBe(phone.width);
});

test("a postponed date is kept or refunded by the link of the letter", async () => {
  const { page } = waiter;
  const kept = "nina@exemple.fr";
  const refunded = "paul@exemple.fr";
  await buy(page, sale.lyon.slug, ["Nina Roux"], kept);
  await buy(page, sale.lyon.slug, ["Paul Durand"], refunded);
  await desk.act("ticketing_postpone_date", {
    performance: sale.lyon.id,
    day: dayIn(90),
    reason: "travaux dans la salle",
  });
  await page.goto(await linkInLetter(page, kept, "#report"), { waitUntil: "networkidle" });
  await title(page, /^Date reportée au/);
  await page.getByText("travaux dans la salle").waitFor();
  expect(await faults(page)).toEqual([]);
  expect(await wide(page)).toBe(phone.width);
  await page.getByRole("button", { name: "Je garde mes billets" }).click();
  await page.getByText("Vous gardez vos billets").first().waitFor();
  expect(await page.getByRole("img", { name: /^Code d’entrée du billet/ }).count()).toBe(1);

  await page.goto(await linkInLetter(page, refunded, "#report"), { waitUntil: "networkidle" });
  await page.getByRole("button", { name: /^Être remboursé de 35,50/ }).click();
  await page.getByText("Ce choix est définitif.").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByText(/^Vous avez choisi le remboursement/).waitFor();
  await title(page, "Commande remboursée");
  expect(await page.getByRole("img", { name: /^Code d’entrée du billet/ }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
});

test("a partner fills in a guest list with plus-ones, within its places", async () => {
  const { page } = partner;
  const radio = { performance: sale.lyon.id, list: "Radio" };
  await desk.act("ticketing_set_guest_list", { ...radio, quota: 3, deadline_on: dayIn(60) });
  await desk.act("ticketing_share_guest_list", {
    ...radio,
    email: "radio@exemple.fr",
    person: "Sam Leroy",
  });
  await page.goto(await linkInLetter(page, "radio@exemple.fr", "/g/"), {
    waitUntil: "networkidle",
  });
  await title(page, /Radio/);
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Full name").fill("Zoé Blanc");
  await page.getByLabel("Plus-ones").selectOption("1");
  await page.getByRole("button", { name: "Add to the list" }).click();
  await page.getByText("+1", { exact: true }).last().waitFor();
  await page.getByText(/2 of 3 places/).waitFor();
  await page.getByLabel("Full name").fill("Paul Durand");
  expect(await page.getByLabel("Plus-ones").locator("option").count()).toBe(1);
  await page.getByRole("button", { name: "Add to the list" }).click();
  await page.getByText("All places are taken.").waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: /^Remove.*Paul Durand/ }).click();
  await page.getByText(/2 of 3 places/).waitFor();
});

test("after its deadline the list is closed, and shows its names", async () => {
  const { page } = partner;
  await asSuperuser(
    database.adminUrl,
    "update guest_lists set deadline = now() - interval '1 hour'",
  );
  await page.reload();
  await page.getByText("This list is closed.").waitFor();
  await page.getByText("Zoé Blanc").waitFor();
  expect(await page.getByRole("button", { name: "Add to the list" }).count()).toBe(0);
  expect(await faults(page)).toEqual([]);
});

test("no page logged an error on the way", () => {
  expect([seller, waiter, partner].flatMap(({ complaints }) => complaints)).toEqual([]);
});
