import net from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { greeting, message, messagesOf, query, readyForQuery, sync } from "./protocol.ts";
import { number, serveEmbedded } from "../testing/serve-embedded.ts";
import type { Served } from "../testing/serve-embedded.ts";

const idleTransactionTimeout = 400;
let served: Served;
const connect: Served["connect"] = (options) => served.connect(options);

beforeAll(async () => {
  served = await serveEmbedded(idleTransactionTimeout);
});

beforeEach(async () => {
  const admin = await connect();
  await admin.query("truncate rows_kept, jobs");
});

afterAll(() => served.close());

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
    const socket = net.connect(served.port, "127.0.0.1");
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
    const socket = net.connect(served.port, "127.0.0.1");
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
    const socket = net.connect(served.port, "127.0.0.1");
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
