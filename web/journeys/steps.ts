import type { Page } from "playwright-core";
import { owner } from "./open-application.ts";

export async function signIn(page: Page) {
  await page.goto("/sign-in");
  await page.getByRole("textbox", { name: /e-mail/i }).fill(owner.email);
  await page.locator("input[name=password]").fill(owner.password);
  await page.locator("button[type=submit]").click();
  await page.locator("textarea").waitFor();
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
