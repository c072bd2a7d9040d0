import { mkdirSync } from "node:fs";
import path from "node:path";
import { openEmbedded } from "./open-embedded.ts";
import { WireServer } from "./wire-server.ts";

export type LocalDatabase = {
  /** Logs in as koncert_app, which owns nothing. */
  url: string;
  /** Logs in as the superuser. */
  adminUrl: string;
  close(): Promise<void>;
};

export type LocalDatabaseOptions = {
  /** Taken with takeDataDirectory beforehand; in memory without one. */
  dataDirectory?: string;
  /** Loopback port; the system chooses without one. */
  port?: number;
  idleTransactionTimeout?: number;
};

/**
 * Opens the embedded PostgreSQL, applies the migrations, and serves it on 127.0.0.1. Whoever opens
 * a data directory holds its lock first: two that open it lose rows.
 */
export async function startLocalDatabase({
  dataDirectory,
  ...options
}: LocalDatabaseOptions = {}): Promise<LocalDatabase> {
  const files = dataDirectory === undefined ? undefined : path.join(dataDirectory, "postgres");
  if (dataDirectory !== undefined) mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const server = new WireServer(await openEmbedded(files), {
    ...options,
    ...(files === undefined ? {} : { reopen: () => openEmbedded(files) }),
    onBroken: (error) => console.error("The embedded database broke.", error),
  });
  const port = await server.listen();
  return {
    url: `postgres://koncert_app@127.0.0.1:${port}/koncert`,
    adminUrl: `postgres://postgres@127.0.0.1:${port}/koncert`,
    close: () => server.close(),
  };
}
