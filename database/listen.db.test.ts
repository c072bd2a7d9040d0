import pg from "pg";
import { afterEach, expect, test } from "vitest";
import { listen } from "./listen.ts";
import { openDatabase } from "./pool.ts";
import { createTestDatabase } from "./testing/create-test-database.ts";

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function open(kind: "embedded" | "server") {
  const test = await createTestDatabase(kind);
  closing.push(() => test.close());
  const database = openDatabase(test.url, 2);
  closing.push(() => database.close());
  const admin = new pg.Client({ connectionString: test.adminUrl });
  await admin.connect();
  closing.push(() => admin.end());
  return { database, admin };
}

test.each(["server", "embedded"] as const)(
  "what is notified is heard, and nothing after the end (%s)",
  async (kind) => {
    const { database, admin } = await open(kind);
    const heard: string[] = [];
    let begun = 0;
    const listening = listen(
      database,
      "koncert_work",
      (payload) => heard.push(payload),
      () => (begun += 1),
    );
    await expect.poll(() => begun, { timeout: 20_000 }).toBe(1);
    await admin.query("select pg_notify('koncert_work', 'one')");
    await admin.query("select pg_notify('koncert_feed', 'other')");
    await admin.query("select pg_notify('koncert_work', 'two')");
    await expect.poll(() => heard, { timeout: 20_000 }).toEqual(["one", "two"]);
    await listening.stop();
    await admin.query("select pg_notify('koncert_work', 'three')");
    expect(heard).toHaveLength(2);
  },
);

test("a connection that breaks is replaced, and says that something may have been missed", async () => {
  const { database, admin } = await open("server");
  const heard: string[] = [];
  let begun = 0;
  const listening = listen(
    database,
    "koncert_work",
    (payload) => heard.push(payload),
    () => (begun += 1),
  );
  closing.push(() => listening.stop());
  await expect.poll(() => begun, { timeout: 20_000 }).toBe(1);
  await admin.query(
    "select pg_terminate_backend(pid) from pg_stat_activity where query = 'listen koncert_work'",
  );
  await expect.poll(() => begun, { timeout: 20_000 }).toBe(2);
  await admin.query("select pg_notify('koncert_work', 'again')");
  await expect.poll(() => heard, { timeout: 20_000 }).toEqual(["again"]);
});
