import { setTimeout as wait } from "node:timers/promises";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { launchBrowser, visit } from "#web/journeys/browser.ts";
import { type Address, everyPage, publicPages } from "#web/journeys/every-page.ts";
import { openApplication } from "#web/journeys/open-application.ts";
import { signIn } from "#web/journeys/steps.ts";
import { countStatements } from "./count-statements.ts";
import { keep, median, report } from "./measure.ts";
import { buildEmpty, startApp } from "./start-app.ts";

const loads = 40;
const goals = { serverMs: 60, queries: 10, changeMs: 150, script: 1.1 };

type Weight = { bytes: number; script: number; firstPaintMs: number; largestPaintMs: number };

/**
 * What pages cost with the demo season on the local stack: weight and paint of each, server time and
 * statements of the dashboard and of a date, a page change, and the script of a public page beside an
 * empty Next application's.
 */
export async function benchPages(): Promise<void> {
  await buildEmpty();
  const database = await createTestDatabase("embedded");
  const counter = await countStatements(database.url);
  const browser = await launchBrowser();
  const application = await openApplication(
    Promise.resolve({
      url: counter.url,
      close: async () => {
        await counter.close();
        await database.close();
      },
    }),
    { demo: true },
  );
  try {
    const { page, context } = await visit(browser, application.site);
    await signIn(page);
    const pages = await everyPage(page);
    const sale = pages.find((one) => one.name === "sale")?.path ?? "";
    await compareScripts(browser, application.site + sale);
    for (const { name, path } of pages.filter(
      (one) => one.name === "dashboard" || one.name === "performance",
    )) {
      await measureServer(context, application.site + path, name, counter.count);
    }
    await measureChange(page);
    const state = await context.storageState();
    const weights = {
      ...(await weighAll(browser, application.site, publicPages)),
      ...(await weighAll(browser, application.site, pages, state)),
    };
    keep("pages", weights);
    console.table(weights);
    await context.close();
  } finally {
    await browser.close();
    await application.close();
  }
}

async function compareScripts(browser: Browser, ours: string) {
  const empty = await startApp({ server: "bench/empty-app/server.ts", page: "/" });
  const weights: number[] = [];
  for (const address of [empty.url, ours]) {
    const context = await browser.newContext();
    weights.push((await weigh(await context.newPage(), address)).script);
    await context.close();
  }
  await empty.close();
  const [bare = 1, public_ = 0] = weights;
  report({
    name: "script of a public page / of an empty Next page",
    ratio: public_ / bare,
    goal: `at most ${goals.script}`,
    met: public_ / bare <= goals.script,
    figures: { kB: public_ / 1_000, emptyKB: bare / 1_000 },
  });
}

async function measureServer(
  context: BrowserContext,
  address: string,
  name: string,
  count: () => number,
) {
  const times: number[] = [];
  for (let load = 0; load < loads + 5; load++) {
    const began = performance.now();
    const answer = await context.request.get(address);
    await answer.body();
    if (load >= 5) times.push(performance.now() - began);
  }
  // The log of what was read is written when nobody waits for it.
  await wait(1_000);
  const before = count();
  await (await context.request.get(address)).body();
  const statements = count() - before;
  report({
    name: `server time of the ${name} page, ms`,
    ratio: median(times),
    goal: `under ${goals.serverMs}`,
    met: median(times) < goals.serverMs,
    figures: { median: median(times), best: Math.min(...times) },
  });
  report({
    name: `queries of the ${name} page`,
    ratio: statements,
    goal: `at most ${goals.queries}`,
    met: statements <= goals.queries,
    figures: { queries: statements },
  });
}

/** From the click on a page of the side bar until its heading stands. */
async function measureChange(page: Page) {
  await page.goto("/dashboard", { waitUntil: "networkidle" });
  const times: number[] = [];
  for (let round = 0; round < 8; round++) {
    for (const [name, heading] of [
      ["Artistes", "Artistes"],
      ["Lieux", "Lieux"],
      ["Contacts", "Contacts"],
    ] as const) {
      const link = page.getByRole("navigation").getByRole("link", { name, exact: true }).first();
      const began = performance.now();
      await link.click();
      await page.getByRole("heading", { level: 1, name: heading, exact: true }).waitFor();
      if (round > 0) times.push(performance.now() - began);
    }
  }
  report({
    name: "a page change, ms",
    ratio: median(times),
    goal: `under ${goals.changeMs}`,
    met: median(times) < goals.changeMs,
    figures: { median: median(times), worst: Math.max(...times) },
  });
}

/** What each page weighs to someone who comes for the first time, signed in by `state` or not at all. */
async function weighAll(
  browser: Browser,
  site: string,
  pages: Address[],
  state?: Awaited<ReturnType<BrowserContext["storageState"]>>,
): Promise<Record<string, Record<string, number>>> {
  const rows: Record<string, Record<string, number>> = {};
  for (const { name, path } of pages) {
    const context = await browser.newContext(state ? { storageState: state } : {});
    const weight = await weigh(await context.newPage(), site + path);
    rows[name] = {
      kB: Math.round(weight.bytes / 1_000),
      "script kB": Math.round(weight.script / 1_000),
      "first paint ms": Math.round(weight.firstPaintMs),
      "largest paint ms": Math.round(weight.largestPaintMs),
    };
    await context.close();
  }
  return rows;
}

/** A first visit with an empty cache: bytes as they travel, and when something and most was seen. */
async function weigh(page: Page, address: string): Promise<Weight> {
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const kinds = new Map<string, string>();
  const weight = { bytes: 0, script: 0 };
  network.on("Network.responseReceived", ({ requestId, type }) => kinds.set(requestId, type));
  network.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    weight.bytes += encodedDataLength;
    if (kinds.get(requestId) === "Script") weight.script += encodedDataLength;
  });
  await page.goto(address, { waitUntil: "networkidle" });
  const paints = await page.evaluate(
    () =>
      new Promise<{ first: number; largest: number }>((resolve) => {
        const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
        new PerformanceObserver((list) =>
          resolve({ first, largest: list.getEntries().at(-1)?.startTime ?? first }),
        ).observe({ type: "largest-contentful-paint", buffered: true });
        setTimeout(() => resolve({ first, largest: first }), 1_000);
      }),
  );
  return { ...weight, firstPaintMs: paints.first, largestPaintMs: paints.largest };
}
