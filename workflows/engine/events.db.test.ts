import { type Context, eventType, type FailureEventArgs, NonRetriableError } from "inngest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type EngineWorld, openEngine } from "../testing/open-engine.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

let world: EngineWorld;
beforeEach(async () => {
  world = await openEngine();
});
afterEach(() => world.close());

const send = async (name: string, data: Record<string, unknown> = {}, id?: string) => {
  await world.inngest.send({ name, data, ...(id ? { id } : {}) });
  await world.engine.settle();
};
const runs = () =>
  world.rows<{ status: string; output: unknown; error: { message?: string } | null }>(
    "select status, output, error from jobs.runs order by created_at, id",
  );

describe("waiting for others", () => {
  test("a run goes on with the event that it waits for, and no other", async () => {
    await world.serve([
      world.inngest.createFunction(
        { id: "waiter", triggers: [eventType("asked")] },
        async ({ step }) => {
          const answer = await step.waitForEvent("answer", {
            event: "answered",
            timeout: "3d",
            if: "async.data.id == event.data.id",
          });
          return answer ? answer.data["word"] : "nobody";
        },
      ),
    ]);
    await send("asked", { id: 1 });
    await send("asked", { id: 2 });
    await send("answered", { id: 2, word: "oui" });
    expect((await runs()).map(({ status }) => status).toSorted()).toEqual(["completed", "running"]);
    await world.pass(72 * hour);
    expect((await runs()).map(({ output }) => output).toSorted()).toEqual(["nobody", "oui"]);
  });

  test("a function invokes another and gets its answer, or its failure", async () => {
    const inner = world.inngest.createFunction(
      { id: "inner", retries: 0, triggers: [eventType("inner")] },
      async ({ event, step }) => {
        const n = await step.run("double", () => 2 * Number(event.data["n"]));
        if (n > 10) throw new NonRetriableError("too many");
        return n;
      },
    );
    await world.serve([
      inner,
      world.inngest.createFunction(
        { id: "outer", triggers: [eventType("outer")] },
        async ({ step }) => {
          const good = await step.invoke("good", { function: inner, data: { n: 4 } });
          const bad = await step
            .invoke("bad", { function: inner, data: { n: 40 } })
            .catch((error: Error) => error.message);
          return [good, bad];
        },
      ),
    ]);
    await send("outer");
    expect((await runs()).find(({ output }) => Array.isArray(output))?.output).toEqual([
      8,
      "too many",
    ]);
  });

  test("a run is cancelled by its event, and nothing of it runs any more", async () => {
    const ran: string[] = [];
    await world.serve([
      world.inngest.createFunction(
        {
          id: "long",
          triggers: [eventType("long")],
          cancelOn: [{ event: "stop", if: "async.data.id == event.data.id" }],
        },
        async ({ event, step }) => {
          await step.sleep("wait", "1h");
          await step.run("after", () => void ran.push(String(event.data["id"])));
        },
      ),
    ]);
    await send("long", { id: "a" });
    await send("long", { id: "b" });
    await send("stop", { id: "a" });
    await world.pass(hour);
    expect(ran).toEqual(["b"]);
    expect((await runs()).map(({ status }) => status).toSorted()).toEqual([
      "cancelled",
      "completed",
    ]);
  });

  test("a function that failed for good is told to its onFailure, once", async () => {
    const told: string[] = [];
    await world.serve([
      world.inngest.createFunction(
        {
          id: "doomed",
          retries: 1,
          triggers: [eventType("doomed")],
          onFailure: async ({ event, error, step }: FailureEventArgs & Context.Any) => {
            await step.run(
              "tell",
              () => void told.push(`${event.data.function_id}: ${error.message}`),
            );
          },
        },
        async ({ step }) => {
          await step.run("fails", () => {
            throw new Error("broken");
          });
        },
      ),
    ]);
    await send("doomed");
    expect(told).toEqual([]);
    await world.pass(10 * second);
    await world.pass(hour);
    expect(told).toEqual(["koncert-doomed: broken"]);
  });
});

describe("how much and how often", () => {
  const counting = (options: object) => {
    const seen: unknown[] = [];
    const fn = world.inngest.createFunction(
      { id: "counting", triggers: [eventType("count")], ...options },
      async ({ events, step }) => {
        await step.run("see", () => void seen.push(events.map(({ data }) => data["n"])));
      },
    );
    return { seen, fn };
  };

  test("an event that comes twice starts one run", async () => {
    const { seen, fn } = counting({});
    await world.serve([fn]);
    await send("count", { n: 1 }, "same");
    await send("count", { n: 1 }, "same");
    await send("count", { n: 2 }, "other");
    expect(seen).toEqual([[1], [2]]);
  });

  test("one run a day for each idempotency key", async () => {
    const { seen, fn } = counting({ idempotency: "event.data.n" });
    await world.serve([fn]);
    for (const n of [1, 1, 2]) await send("count", { n });
    expect(seen).toEqual([[1], [2]]);
    await world.pass(24 * hour);
    await send("count", { n: 1 });
    expect(seen).toHaveLength(3);
  });

  test("a rate limit drops what is too much", async () => {
    const { seen, fn } = counting({ rateLimit: { limit: 2, period: "1m" } });
    await world.serve([fn]);
    for (const n of [1, 2, 3]) await send("count", { n });
    expect(seen).toEqual([[1], [2]]);
    await world.pass(minute);
    await send("count", { n: 4 });
    expect(seen).toEqual([[1], [2], [4]]);
  });

  test("debounce waits for calm and takes the last, by key", async () => {
    const { seen, fn } = counting({ debounce: { period: "30s", key: "event.data.key" } });
    await world.serve([fn]);
    await send("count", { n: 1, key: "a" });
    await world.pass(20 * second);
    await send("count", { n: 2, key: "a" });
    await send("count", { n: 9, key: "b" });
    await world.pass(20 * second);
    expect(seen).toEqual([]);
    await world.pass(10 * second);
    expect(seen.toSorted()).toEqual([[2], [9]]);
  });

  test("a batch starts when it is full, or when its time is over", async () => {
    const { seen, fn } = counting({ batchEvents: { maxSize: 3, timeout: "10s" } });
    await world.serve([fn]);
    for (const n of [1, 2, 3, 4]) await send("count", { n });
    expect(seen).toEqual([[1, 2, 3]]);
    await world.pass(10 * second);
    expect(seen).toEqual([[1, 2, 3], [4]]);
  });

  test("no more run at once than a key allows", async () => {
    let most = 0;
    let running = 0;
    const perKey = new Map<string, number>();
    await world.serve([
      world.inngest.createFunction(
        {
          id: "narrow",
          triggers: [eventType("narrow")],
          concurrency: { limit: 2, key: "event.data.key" },
        },
        async ({ event, step }) => {
          await step.run("work", async () => {
            const key = String(event.data["key"]);
            perKey.set(key, (perKey.get(key) ?? 0) + 1);
            most = Math.max(most, ...perKey.values());
            running += 1;
            await new Promise((resolve) => setTimeout(resolve, 10));
            perKey.set(key, perKey.get(key)! - 1);
          });
        },
      ),
    ]);
    await world.inngest.send(
      Array.from({ length: 12 }, (_, n) => ({ name: "narrow", data: { key: n % 2 ? "a" : "b" } })),
    );
    await world.engine.settle();
    expect({ running, most }).toEqual({ running: 12, most: 2 });
  });

  test("what the engine does not do is refused when it is registered", async () => {
    const { fn } = counting({ throttle: { limit: 1, period: "1m" } });
    await expect(world.serve([fn])).rejects.toThrow(/does not run koncert-counting.*throttle/s);
  });
});
