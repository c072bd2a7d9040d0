import { askEachOrganization } from "./each-organization.ts";
import { asked } from "./events.ts";
import { callAsJob, callIdOf, stoppable, type Workflow } from "./workflow.ts";

/** Before the first coffee, on working days. */
export const askForBriefs: Workflow = (inngest, parts) =>
  askEachOrganization(inngest, parts, {
    id: "ask-morning-brief",
    cron: "TZ=Europe/Paris 30 7 * * 1-5",
    event: "job/brief.send",
  });

/** The morning brief, by mail to whoever wants it, and in Slack where they read there. */
export const morningBrief: Workflow = (inngest, parts) =>
  inngest.createFunction(
    { id: "morning-brief", triggers: [asked.morningBrief], cancelOn: [...stoppable] },
    async ({ event, runId, step }) => {
      const { organizationId } = event.data;
      // Asked again under the same id, the tool gives what it gave: only ids leave the step.
      const brief = () =>
        callAsJob(
          parts,
          { organizationId, job: "morning-brief", callId: callIdOf(runId, "mail") },
          "organization_send_brief",
          {},
        );
      const readers = await step.run("mail", async () =>
        (await brief()).sent.map(({ userId }) => userId),
      );
      for (const userId of parts.integrations.slack ? readers : []) {
        await step.run(`slack ${userId}`, async () => {
          const { deliverBrief } = await import("#slack-bot/brief.ts");
          const told = (await brief()).sent.find((each) => each.userId === userId);
          return told ? deliverBrief(parts, { organizationId, userId }, told) : "not_linked";
        });
      }
      return readers.length;
    },
  );
