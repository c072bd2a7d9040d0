import { sendOutbox as sendMails } from "#tools/core/send-outbox.ts";
import { relayEvents } from "./relay.ts";
import type { Workflow } from "./workflow.ts";

/**
 * Sends what is still to be sent: mails and refunds that the process which wrote them did not get to,
 * and events for durable work where no server of ours stays up to relay them.
 */
export const sendOutbox: Workflow = (inngest, { database, integrations, env }) =>
  inngest.createFunction(
    { id: "send-outbox", triggers: [{ cron: "* * * * *" }], concurrency: 1, retries: 0 },
    async ({ step }) => {
      const mails = await step.run("mails", () =>
        sendMails(database, integrations, env.KONCERT_URL),
      );
      const events = await step.run("events", () => relayEvents(database, inngest));
      return { mails, events };
    },
  );
