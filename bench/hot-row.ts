import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findServer } from "#database/testing/server-cluster.ts";

/** The limits that a sale is held against, in plain tables of a schema of their own. */
export type HotRow = {
  /** Orders a second: one counter row updated, one order and one ticket inserted, one client. */
  hot(seconds: number): Promise<number>;
  /** The same with fifty orders in a statement. */
  bulk(seconds: number): Promise<number>;
  /** Check-ins a second at so many clients: one row of its own updated, nothing else. */
  redeem(seconds: number, clients: number): Promise<number>;
  close(): void;
};

/** Rows of the table whose rows are updated, each by one client at a time. */
const redeemable = 20_000;

export const hotSchema = `
  create schema bench;
  create table bench.counters (id int primary key, sold bigint not null default 0);
  insert into bench.counters values (1);
  create table bench.orders (id uuid primary key default gen_random_uuid(), key uuid not null unique, cents int not null, created_at timestamptz not null default now());
  create table bench.tickets (id uuid primary key default gen_random_uuid(), order_id uuid not null references bench.orders, number bigint not null);
  create table bench.redeemed (id int primary key, redeemed_at timestamptz);
  insert into bench.redeemed select n from generate_series(1, ${redeemable}) n`;

const one = `begin;
update bench.counters set sold = sold + 1 where id = 1;
with placed as (insert into bench.orders (key, cents) values (gen_random_uuid(), 3550) returning id)
insert into bench.tickets (order_id, number) select id, 1 from placed;
commit;
`;

const fifty = `begin;
update bench.counters set sold = sold + 50 where id = 1;
with placed as (insert into bench.orders (key, cents) select gen_random_uuid(), 3550 from generate_series(1, 50) returning id)
insert into bench.tickets (order_id, number) select id, 1 from placed;
commit;
`;

const redeem = `\\set id random(1, ${redeemable})
update bench.redeemed set redeemed_at = now() where id = :id;
`;

/** pgbench against a database that has the schema; undefined where it is not installed. */
export function openHotRow(adminUrl: string): HotRow {
  const programs = findServer();
  if (!programs) throw new Error("The limits are measured with pgbench of a PostgreSQL server.");
  const directory = mkdtempSync(path.join(os.tmpdir(), "koncert-bench-"));
  const run = async (name: string, script: string, seconds: number, clients: number) => {
    const file = path.join(directory, `${name}.sql`);
    writeFileSync(file, script);
    const { hostname, port, username, pathname } = new URL(adminUrl);
    const words = ["-n", "-M", "prepared", "-c", String(clients), "-j", "1", "-T", String(seconds)];
    const at = ["-h", hostname, "-p", port, "-U", username, pathname.slice(1)];
    const child = spawn(path.join(programs, "pgbench"), [...words, "-f", file, ...at]);
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((resolve) => child.once("close", resolve));
    const tps = Number(/^tps = ([\d.]+)/m.exec(said)?.[1]);
    if (!(tps > 0)) throw new Error(`pgbench: ${said}`);
    return tps;
  };
  return {
    hot: (seconds) => run("hot", one, seconds, 1),
    bulk: async (seconds) => 50 * (await run("bulk", fifty, seconds, 1)),
    redeem: (seconds, clients) => run("redeem", redeem, seconds, clients),
    close: () => rmSync(directory, { recursive: true, force: true }),
  };
}
