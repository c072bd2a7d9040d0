import { createHash } from "node:crypto";
import type { Database } from "#database/pool.ts";
import { settleOutbox, takeOutbox } from "#database/outbox.ts";
import type { Integrations } from "#integrations/integrations.ts";
import { z } from "zod";
import { sendRefund } from "../ticketing/payment-news.ts";
import { mailFor } from "./mails.ts";

const refund = z.object({ refund_id: z.guid() });

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
      } else {
        const mail = mailFor(event.name, event.data, baseUrl);
        const idempotencyKey = createHash("sha256").update(`outbox:${event.id}`).digest("hex");
        await integrations.mail.send({ ...mail, idempotencyKey });
      }
      await settleOutbox(database, event.id);
      sent += 1;
    } catch (error) {
      await settleOutbox(database, event.id, error instanceof Error ? error.message : "failed");
    }
  }
  return sent;
}
