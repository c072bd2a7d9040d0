import { readFileSync } from "node:fs";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { type Application, openApplication, owner } from "./open-application.ts";
import { say, signIn } from "./steps.ts";

const routing = readFileSync(new URL("routing.txt", import.meta.url), "utf8");

let application: Application;
let browser: Browser;
let manager: Visitor;

beforeAll(async () => {
  [application, browser] = await Promise.all([
    openApplication(createTestDatabase("embedded")),
    launchBrowser(),
  ]);
  manager = await visit(browser, application.site);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

test("a visitor is led to sign in, and a wrong password is told in words", async () => {
  const { page } = manager;
  await page.goto("/performances");
  await page.waitForURL("**/sign-in?next=%2Fperformances");
  await page.getByLabel("Adresse e-mail").fill(owner.email);
  await page.locator("input[name=password]").fill("un autre mot de passe");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByText("Adresse ou mot de passe incorrect.").waitFor();
});

test("a link received in the local mailbox signs in", async () => {
  const { page } = await visit(browser, application.site);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Recevoir un lien de connexion" }).click();
  await page.getByLabel("Adresse e-mail").fill(owner.email);
  await page.getByRole("button", { name: "Envoyer le lien" }).click();
  await page.getByRole("link", { name: "Ouvrir la boîte aux lettres locale" }).click();
  const link = page.locator("details a").first();
  await link.waitFor();
  await link.click();
  await page.getByRole("heading", { name: "Bonjour Camille" }).waitFor();
  await page.context().close();
});

test("an artist and a show are created, and each can be undone", async () => {
  const { page } = manager;
  await signIn(page);
  await page.goto("/chat");
  const answer = await say(page, "Crée l’artiste Zaz et son spectacle Organique");
  expect(answer).toContain("Zaz");
  expect(answer).toContain("Organique");
  await page.waitForURL(/\/chat\/[0-9a-f-]{36}$/);
  expect(await page.getByRole("button", { name: /Défaire/ }).count()).toBe(2);
});

test("a pasted routing becomes a tour, as a list and on the map", async () => {
  const { page } = manager;
  await say(page, "Crée la tournée Organique Tour pour Zaz, décale tout de cinq ans", routing);
  const answer = page.locator("[data-answer]").last();
  expect(await answer.locator("time").count()).toBe(19);
  expect(await page.getByText("20 lignes collées").count()).toBe(1);
  await answer.getByRole("button", { name: "Carte" }).click();
  const map = answer.getByRole("group", { name: /Carte/ });
  await map.waitFor();
  expect(await map.getByRole("button").count()).toBe(18);
});

test("a date opens in place with what is known of it", async () => {
  const { page } = manager;
  await say(page, "liste les dates de février 2027");
  const row = page
    .locator("[data-answer]")
    .last()
    .getByRole("button", { name: /Marseille/ });
  await row.click();
  expect(await row.getAttribute("aria-expanded")).toBe("true");
  await page.getByText("Le Silo, Marseille").waitFor();
});

test("figures and names of an answer lead to their result", async () => {
  const { page } = manager;
  const answer = page.locator("[data-answer]").last();
  const source = answer.locator("a[href^='#call-']").first();
  await source.click();
  const target = (await source.getAttribute("href"))?.slice(1);
  expect(await page.evaluate(() => document.activeElement?.id)).toBe(target);
});

test("a write is undone from its button", async () => {
  const { page } = manager;
  await say(page, "ajoute un tarif plein à 35 € pour Marseille");
  const answer = page.locator("[data-answer]").last();
  await answer.getByRole("button", { name: "Revenir en arrière" }).click();
  await page.getByText(/^C’est annulé/).waitFor();
});

test("a cancellation waits for a person, says what it entails, and is done once accepted", async () => {
  const { page } = manager;
  await say(page, "annule la date de Vichy");
  const request = page.getByRole("region", { name: "Demande d’accord" });
  expect(await request.innerText()).toContain("Vichy");
  await request.getByRole("button", { name: "Accepter" }).click();
  await request.getByText("Acceptée.").waitFor();
  expect(await request.getByRole("button").count()).toBe(0);
  const answer = await say(page, "liste les dates d’avril 2027");
  expect(answer).toContain("Annecy");
  expect(answer).not.toContain("Vichy");
});

test("the conversation is there again after a reload, and in the history by its words", async () => {
  const { page } = manager;
  const answers = await page.locator("[data-answer]").count();
  await page.reload();
  await page.locator("[data-answer]").first().waitFor();
  expect(await page.locator("[data-answer]").count()).toBe(answers);
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: /action/i }).fill("vichy");
  await page.getByRole("option", { name: /Crée l’artiste Zaz/ }).waitFor();
  await page.keyboard.press("Escape");
});

test("the last message is edited from the keyboard, and its answer replaced", async () => {
  const { page } = manager;
  const answers = await page.locator("[data-answer]").count();
  await page.locator("textarea").press("ArrowUp");
  await page.getByText("Modification du dernier message").waitFor();
  const box = page.locator("textarea");
  expect(await box.inputValue()).toBe("liste les dates d’avril 2027");
  await box.fill("liste les dates de mai 2027");
  await box.press("Enter");
  await page.getByText("liste les dates de mai 2027").waitFor();
  await page
    .locator("[data-answer=complete]")
    .nth(answers - 1)
    .waitFor();
  expect(await page.locator("[data-answer]").count()).toBe(answers);
});

test("the slash lists what can be done, and a choice is ready to be sent", async () => {
  const { page } = manager;
  const box = page.locator("textarea");
  await box.fill("/tournee");
  await page.getByRole("option").first().waitFor();
  await box.press("Enter");
  expect(await box.inputValue()).not.toMatch(/^\//);
  expect(await box.inputValue()).toMatch(/tournée/i);
  await box.fill("");
});

test("a binary paste changes nothing and says why", async () => {
  const { page } = manager;
  await page.locator("textarea").evaluate((box) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", "PK\u0003\u0004\u0000\u0000");
    box.dispatchEvent(
      new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }),
    );
  });
  await page.getByText("Ce contenu n’est pas du texte").first().waitFor();
  expect(await page.locator("textarea").inputValue()).toBe("");
});

test("a conversation is renamed, then deleted", async () => {
  const { page } = manager;
  await page
    .getByRole("button", { name: /^Actions sur/ })
    .first()
    .click();
  await page.getByRole("menuitem", { name: "Renommer" }).click();
  await page.getByLabel("Titre").fill("Printemps 2027");
  await page.getByRole("button", { name: "Renommer" }).click();
  await page.getByRole("link", { name: "Printemps 2027" }).waitFor();
  await page.getByRole("button", { name: "Actions sur « Printemps 2027 »" }).click();
  await page.getByRole("menuitem", { name: "Supprimer" }).click();
  await page.getByRole("button", { name: "Supprimer" }).click();
  await page.getByRole("heading", { name: "Bonjour Camille" }).waitFor();
  expect(await page.getByRole("link", { name: "Printemps 2027" }).count()).toBe(0);
});

test("without network the message is kept, and leaves once it is back", async () => {
  const { page, context } = manager;
  await context.setOffline(true);
  await page.locator("textarea").fill("liste les dates d’avril 2027");
  await page.locator("textarea").press("Enter");
  await page.getByText("Hors connexion", { exact: true }).waitFor();
  await context.setOffline(false);
  await page.getByRole("button", { name: "Réessayer" }).click();
  await page.locator("[data-answer=complete]").waitFor();
  expect(await page.locator("[data-answer]").innerText()).toContain("Annecy");
});

test("language and theme change at once and stay", async () => {
  const { page } = manager;
  await page.goto("/settings");
  await page.getByRole("button", { name: "Nuit" }).click();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await page.reload();
  expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
  expect(await page.locator("html").getAttribute("lang")).toBe("en");
});

test("signing out closes the pages and the routes", async () => {
  const { page } = manager;
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  const status = await page.evaluate(async () => (await fetch("/api/conversations")).status);
  expect(status).toBe(401);
});

test("no page logged an error on the way", () => {
  expect(manager.complaints).toEqual([]);
});
