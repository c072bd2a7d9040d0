import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { choose } from "./buy.ts";
import { faults } from "./faults.ts";
import { type Application, openApplication } from "./open-application.ts";
import { openSale, type OpenSale } from "./open-sale.ts";

const phone = { width: 390, height: 844 };

let application: Application;
let browser: Browser;
let sale: OpenSale;
let fan: Visitor;

beforeAll(async () => {
  const database = createTestDatabase("embedded");
  [application, browser] = await Promise.all([openApplication(database), launchBrowser()]);
  sale = await openSale((await database).url);
  fan = await visit(browser, application.site, phone);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

const wide = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth);

test("the poster comes first, the prices with it, and machines read the date too", async () => {
  const { page } = fan;
  await page.goto(`/e/${sale.lyon.slug}`);
  await page.getByRole("heading", { level: 1, name: "Zaz" }).waitFor();
  await page.getByText("35,50 €").waitFor();
  expect(await page.title()).toBe("Zaz à Lyon, billets");
  const data = await page.locator("script[type='application/ld+json']").textContent();
  expect(JSON.parse(data ?? "")).toMatchObject({
    "@type": "MusicEvent",
    location: { address: { addressLocality: "Lyon" } },
  });
  expect(await page.locator("link[rel=canonical]").getAttribute("href")).toContain(sale.lyon.slug);
  expect(await wide(page)).toBe(phone.width);
  expect(await faults(page)).toEqual([]);
});

test("the page asks no more JavaScript of a phone than a page with nothing on it, and a tenth", async () => {
  const { page, context } = await visit(browser, application.site, phone);
  const weigh = async (path: string) => {
    let bytes = 0;
    const counted: Promise<void>[] = [];
    const count = async (sizes: Promise<{ responseBodySize: number }>) => {
      bytes += (await sizes).responseBodySize;
    };
    const onDone = (request: import("playwright-core").Request) => {
      if (request.resourceType() === "script") counted.push(count(request.sizes()));
    };
    page.on("requestfinished", onDone);
    await page.goto(path, { waitUntil: "networkidle" });
    page.off("requestfinished", onDone);
    await Promise.all(counted);
    return bytes;
  };
  const empty = await weigh("/e/nulle-part");
  expect(await weigh(`/e/${sale.lyon.slug}`)).toBeLessThan(empty * 1.1);
  await context.close();
});

test("four tickets are held by a double click, once", async () => {
  const { page } = fan;
  await choose(page, "Plein tarif", 2);
  await choose(page, "Tarif réduit", 2);
  const holds: string[] = [];
  page.on("request", (request) => {
    if (request.url().endsWith("/api/sale/hold")) holds.push(request.url());
  });
  await page.getByRole("button", { name: /^Réserver\s*4 billets/ }).dblclick();
  await page.waitForURL("**/o/*");
  await page.getByText("119 €").first().waitFor();
  expect(holds).toHaveLength(1);
  const left = await page.getByRole("timer").innerText();
  expect(left).toMatch(/(10:00|9:\d\d)/);
  expect(await faults(page)).toEqual([]);
});

test("what is missing is said where it is missing", async () => {
  const { page } = fan;
  await page.getByRole("button", { name: /^Payer/ }).click();
  await page.getByText("Indiquez votre nom.").waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute("name"));
  expect(await focused()).toBe("name");
  await page.getByLabel("Prénom et nom").fill("Léa <b>Martin</b> 🎻");
  await page.getByLabel("Adresse e-mail").fill("lea@gmial.com");
  await page.getByRole("button", { name: "Corriger" }).click();
  expect(await page.getByLabel("Adresse e-mail").inputValue()).toBe("lea@gmail.com");
});

test("the back button loses nothing: the date leads back, and the form is as it was", async () => {
  const { page } = fan;
  await page.goBack();
  await page.getByText("Vous avez une réservation en cours.").waitFor();
  await page.getByRole("link", { name: "Reprendre" }).click();
  await page.waitForURL("**/o/*");
  await expect
    .poll(() => page.getByLabel("Adresse e-mail").inputValue(), { timeout: 20_000 })
    .toBe("lea@gmail.com");
});

test("without network the payment is not made, what was typed stays, and the same button pays once", async () => {
  const { page, context } = fan;
  await page.getByText("Nommer les billets").click();
  await page.getByLabel("Billet 2, Plein tarif").fill("Inès Karam");
  await page.getByRole("checkbox").check();
  await context.setOffline(true);
  const pay = page.getByRole("button", { name: /^Payer/ });
  await pay.click();
  await page.getByText("Vous ne paierez pas deux fois.").waitFor();
  await context.setOffline(false);
  await pay.dblclick();
  await page.getByRole("heading", { name: "Vos 4 billets sont prêts" }).waitFor();
  expect(await page.getByRole("img", { name: /^Code d’entrée du billet/ }).count()).toBe(4);
  await page.getByRole("heading", { name: "Inès Karam" }).waitFor();
  expect(await page.getByRole("heading", { name: "Léa <b>Martin</b> 🎻" }).count()).toBe(3);
  expect(await wide(page)).toBe(phone.width);
  expect(await faults(page)).toEqual([]);
});

test("the tickets are downloaded, all or one, with the event for the calendar", async () => {
  const { page } = fan;
  const fetched = (name: string) =>
    page
      .getByRole("link", { name })
      .first()
      .evaluate(async (link: HTMLAnchorElement) => {
        const response = await fetch(link.href);
        return [response.headers.get("content-type"), (await response.text()).slice(0, 15)];
      });
  expect(await fetched("Télécharger le PDF")).toEqual([
    "application/pdf",
    expect.stringContaining("%PDF-"),
  ]);
  expect(await fetched("PDF de ce billet")).toEqual([
    "application/pdf",
    expect.stringContaining("%PDF-"),
  ]);
  expect(await fetched("Ajouter au calendrier")).toEqual([
    "text/calendar; charset=utf-8",
    "BEGIN:VCALENDAR",
  ]);
});

test("the tickets stay out of search engines, and are there in English and by night", async () => {
  const address = fan.page.url();
  const { page, context } = await visit(browser, application.site, {
    ...phone,
    locale: "en",
    theme: "dark",
  });
  await page.goto(address);
  await page.getByRole("heading", { name: "Your 4 tickets are ready" }).waitFor();
  expect(await page.locator("meta[name=robots]").getAttribute("content")).toContain("noindex");
  expect(await faults(page)).toEqual([]);
  await page.goto(`/e/${sale.lyon.slug}`);
  await page.getByRole("heading", { name: "Your tickets" }).waitFor();
  expect(await faults(page)).toEqual([]);
  await context.close();
});

test("places given up are free again, and the order says so", async () => {
  const { page, context } = await visit(browser, application.site, phone);
  await page.goto(`/e/${sale.lille.slug}`);
  await choose(page, "Plein tarif", 1);
  await page.getByRole("button", { name: /^Réserver/ }).click();
  await page.waitForURL("**/o/*");
  const order = page.url();
  await page.getByRole("button", { name: "Abandonner la réservation" }).click();
  await page.waitForURL("**/e/*");
  expect(await page.getByText("Vous avez une réservation en cours.").count()).toBe(0);
  await page.goto(order);
  await page.getByRole("heading", { name: "Réservation abandonnée" }).waitFor();
  await context.close();
});

test("an unknown date is a page that helps, in the language that the browser prefers", async () => {
  const context = await browser.newContext({ baseURL: application.site, locale: "en-GB" });
  const page = await context.newPage();
  const response = await page.goto("/e/nulle-part-2027-01-01");
  expect(response?.status()).toBe(404);
  await page.getByRole("heading", { name: "This sale page does not exist" }).waitFor();
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
  await context.close();
});

test("no page logged an error on the way", () => {
  expect(fan.complaints).toEqual([]);
});
