import { createHmac } from "node:crypto";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { type Application, openApplication, owner } from "./open-application.ts";
import { linkInMailbox, signIn } from "./steps.ts";

let application: Application;
let browser: Browser;

beforeAll(async () => {
  [application, browser] = await Promise.all([
    openApplication(createTestDatabase("embedded")),
    launchBrowser(),
  ]);
}, 300_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

/** The six figures that an authenticator shows now for a base32 key (RFC 6238). */
function authenticatorCode(key: string): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key.replaceAll("=", "")]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const bytes = Buffer.from(bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? []);
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const digest = createHmac("sha1", bytes).update(counter).digest();
  const at = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a new person opens an organization, and protects the account with a second factor", async () => {
  const { page, context, complaints } = await visit(browser, application.site);
  await page.goto("/sign-up");
  await page.getByLabel("Votre nom").fill("Inès Karam");
  await page.getByLabel("Nom de la structure").fill("Bleu Nuit Productions");
  await page.getByLabel("Adresse e-mail").fill("ines@koncert.example");
  await page.locator("input[name=password]").fill("une phrase assez longue");
  await page.getByRole("button", { name: "Créer le compte" }).click();
  await page.getByRole("heading", { name: "Bonjour Inès" }).waitFor();

  await page.goto("/settings");
  await page.getByRole("button", { name: "Activer" }).click();
  await page.locator("input[name=password]").fill("une phrase assez longue");
  await page.getByRole("button", { name: "Continuer" }).click();
  const key = await page.locator("[data-authenticator-key]").innerText();
  await page.getByLabel("Code à six chiffres").fill(authenticatorCode(key));
  await page.getByRole("button", { name: "Confirmer" }).click();
  await page.getByText("Validation en deux étapes activée").first().waitFor();

  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await page.waitForURL("**/sign-in");
  await page.getByLabel("Adresse e-mail").fill("ines@koncert.example");
  await page.locator("input[name=password]").fill("une phrase assez longue");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.waitForURL("**/sign-in/code**");
  await page.getByLabel("Code à six chiffres").fill(authenticatorCode(key));
  await page.getByRole("button", { name: "Vérifier" }).click();
  await page.getByRole("heading", { name: "Bonjour Inès" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("an invitation received by mail makes a member, once", async () => {
  const { page, context } = await visit(browser, application.site);
  await signIn(page);
  const status = await page.evaluate(async () => {
    const answer = await fetch("/api/tools/organization_invite_member", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        input: { email: "lea@koncert.example", role: "viewer" },
        callId: crypto.randomUUID(),
      }),
    });
    return answer.status;
  });
  expect(status).toBe(200);
  await context.close();

  const invited = await visit(browser, application.site);
  const link = await linkInMailbox(invited.page, "/invitation?token=");
  expect(link).toContain("/invitation?token=");
  await invited.page.goto(link);
  await invited.page
    .getByRole("heading", { name: `Rejoindre ${owner.organizationName}` })
    .waitFor();
  await invited.page.getByLabel("Votre nom").fill("Léa Martin");
  await invited.page.locator("input[name=password]").fill("encore une phrase longue");
  await invited.page.getByRole("button", { name: "Créer le compte et rejoindre" }).click();
  await invited.page.getByRole("heading", { name: "Bonjour Léa" }).waitFor();
  await invited.page.getByText(owner.organizationName).first().waitFor();
  await invited.page.goto(link);
  await invited.page.getByText("Cette invitation a déjà été acceptée.").waitFor();
  await invited.context.close();
});

test("a forgotten password is chosen anew by the link of a letter", async () => {
  const { page, context } = await visit(browser, application.site);
  await page.goto("/forgot-password");
  await page.getByLabel("Adresse e-mail").fill("lea@koncert.example");
  await page.getByRole("button", { name: "Envoyer le lien" }).click();
  await page.getByRole("link", { name: "Ouvrir la boîte aux lettres locale" }).waitFor();
  await page.goto(await linkInMailbox(page, "reset-password"));
  await page.locator("input[name=password]").fill("une toute nouvelle phrase");
  await page.getByRole("button", { name: "Enregistrer le mot de passe" }).click();
  await page.getByRole("heading", { name: "Mot de passe enregistré" }).waitFor();
  await page.goto("/sign-in");
  await page.getByLabel("Adresse e-mail").fill("lea@koncert.example");
  await page.locator("input[name=password]").fill("une toute nouvelle phrase");
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByRole("heading", { name: "Bonjour Léa" }).waitFor();
  await context.close();
});

test("a form sent before the page is alive leaves no password in the address", async () => {
  const context = await browser.newContext({
    baseURL: application.site,
    javaScriptEnabled: false,
  });
  const page = await context.newPage();
  for (const address of ["/sign-in", "/sign-up"]) {
    await page.goto(address);
    await page.locator("input[name=password]").fill("un secret bien gardé");
    await page.locator("button[type=submit]").click();
    await page.waitForLoadState();
    expect(page.url()).not.toContain("secret");
    await page.locator("input[name=password]").waitFor();
  }
  await context.close();
});
