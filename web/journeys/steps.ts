import type { Browser, Page } from "playwright-core";
import { visit } from "./browser.ts";
import { owner } from "./open-application.ts";

export async function signIn(page: Page, who: { email: string; password: string } = owner) {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: /e-mail/i }).fill(who.email);
  await page.locator("input[name=password]").fill(who.password);
  await page.locator("button[type=submit]").click();
  await page.waitForURL("**/dashboard");
}

/** Sends a message and waits for the whole answer; returns what the answer shows. */
export async function say(page: Page, text: string, pasted?: string): Promise<string> {
  const box = page.locator("textarea");
  const send = page.getByRole("button", { name: /^(Envoyer|Send)$/ });
  // Words typed before the page is alive are not heard: type until they can be sent.
  await box.fill(text);
  while (!(await send.isEnabled())) {
    await page.waitForTimeout(100);
    await box.fill("");
    await box.fill(text);
  }
  if (pasted) {
    await page.evaluate((words) => navigator.clipboard.writeText(words), pasted);
    await box.press("ControlOrMeta+v");
    await page
      .getByText(/lignes collées|lines pasted/)
      .first()
      .waitFor();
  }
  const before = await page.locator("[data-answer=complete]").count();
  await box.press("Enter");
  await page.locator("[data-answer=complete]").nth(before).waitFor({ timeout: 90_000 });
  return page.locator("[data-answer]").last().innerText();
}

export type Member = { name: string; email: string; password: string };

/** Somebody joins the owner's organization with a role, by the link of the invitation's letter. */
export async function join(
  browser: Browser,
  site: string,
  role: "manager" | "accountant" | "door_staff" | "viewer",
  who: Member,
): Promise<void> {
  const owned = await visit(browser, site);
  await signIn(owned.page);
  const status = await owned.page.evaluate(
    async ([email, asked]) => {
      const answer = await fetch("/api/tools/organization_invite_member", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ input: { email, role: asked }, callId: crypto.randomUUID() }),
      });
      return answer.status;
    },
    [who.email, role] as const,
  );
  if (status !== 200) throw new Error(`the invitation answered ${status}`);
  await owned.context.close();
  const invited = await visit(browser, site);
  await invited.page.goto(await linkInMailbox(invited.page, "/invitation"));
  await invited.page.getByLabel("Votre nom").fill(who.name);
  await invited.page.locator("input[name=password]").fill(who.password);
  await invited.page.getByRole("button", { name: "Créer le compte et rejoindre" }).click();
  await invited.page.waitForURL("**/dashboard");
  await invited.context.close();
}

/** The address in the latest letter that has `part` in it, read again until the letter has come. */
export async function linkInMailbox(page: Page, part: string): Promise<string> {
  for (;;) {
    await page.goto("/mailbox", { waitUntil: "networkidle" });
    const link = page.locator("details a").first();
    const address = (await link.count()) > 0 ? await link.getAttribute("href") : null;
    if (address?.includes(part)) return address;
    await page.waitForTimeout(200);
  }
}
