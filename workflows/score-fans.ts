import { askEachOrganization } from "./each-organization.ts";
import { asked } from "./events.ts";
import { callAsJob, callIdOf, stoppable, type Workflow } from "./workflow.ts";

/** In the middle of the night. */
export const askForScores: Workflow = (inngest, parts) =>
  askEachOrganization(inngest, parts, {
    id: "ask-score-fans",
    cron: "TZ=Europe/Paris 30 3 * * *",
    event: "job/fans.score",
  });

/** Works the fan scores out again, a thousand contacts a step. */
export const scoreFans: Workflow = (inngest, parts) =>
  inngest.createFunction(
    {
      id: "score-fans",
      triggers: [asked.scoreFans],
      concurrency: { limit: 1, key: "event.data.organizationId" },
      cancelOn: [...stoppable],
    },
    async ({ event, runId, step }) => {
      let scored = 0;
      let after: string | null = null;
      for (let batch = 1; batch === 1 || after; batch += 1) {
        const done: { scored: number; next: string | null } = await step.run(
          `batch ${batch}`,
          async () =>
            callAsJob(
              parts,
              {
                organizationId: event.data.organizationId,
                job: "fan-scores",
                callId: callIdOf(runId, `batch ${batch}`),
              },
              "contacts_score_fans",
              after ? { after } : {},
            ),
        );
        scored += done.scored;
        after = done.next;
      }
      return scored;
    },
  );
