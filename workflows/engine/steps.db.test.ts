import { eventType, NonRetriableError, RetryAfterError } from "inngest";
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

describe("steps", () => {
  test("each runs once, and the function ends with what it returns", async () => {
    const ran: string[] = [];
    await world.serve([
      world.inngest.createFunction(
        { id: "three", triggers: [eventType("three")] },
        async ({ event, step }) => {
          const one = await step.run("one", () => (ran.push("one"), 1));
          const two = await step.run("two", () => (ran.push("two"), one + 1));
          return step.run("three", () => (ran.push("three"), [one, two, event.data["word"]]));
        },
      ),
    ]);
    await send("three", { word: "été" });
    expect(ran).toEqual(["one", "two", "three"]);
    expect(await runs()).toMatchObject([{ status: "completed", output: [1, 2, "été"] }]);
  });

  test("a step that fails is tried again later each time, and those before it are not", async () => {
    const ran: string[] = [];
    await world.serve([
      world.inngest.createFunction(
        { id: "weak", retries: 2, triggers: [eventType("weak")] },
        async ({ step, attempt }) => {
          await step.run("before", () => void ran.push("before"));
          return step.run("weak", () => {
            ran.push("weak");
            if (ran.length < 4) throw new Error("not yet");
            return attempt;
          });
        },
      ),
    ]);
    await send("weak");
    expect(ran).toEqual(["before", "weak"]);
    await world.pass(9 * second);
    expect(ran).toHaveLength(2);
    await world.pass(second);
    expect(ran).toHaveLength(3);
    await world.pass(29 * second);
    expect(ran).toHaveLength(3);
    await world.pass(second);
    expect(ran).toEqual(["before", "weak", "weak", "weak"]);
    expect(await runs()).toMatchObject([{ status: "completed", output: 2 }]);
  });

  test("a step says itself when it is to be tried again, or that it is not", async () => {
    const ran: string[] = [];
    await world.serve([
      world.inngest.createFunction(
        { id: "told", triggers: [eventType("told")] },
        async ({ step }) => {
          await step.run("later", () => {
            ran.push("later");
            if (ran.length === 1) throw new RetryAfterError("busy", "2h");
          });
          await step.run("never", () => {
            ran.push("never");
            throw new NonRetriableError("gone");
          });
        },
      ),
    ]);
    await send("told");
    await world.pass(2 * hour - second);
    expect(ran).toEqual(["later"]);
    await world.pass(second);
    expect(ran).toEqual(["later", "later", "never"]);
    expect(await runs()).toMatchObject([{ status: "failed", error: { message: "gone" } }]);
  });

  test("a failed step can be caught, and the function goes on", async () => {
    await world.serve([
      world.inngest.createFunction(
        { id: "caught", retries: 0, triggers: [eventType("caught")] },
        async ({ step }) => {
          const word = await step
            .run("fails", (): string => {
              throw new Error("no");
            })
            .catch((error: Error) => `caught ${error.message}`);
          return step.run("after", () => word);
        },
      ),
    ]);
    await send("caught");
    expect(await runs()).toMatchObject([{ status: "completed", output: "caught no" }]);
  });

  test("a hundred steps side by side all end before what follows them", async () => {
    const ran = new Map<number, number>();
    await world.serve([
      world.inngest.createFunction(
        { id: "wide", triggers: [eventType("wide")] },
        async ({ step }) => {
          const all = await Promise.all(
            Array.from({ length: 100 }, (_, index) =>
              step.run(`step ${index}`, () => {
                ran.set(index, (ran.get(index) ?? 0) + 1);
                return index;
              }),
            ),
          );
          return step.run("sum", () => all.reduce((sum, one) => sum + one, 0));
        },
      ),
    ]);
    await send("wide");
    expect(await runs()).toMatchObject([{ status: "completed", output: 4950 }]);
    expect([...ran.values()].every((times) => times === 1) && ran.size).toBe(100);
    // Called to discover, for each step, and once when all were done.
    expect(world.wire.filter(({ url }) => url.searchParams.get("stepId") === "step")).toHaveLength(
      2,
    );
  });

  test("one of several fails and is tried again alone", async () => {
    const ran: string[] = [];
    await world.serve([
      world.inngest.createFunction(
        { id: "mixed", triggers: [eventType("mixed")] },
        async ({ step }) =>
          Promise.all(
            ["a", "b", "c"].map((name) =>
              step.run(name, () => {
                ran.push(name);
                if (name === "b" && ran.filter((each) => each === "b").length === 1) {
                  throw new Error("once");
                }
                return name;
              }),
            ),
          ),
      ),
    ]);
    await send("mixed");
    await world.pass(10 * second);
    expect(ran.toSorted()).toEqual(["a", "b", "b", "c"]);
    expect(await runs()).toMatchObject([{ status: "completed", output: ["a", "b", "c"] }]);
  });
});

describe("time", () => {
  test("a run sleeps and wakes at its hour", async () => {
    const ran: string[] = [];
    await world.serve([
      world.inngest.createFunction(
        { id: "sleeper", triggers: [eventType("sleeper")] },
        async ({ step }) => {
          await step.run("before", () => void ran.push("before"));
          await step.sleep("night", "8h");
          await step.sleepUntil("date", "2026-12-01T08:00:00Z");
          await step.run("after", () => void ran.push("after"));
        },
      ),
    ]);
    await send("sleeper");
    await world.pass(8 * hour);
    await world.goTo("2026-12-01T07:59:59Z");
    expect(ran).toEqual(["before"]);
    await world.pass(second);
    expect(ran).toEqual(["before", "after"]);
    expect(await runs()).toMatchObject([{ status: "completed" }]);
  });

  test("a cron follows the clock of Paris over both changes of hour", async () => {
    const fired: string[] = [];
    await world.goTo("2027-03-27T00:00:00Z");
    await world.serve([
      world.inngest.createFunction(
        { id: "morning", triggers: [{ cron: "TZ=Europe/Paris 0 8 * * *" }] },
        async ({ step }) => step.run("fire", () => void fired.push(world.now().toISOString())),
      ),
    ]);
    await world.pass(0);
    for (const at of [
      "2027-03-27T06:59:59Z",
      "2027-03-27T07:00:00Z",
      "2027-03-28T05:59:59Z",
      "2027-03-28T06:00:00Z",
      "2027-03-28T07:00:00Z",
      "2027-10-30T06:00:00Z",
      "2027-10-31T06:59:59Z",
      "2027-10-31T07:00:00Z",
    ]) {
      await world.goTo(at);
    }
    expect(fired).toEqual([
      "2027-03-27T07:00:00.000Z",
      "2027-03-28T06:00:00.000Z",
      // Months without a clock count as one missed morning.
      "2027-10-30T06:00:00.000Z",
      "2027-10-31T07:00:00.000Z",
    ]);
  });

  test("an hour that the clock skips or repeats comes once", async () => {
    const fired: string[] = [];
    await world.goTo("2027-10-30T20:00:00Z");
    await world.serve([
      world.inngest.createFunction(
        { id: "night", triggers: [{ cron: "TZ=Europe/Paris 30 2 * * *" }] },
        async ({ step }) => step.run("fire", () => void fired.push(world.now().toISOString())),
      ),
    ]);
    await world.pass(0);
    for (let quarter = 0; quarter < 40; quarter += 1) await world.pass(15 * minute);
    expect(fired).toHaveLength(1);
  });
});
