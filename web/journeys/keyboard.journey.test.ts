import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { buy } from "./buy.ts";
import { alive, focused, mostSteps, reach } from "./keyboard.ts";
import { type Application, openApplication, owner } from "./open-application.ts";
import { openSale, type OpenSale } from "./open-sale.ts";
import { signIn } from "./steps.ts";

let application: Application;
let browser: Browser;
let sale: OpenSale;

beforeAll(async () => {
  const database = createTestDatabase("embedded");
  [application, browser] = await Promise.all([openApplication(database), launchBrowser()]);
  sale = await openSale((await database).url);
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

test("a manager does a day's work without a mouse", async () => {
  const { page, context, complaints } = await visit(browser, application.site);
  await page.goto("/sign-in");
  await alive(page);
  await reach(page, /e-mail/i);
  await page.keyboard.type(owner.email);
  await reach(page, /^Mot de passe\s*$/);
  await page.keyboard.type(owner.password);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/dashboard");
  await alive(page);

  // The command palette makes a contact, in a form inside a dialog.
  await page.keyboard.press("ControlOrMeta+k");
  await page.getByRole("combobox", { name: /action/i }).waitFor();
  await page.keyboard.type("ajouter un contact");
  await page
    .getByRole("option", { name: /Ajouter un contact/ })
    .first()
    .waitFor();
  await page.keyboard.press("Enter");
  // A toast is a dialog too, one that does not take the page.
  const dialog = page.locator("[role=dialog]:not([aria-modal=false])");
  await dialog.getByRole("textbox").first().waitFor();
  await reach(page, /^Nom/);
  await page.keyboard.type("Anne Roux");
  await reach(page, /Téléphone/);
  await page.keyboard.type("06 12 34 56 78");
  await page.keyboard.press("Enter");
  await page
    .getByText(/Anne Roux est dans les contacts/)
    .first()
    .waitFor();

  // Its list: rows by arrows, Enter opens.
  await page.goto("/contacts");
  await alive(page);
  await reach(page, /^Anne Roux/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  if (!(await focused(page)).startsWith("Anne Roux")) await reach(page, /^Anne Roux/);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/contacts\/[0-9a-f-]{36}$/);
  await alive(page);

  // Its form: opened, left by Escape with the focus where it was, opened again and sent.
  await page.getByRole("button", { name: "Modifier", exact: true }).waitFor();
  await reach(page, /^Modifier$/);
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox").first().waitFor();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "hidden" });
  expect(await focused(page)).toBe("Modifier");
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox").first().waitFor();
  await reach(page, /Téléphone/);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("La fiche de Anne Roux est à jour.").first().waitFor();
  await page.locator("a[href^='tel:']").waitFor({ state: "detached" });

  // A date: a journey is added, changed and taken off.
  await page.goto(`/performances/${sale.lyon.id}`);
  await alive(page);
  await page.getByRole("button", { name: "Trajet", exact: true }).waitFor();
  await reach(page, /^Trajet$/);
  await page.keyboard.press("Enter");
  await dialog.getByRole("combobox").first().waitFor();
  await page.keyboard.press("ArrowDown");
  await reach(page, /^Départ de|^De |^Ville de départ|^Depuis/);
  await page.keyboard.type("Paris");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page.getByText("Paris → Lyon").waitFor();
  await reach(page, /^Modifier Paris/);
  await page.keyboard.press("Enter");
  await dialog.getByRole("textbox").first().waitFor();
  await reach(page, /Référence/);
  await page.keyboard.type("QX7P2L");
  await page.keyboard.press("Enter");
  await dialog.waitFor({ state: "hidden" });
  await page
    .getByText(/QX7P2L/)
    .first()
    .waitFor();
  await reach(page, /^Retirer Paris/);
  await page.keyboard.press("Enter");
  await page.getByText("Paris → Lyon").waitFor({ state: "hidden" });
  expect(complaints).toEqual([]);
  await context.close();
});

test("a fan buys without a mouse, and every stop has a name", async () => {
  const { page, context, complaints } = await visit(browser, application.site);
  await page.goto(`/e/${sale.lyon.slug}`);
  await alive(page);
  await reach(page, /^Ajouter un billet\s: Plein tarif/);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await reach(page, /^Réserver/);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/o/*");
  await alive(page);
  await reach(page, /^Prénom et nom/);
  await page.keyboard.type("Léa Martin");
  await reach(page, /^Adresse e-mail/);
  await page.keyboard.type("lea@exemple.fr");
  const names: string[] = [];
  for (let step = 0; step < mostSteps && !(await focused(page)).startsWith("Payer"); step++) {
    const said = await focused(page);
    names.push(said);
    if (/conditions/i.test(said)) await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
  }
  expect(names).not.toContain("");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /Vos 2 billets sont prêts/ }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test("the door is held without a mouse: in, taken back, in again, out", async () => {
  const fan = await visit(browser, application.site);
  await buy(fan.page, sale.lille.slug, ["Zoé Blanc"]);
  await fan.context.close();
  const { page, context, complaints } = await visit(browser, application.site, {
    width: 390,
    height: 844,
  });
  const verdict = (word: string) => page.getByRole("alertdialog", { name: word, exact: true });
  const find = async () => {
    await reach(page, /^Nom, numéro ou code/);
    // As fast as a hand, not as a reader.
    await page.keyboard.type("zoe blanc", { delay: 60 });
  };
  await signIn(page);
  await page.goto("/door");
  await alive(page);
  await reach(page, /Lille/);
  await page.keyboard.press("Enter");
  await page.getByLabel("Porte", { exact: true }).waitFor();
  await page.locator("[data-inside]", { hasText: "0" }).waitFor();

  await find();
  await reach(page, /^Faire entrer/);
  await page.keyboard.press("Enter");
  await verdict("Entrez").getByText("Zoé Blanc").waitFor();
  // The verdict has the focus, with taking it back as the next stop.
  await reach(page, /^Défaire/);
  await page.keyboard.press("Enter");
  await verdict("Défait").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("[data-inside]", { hasText: "0" }).waitFor();

  await find();
  await reach(page, /^Faire entrer/);
  await page.keyboard.press("Enter");
  await verdict("Entrez").waitFor();
  await page.keyboard.press("Enter");
  await verdict("Entrez").waitFor({ state: "detached" });
  await page.locator("[data-inside]", { hasText: "1" }).waitFor();

  await reach(page, /^Sortie$/);
  await page.keyboard.press("Enter");
  await find();
  await reach(page, /^Faire sortir/);
  await page.keyboard.press("Enter");
  await verdict("Sortie").waitFor();
  await page.keyboard.press("Escape");
  await page.locator("[data-inside]", { hasText: "0" }).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});
