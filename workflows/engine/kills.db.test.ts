import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "#database/testing/create-test-database.ts";

const kills = 50;
const processes = 3;

let database: TestDatabase;
let admin: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
});
afterAll(async () => {
  await admin.end();
  await database.close();
});

/** A process that waits for the word to begin. */
async function open(name: string) {
  const child = fork(path.join(import.meta.dirname, "../testing/killed.ts"), {
    env: { ...process.env, TEST_URL: database.url, TEST_NAME: name },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  await once(child, "message");
  return child;
}

const values = async (sql: string) =>
  new Map((await admin.query<[string, string]>({ text: sql, rowMode: "array" })).rows);

/** How often each step was done outside, by run and step. */
const done = () => values("select key, count(*) from jobs.starts group by key");

test("whoever is killed whenever, each finished step was done once and all work ends", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
  console.log(`SEED=${seed}`);
  let state = seed;
  const random = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;

  const settled = new Map<string, string>();
  let left = kills;
  await Promise.all(
    Array.from({ length: processes }, async (_, who) => {
      // The next one is made ready while this one works.
      let next = open(`${who}:0`);
      for (let life = 1; left > 0; life += 1) {
        left -= 1;
        const child = await next;
        next = open(`${who}:${life}`);
        child.send("begin");
        // In the middle of its work, however slow the machine is.
        const steps = 1 + Math.floor(random() * 9);
        for (let seen = 0; seen < steps; seen += 1) await once(child, "message");
        await new Promise((resolve) => setTimeout(resolve, random() * 20));
        child.kill("SIGKILL");
        await once(child, "exit");
        // What had ended by now is never done again.
        const ended = await values(
          "select run_id || ':' || name, '' from jobs.steps where status = 'done' and op = 'StepRun' and name not in ('tell', 'hear')",
        );
        const counts = await done();
        for (const key of ended.keys()) {
          if (!settled.has(key)) settled.set(key, counts.get(key) ?? "0");
        }
      }
      (await next).kill("SIGKILL");
    }),
  );
  const last = await open("last");
  last.send("begin");
  await expect
    .poll(() => values("select 'n', count(*) from jobs.runs where status <> 'completed'"), {
      timeout: 60_000,
      interval: 200,
    })
    .toEqual(new Map([["n", "0"]]));
  last.kill("SIGKILL");

  const counts = await done();
  const redone = [...settled].filter(([key, times]) => counts.get(key) !== times);
  expect(redone).toEqual([]);
  const runs = await values("select id, function_id from jobs.runs");
  const works = [...runs].filter(([, fn]) => fn === "koncert-work");
  for (const [id] of works) {
    for (let index = 0; index < 6; index += 1) {
      expect(counts.get(`${id}:line ${index}`)).toBeDefined();
      expect(counts.get(`${id}:wide ${index}`)).toBeDefined();
    }
  }
  const events = await values("select 'n', count(*) from jobs.events where name = 'work'");
  expect(String(works.length)).toBe(events.get("n"));
  // Each told once, however often the step that tells was begun.
  expect(runs.size).toBe(2 * works.length);
  expect(settled.size).toBeGreaterThan(kills);
  console.log(`${kills} kills, ${works.length} runs, ${settled.size} steps seen ended at a kill`);
}, 400_000);
