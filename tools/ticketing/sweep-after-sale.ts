import { randomUUID } from "node:crypto";
import type { Database } from "#database/pool.ts";
import { afterSaleWork } from "#database/sale.ts";
import type { Integrations } from "#integrations/integrations.ts";
import { callTool } from "../call-tool.ts";
import type { Outcome } from "../core/outcome.ts";

/**
 * Goes on with refunds of cancelled dates and offers of resold tickets, in every organization that
 * has some. Several servers may sweep at once. Returns what each call answered.
 */
export async function sweepAfterSale(
  database: Database,
  integrations: Integrations,
  now: Date = new Date(),
): Promise<Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const organizationId of await afterSaleWork(database, now)) {
    outcomes.push(
      await callTool(
        {
          database,
          integrations,
          actor: { kind: "job", organizationId, name: "after-sale", via: "job" },
          locale: "fr",
          now,
          callId: randomUUID(),
        },
        "ticketing_continue_after_sale",
        {},
      ),
    );
  }
  return outcomes;
}
