import { sweepHolds } from "#tools/ticketing/sweep-holds.ts";
import type { Workflow } from "./workflow.ts";

/** Gives back the places of holds whose time is over, whether or not anybody comes by. */
export const endHolds: Workflow = (inngest, { database, now }) =>
  inngest.createFunction(
    { id: "end-holds", triggers: [{ cron: "* * * * *" }], concurrency: 1, retries: 0 },
    ({ step }) => step.run("holds", () => sweepHolds(database, now())),
  );
