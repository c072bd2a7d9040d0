import type { Inngest } from "inngest";
import { takeJobEvents } from "#database/jobs.ts";
import { listen } from "#database/listen.ts";
import { settleOutbox } from "#database/outbox.ts";
import type { Database } from "#database/pool.ts";

/**
 * Sends the events that committed transactions left for durable work. Their ids are those of their
 * rows, so that one sent twice starts nothing twice. Returns how many were sent.
 */
export async function relayEvents(database: Database, inngest: Inngest.Any): Promise<number> {
  const events = await takeJobEvents(database);
  if (events.length === 0) return 0;
  await inngest.send(
    events.map(({ id, name, data, organizationId }) => ({
      id: `outbox:${id}`,
      name,
      data: { ...data, organizationId },
    })),
  );
  for (const { id } of events) await settleOutbox(database, id);
  return events.length;
}

/** Relays events as soon as they are committed, until `stop`. */
export function startRelay(
  database: Database,
  inngest: Inngest.Any,
  onError: (error: unknown) => void,
): { stop(): Promise<void> } {
  let relaying: Promise<void> | undefined;
  let isAsked = false;
  const relay = () => {
    isAsked = true;
    relaying ??= (async () => {
      while (isAsked) {
        isAsked = false;
        while ((await relayEvents(database, inngest)) > 0);
      }
    })()
      .catch(onError)
      .finally(() => {
        relaying = undefined;
      });
  };
  const listening = listen(database, "koncert_work", relay, relay);
  return {
    async stop() {
      await listening.stop();
      await relaying;
    },
  };
}
