import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "#web/journeys/browser.ts";
import { type Address, everyPage, publicPages } from "#web/journeys/every-page.ts";
import { openApplication } from "#web/journeys/open-application.ts";
import { signIn } from "#web/journeys/steps.ts";
import { say } from "./words.ts";

/**
 * Pictures of every page at two widths and in two themes, with the demo season, and one sheet of
 * each width and theme: `npm run contact-sheet [-- folder]`.
 */
const folder = path.resolve(process.argv[2] ?? ".koncert/contact-sheet");
const widths = [1440, 390];
const themes = ["light", "dark"] as const;

mkdirSync(folder, { recursive: true });
const [application, browser] = await Promise.all([
  openApplication(createTestDatabase("embedded"), { demo: true }),
  launchBrowser(),
]);
try {
  for (const theme of themes) {
    for (const width of widths) await drawAll(theme, width);
  }
} finally {
  await browser.close();
  await application.close();
}

async function drawAll(theme: (typeof themes)[number], width: number) {
  const height = width < 600 ? 844 : 900;
  const { page, context } = await visit(browser, application.site, { theme, width, height });
  const taken: string[] = [];
  const take = async ({ name, path: address }: Address) => {
    await page.goto(address, { waitUntil: "networkidle" });
    const file = `${name}-${width}-${theme}.png`;
    await page.screenshot({ path: path.join(folder, file) });
    taken.push(file);
  };
  for (const one of publicPages) await take(one);
  await signIn(page);
  for (const one of await everyPage(page)) await take(one);
  await context.close();
  await drawSheet(`sheet-${width}-${theme}`, taken, width);
}

/** All pictures on one page, so that the whole is judged at a glance. */
async function drawSheet(name: string, files: string[], width: number) {
  const shown = width < 600 ? 234 : 460;
  const figures = files
    .map(
      (file) =>
        `<figure><img src="${file}" width="${shown}"><figcaption>${file.replace(/-\d+-\w+\.png$/, "")}</figcaption></figure>`,
    )
    .join("\n");
  const html = `<!doctype html><meta charset="utf-8"><title>${name}</title>
<style>body{font:13px system-ui;background:#777;color:#fff;display:flex;flex-wrap:wrap;gap:18px;margin:18px}
figure{margin:0}img{display:block;border-radius:6px}figcaption{padding:4px 0}</style>
${figures}`;
  const file = path.join(folder, `${name}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport: { width: 1960, height: 1200 } });
  await page.goto(`file://${file}`);
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  await page.close();
  console.log(say(`${files.length} pages\u00A0: ${file}`, `${files.length} pages: ${file}`));
}
