import type { Database } from "#database/pool.ts";
import type { Context } from "./context.ts";
import { ToolError } from "./errors.ts";
import type { Tool } from "./tool.ts";

/** A call on its way to share a statement with others. */
export type MergedCall<Input> = { context: Context; input: Input; inputHash: string };

/** What became of one of them. */
export type MergedAnswer<Value> = { value: Value; replayed: boolean } | ToolError;

type Call = MergedCall<Record<string, unknown>>;
type Waiting = {
  call: Call;
  settle: (answer: MergedAnswer<unknown>) => void;
  fail: (thrown: unknown) => void;
};
type Lane = { waiting: Waiting[]; underWay: number; isCalled: boolean };

/** While one statement waits for the disk, the next is under way. */
const statementsAtOnce = 2;
const mostCalls = 200;

const lanes = new WeakMap<Database, Map<string, Lane>>();

/**
 * Runs a call of a tool that merges calls. Nothing waits on purpose: what arrives while statements
 * are under way shares the next one. Throws the call's own refusal.
 */
export async function runInLane(
  tool: Tool,
  call: Call,
): Promise<{ value: unknown; replayed: boolean }> {
  const { context } = call;
  const ofDatabase = lanes.get(context.database) ?? new Map<string, Lane>();
  lanes.set(context.database, ofDatabase);
  const key = JSON.stringify([tool.name, context.actor, tool.merge?.key(call.input)]);
  const lane = ofDatabase.get(key) ?? { waiting: [], underWay: 0, isCalled: false };
  ofDatabase.set(key, lane);
  const answer = await new Promise<MergedAnswer<unknown>>((settle, fail) => {
    lane.waiting.push({ call, settle, fail });
    if (lane.isCalled) return;
    lane.isCalled = true;
    // Calls read in the same turn of the event loop go together.
    setImmediate(() => {
      lane.isCalled = false;
      start();
    });
  });
  if (answer instanceof ToolError) throw answer;
  return answer;

  function start() {
    while (lane.underWay < statementsAtOnce && lane.waiting.length > 0) {
      lane.underWay += 1;
      void runTogether(tool, lane.waiting.splice(0, mostCalls)).finally(() => {
        lane.underWay -= 1;
        start();
        if (lane.underWay === 0 && lane.waiting.length === 0) ofDatabase.delete(key);
      });
    }
  }
}

async function runTogether(tool: Tool, waiting: Waiting[]): Promise<void> {
  const database = waiting[0]?.call.context.database;
  if (!database || !tool.merge) return;
  try {
    const answers = await tool.merge.run(
      database,
      waiting.map(({ call }) => call),
    );
    waiting.forEach(({ settle, fail }, index) => {
      const answer = answers[index];
      if (answer) settle(answer);
      else fail(new Error(`${tool.name} left a call without an answer`));
    });
  } catch (thrown) {
    // Nothing was written. One call that cannot run must not take the others with it.
    if (waiting.length === 1) waiting[0]?.fail(thrown);
    else for (const one of waiting) await runTogether(tool, [one]);
  }
}
