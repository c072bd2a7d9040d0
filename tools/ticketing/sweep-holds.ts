import type { Database } from "#database/pool.ts";
import { endHolds } from "#database/sale.ts";

/** More dates than this have no ended holds at once; the next sweep takes the rest. */
const mostDates = 500;

/**
 * Gives back the places of every hold whose time is over, date by date, in every organization.
 * Returns how many ended. Several servers may sweep at once.
 */
export async function sweepHolds(database: Database, now: Date = new Date()): Promise<number> {
  let total = 0;
  for (let date = 0; date < mostDates; date += 1) {
    const ended = await endHolds(database, now);
    if (ended === undefined) break;
    total += ended;
  }
  return total;
}
