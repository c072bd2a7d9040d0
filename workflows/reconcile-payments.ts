import { reconcilePayments } from "#tools/ticketing/payment-news.ts";
import type { Workflow } from "./workflow.ts";

/** Asks the payment provider about what it left unsaid. */
export const reconcile: Workflow = (inngest, { database, integrations, now }) =>
  inngest.createFunction(
    { id: "reconcile-payments", triggers: [{ cron: "* * * * *" }], concurrency: 1, retries: 0 },
    ({ step }) => step.run("payments", () => reconcilePayments({ database, integrations }, now())),
  );
