import type { Inngest } from "inngest";
import { workingOrganizations } from "#database/jobs.ts";
import type { WorkParts } from "./workflow.ts";

/**
 * At the hour of a cron line, asks for the work of each organization by an event of its own: each has its
 * own run, and one that fails holds up no other.
 */
export const askEachOrganization = (
  inngest: Inngest,
  { database }: WorkParts,
  { id, cron, event }: { id: string; cron: string; event: `job/${string}` },
) =>
  inngest.createFunction({ id, triggers: [{ cron }] }, async ({ step }) => {
    const organizations = await step.run("organizations", () => workingOrganizations(database));
    if (organizations.length === 0) return 0;
    await step.sendEvent(
      "ask",
      organizations.map((organizationId) => ({ name: event, data: { organizationId } })),
    );
    return organizations.length;
  });
