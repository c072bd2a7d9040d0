import path from "node:path";
import {
  DataDirectoryInUse,
  runningStack,
  takeDataDirectory,
} from "#database/local/data-directory.ts";
import { startLocalDatabase } from "#database/local/start-local-database.ts";
import { openDatabase, type Database } from "#database/pool.ts";
import { readEnv, type Env } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import type { Integrations } from "#integrations/integrations.ts";
import { flushReads } from "#tools/core/audit.ts";
import { readInstallation, readSecrets } from "./installation.ts";
import { say } from "./words.ts";

export type Stack = {
  env: Env;
  database: Database;
  integrations: Integrations;
  close(): Promise<void>;
};

const patienceMs = 15_000;

/**
 * The stack that a command line works on: the database of DATABASE_URL, else the local one that runs on
 * the data directory, else the local one, started for as long as the command lasts.
 */
export async function openStack(): Promise<Stack> {
  const env = readEnv();
  const { url, stop, web } = await findDatabase(env);
  const database = openDatabase(url, 4);
  return {
    env: { ...env, ...(web ? { KONCERT_URL: web } : {}) },
    database,
    integrations: openIntegrations({
      ...env,
      // A given database has the key of its environment; the local one has its directory's.
      KONCERT_ENCRYPTION_KEY:
        env.KONCERT_ENCRYPTION_KEY ??
        (env.DATABASE_URL ? undefined : readSecrets(env.KONCERT_DATA_DIR).encryptionKey),
    }),
    async close() {
      await flushReads(database);
      await database.close();
      await stop?.();
    },
  };
}

async function findDatabase(
  env: Env,
): Promise<{ url: string; web?: string; stop?: () => Promise<void> }> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL };
  for (const began = Date.now(); ;) {
    const running = runningStack(env.KONCERT_DATA_DIR);
    if (running?.url) {
      return { url: running.url, ...(running.web ? { web: running.web } : {}) };
    }
    if (!readInstallation(env.KONCERT_DATA_DIR)?.isComplete) {
      throw new Error(
        say(
          `Rien n’est encore installé dans ${env.KONCERT_DATA_DIR}. Lancez d’abord\u00A0: npm start`,
          `Nothing is installed in ${env.KONCERT_DATA_DIR} yet. Run this first: npm start`,
        ),
      );
    }
    try {
      return await startOwn(env.KONCERT_DATA_DIR);
    } catch (error) {
      // Another process is opening the directory: it says where it answers once it does.
      if (!(error instanceof DataDirectoryInUse) || Date.now() - began > patienceMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

async function startOwn(dataDirectory: string) {
  const directory = takeDataDirectory(path.resolve(dataDirectory));
  try {
    const local = await startLocalDatabase({ dataDirectory: directory.path });
    directory.announce({ url: local.url, adminUrl: local.adminUrl });
    return {
      url: local.url,
      stop: async () => {
        await local.close();
        directory.release();
      },
    };
  } catch (error) {
    directory.release();
    throw error;
  }
}
