import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { runningStack } from "./data-directory.ts";
import { useLocalDatabase } from "./use-local-database.ts";

const directory = mkdtempSync(path.join(os.tmpdir(), "koncert-use-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test("two commands at once on one directory use one database, which ends with the one that opened it", async () => {
  const [one, two] = await Promise.all([useLocalDatabase(directory), useLocalDatabase(directory)]);
  expect(two.url).toBe(one.url);
  expect(runningStack(directory)?.url).toBe(one.url);
  const client = new pg.Client({ connectionString: two.adminUrl });
  await client.connect();
  expect((await client.query("select 1 as value")).rows).toEqual([{ value: 1 }]);
  await client.end();
  await Promise.all([one.close(), two.close()]);
  expect(runningStack(directory)).toBeUndefined();
});
