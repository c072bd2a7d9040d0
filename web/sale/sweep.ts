import { openDatabase } from "#database/pool.ts";
import { sweepHolds } from "#tools/ticketing/sweep-holds.ts";

const everyMs = 30_000;

/** Gives back the places of holds that ended, whether or not anybody comes to buy. */
export function startSweeping(url: string): void {
  const database = openDatabase(url, 1);
  setInterval(() => {
    sweepHolds(database).catch((error: unknown) =>
      console.error(JSON.stringify({ level: "error", room: "sale", message: String(error) })),
    );
  }, everyMs).unref();
}
