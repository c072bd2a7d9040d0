import net from "node:net";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { PGlite } from "@electric-sql/pglite";
import { greeting, message, messagesOf, query, readyForQuery, sync } from "./protocol.ts";
import { WireServer } from "./wire-server.ts";

const idleTransactionTimeout = 400;
let server: WireServer;
let port: number;
const clients: pg.Client[] = [];

async function connect(options: pg.ClientConfig & { pipeline?: boolean } = {}) {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "postgres",
    database: "koncert",
    ...options,
  });
  client.on("error", () => {});
  await client.connect();
  clients.push(client);
  return client;
}

const number = async (client: pg.ClientBase, sql: string) =>
  Number((await client.query({ text: sql, rowMode: "array" })).rows[0]?.[0]);

beforeAll(async () => {
  const embedded = await PGlite.create();
  await embedded.exec(`
    create role koncert_app login noinherit;
    create role authenticated nologin;
    grant authenticated to koncert_app;
    create table rows_kept (id int primary key, note text);
    grant select on rows_kept to authenticated;
    create table jobs (id int primary key, taken int not null default 0);
  `);
  server = new WireServer(embedded, { idleTransactionTimeout });
  port = await server.listen();
});

beforeEach(async () => {
  const admin = await connect();
  await admin.query("truncate rows_kept, jobs");
});

afterAll(async () => {
  await Promise.all(clients.map((client) => client.end().catch(() => {})));
  await server.close();
});

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

describe("notifications", () => {
  test("reach the clients that listen, once committed, and no other", async () => {
    const [listener, deaf, speaker] = [await connect(), await connect(), await connect()];
    const heard: string[] = [];
    listener.on("notification", ({ channel, payload }) => heard.push(`${channel}: ${payload}`));
    deaf.on("notification", () => heard.push("deaf"));
    await listener.query('listen Feed; listen "Other Feed"');
    await speaker.query("begin");
    await speaker.query("notify feed, 'one'");
    expect(heard).toEqual([]);
    await speaker.query("commit");
    await speaker.query("select pg_notify('Other Feed', 'two')");
    await speaker.query("notify elsewhere, 'three'");
    await deaf.query("select 1");
    await expect.poll(() => heard).toEqual(["feed: one", "Other Feed: two"]);
  });

  test("go on for one client when another ceases to listen or goes", async () => {
    const [stays, ceases, goes, speaker] = [
      await connect(),
      await connect(),
      await connect(),
      await connect(),
    ];
    const heard: (string | undefined)[] = [];
    stays.on("notification", ({ payload }) => heard.push(payload));
    for (const client of [stays, ceases, goes]) await client.query("listen feed");
    await ceases.query("unlisten *");
    await speaker.query("notify feed, 'after unlisten'");
    await goes.end();
    await speaker.query("notify feed, 'after end'");
    await expect.poll(() => heard).toEqual(["after unlisten", "after end"]);
  });
});

describe("a transaction left open", () => {
  test("is rolled back when its client disconnects", async () => {
    const other = await connect();
    for (let turn = 0; turn < 10; turn += 1) {
      const leaver = await connect();
      await leaver.query("begin");
      await leaver.query("insert into rows_kept values ($1, 'lost')", [turn]);
      (leaver as unknown as { connection: { stream: net.Socket } }).connection.stream.destroy();
      expect(await number(other, "select count(*) from rows_kept")).toBe(0);
    }
  });

  test("is ended when it stays idle, and its client told", async () => {
    const [idler, other] = [await connect(), await connect()];
    const told = new Promise<{ code?: string }>((resolve) => idler.once("error", resolve));
    await idler.query("begin");
    await idler.query("insert into rows_kept values (1, 'idle')");
    const began = performance.now();
    expect(await number(other, "select count(*) from rows_kept")).toBe(0);
    expect(performance.now() - began).toBeLessThan(idleTransactionTimeout * 5);
    expect((await told).code).toBe("25P03");
  });

  test("that failed does not block the next client once rolled back", async () => {
    const [failing, other] = [await connect(), await connect()];
    await failing.query("begin");
    await expect(failing.query("select 1/0")).rejects.toMatchObject({ code: "22012" });
    const waiting = number(other, "select 1");
    await failing.query("rollback");
    expect(await waiting).toBe(1);
  });
});

test("twenty workers that skip locked rows take each of three hundred jobs once", async () => {
  const admin = await connect();
  await admin.query("insert into jobs select generate_series(1, 300)");
  const workers = await Promise.all(Array.from({ length: 20 }, () => connect()));
  const taken: number[] = [];
  await Promise.all(
    workers.map(async (worker) => {
      for (;;) {
        await worker.query("begin");
        const { rows } = await worker.query(
          "select id from jobs where taken = 0 order by id limit 1 for update skip locked",
        );
        const id = rows[0]?.id as number | undefined;
        if (id !== undefined) {
          await worker.query("update jobs set taken = taken + 1 where id = $1", [id]);
        }
        await worker.query("commit");
        if (id === undefined) return;
        taken.push(id);
      }
    }),
  );
  expect(taken.length).toBe(300);
  expect(new Set(taken).size).toBe(300);
  expect(await number(admin, "select count(*) from jobs where taken = 1")).toBe(300);
});

describe("a client that speaks badly", () => {
  test("is hung up on, and others go on", async () => {
    const other = await connect();
    const socket = net.connect(port, "127.0.0.1");
    const closed = new Promise((resolve) => socket.once("close", resolve));
    socket.on("error", () => {});
    socket.resume();
    socket.write(Buffer.from("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    await closed;
    expect(await number(other, "select 1")).toBe(1);
  });

  test("byte by byte is understood", async () => {
    const startup = message(
      "\0",
      Buffer.from([0, 3, 0, 0]),
      "user",
      "postgres",
      Buffer.from([0]),
    ).subarray(1);
    const socket = net.connect(port, "127.0.0.1");
    socket.setNoDelay(true);
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    for (const byte of Buffer.concat([startup, query("select 41 + 1")])) {
      socket.write(Buffer.from([byte]));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const types = () => [...messagesOf(Buffer.concat(chunks))].map(({ type }) => type).join("");
    await expect.poll(types).toMatch(/^RS+KZTDCZ$/);
    socket.destroy();
  });

  test("after a Flush has the backend until its Sync", async () => {
    const other = await connect();
    const socket = net.connect(port, "127.0.0.1");
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    const types = () => [...messagesOf(Buffer.concat(chunks))].map(({ type }) => type).join("");
    socket.write(
      message("\0", Buffer.from([0, 3, 0, 0]), "user", "postgres", Buffer.from([0])).subarray(1),
    );
    await expect.poll(types).toMatch(/Z$/);
    chunks.length = 0;
    socket.write(
      Buffer.concat([
        message("P", "mine", "select 5", Buffer.from([0, 0])),
        message("D", Buffer.from("S"), "mine"),
        message("H"),
      ]),
    );
    await expect.poll(types).toBe("1tT");
    let answered = false;
    const waiting = number(other, "select 1").then(() => (answered = true));
    socket.write(
      Buffer.concat([message("B", "", "mine", Buffer.alloc(6)), message("E", "", 0), message("H")]),
    );
    await expect.poll(types).toBe("1tT2DC");
    expect(answered).toBe(false);
    socket.write(sync);
    await waiting;
    expect(Buffer.concat(chunks).subarray(-6)).toEqual(readyForQuery("I"));
    socket.destroy();
  });
});

test("a newer minor version of the protocol is negotiated down", () => {
  const types = [...messagesOf(greeting(new Map([["server_version", "18"]]), 1, 2))];
  expect(types.map(({ type }) => type).join("")).toBe("vRSKZ");
});
