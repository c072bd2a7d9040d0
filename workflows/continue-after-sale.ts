import { sweepAfterSale } from "#tools/ticketing/sweep-after-sale.ts";
import type { Workflow } from "./workflow.ts";

/** Goes on with refunds of cancelled dates and offers of resold tickets. */
export const continueAfterSale: Workflow = (inngest, { database, integrations, now }) =>
  inngest.createFunction(
    { id: "continue-after-sale", triggers: [{ cron: "* * * * *" }], concurrency: 1, retries: 0 },
    ({ step }) =>
      step.run("after the sale", async () => {
        const outcomes = await sweepAfterSale(database, integrations, now());
        return outcomes.length;
      }),
  );
