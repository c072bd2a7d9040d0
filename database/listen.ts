import type { Database } from "./pool.ts";

const againMs = 1_000;

/**
 * Hears what the database notifies on a channel, on a connection of its own, and listens anew where it
 * breaks. `missed` is called whenever something may have been said that nobody heard. Ends with `stop`.
 */
export function listen(
  database: Database,
  channel: "koncert_feed" | "koncert_work",
  heard: (payload: string) => void,
  missed: () => void = () => {},
): { stop(): Promise<void> } {
  let isStopped = false;
  let release: (() => void) | undefined;
  let timer: NodeJS.Timeout | undefined;

  async function begin() {
    try {
      const client = await database.pool.connect();
      const lost = new Promise<void>((resolve) => {
        client.once("error", () => resolve());
        client.once("end", () => resolve());
        release = resolve;
      });
      client.on("notification", ({ payload }) => heard(payload ?? ""));
      try {
        await client.query(`listen ${channel}`);
        missed();
        await lost;
      } finally {
        client.removeAllListeners("notification");
        // It listens still, so it is not given to anybody else.
        client.release(true);
      }
    } catch {
      // A database that is away is asked again in a moment.
    }
    if (!isStopped) timer = setTimeout(() => void (ended = begin()), againMs).unref();
  }
  let ended = begin();
  return {
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      release?.();
      await ended;
    },
  };
}
