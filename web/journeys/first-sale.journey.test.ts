import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { type Application, openApplication } from "./open-application.ts";
import { say, signIn } from "./steps.ts";

let application: Application;
let browser: Browser;
let manager: Visitor;

beforeAll(async () => {
  [application, browser] = await Promise.all([
    openApplication(createTestDatabase("embedded")),
    launchBrowser(),
  ]);
  manager = await visit(browser, application.site);
  await signIn(manager.page);
  await manager.page.goto("/chat");
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

const isoDay = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

async function accept(page: Page): Promise<string> {
  const request = page.getByRole("region", { name: "Demande d’accord" }).last();
  const asked = await request.innerText();
  await request.getByRole("button", { name: "Accepter" }).click();
  await request.getByText("Acceptée.").waitFor();
  return asked;
}

let slug = "";
let codes: string[] = [];

test("a date is made in the conversation and put on sale once a person accepts", async () => {
  const { page } = manager;
  const [year, month, day] = isoDay(30).split("-");
  await say(page, "Crée l’artiste Zaz");
  await say(page, `ajoute une date pour Zaz à Lyon le ${day}/${month}/${year}, jauge 500`);
  await say(page, "confirme la date de Lyon");
  await say(page, "ajoute un plein tarif à 35,50 € pour Lyon, 300 places");
  await say(page, "mets Lyon en vente");
  expect(await accept(page)).toContain("Lyon");
  slug = `zaz-lyon-${isoDay(30)}`;
  const answer = await fetch(`${application.site}/e/${slug}`);
  expect(answer.status).toBe(200);
  const map = await (await fetch(`${application.site}/sitemap.xml`)).text();
  expect(map).toContain(`/e/${slug}</loc>`);
  const picture = /property="og:image" content="([^"]+)"/.exec(await answer.text())?.[1] ?? "";
  const drawn = await fetch(picture.replaceAll("&amp;", "&"));
  expect([drawn.status, drawn.headers.get("content-type")]).toEqual([200, "image/png"]);
});

test("four tickets are bought on a phone", async () => {
  const { page, context, complaints } = await visit(browser, application.site, {
    width: 390,
    height: 844,
  });
  await page.goto(`/e/${slug}`, { waitUntil: "networkidle" });
  const chosen = page.getByLabel("Billets choisis, Plein tarif");
  for (let now = 0; now < 4; now = Number(await chosen.innerText())) {
    await page.getByRole("button", { name: "Ajouter un billet : Plein tarif" }).click();
    await page.waitForTimeout(50);
  }
  await page.getByRole("button", { name: /^Réserver\s*4 billets/ }).click();
  await page.waitForURL("**/o/*");
  await page.getByLabel("Prénom et nom").fill("Léa Martin");
  await page.getByLabel("Adresse e-mail").fill("lea@exemple.fr");
  await page.getByRole("checkbox").check();
  await page.getByRole("button", { name: /^Payer/ }).click();
  await page.getByRole("heading", { name: "Vos 4 billets sont prêts" }).waitFor();
  codes = await page.evaluate(async () => {
    const token = window.location.pathname.split("/").at(-1);
    const answer = await (await fetch(`/api/sale/orders/${token}`)).json();
    return answer.value.tickets.map((ticket: { code: string }) => ticket.code);
  });
  expect(new Set(codes).size).toBe(4);
  expect(complaints).toEqual([]);
  await context.close();
});

test("two come in at the door, and the second try of one is refused", async () => {
  const results = await manager.page.evaluate(
    async (texts) => {
      const told: string[] = [];
      for (const code of texts) {
        const answer = await fetch("/api/tools/ticketing_check_in", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({
            input: { performance: "Lyon", code, gate: "A" },
            callId: crypto.randomUUID(),
          }),
        });
        told.push((await answer.json()).value.result);
      }
      return told;
    },
    [codes[0], codes[1], codes[0]],
  );
  expect(results).toEqual(["ok", "ok", "already_in"]);
});

test("the conversation says what was sold", async () => {
  const answer = await say(manager.page, "combien de billets vendus à Lyon ?");
  expect(answer).toMatch(/4\sbillets vendus/);
  expect(answer).toMatch(/142\s€/);
});

test("the order is refunded once a person accepts the amount", async () => {
  const { page } = manager;
  await say(page, "rembourse la commande de Lea Martin");
  expect(await accept(page)).toMatch(/142\s€/);
  expect(await say(page, "combien de billets vendus à Lyon ?")).toMatch(/0\sbillet/);
});

test("the activity tells all of it, who and through what", async () => {
  const { page } = manager;
  await page.goto("/activity");
  for (const title of [
    "Mettre en vente",
    "Achat en ligne",
    "Faire entrer",
    "Rembourser une commande",
  ]) {
    await page.getByText(title).first().waitFor();
  }
});

test("no page logged an error on the way", () => {
  expect(manager.complaints).toEqual([]);
});
