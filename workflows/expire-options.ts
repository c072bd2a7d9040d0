import { askEachOrganization } from "./each-organization.ts";
import { asked } from "./events.ts";
import { callAsJob, callIdOf, stoppable, type Workflow } from "./workflow.ts";

/** Before anybody is at their desk. */
export const askForOptions: Workflow = (inngest, parts) =>
  askEachOrganization(inngest, parts, {
    id: "ask-expire-options",
    cron: "TZ=Europe/Paris 0 5 * * *",
    event: "job/options.expire",
  });

/** Releases the options whose decision day has passed. */
export const expireOptions: Workflow = (inngest, parts) =>
  inngest.createFunction(
    { id: "expire-options", triggers: [asked.expireOptions], cancelOn: [...stoppable] },
    async ({ event, runId, step }) =>
      step.run("release", async () => {
        const callId = callIdOf(runId, "release");
        const { organizationId } = event.data;
        const { released } = await callAsJob(
          parts,
          { organizationId, job: "options", callId },
          "tours_expire_holds",
          {},
        );
        return released.length;
      }),
  );
