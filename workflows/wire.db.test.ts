import { createHash, createHmac } from "node:crypto";
import { eventType } from "inngest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "#database/pool.ts";
import { createTestDatabase, type TestDatabase } from "#database/testing/create-test-database.ts";
import { openWorkflows } from "#inngest.config.ts";
import { canonical } from "#tools/core/canonical.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { createEngine } from "./engine/engine.ts";
import { serveUrl, syncRequest } from "./engine/protocol.ts";
import { type EngineWorld, openEngine } from "./testing/open-engine.ts";
import { serveHttp } from "./testing/serve-http.ts";
import type { Workflow } from "./workflow.ts";

const sha1 = (text: string) => createHash("sha1").update(text).digest("hex");

describe("within the process", () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await openEngine();
  });
  afterEach(() => world.close());

  test("functions register in one answer, with what they ask of the engine", async () => {
    await world.serve([
      world.inngest.createFunction(
        {
          id: "hello",
          triggers: [eventType("said"), { cron: "TZ=Europe/Paris 0 8 * * *" }],
          concurrency: 2,
          idempotency: "event.data.id",
          cancelOn: [{ event: "stop", match: "data.id" }],
          onFailure: () => {},
        },
        () => {},
      ),
    ]);
    expect(world.wire[0]).toMatchObject({
      // Another release may speak otherwise: all of this is read again before the line moves.
      sdk: "inngest-js:v4.24.0",
      status: 200,
      body: { url: serveUrl },
      answer: {
        app_id: "koncert",
        functions: [
          {
            id: "koncert-hello",
            triggers: [{ event: "said" }, { cron: "TZ=Europe/Paris 0 8 * * *" }],
            concurrency: 2,
            idempotency: "event.data.id",
            cancel: [{ event: "stop", if: "event.data.id == async.data.id" }],
          },
          {
            id: "koncert-hello-failure",
            triggers: [
              {
                event: "inngest/function.failed",
                expression: "event.data.function_id == 'koncert-hello'",
              },
            ],
          },
        ],
      },
    });
  });

  test("each thing that a function asks for has its operation", async () => {
    const other = world.inngest.createFunction({ id: "other", triggers: [] }, () => "answer");
    await world.serve([
      other,
      world.inngest.createFunction(
        { id: "all", triggers: [eventType("all")] },
        async ({ step }) => {
          await Promise.all([step.run("same", () => 1), step.run("same", () => 2)]);
          await step.sleep("sleep", "2h");
          await step.waitForEvent("wait", { event: "came", timeout: "1d", if: "async.data.ok" });
          await step.invoke("invoke", { function: other, data: { n: 1 } });
          return "end";
        },
      ),
    ]);
    await world.inngest.send({ name: "all" });
    await world.pass(2 * 3_600_000);
    await world.inngest.send({ name: "came", data: { ok: true } });
    await world.engine.settle();

    const calls = world.wire.slice(1);
    expect(calls[0]).toMatchObject({
      status: 206,
      body: {
        version: 2,
        event: { name: "all" },
        steps: {},
        ctx: {
          fn_id: "koncert-all",
          attempt: 0,
          max_attempts: 5,
          disable_immediate_execution: false,
          use_api: false,
          stack: { stack: [], current: 0 },
        },
      },
      answer: [
        { op: "StepPlanned", id: sha1("same") },
        { op: "StepPlanned", id: sha1("same:1") },
      ],
    });
    const ops = calls.flatMap(({ answer }) => (Array.isArray(answer) ? answer : []));
    const find = (op: string) => ops.find((each: { op: string }) => each.op === op);
    expect(find("StepRun")).toMatchObject({ id: sha1("same"), data: 1 });
    expect(find("Sleep")).toMatchObject({ id: sha1("sleep"), name: "2h" });
    expect(find("WaitForEvent")).toMatchObject({
      id: sha1("wait"),
      name: "came",
      opts: { timeout: "1d", if: "async.data.ok" },
    });
    expect(find("InvokeFunction")).toMatchObject({
      id: sha1("invoke"),
      opts: { function_id: "koncert-other", payload: { data: { n: 1 } } },
    });
    expect(ops.filter(({ op }: { op: string }) => op === "RunComplete")).toMatchObject([
      { data: "answer" },
      { data: "end" },
    ]);
    const last = calls.findLast(({ url }) => url.searchParams.get("fnId") === "koncert-all");
    expect(last?.body["steps"]).toMatchObject({
      [sha1("same")]: { type: "data", data: 1 },
      [sha1("sleep")]: { type: "data", data: null },
      [sha1("wait")]: { type: "data", data: { name: "came", data: { ok: true } } },
      [sha1("invoke")]: { type: "data", data: "answer" },
    });
  });

  test("a function that nobody has is an internal error, and nothing else is served", async () => {
    await world.serve([]);
    const nowhere = await world.engine.fetch("http://inngest/v1/anything");
    expect(nowhere.status).toBe(404);
    const stale = await world.engine.fetch(
      "http://inngest/v1/checkpoint/6f9619ff-8b86-4011-b42d-00c04fc964ff/async",
      {
        method: "POST",
        body: JSON.stringify({ qi_id: "6f9619ff-8b86-4011-b42d-00c04fc964fa", steps: [] }),
      },
    );
    expect(stale.status).toBe(409);
  });
});

describe("against a server of Inngest's", () => {
  const eventKey = "event-key-of-the-test";
  const signingKey = "signkey-test-0123456789abcdef0123456789abcdef";
  let world: World;
  let theirs: TestDatabase;
  beforeEach(async () => {
    [world, theirs] = await Promise.all([openWorld(), createTestDatabase()]);
  });
  afterEach(async () => {
    await world.close();
    await theirs.close();
  });

  test("the same functions run over HTTP with keys, and unsigned calls are refused", async () => {
    const database = openDatabase(theirs.url, 4);
    const engine = createEngine({ database });
    const heard: { path: string; authorization: string | null }[] = [];
    const server = await serveHttp(async (request) => {
      heard.push({
        path: new URL(request.url).pathname,
        authorization: request.headers.get("authorization"),
      });
      return engine.fetch(request);
    });
    const add: Workflow = (inngest) =>
      inngest.createFunction(
        { id: "add", triggers: [eventType("add")] },
        async ({ event, step }) => {
          const one = await step.run("one", () => Number(event.data["n"]));
          return step.run("two", () => one + 1);
        },
      );
    const work = openWorkflows(
      { ...world.context(), env: { KONCERT_URL: "https://exemple.fr" }, now: () => new Date() },
      {
        INNGEST_EVENT_KEY: eventKey,
        INNGEST_SIGNING_KEY: signingKey,
        INNGEST_BASE_URL: server.url,
      },
      [add],
    );
    expect(work.engine).toBeUndefined();
    const app = await serveHttp(work.handler);

    const call = async (request: Request, signature?: string) => {
      const { pathname, search } = new URL(request.url);
      return fetch(app.url + pathname + search, {
        method: request.method,
        headers: {
          ...Object.fromEntries(request.headers),
          ...(signature ? { "x-inngest-signature": signature } : {}),
        },
        body: await request.text(),
      });
    };
    const sign = async (request: Request) => {
      const at = Math.floor(Date.now() / 1_000);
      const key = signingKey.replace(/^signkey-\w+-/, "");
      const body = canonical(await request.clone().json());
      return `t=${at}&s=${createHmac("sha256", key)
        .update(body + at)
        .digest("hex")}`;
    };
    await engine.serve(async (request) => call(request, await sign(request)));

    expect((await call(syncRequest())).status).toBe(401);
    const forged = await sign(syncRequest());
    expect((await call(syncRequest(), `${forged.slice(0, -1)}x`)).status).toBe(401);

    await work.inngest.send({ name: "add", data: { n: 1 } });
    await engine.settle();
    const admin = openDatabase(theirs.adminUrl, 1);
    const { rows } = await admin.pool.query("select status, output from jobs.runs");
    expect(rows).toEqual([{ status: "completed", output: 2 }]);
    expect(heard[0]?.path).toBe(`/e/${eventKey}`);
    expect(heard.filter(({ path }) => path.startsWith("/v1/checkpoint/"))).not.toEqual([]);
    expect(heard.at(-1)?.authorization).toMatch(/^Bearer signkey-test-[0-9a-f]{64}$/);

    await Promise.all([app.close(), server.close(), admin.close(), database.close()]);
  });
});
