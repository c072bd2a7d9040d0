import type { Page } from "playwright-core";

/** What a screen reader says of the element that has the focus. */
export const focused = (page: Page) =>
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

export const mostSteps = 120;

/** Goes on by the Tab key until something of that name has the focus. */
export async function reach(page: Page, name: RegExp): Promise<void> {
  const heard: string[] = [];
  for (let step = 0; step < mostSteps; step++) {
    const said = await focused(page);
    heard.push(said);
    if (name.test(said)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`${name} is not reached: ${heard.join(" | ")}`);
}

/** Reaches it and presses Enter there. */
export async function press(page: Page, name: RegExp): Promise<void> {
  await reach(page, name);
  await page.keyboard.press("Enter");
}

/** Reaches a field and writes in it. */
export async function write(page: Page, name: RegExp, text: string): Promise<void> {
  await reach(page, name);
  await page.keyboard.type(text);
}

/** Waits until keys are heard: a page answers once it is alive. */
export const alive = (page: Page) => page.waitForLoadState("networkidle");
