import { eventType, Inngest } from "inngest";
import { serve } from "inngest/edge";
import { asJobs } from "#database/jobs.ts";
import { openDatabase } from "#database/pool.ts";
import { createEngine } from "../engine/engine.ts";
import { SteadyEvents } from "../steady-events.ts";

// A process of its own, killed at any moment: brings some work of its own and does what there is.
const database = openDatabase(process.env["TEST_URL"] ?? "", 6);
const engine = createEngine({ database, leaseMs: 400, slots: 6, onError: () => {} });
const inngest = new Inngest({
  id: "koncert",
  isDev: true,
  fetch: engine.fetch,
  middleware: [SteadyEvents],
});

/** What a step does outside, where it can be counted. */
async function note(run: string, step: string) {
  await asJobs(database, (ask) =>
    ask("insert into jobs.starts (key, at) values ($1, now())", [`${run}:${step}`]),
  );
  process.send?.("ran");
  await new Promise((resolve) => setTimeout(resolve, 10));
}

const work = inngest.createFunction(
  { id: "work", retries: 20, triggers: [eventType("work")] },
  async ({ runId, step }) => {
    for (let index = 0; index < 6; index += 1) {
      await step.run(`line ${index}`, () => note(runId, `line ${index}`));
    }
    await step.sleep("a moment", "1s");
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        step.run(`wide ${index}`, () => note(runId, `wide ${index}`)),
      ),
    );
    await step.sendEvent("tell", { name: "told", data: { run: runId } });
  },
);
const told = inngest.createFunction(
  { id: "told", retries: 20, triggers: [eventType("told")] },
  async ({ event, step }) => step.run("hear", () => note(String(event.data["run"]), "told")),
);

await engine.serve(serve({ client: inngest, functions: [work, told] }));
process.once("message", async () => {
  await inngest.send(
    Array.from({ length: 4 }, (_, index) => ({
      name: "work",
      id: `${process.env["TEST_NAME"]}:${index}`,
    })),
  );
  engine.start();
});
process.send?.("ready");
