import { runningStack, takeDataDirectory } from "./data-directory.ts";
import { startLocalDatabase } from "./start-local-database.ts";
import type { LocalDatabase } from "./start-local-database.ts";

const patience = 30_000;

/**
 * The database of a data directory, for commands that may run with or without the rest of the
 * stack: the running one, else one of this process, announced so that others find it too.
 * `close` leaves a database that another process runs as it is.
 */
export async function useLocalDatabase(directory: string): Promise<LocalDatabase> {
  for (const asked = Date.now(); ;) {
    const running = runningStack(directory);
    if (running?.url && running.adminUrl) {
      return { url: running.url, adminUrl: running.adminUrl, close: async () => {} };
    }
    try {
      return await ownDatabase(directory);
    } catch (error) {
      const isStarting = error instanceof Error && error.name === "DataDirectoryInUse";
      if (!isStarting || Date.now() - asked > patience) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function ownDatabase(directory: string): Promise<LocalDatabase> {
  const taken = takeDataDirectory(directory);
  try {
    const database = await startLocalDatabase({ dataDirectory: taken.path });
    taken.announce({ url: database.url, adminUrl: database.adminUrl });
    return {
      ...database,
      close: async () => {
        await database.close();
        taken.release();
      },
    };
  } catch (error) {
    taken.release();
    throw error;
  }
}
