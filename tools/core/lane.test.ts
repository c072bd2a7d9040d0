import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Context } from "./context.ts";
import { ToolError } from "./errors.ts";
import { type MergedCall, runInLane } from "./lane.ts";
import { defineTool, type Tool } from "./tool.ts";

type Input = { room: string; n: number };

/** A tool that answers with what it was given, and remembers how its calls came. */
function talkative(refuse: (calls: MergedCall<Input>[]) => void = () => {}) {
  const batches: number[][] = [];
  let atOnce = 0;
  let mostAtOnce = 0;
  const tool = defineTool({
    name: "test_talk",
    title: { fr: "Parler", en: "Talk" },
    description: "",
    permission: "sale:buy",
    effect: "write",
    input: z.object({ room: z.string(), n: z.int() }),
    output: z.int(),
    examples: [],
    merge: {
      key: (input) => input.room,
      async run(_, calls) {
        atOnce += 1;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
        batches.push(calls.map(({ input }) => input.n));
        try {
          await new Promise((resolve) => setImmediate(resolve));
          refuse(calls);
          return calls.map(({ input }) =>
            input.n < 0
              ? new ToolError("conflict", { fr: "Non.", en: "No." })
              : { value: input.n, replayed: false },
          );
        } finally {
          atOnce -= 1;
        }
      },
    },
    run: async (_, input) => input.n,
    summary: () => "",
  });
  const database = {} as Context["database"];
  const call = (n: number, room = "a", actor: unknown = { kind: "buyer" }) =>
    runInLane(tool as unknown as Tool, {
      context: { database, actor, callId: randomUUID() } as unknown as Context,
      input: { room, n },
      inputHash: "",
    }).then(({ value }) => value);
  return { call, batches, mostAtOnce: () => mostAtOnce };
}

describe("a lane", () => {
  it("runs calls that come together in one statement, and answers each with its own", async () => {
    const { call, batches } = talkative();
    const numbers = Array.from({ length: 150 }, (_, n) => n);
    expect(await Promise.all(numbers.map((n) => call(n)))).toEqual(numbers);
    expect(batches).toEqual([numbers]);
  });

  it("takes two hundred at most, two statements at a time, in the order of arrival", async () => {
    const { call, batches, mostAtOnce } = talkative();
    const numbers = Array.from({ length: 950 }, (_, n) => n);
    await Promise.all(numbers.map((n) => call(n)));
    expect(batches.map(({ length }) => length)).toEqual([200, 200, 200, 200, 150]);
    expect(batches.flat()).toEqual(numbers);
    expect(mostAtOnce()).toBe(2);
  });

  it("never mixes two keys or two actors", async () => {
    const { call, batches } = talkative();
    await Promise.all([call(1), call(2, "b"), call(3, "a", { kind: "other" }), call(4)]);
    expect(batches.toSorted()).toEqual([[1, 4], [2], [3]]);
  });

  it("refuses one call and grants its neighbours", async () => {
    const { call } = talkative();
    const [one, two] = await Promise.allSettled([call(-1), call(2)]);
    expect(one).toMatchObject({ status: "rejected", reason: expect.any(ToolError) });
    expect(two).toMatchObject({ value: 2 });
  });

  it("does not let a call that breaks the statement break the others", async () => {
    const { call, batches } = talkative((calls) => {
      if (calls.some(({ input }) => input.n === 3)) throw new Error("broken");
    });
    const answers = await Promise.allSettled([1, 2, 3, 4].map((n) => call(n)));
    expect(answers.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(batches).toEqual([[1, 2, 3, 4], [1], [2], [3], [4]]);
  });
});
