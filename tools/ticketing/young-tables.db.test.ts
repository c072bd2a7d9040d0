import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Actor, asActor } from "#database/as-actor.ts";
import { type Database, openDatabase } from "#database/pool.ts";
import { closeAll, createTestDatabase } from "#database/testing/create-test-database.ts";
import type { Read } from "./testing/check-history.ts";
import { openReading, setStage, type Stage } from "./testing/race-stage.ts";

/** Rows that an act may read of these tables, however many there are. */
const most = 60;
const tables = ["orders", "order_items", "tickets", "check_ins", "tool_calls", "row_changes"];

describe("on tables that were empty a moment ago, when statistics know nothing yet", () => {
  let stage: Stage;
  let read: Read;
  let database: Database;
  let close: () => Promise<void>;
  let buyer: Actor;
  let owner: Actor;
  beforeAll(async () => {
    const made = await createTestDatabase();
    stage = await setStage(made, [{ capacity: null, quotas: [null] }]);
    ({ read, close } = await openReading(made.adminUrl));
    for (const table of tables) {
      await read(`alter table ${table} set (autovacuum_enabled = off)`);
    }
    // One connection: the plans that it makes on empty tables stay with it.
    database = openDatabase(made.url, 1);
    const { organizationId, userId } = stage;
    buyer = { kind: "buyer", organizationId, via: "sale" };
    owner = { kind: "member", organizationId, userId, via: "web" };
  });
  afterAll(async () => {
    await database.close();
    await close();
    await closeAll();
  });

  const rowsRead = async () => {
    await asActor(database, owner, (tx) => sql`select pg_stat_force_next_flush()`.execute(tx));
    const [row] = await read(
      `select (sum(seq_tup_read) + (select sum(idx_tup_read) from pg_stat_user_indexes where relname = any ($1)))::int as n
         from pg_stat_user_tables where relname = any ($1)`,
      [tables],
    );
    return Number(row?.["n"]);
  };
  const costOf = async (acts: number, work: () => Promise<unknown>) => {
    const before = await rowsRead();
    await work();
    return ((await rowsRead()) - before) / acts;
  };
  const hold = (places: number) => {
    const [date] = stage.dates;
    const requests = Array.from({ length: places }, () => {
      const items = [{ ticket_type_id: date?.types[0], quantity: 1 }];
      const call = { tool: "ticketing_hold_tickets", input: {}, input_hash: "h" };
      return { key: randomUUID(), items, locale: "fr", call };
    });
    return asActor(database, buyer, (tx) =>
      sql`select koncert.hold_many(${date?.slug}, ${JSON.stringify(requests)}::jsonb)`.execute(tx),
    );
  };

  it("a hold reads no more rows after two thousand orders than after the first", async () => {
    for (let turn = 0; turn < 20; turn++) await hold(100);
    expect(await costOf(100, () => hold(100))).toBeLessThan(most);
  });

  it("a scan reads no more rows after a thousand tickets than after the first", async () => {
    const [date] = stage.dates;
    const items = JSON.stringify([{ ticket_type_id: date?.types[0], quantity: 200 }]);
    const issue = () =>
      asActor(database, owner, (tx) =>
        sql`select koncert.issue_order(${date?.id}::uuid, '{"name": "Comité"}', ${items}::jsonb, 'partner', now(), ${randomUUID()}, '{"provider": "transfer"}')`.execute(
          tx,
        ),
      );
    const scan = (from: number) => {
      const scans = Array.from({ length: 100 }, (_, n) => ({
        performance_id: date?.id,
        number: from + n,
      }));
      return asActor(database, owner, (tx) =>
        sql`select koncert.check_in_many(${JSON.stringify(scans)}::jsonb)`.execute(tx),
      );
    };
    await issue();
    await scan(1);
    for (let order = 0; order < 5; order++) await issue();
    for (let from = 101; from < 1_001; from += 100) await scan(from);
    expect(await costOf(100, () => scan(1_001))).toBeLessThan(most);
  });
});
