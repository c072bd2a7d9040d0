import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "./browser.ts";
import { type Application, openApplication, owner } from "./open-application.ts";
import { openSale, type OpenSale } from "./open-sale.ts";

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

/** What a screen reader says of the element that has the focus. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const on = document.activeElement as HTMLElement | null;
    if (!on || on === document.body) return "";
    const by = (on.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => document.querySelector<HTMLElement>(`[id='${id}']`)?.innerText ?? "")
      .join(" ");
    const label = (on as HTMLInputElement).labels?.[0]?.innerText;
    return (on.getAttribute("aria-label") ?? (by.trim() || label) ?? on.innerText).trim();
  });

const mostSteps = 120;

/** Goes on by the Tab key until something of that name has the focus, and that focus can be seen. */
async function reach(page: Page, name: RegExp, back = false): Promise<void> {
  const heard: string[] = [];
  for (let step = 0; step < mostSteps; step++) {
    const said = await focused(page);
    heard.push(said);
    if (name.test(said)) return;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  throw new Error(`${name} is not reached: ${heard.join(" | ")}`);
}

/** Waits until keys are heard: a page answers once it is alive. */
const alive = (page: Page) => page.waitForLoadState("networkidle");

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
