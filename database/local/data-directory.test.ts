import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { DataDirectoryInUse, runningStack, takeDataDirectory } from "./data-directory.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(os.tmpdir(), "koncert-directory-"));
});
afterEach(async () => {
  await Promise.all(holders.splice(0).map(kill));
  rmSync(directory, { recursive: true, force: true });
});

const holders: ChildProcess[] = [];

async function kill(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}

const web = "http://127.0.0.1:3000";

/** Another process that takes the directory and stays. */
async function holder() {
  const module = path.join(import.meta.dirname, "data-directory.ts");
  const child = spawn(
    process.execPath,
    [
      "--expose-gc",
      "--input-type=module",
      "-e",
      `const { takeDataDirectory } = await import(${JSON.stringify(module)});
       takeDataDirectory(${JSON.stringify(directory)}).announce({ web: "${web}" });
       console.log("taken");
       setInterval(() => globalThis.gc(), 20);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  holders.push(child);
  await once(child.stdout, "data");
  return child;
}

test("a directory is taken once, and the second is told which and where it runs", async () => {
  const child = await holder();
  const refused = () => takeDataDirectory(directory);
  expect(refused).toThrow(DataDirectoryInUse);
  expect(refused).toThrow(directory);
  expect(refused).toThrow(web);
  expect(refused).toThrow(/KONCERT tourne déjà .* \/ KONCERT already runs/);
  expect(runningStack(directory)).toEqual({ pid: child.pid, web });
});

test("a process killed with -9 leaves the directory free", async () => {
  const child = await holder();
  await kill(child);
  expect(runningStack(directory)).toBeUndefined();
  const taken = takeDataDirectory(directory);
  taken.release();
});

test("a refused start changes no file", async () => {
  await holder();
  const before = readdirSync(directory).map((name) => statSync(path.join(directory, name)).mtimeMs);
  expect(() => takeDataDirectory(directory)).toThrow(DataDirectoryInUse);
  const after = readdirSync(directory).map((name) => statSync(path.join(directory, name)).mtimeMs);
  expect(after).toEqual(before);
});

test("a released directory can be taken again, and two names of one directory are one", () => {
  const first = takeDataDirectory(directory);
  expect(() => takeDataDirectory(path.join(directory, "..", path.basename(directory)))).toThrow(
    DataDirectoryInUse,
  );
  first.release();
  takeDataDirectory(directory).release();
});

test("asking what runs on a directory that does not exist creates nothing", () => {
  const absent = path.join(directory, "absent");
  expect(runningStack(absent)).toBeUndefined();
  expect(existsSync(absent)).toBe(false);
});
