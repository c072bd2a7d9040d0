import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { number, serveEmbedded } from "../testing/serve-embedded.ts";
import type { Served } from "../testing/serve-embedded.ts";

let served: Served;
const connect: Served["connect"] = (options) => served.connect(options);

beforeAll(async () => {
  served = await serveEmbedded();
});

beforeEach(async () => {
  const admin = await connect();
  await admin.query("truncate rows_kept, jobs");
});

afterAll(() => served.close());

describe("clients that share one backend", () => {
  test("each get the answers to their own queries", async () => {
    const several = await Promise.all(Array.from({ length: 12 }, () => connect()));
    const wrong: unknown[] = [];
    await Promise.all(
      several.map(async (client, who) => {
        for (let turn = 0; turn < 60; turn += 1) {
          const { rows } = await client.query("select $1::int as who, $2::int as turn", [
            who,
            turn,
          ]);
          if (rows[0].who !== who || rows[0].turn !== turn) wrong.push(rows[0]);
        }
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("wait for a transaction under way and see only what it committed", async () => {
    const [writer, reader] = [await connect(), await connect()];
    await writer.query("begin");
    await writer.query("insert into rows_kept values (1, 'half')");
    let answered = false;
    const reading = number(reader, "select count(*) from rows_kept").then((count) => {
      answered = true;
      return count;
    });
    await writer.query("insert into rows_kept values (2, 'whole')");
    expect(answered).toBe(false);
    await writer.query("commit");
    expect(await reading).toBe(2);
  });

  test("use the same statement name for different texts", async () => {
    const [one, two] = [await connect(), await connect()];
    for (let turn = 0; turn < 5; turn += 1) {
      const [a, b] = await Promise.all([
        one.query({ name: "find", text: "select $1::int + 1 as value", values: [turn] }),
        two.query({ name: "find", text: "select 'two ' || $1 as value", values: [String(turn)] }),
      ]);
      expect([a.rows[0].value, b.rows[0].value]).toEqual([turn + 1, `two ${turn}`]);
    }
  });

  test("use long statement names that differ only at their end", async () => {
    const client = await connect();
    const long = "n".repeat(60);
    const a = await client.query({ name: `${long}a`, text: "select 'a' as value" });
    const b = await client.query({ name: `${long}b`, text: "select 'b' as value" });
    expect([a.rows[0].value, b.rows[0].value]).toEqual(["a", "b"]);
  });

  test("leave no prepared statement behind when they go", async () => {
    const watcher = await connect();
    const count = () =>
      number(
        watcher,
        "select count(*) from pg_prepared_statements where statement like '%left behind%'",
      );
    const leaver = await connect();
    await leaver.query({ name: "mine", text: "select 'left behind'" });
    expect(await count()).toBe(1);
    await leaver.end();
    await expect.poll(count).toBe(0);
  });

  test("cannot drop each other's prepared statements", async () => {
    const [keeper, sweeper] = [await connect(), await connect()];
    const kept = { name: "kept", text: "select 1 as value" };
    await keeper.query(kept);
    await expect(sweeper.query("discard all")).rejects.toMatchObject({ code: "0A000" });
    await expect(
      sweeper.query({ name: "sweep", text: "deallocate all", values: [] }),
    ).rejects.toMatchObject({ code: "0A000" });
    expect((await keeper.query(kept)).rows[0].value).toBe(1);
  });

  test("do not inherit settings, roles, temporary tables or session locks", async () => {
    const [untidy, next] = [await connect(), await connect()];
    await untidy.query("set search_path = pg_catalog");
    await untidy.query("set role koncert_app");
    await untidy.query("create temp table mess (id int)");
    await untidy.query("select pg_advisory_lock(7)");
    const { rows } = await next.query(
      `select current_user as role, current_setting('search_path') as path,
              to_regclass('pg_temp.mess') as mess,
              (select count(*)::int from pg_locks where locktype = 'advisory') as locks`,
    );
    expect(rows[0]).toEqual({ role: "postgres", path: "public", mess: null, locks: 0 });
  });

  test("have the settings of their connection string whoever came before", async () => {
    const configured = await connect({ options: "-c search_path=pg_catalog -c work_mem=7MB" });
    const plain = await connect();
    for (let turn = 0; turn < 3; turn += 1) {
      expect((await configured.query("show work_mem")).rows[0].work_mem).toBe("7MB");
      expect((await plain.query("show work_mem")).rows[0].work_mem).not.toBe("7MB");
    }
  });
});

describe("a client of the application", () => {
  test("has no rights outside a transaction that takes a role", async () => {
    const client = await connect({ user: "koncert_app" });
    await expect(client.query("select * from rows_kept")).rejects.toMatchObject({ code: "42501" });
    await client.query("begin");
    await client.query("select set_config('role', 'authenticated', true)");
    expect((await client.query("select * from rows_kept")).rows).toEqual([]);
    await client.query("commit");
    await expect(client.query("select * from rows_kept")).rejects.toMatchObject({ code: "42501" });
  });

  test("is refused under an unknown name", async () => {
    await expect(connect({ user: "nobody_at_all" })).rejects.toMatchObject({ code: "28000" });
  });

  test("that pipelines gets its answers in order, an error in its place", async () => {
    const client = await connect({ pipeline: true });
    const answers = await Promise.allSettled([
      client.query("begin"),
      client.query("select $1::int as value", [1]),
      client.query({ name: "two", text: "select $1::int as value", values: [2] }),
      client.query("select 1/0"),
      client.query("select 3 as value"),
      client.query("rollback"),
      client.query({ name: "two", text: "select $1::int as value", values: [4] }),
    ]);
    expect(
      answers.map((answer) =>
        answer.status === "fulfilled"
          ? (answer.value.rows[0]?.value ?? answer.value.command)
          : answer.reason.code,
      ),
    ).toEqual(["BEGIN", 1, 2, "22012", "25P02", "ROLLBACK", 4]);
  });

  test("that pipelines transactions beside others keeps each of them whole", async () => {
    const several = await Promise.all(Array.from({ length: 6 }, () => connect({ pipeline: true })));
    await Promise.all(
      several.map(async (client, who) => {
        for (let turn = 0; turn < 20; turn += 1) {
          const id = who * 100 + turn;
          const sent = [
            client.query("begin"),
            client.query({
              name: "add",
              text: "insert into rows_kept values ($1, $2)",
              values: [id, "a"],
            }),
            client.query({
              name: "set",
              text: "update rows_kept set note = 'b' where id = $1",
              values: [id],
            }),
            client.query(turn % 2 === 0 ? "commit" : "rollback"),
          ];
          await Promise.all(sent);
        }
      }),
    );
    const admin = await connect();
    expect(await number(admin, "select count(*) from rows_kept where note = 'b'")).toBe(60);
    expect(await number(admin, "select count(*) from rows_kept")).toBe(60);
  });

  test("sends and receives values of several megabytes", async () => {
    const [client, other] = [await connect(), await connect()];
    const large = "é".repeat(4_000_000);
    const [{ rows }, small] = await Promise.all([
      client.query("select $1::text as value", [large]),
      number(other, "select 1"),
    ]);
    expect(rows[0].value === large).toBe(true);
    expect(small).toBe(1);
  });

  test("is refused a copy from its side and goes on", async () => {
    const client = await connect();
    await expect(client.query("copy rows_kept from stdin")).rejects.toMatchObject({
      code: "57014",
    });
    expect(await number(client, "select 1")).toBe(1);
  });
});
