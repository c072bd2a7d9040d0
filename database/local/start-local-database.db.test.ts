import { spawn } from "node:child_process";
import type { ChildProcess, ChildProcessByStdio } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Readable } from "node:stream";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { migrate, readMigrations } from "./migrate.ts";
import { startLocalDatabase } from "./start-local-database.ts";

const directory = mkdtempSync(path.join(os.tmpdir(), "koncert-local-"));
const children: ChildProcess[] = [];
afterAll(() => {
  for (const child of children) child.kill("SIGKILL");
  rmSync(directory, { recursive: true, force: true });
});

/** The local stack's database in a process of its own; prints its superuser's address. */
async function startChild() {
  const module = path.join(import.meta.dirname, "start-local-database.ts");
  const child: ChildProcessByStdio<null, Readable, null> = spawn(
    process.execPath,
    [
      "--input-type=module",
      "-e",
      `const { startLocalDatabase } = await import(${JSON.stringify(module)});
       const { adminUrl } = await startLocalDatabase({ dataDirectory: ${JSON.stringify(directory)} });
       console.log(adminUrl);`,
    ],
    { stdio: ["ignore", "pipe", "inherit"] },
  );
  children.push(child);
  const [adminUrl] = (await once(createInterface(child.stdout), "line")) as [string];
  return { child, adminUrl };
}

test("killed with -9 while it commits, it has lost nothing that it acknowledged", async () => {
  const acknowledged: number[] = [];
  for (let life = 0; life < 3; life += 1) {
    const { child, adminUrl } = await startChild();
    const writers = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const client = new pg.Client({ connectionString: adminUrl });
        client.on("error", () => {});
        await client.connect();
        return client;
      }),
    );
    await writers[0]?.query("create table if not exists kept (id int primary key)");
    const { rows } = (await writers[0]?.query<{ id: number }>("select id from kept")) ?? {
      rows: [],
    };
    const found = new Set(rows.map(({ id }) => id));
    expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
    const writing = writers.map(async (client, who) => {
      for (let turn = 0; ; turn += 1) {
        const id = life * 1_000_000 + who * 100_000 + turn;
        await client.query("insert into kept values ($1)", [id]);
        acknowledged.push(id);
      }
    });
    const stopped = Promise.allSettled(writing);
    await new Promise((resolve) => setTimeout(resolve, 150 + life * 70));
    child.kill("SIGKILL");
    await stopped;
  }
  expect(acknowledged.length).toBeGreaterThan(30);
  const { child, adminUrl } = await startChild();
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const { rows } = await client.query<{ id: number }>("select id from kept");
  const found = new Set(rows.map(({ id }) => id));
  expect(acknowledged.filter((id) => !found.has(id))).toEqual([]);
  await client.end();
  child.kill("SIGKILL");
  await once(child, "exit");
});

test("has every migration, vector search among them, and a role that owns nothing", async () => {
  const database = await startLocalDatabase();
  const admin = new pg.Client({ connectionString: database.adminUrl });
  await admin.connect();
  const versions = await admin.query(
    "select version from supabase_migrations.schema_migrations order by version",
  );
  expect(versions.rows.map(({ version }) => version)).toEqual(
    readMigrations().map(({ version }) => version),
  );
  const extensions = await admin.query(
    "select extname from pg_extension e join pg_namespace n on n.oid = e.extnamespace where nspname = 'extensions' order by 1",
  );
  expect(extensions.rows.map(({ extname }) => extname)).toEqual([
    "pg_trgm",
    "pgcrypto",
    "unaccent",
    "vector",
  ]);
  const app = new pg.Client({ connectionString: database.url });
  await app.connect();
  await expect(app.query("select * from organizations")).rejects.toMatchObject({ code: "42501" });
  expect((await app.query("show search_path")).rows[0].search_path).toBe(
    '"$user", public, extensions',
  );
  await Promise.all([admin.end(), app.end()]);
  await database.close();
});

test("comes back on its files after the engine broke", async () => {
  const own = path.join(directory, "broken");
  const database = await startLocalDatabase({ dataDirectory: own });
  const connect = async () => {
    const client = new pg.Client({ connectionString: database.adminUrl });
    client.on("error", () => {});
    await client.connect();
    return client;
  };
  const careless = await connect();
  await careless.query("create table kept (id int); insert into kept values (1)");
  await careless.query(
    "create function deeper(n int) returns int language plpgsql as $$ begin return deeper(n + 1); end $$",
  );
  await expect(careless.query("select deeper(0)")).rejects.toMatchObject({ code: "54001" });
  await careless.query("set max_stack_depth = '2MB'");
  await expect(careless.query("select deeper(0)")).rejects.toMatchObject({ code: "57P02" });
  const next = await connect();
  expect((await next.query("select * from kept")).rows).toEqual([{ id: 1 }]);
  await next.end();
  await careless.end().catch(() => {});
  await database.close();
});

test("a migration that fails leaves nothing of itself, and the next try goes on from there", async () => {
  const database = await startLocalDatabase();
  const client = new pg.Client({ connectionString: database.adminUrl });
  await client.connect();
  const connection = {
    run: (sql: string) => client.query(sql),
    rows: async (sql: string, values?: unknown[]) => (await client.query(sql, values)).rows,
  };
  const good = {
    version: "90000001",
    name: "good",
    sql: "create table good ()",
    needsVector: false,
  };
  const bad = {
    version: "90000002",
    name: "bad",
    sql: "create table half (); select 1/0",
    needsVector: false,
  };
  await expect(migrate(connection, [good, bad])).rejects.toThrow("90000002_bad");
  expect(
    (await client.query("select to_regclass('half') as half, to_regclass('good') as good")).rows,
  ).toEqual([{ half: null, good: "good" }]);
  expect(await migrate(connection, [good, { ...bad, sql: "create table half ()" }])).toEqual([
    "90000002",
  ]);
  await client.end();
  await database.close();
});
