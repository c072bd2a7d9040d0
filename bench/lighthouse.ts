import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createTestDatabase } from "#database/testing/create-test-database.ts";
import { chromiumFlags, findChromium, launchBrowser, visit } from "#web/journeys/browser.ts";
import { everyPage, publicPages } from "#web/journeys/every-page.ts";
import { openApplication } from "#web/journeys/open-application.ts";
import { signIn } from "#web/journeys/steps.ts";
import { report } from "./measure.ts";

/** Fetched from the registry when this bench is asked for: it weighs more than the rest of the tools together. */
const lighthouse = "lighthouse@12.8.2";
const goals = { public: 95, inside: 90 };
const categories = ["performance", "accessibility", "best-practices", "seo"] as const;

type Scores = Record<string, { score: number }>;

/** Lighthouse's scores, on its slow telephone, of public pages in all categories and of the workspace for performance. */
export async function benchLighthouse(): Promise<void> {
  const browser = await launchBrowser();
  const application = await openApplication(createTestDatabase("embedded"), { demo: true });
  try {
    const { page, context } = await visit(browser, application.site);
    await signIn(page);
    const pages = await everyPage(page);
    const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`);
    await context.close();
    const open = [...publicPages, ...pages.filter(({ name }) => name === "sale")].filter(
      ({ name }) => name !== "not-found",
    );
    for (const { name, path } of open) {
      const scores = await run(application.site + path);
      for (const category of categories) tell(name, category, scores, goals.public);
    }
    for (const name of ["dashboard", "performance", "performances"]) {
      const found = pages.find((one) => one.name === name);
      if (!found) throw new Error(`no page named ${name}`);
      const scores = await run(application.site + found.path, cookies.join("; "));
      tell(name, "performance", scores, goals.inside);
    }
  } finally {
    await browser.close();
    await application.close();
  }
}

function tell(page: string, category: string, scores: Scores, least: number) {
  const score = Math.round((scores[category]?.score ?? 0) * 100);
  report({
    name: `Lighthouse ${category} of ${page} / 100`,
    ratio: score / 100,
    goal: `at least ${least / 100}`,
    met: score >= least,
    figures: { score },
  });
}

/** The database runs in this process: waiting for the child must not stop it. */
async function run(address: string, cookie?: string): Promise<Scores> {
  // A pipe would cut a long report short.
  const file = path.join(tmpdir(), `koncert-lighthouse-${process.pid}.json`);
  const asked = [
    "exec",
    "--yes",
    `--package=${lighthouse}`,
    "--",
    "lighthouse",
    address,
    "--quiet",
    "--output=json",
    `--output-path=${file}`,
    `--chrome-path=${findChromium()}`,
    `--chrome-flags=${chromiumFlags.join(" ")}`,
    ...(cookie ? ["--extra-headers", JSON.stringify({ Cookie: cookie })] : []),
  ];
  const child = spawn("npm", asked, { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-1_000)));
  const code = await new Promise((resolve, reject) =>
    child.once("error", reject).once("close", resolve),
  );
  if (code !== 0) throw new Error(`Lighthouse of ${address}: ${said}`);
  return (JSON.parse(readFileSync(file, "utf8")) as { categories: Scores }).categories;
}
