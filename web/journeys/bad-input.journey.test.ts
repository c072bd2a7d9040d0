import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit, type Visitor } from "./browser.ts";
import { type Application, openApplication, owner } from "./open-application.ts";
import { signIn } from "./steps.ts";

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
}, 600_000);

afterAll(async () => {
  await browser?.close();
  await application?.close();
});

type Answer = { ok: boolean; value?: Record<string, unknown>; error?: { message: string } };

/** What any script of the page could ask for. */
const call = (page: Page, tool: string, input: object): Promise<Answer> =>
  page.evaluate(
    async ([name, given]) => {
      const answer = await fetch(`/api/tools/${name}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ input: given, callId: crypto.randomUUID() }),
      });
      return (await answer.json()) as Answer;
    },
    [tool, input] as const,
  );
const make = async (page: Page, tool: string, input: object): Promise<string> => {
  const answer = await call(page, tool, input);
  const id = answer.value?.["id"] ?? answer.value?.["performanceId"] ?? "";
  if (!answer.ok) throw new Error(`${tool}: ${answer.error?.message}`);
  return String(id);
};

const image = `<img src=x onerror="window.hurt=1">`;
const script = `"><script>window.hurt=1</script>`;
const rightToLeft = "أم كلثوم";
const signs = "🎸👩‍👩‍👧 Zoé";
const long = `Très${"é".repeat(190)}`;

let contact = "";
let date = "";

test("scripts, long names and every writing are stored as the words that they are", async () => {
  const { page } = manager;
  const refused = await call(page, "tours_create_venue", {
    name: "Salle",
    city: "Lyon",
    website: "javascript:window.hurt=1",
  });
  expect(refused.error?.message).toContain("n’est pas une adresse web");
  await make(page, "tours_create_artist", { name: image, genre: script });
  await make(page, "tours_create_artist", { name: rightToLeft, genre: signs });
  await make(page, "tours_create_production", { title: script, artist: image });
  await make(page, "tours_create_venue", { name: long, city: "Lyon", address: image });
  await make(page, "tours_create_tour", { name: signs, artist: image });
  contact = await make(page, "contacts_create_contact", {
    name: `${signs} ${image}`,
    company: script,
    notes: image,
    phone: "06 12 34 56 78",
    tags: [image],
  });
  const made = await call(page, "tours_create_performance", {
    day: "2027-05-14",
    venue: long,
    city: "Lyon",
    artist: image,
    tour: signs,
  });
  const found = await call(page, "tours_list_performances", { from: "2027-05-14" });
  expect([made.ok, found.ok], made.error?.message).toEqual([true, true]);
  date = (found.value as { dates: { id: string }[] }).dates[0]?.id ?? "";
  await make(page, "tours_update_performance", { performances: [date], title: image });
  await make(page, "tours_save_notes", { performance: date, notes: script });
  await make(page, "tours_add_accommodation", {
    performance: date,
    name: image,
    reference: script,
  });
  await make(page, "business_add_expense", { label: image, amount: 100, performance: date });
  await make(page, "ticketing_create_ticket_type", {
    performances: [date],
    name: script,
    price: 2_000,
  });
});

test("no page that shows them runs any, breaks, or grows wider than its screen", async () => {
  for (const width of [1280, 390]) {
    const { page, context, complaints } = await visit(browser, application.site, { width });
    await context.addCookies(await manager.context.cookies());
    const addresses = [
      "/dashboard",
      "/artists",
      "/productions",
      "/tours",
      "/venues",
      "/performances",
      `/performances/${date}`,
      "/contacts",
      `/contacts/${contact}`,
      "/business",
      "/activity",
      "/runs",
      "/runs?open=x",
      `/performances/${date}/day-sheet`,
    ];
    for (const address of addresses) {
      await page.goto(address, { waitUntil: "networkidle" });
      const seen = await page.evaluate(() => ({
        hurt: "hurt" in window,
        wide: document.documentElement.scrollWidth,
        strangers: document.querySelectorAll("img[src='x'], a[href^='javascript']").length,
      }));
      expect([address, seen]).toEqual([address, { hurt: false, wide: width, strangers: 0 }]);
    }
    await page.goto(`/contacts/${contact}`);
    await page.getByRole("heading", { level: 1 }).getByText(image).waitFor();
    expect(complaints).toEqual([]);
    await context.close();
  }
});

const edit = async (page: Page) => {
  await page.goto(`/contacts/${contact}`);
  const open = page.getByRole("button", { name: "Modifier" }).first();
  // A toast is a dialog too, one that does not take the page.
  const dialog = page.locator("[role=dialog]:not([aria-modal=false])");
  // What is pressed before the page is alive is not heard.
  while (!(await dialog.isVisible())) {
    await open.click();
    await page.waitForTimeout(200);
  }
  await dialog.getByLabel(/Fonction|Métier|Poste/).waitFor();
  return dialog;
};
const stored = async (page: Page) =>
  (await call(page, "contacts_get_contact", { contact })).value as Record<string, string | null>;

test("a field that is emptied in its form is empty, and a name cannot be", async () => {
  const { page } = manager;
  const dialog = await edit(page);
  const name = dialog.getByLabel(/^Nouveau nom/);
  const before = await name.inputValue();
  await name.fill("");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText("Ce champ ne peut pas rester vide.").waitFor();
  await name.fill(before);
  await dialog.getByLabel(/Téléphone/).fill("");
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await stored(page)).toMatchObject({ phone: null, company: script });
});

test("without network what was typed stays, says so, and is saved once by the same button", async () => {
  const { page, context } = manager;
  const dialog = await edit(page);
  const job = dialog.getByLabel(/Fonction|Métier|Poste/);
  await job.fill("régisseuse");
  await context.setOffline(true);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText("La connexion a été perdue.").waitFor();
  expect(await job.inputValue()).toBe("régisseuse");
  await context.setOffline(false);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await stored(page)).toMatchObject({ jobTitle: "régisseuse" });
});

test("when the session has ended, what was typed stays until the person has signed in again", async () => {
  const { page, context } = manager;
  const dialog = await edit(page);
  await dialog.getByLabel(/Téléphone/).fill("07 11 22 33 44");
  const cookies = (await context.cookies()).filter(({ name }) => !/session/.test(name));
  await context.clearCookies();
  await context.addCookies(cookies);
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.getByText("Votre session a expiré.").waitFor();
  const [other] = await Promise.all([
    context.waitForEvent("page"),
    dialog.getByRole("link", { name: "Se reconnecter" }).click(),
  ]);
  await signIn(other, owner);
  await other.close();
  await dialog.getByRole("button", { name: "Enregistrer" }).click();
  await dialog.waitFor({ state: "hidden" });
  expect(await stored(page)).toMatchObject({ phone: "07 11 22 33 44" });
});

test("of two people who write the same notes, the second is told and loses nothing", async () => {
  const { page } = manager;
  const second = await visit(browser, application.site);
  await second.context.addCookies(await manager.context.cookies());
  const notes = (of: Page) => of.getByRole("textbox", { name: "Notes" });
  await page.goto(`/performances/${date}`, { waitUntil: "networkidle" });
  await second.page.goto(`/performances/${date}`, { waitUntil: "networkidle" });
  await notes(page).fill("quai au nord");
  await page.getByText("Enregistré", { exact: true }).waitFor();
  await expect
    .poll(async () => {
      const read = await call(page, "tours_get_performance", { performance: date });
      return (read.value as { notes: string } | undefined)?.notes;
    })
    .toBe("quai au nord");
  await notes(second.page).fill("parking derrière");
  await second.page.getByText("Quelqu’un a modifié ces notes pendant votre saisie.").waitFor();
  expect(await notes(second.page).inputValue()).toBe("parking derrière");
  await second.page.getByRole("button", { name: "Garder les deux" }).click();
  await second.page.getByText("Enregistré", { exact: true }).waitFor();
  const kept = await notes(second.page).inputValue();
  expect(kept).toContain("quai au nord");
  expect(kept).toContain("parking derrière");
  await second.context.close();
});
