import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runStories, serverHasPgtap } from "#database/testing/run-stories.ts";
import { findServer } from "#database/testing/server-cluster.ts";
import { say } from "./words.ts";

/** Everything: programs that tests need, check, vitest, SQL stories. The last line sums them up. */
const root = path.resolve(import.meta.dirname, "..");
const total = { passed: 0, failed: 0 };

installPrograms();
await check();
await vitest();
await stories();
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);

function add(passed: number, failed: number) {
  total.passed += passed;
  total.failed += failed;
}

function installPrograms() {
  const missing = [
    ...(findServer() ? [] : ["postgresql"]),
    ...(serverHasPgtap() ? [] : ["pgtap"]),
    ...(hasProgram("chromium") ? [] : ["chromium"]),
    ...(hasProgram("pdftotext") ? [] : ["poppler-utils"]),
  ];
  if (missing.length === 0) return;
  if (process.getuid?.() !== 0 || !hasProgram("apt-get")) {
    const list = missing.join(", ");
    console.log(
      say(
        `Absents de ce système, les tests s’en passent\u00A0: ${list}`,
        `Not on this system, tests do without: ${list}`,
      ),
    );
    return;
  }
  console.log(
    say(`Installation\u00A0: ${missing.join(", ")}`, `Installing: ${missing.join(", ")}`),
  );
  apt("update", "-qq");
  const server = serverVersion();
  const packages = missing.map((name) =>
    name === "postgresql"
      ? `postgresql-${server}`
      : name === "pgtap"
        ? `postgresql-${server}-pgtap`
        : name,
  );
  // One at a time: one that the distribution lacks must not keep the others out.
  for (const name of packages) {
    if (!apt("install", "-y", "-qq", "--no-install-recommends", name)) {
      console.log(say(`${name} n’a pas pu être installé.`, `${name} could not be installed.`));
    }
  }
}

/** The installed version, else 15 where the distribution has it, else its newest. */
function serverVersion(): string {
  const installed = /\/(\d+)\/bin$/.exec(findServer() ?? "")?.[1];
  if (installed) return installed;
  const { stdout } = spawnSync("apt-cache", ["pkgnames", "postgresql-"], { encoding: "utf8" });
  const versions = [...stdout.matchAll(/^postgresql-(\d+)$/gm)].map(([, version]) =>
    Number(version),
  );
  return String(versions.includes(15) ? 15 : Math.max(15, ...versions));
}

function apt(...words: string[]): boolean {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  return spawnSync("apt-get", words, { env, stdio: ["ignore", "ignore", "inherit"] }).status === 0;
}

function hasProgram(name: string): boolean {
  return (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .some((directory) => existsSync(path.join(directory, name)));
}

/** Each check is one test. */
async function check() {
  const script = path.join(root, "scripts/check.ts");
  if (!existsSync(script)) return;
  const { code, printed } = await run([script], true);
  const passed = printed.match(/^ok {2}/gm)?.length ?? 0;
  const failed = printed.match(/^FAIL /gm)?.length ?? 0;
  add(passed, code !== 0 && failed === 0 ? 1 : failed);
}

type Report = {
  numPassedTests: number;
  numFailedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

async function vitest() {
  const directory = mkdtempSync(path.join(os.tmpdir(), "koncert-report-"));
  const file = path.join(directory, "vitest.json");
  const program = path.join(root, "node_modules/vitest/vitest.mjs");
  const asked = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
  const { code } = await run([program, ...asked, ...process.argv.slice(2)]);
  if (!existsSync(file)) add(0, 1);
  else {
    const report = JSON.parse(readFileSync(file, "utf8")) as Report;
    // A file that does not load has no test that could fail.
    const unloaded = report.testResults.filter(
      ({ status, assertionResults }) =>
        status === "failed" && !assertionResults.some((test) => test.status === "failed"),
    ).length;
    const failed = report.numFailedTests + unloaded;
    add(report.numPassedTests, code !== 0 && failed === 0 ? 1 : failed);
  }
  rmSync(directory, { recursive: true, force: true });
}

async function stories() {
  for (const { name, passed, failed, problems } of await runStories()) {
    add(passed, failed);
    console.log(`${failed === 0 ? "ok  " : "FAIL"} supabase/tests/${name} (${passed})`);
    for (const problem of problems) console.log(`     ${problem}`);
  }
}

function run(words: string[], listen = false): Promise<{ code: number; printed: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, words, {
      cwd: root,
      stdio: ["ignore", listen ? "pipe" : "inherit", "inherit"],
    });
    let printed = "";
    child.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      process.stdout.write(chunk);
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, printed }));
  });
}
