import { openDatabase } from "#database/pool.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { sweepAfterSale } from "#tools/ticketing/sweep-after-sale.ts";
import { reconcilePayments } from "#tools/ticketing/payment-news.ts";
import { sweepHolds } from "#tools/ticketing/sweep-holds.ts";

const everyMs = 30_000;

/**
 * Gives back the places of holds that ended, asks the payment provider about what it left unsaid, and
 * sends what is still to be sent, whether or not anybody comes by.
 */
export function startSweeping(url: string): void {
  const database = openDatabase(url, 1);
  const env = readEnv();
  const integrations = openIntegrations(env);
  const rounds = [
    () => sweepHolds(database),
    () => reconcilePayments({ database, integrations }),
    () => sweepAfterSale(database, integrations),
    () => sendOutbox(database, integrations, env.KONCERT_URL),
  ];
  let isSweeping = false;
  const sweep = async () => {
    if (isSweeping) return;
    isSweeping = true;
    for (const round of rounds) {
      await round().catch((error: unknown) =>
        console.error(JSON.stringify({ level: "error", room: "sale", message: String(error) })),
      );
    }
    isSweeping = false;
  };
  setInterval(() => void sweep(), everyMs).unref();
}
