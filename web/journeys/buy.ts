import type { Page } from "playwright-core";

/** Chooses tickets; what is pressed before the page is alive is not heard. */
export async function choose(page: Page, type: string, count: number) {
  const chosen = page.getByLabel(`Billets choisis, ${type}`);
  for (let now = 0; now < count; now = Number(await chosen.innerText())) {
    await page.getByRole("button", { name: `Ajouter un billet : ${type}` }).click();
    await page.waitForTimeout(50);
  }
}

export type Bought = { token: string; tickets: { number: number; code: string }[] };

/** Buys a ticket at the full price for each name, as the page of the sale does. */
export async function buy(
  page: Page,
  slug: string,
  names: string[],
  email = "lea@exemple.fr",
): Promise<Bought> {
  await page.goto(`/e/${slug}`);
  await choose(page, "Plein tarif", names.length);
  await page.getByRole("button", { name: /^Réserver/ }).click();
  await page.waitForURL("**/o/*");
  return page.evaluate(
    async ([holders, address]) => {
      const token = window.location.pathname.split("/").at(-1) ?? "";
      const response = await fetch("/api/sale/pay", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({
          callId: crypto.randomUUID(),
          input: {
            order: token,
            name: holders[0],
            email: address,
            holder_names: holders,
            accepts_terms: true,
          },
        }),
      });
      const { value } = (await response.json()) as { value: { tickets: Bought["tickets"] } };
      return { token, tickets: value.tickets };
    },
    [names, email] as const,
  );
}

/** The address in the latest letter to somebody that has `part` in it, once it has come. */
export async function linkInLetter(page: Page, to: string, part: string): Promise<string> {
  for (;;) {
    await page.goto("/mailbox");
    const letter = page.locator("li", { has: page.locator("summary", { hasText: to }) });
    const link = letter.locator(`details a[href*="${part}"]`).first();
    if ((await link.count()) > 0) return (await link.getAttribute("href")) ?? "";
    await page.waitForTimeout(1_000);
  }
}
