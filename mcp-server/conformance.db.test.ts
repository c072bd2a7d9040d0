import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import { fixtures } from "./testing/fixtures.ts";
import { openRemote, type Remote } from "./testing/open-remote.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const suite = path.join(
  path.dirname(require.resolve("@modelcontextprotocol/conformance/package.json")),
  "dist/index.js",
);

let world: World;
let remote: Remote;
beforeAll(async () => {
  world = await openWorld();
  remote = await openRemote(world, [fixtures]);
});
afterAll(async () => {
  await remote.close();
  await world.close();
});

test("the official conformance suite finds nothing that fails", async () => {
  const { stdout } = await run(process.execPath, [suite, "server", "--url", remote.url], {
    maxBuffer: 64_000_000,
  }).catch((error: { stdout: string; stderr: string }) => error);
  const lines = stdout.split("\n").filter((line) => /^[✓✗]/.test(line));
  console.log(lines.join("\n"));
  expect(lines.length).toBeGreaterThan(20);
  expect(lines.filter((line) => !line.startsWith("✓"))).toEqual([]);
}, 240_000);
