import { existsSync } from "node:fs";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";

const places = [
  process.env["CHROMIUM_PATH"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];

export const chromiumFlags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function findChromium(): string {
  const found = places.find((file) => existsSync(file));
  if (!found) throw new Error("No Chromium: set CHROMIUM_PATH.");
  return found;
}

export function launchBrowser(more: string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: [...chromiumFlags, ...more] });
}

export type Visit = {
  locale?: "fr" | "en";
  theme?: "light" | "dark";
  width?: number;
  height?: number;
};

export type Visitor = { page: Page; context: BrowserContext; complaints: string[] };

/** A person at a screen. What the page logs as wrong is kept in `complaints`. */
export async function visit(browser: Browser, site: string, options: Visit = {}): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: site,
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    reducedMotion: "reduce",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  await context.addCookies([
    { name: "koncert-locale", value: options.locale ?? "fr", url: site },
    { name: "koncert-theme", value: options.theme ?? "light", url: site },
  ]);
  const page = await context.newPage();
  page.setDefaultTimeout(45_000);
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // A refused request is logged by the browser itself; the page tells it in its own words.
    if (message.type() === "error" && !message.text().startsWith("Failed to load resource")) {
      complaints.push(message.text());
    }
  });
  return { page, context, complaints };
}
