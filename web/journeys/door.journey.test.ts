import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { buy } from "./buy.ts";
import { faults } from "./faults.ts";
import { type Application, openApplication } from "./open-application.ts";
import { openSale, type OpenSale } from "./open-sale.ts";
import { signIn } from "./steps.ts";

let application: Application;
let browser: Browser;
let sale: OpenSale;
let door: Visitor;
let lyon: string[];
let lille: string[];

beforeAll(async () => {
  const database = createTestDatabase("embedded");
  [application, browser] = await Promise.all([openApplication(database), launchBrowser()]);
  sale = await openSale((await database).url);
  const fan = await visit(browser, application.site);
  [lyon, lille] = [
    await codesOf(fan.page, sale.lyon.slug),
    await codesOf(fan.page, sale.lille.slug),
  ];
  await fan.context.close();
  door = await visit(browser, application.site, { width: 390, height: 844 });
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

/** Buys tickets; returns what their QR codes hold. */
const codesOf = async (page: Page, slug: string): Promise<string[]> =>
  (await buy(page, slug, ["Léa Martin", "Inès Karam"])).tickets.map(({ code }) => code);

/** A keyboard reader: the whole code at once, then Enter. */
const scan = async (page: Page, code: string) => {
  await page.evaluate((text) => {
    // A reader's keys bear the time at which it sent them, however busy the page is.
    const keys = [...text, "Enter"].map(
      (key) => new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
    );
    for (const key of keys) window.dispatchEvent(key);
  }, code);
};
const verdict = (page: Page, word: string) =>
  page.getByRole("alertdialog", { name: word, exact: true });
const goOn = (page: Page) => page.getByRole("button", { name: "Continuer" }).click();

test("the door is opened from the list of dates", async () => {
  const { page } = door;
  await signIn(page);
  await page.goto("/door");
  await page.getByRole("link", { name: /Lyon/ }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("link", { name: /Lyon/ }).click();
  await page.getByRole("heading", { level: 1, name: "Zaz" }).waitFor();
  await page.getByLabel("Porte", { exact: true }).fill("B");
  await page.getByLabel("Porte", { exact: true }).press("Tab");
  await page.locator("[data-inside]", { hasText: "0" }).waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await faults(page)).toEqual([]);
});

test("two people come in, and the counter follows", async () => {
  const { page } = door;
  await scan(page, lyon[0] ?? "");
  await verdict(page, "Entrez").getByText("Léa Martin").waitFor();
  expect(await faults(page)).toEqual([]);
  await scan(page, lyon[1] ?? "");
  await verdict(page, "Entrez").getByText("Inès Karam").waitFor();
  await page.locator("[data-inside]", { hasText: "2" }).waitFor();
});

test("the same ticket is refused the second time, and says when and where it came in", async () => {
  const { page } = door;
  await scan(page, lyon[0] ?? "");
  const refused = verdict(page, "Déjà entré");
  await refused.getByText(/^Déjà entré à \d+\sh(\s\d+)?, porte B\.$/).waitFor();
  await refused.getByText("Léa Martin").waitFor();
  expect(await faults(page)).toEqual([]);
  await goOn(page);
});

test("a forged code, another date's ticket and plain words are refused, each with its reason", async () => {
  const { page } = door;
  const forged = `${lyon[0]?.slice(0, -6)}ABCDEF`;
  await scan(page, forged);
  await verdict(page, "Refusé").getByText("Ce code n’a pas été émis par nous.").waitFor();
  await scan(page, lille[0] ?? "");
  await verdict(page, "Autre date").getByText(/Lille/).waitFor();
  await scan(page, "https://example.com/ticket");
  await verdict(page, "Refusé").waitFor();
  await goOn(page);
});

test("an entry is taken back, and the ticket passes again", async () => {
  const { page } = door;
  await page.getByRole("button", { name: /^Défaire.*Inès Karam/ }).click();
  await verdict(page, "Défait").waitFor();
  await goOn(page);
  await page.locator("[data-inside]", { hasText: "1" }).waitFor();
  await scan(page, lyon[1] ?? "");
  await verdict(page, "Entrez").getByText("Inès Karam").waitFor();
  await goOn(page);
});

test("somebody without a code is found by name, and goes out", async () => {
  const { page } = door;
  await page.getByRole("button", { name: "Sortie", exact: true }).click();
  await page.getByRole("searchbox").fill("ines karam");
  await page.getByRole("button", { name: "Faire sortir" }).click();
  await verdict(page, "Sortie").getByText("Inès Karam").waitFor();
  await goOn(page);
  await page.getByRole("button", { name: "Entrée", exact: true }).click();
});

test("without network the device decides by itself, and sends its scans when the network is back", async () => {
  const { page, context } = door;
  await context.setOffline(true);
  await scan(page, lyon[1] ?? "");
  const alone = verdict(page, "Entrez");
  await alone.getByText("Décidé sans réseau.").waitFor();
  await alone.getByText("Inès Karam").waitFor();
  await goOn(page);
  await page.getByRole("status").getByText("1 passage à envoyer").waitFor();
  expect(await faults(page)).toEqual([]);
  await context.setOffline(false);
  await page.getByRole("status").getByText("En ligne, liste à jour").waitFor();
  await page.locator("[data-inside]", { hasText: "2" }).waitFor();
});

test("the gate is remembered on this device, and the page can be installed", async () => {
  const { page } = door;
  await page.reload();
  await page.getByText("Derniers passages").waitFor();
  expect(await page.getByLabel("Porte", { exact: true }).inputValue()).toBe("B");
  const manifest = await page.locator("link[rel=manifest]").getAttribute("href");
  const answer = await page.request.get(manifest ?? "");
  expect(await answer.json()).toMatchObject({ start_url: "/door", display: "standalone" });
});

test("no page logged an error on the way", () => {
  expect(door.complaints).toEqual([]);
});
