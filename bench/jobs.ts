import { eventType } from "inngest";
import { openDatabase } from "#database/pool.ts";
import { openWorkflows } from "#inngest.config.ts";
import { openWorld } from "#tools/testing/world.ts";
import type { Workflow } from "#workflows/workflow.ts";
import { median, report } from "./measure.ts";

const lineSteps = 600;
const wideSteps = 100;
const rounds = 5;
const mostSeconds = 2;

/**
 * The local engine on the database of the local stack: a run of 600 steps one after the other, and one
 * of 100 side by side, with nothing in the steps. From the event to the end of the run.
 */
export async function benchJobs(): Promise<void> {
  const world = await openWorld("embedded");
  const database = openDatabase(world.url, 6);
  let ended = () => {};
  const line: Workflow = (inngest) =>
    inngest.createFunction({ id: "line", triggers: [eventType("line")] }, async ({ step }) => {
      for (let index = 0; index < lineSteps; index += 1) await step.run(`${index}`, () => index);
      ended();
    });
  const wide: Workflow = (inngest) =>
    inngest.createFunction({ id: "wide", triggers: [eventType("wide")] }, async ({ step }) => {
      await Promise.all(
        Array.from({ length: wideSteps }, (_, index) => step.run(`${index}`, () => index)),
      );
      ended();
    });
  const work = openWorkflows(
    {
      ...world.context(),
      database,
      env: { KONCERT_URL: "https://exemple.fr" },
      now: () => new Date(),
    },
    {},
    [line, wide],
  );
  await work.start();
  const time = async (name: string) => {
    const done = new Promise<void>((resolve) => {
      ended = resolve;
    });
    const began = performance.now();
    await work.inngest.send({ name });
    await done;
    return (performance.now() - began) / 1_000;
  };
  for (const [name, steps] of [
    ["line", lineSteps],
    ["wide", wideSteps],
  ] as const) {
    await time(name);
    const seconds: number[] = [];
    for (let round = 0; round < rounds; round += 1) seconds.push(await time(name));
    const taken = median(seconds);
    report({
      name: `${steps} steps ${name === "line" ? "one after the other" : "side by side"} / ${mostSeconds} s`,
      ratio: taken / mostSeconds,
      goal: "at most 1",
      met: taken <= mostSeconds,
      figures: { seconds: taken, "steps a second": steps / taken },
    });
  }
  await work.stop();
  await database.close();
  await world.close();
}
