import { createHash } from "node:crypto";
import type { Database } from "#database/pool.ts";
import { settleOutbox, takeOutbox } from "#database/outbox.ts";
import type { Integrations } from "#integrations/integrations.ts";
import { z } from "zod";
import { sendRefund } from "../ticketing/payment-news.ts";
import { revokeSlack } from "../organization/slack-teams.ts";
import { letterFiles } from "../ticketing/letter-files.ts";
import { mailFor } from "./mails.ts";

const refund = z.object({ refund_id: z.guid() });
const scored = z.object({
  run_id: z.guid(),
  message_id: z.guid(),
  score: z.union([z.literal(1), z.literal(-1), z.null()]),
});

/**
 * Sends what committed transactions left to send, outside any transaction. An event that fails is
 * tried again later; its key lets a provider drop a second copy. Returns how many were sent.
 */
export async function sendOutbox(
  database: Database,
  integrations: Integrations,
  baseUrl: string,
): Promise<number> {
  let sent = 0;
  for (const event of await takeOutbox(database)) {
    try {
      if (event.name === "payment/refund") {
        await sendRefund({ database, integrations }, refund.parse(event.data).refund_id);
      } else if (event.name === "answer/scored") {
        const { run_id: runId, message_id: messageId, score } = scored.parse(event.data);
        await integrations.traces.score({ runId, messageId, score });
      } else if (event.name === "slack/revoke") {
        await revokeSlack(integrations, event.data);
      } else {
        const attachments = await letterFiles({ database, integrations }, event.name, event.data);
        const data = { ...Object(event.data), attached: attachments.length > 0 };
        const mail = mailFor(event.name, data, baseUrl);
        const idempotencyKey = createHash("sha256").update(`outbox:${event.id}`).digest("hex");
        await integrations.mail.send({ ...mail, attachments, idempotencyKey });
      }
      await settleOutbox(database, event.id);
      sent += 1;
    } catch (error) {
      await settleOutbox(database, event.id, error instanceof Error ? error.message : "failed");
    }
  }
  return sent;
}
