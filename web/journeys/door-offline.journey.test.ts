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
let desk: Visitor;
/** Phones without an account: north and south. */
let north: Visitor;
let south: Visitor;
let codes: string[];

const phone = { width: 390, height: 844 };

beforeAll(async () => {
  const database = createTestDatabase("embedded");
  [application, browser] = await Promise.all([openApplication(database), launchBrowser()]);
  sale = await openSale((await database).url);
  const fan = await visit(browser, application.site);
  codes = await codesOf(fan.page, sale.lyon.slug);
  await fan.context.close();
  desk = await visit(browser, application.site);
  north = await visit(browser, application.site, phone);
  south = await visit(browser, application.site, { ...phone, locale: "en" });
  await signIn(desk.page);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

/** Buys four tickets; returns what their QR codes hold. */
const codesOf = async (page: Page, slug: string): Promise<string[]> => {
  const names = ["Léa Martin", "Inès Karam", "Omar Sy", "Zoé Blanc"];
  return (await buy(page, slug, names)).tickets.map(({ code }) => code);
};

/** A keyboard reader: the whole code at once, then Enter. */
const scan = (page: Page, code = "") =>
  page.evaluate((text) => {
    const keys = [...text, "Enter"].map(
      (key) => new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
    );
    for (const key of keys) window.dispatchEvent(key);
  }, code);
const verdict = (page: Page, word: string) =>
  page.getByRole("alertdialog", { name: word, exact: true });
const state = (page: Page) => page.getByRole("status").first();

/** A supervisor adds a device; the link of its QR code. */
async function addDevice(name: string): Promise<string> {
  return desk.page.evaluate(
    async ({ performance, called }) => {
      const call = async (tool: string, input: object) => {
        const response = await fetch(`/api/tools/${tool}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ input, callId: crypto.randomUUID() }),
        });
        return (await response.json()).value;
      };
      await call("ticketing_add_door_device", { performance, name: called });
      return (await call("ticketing_get_door_link", { performance, device: called })).path;
    },
    { performance: sale.lyon.id, called: name },
  );
}

test("a supervisor adds a device by hand and sees its code", async () => {
  const { page } = desk;
  await page.goto(`/door/${sale.lyon.id}/supervise`);
  await page.getByRole("heading", { level: 1, name: "Supervision des entrées" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Ajouter un appareil" }).first().click();
  await page.getByRole("dialog").getByLabel("Nom").fill("Réserve");
  await page.getByRole("dialog").getByRole("button", { name: "Ajouter un appareil" }).click();
  await page.getByRole("img", { name: "QR code de l’appareil Réserve" }).waitFor();
  expect(await faults(page)).toEqual([]);
});

test("a phone becomes a device by its link, without an account, and the link serves once", async () => {
  const link = await addDevice("Nord");
  const { page } = north;
  await page.goto(link);
  await page.getByRole("button", { name: "Ouvrir le contrôle" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Ouvrir le contrôle" }).click();
  await page.waitForURL(`**/door/${sale.lyon.id}`);
  await page.getByRole("heading", { level: 1, name: "Zaz" }).waitFor();
  await page.getByLabel("Porte", { exact: true }).fill("Nord");
  await page.getByLabel("Porte", { exact: true }).press("Tab");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);

  const thief = await visit(browser, application.site, phone);
  await thief.page.goto(link);
  await thief.page.getByRole("button", { name: "Ouvrir le contrôle" }).click();
  await thief.page.getByText("Ce lien a déjà servi").waitFor();
  expect(await faults(thief.page)).toEqual([]);
  await thief.page.goto(`/door/${sale.lyon.id}`);
  await thief.page.getByText("Appareil non ouvert").waitFor();
  await thief.context.close();
});

test("the page opens without a network, after a reload and after an update, and scans on", async () => {
  const { page, context } = north;
  await state(page).click();
  await page.locator("dl", { hasText: "S’ouvre sans réseau" }).getByText("oui").waitFor();
  await state(page).click();
  await keptPage(page);
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Zaz" }).waitFor();
  await scan(page, codes[0]);
  await verdict(page, "Entrez").getByText("Léa Martin").waitFor();
  await scan(page, codes[0]);
  const again = verdict(page, "Déjà entré");
  await again.getByText(/^Déjà entré à .*, porte Nord\. Décidé sans réseau\.$/).waitFor();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Continuer" }).click();
  await page.reload();
  await page.getByText("2 passages à envoyer").waitFor();
  expect(await faults(page)).toEqual([]);

  await context.setOffline(false);
  await page.getByText("En ligne, liste à jour").waitFor();
  // Another script at another address is what an update is to a browser.
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.register("/sw.js?update");
    const { promise, resolve } = Promise.withResolvers<void>();
    const look = () => registration.active?.scriptURL.endsWith("?update") && resolve();
    setInterval(look, 50);
    await promise;
  });
  await context.setOffline(true);
  await page.reload();
  await page.getByRole("heading", { level: 1, name: "Zaz" }).waitFor();
  await page.getByRole("searchbox").fill("ines");
  await page.getByRole("button", { name: /^Faire entrer/ }).click();
  await verdict(page, "Entrez").getByText("Inès Karam").waitFor();
});

/** Whether the service worker keeps this page. */
const keptPage = (page: Page) =>
  page.waitForFunction(async () =>
    Boolean(await caches.match(window.location.pathname, { ignoreVary: true })),
  );

test("two phones cut off from each other let one ticket in twice, and the supervisor is shown it", async () => {
  const link = await addDevice("Sud");
  const { page } = south;
  await page.goto(link);
  await page.getByRole("button", { name: "Open the door" }).click();
  await page.getByRole("heading", { level: 1, name: "Zaz" }).waitFor();
  await south.context.setOffline(true);
  await page.evaluate(() => window.dispatchEvent(new Event("offline")));
  // The north is without a network still.
  await scan(north.page, codes[2]);
  await verdict(north.page, "Entrez").getByText("Omar Sy").waitFor();
  await scan(page, codes[2]);
  await verdict(page, "Come in").getByText("Omar Sy").waitFor();
  await south.context.setOffline(false);
  await north.context.setOffline(false);
  await north.page.getByText("En ligne, liste à jour").waitFor();
  await page.getByText("Online, list up to date").waitFor();
  await desk.page.goto(`/door/${sale.lyon.id}/supervise`);
  await desk.page.getByText(/^Entré deux fois/).waitFor();
  expect(await faults(desk.page)).toEqual([]);
});

test("a device that is revoked scans no more and says so", async () => {
  const { page } = desk;
  await page.getByRole("button", { name: "Retirer Sud" }).click();
  await south.page.getByText("This device no longer has access to the door").waitFor();
  await scan(south.page, codes[3]);
  await verdict(south.page, "Careful").waitFor();
  expect(await faults(south.page)).toEqual([]);
});

test("no page logged an error on the way", () => {
  const all = [...desk.complaints, ...north.complaints, ...south.complaints];
  // The browser looks for a newer worker at each load, and says so when there is no network.
  const own = "An unknown error occurred when fetching the script.";
  expect(all.filter((message) => message !== own)).toEqual([]);
});
