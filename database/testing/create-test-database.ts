import { randomBytes } from "node:crypto";
import { startLocalDatabase } from "../local/start-local-database.ts";
import { deskVariable, startMigratedCluster } from "./cluster-desk.ts";
import { findServer } from "./server-cluster.ts";
import type { ServerCluster } from "./server-cluster.ts";
import { copyTemplate, dropDatabase, urlOf } from "./template.ts";

export type TestDatabase = {
  /** Logs in as koncert_app, which owns nothing and is a member of authenticated. */
  url: string;
  /** Logs in as the superuser. */
  adminUrl: string;
  close(): Promise<void>;
};

const opened = new Set<TestDatabase>();
let ownCluster: Promise<ServerCluster> | undefined;

/**
 * A database of one's own, migrated and empty. `server` is a real PostgreSQL, or the embedded one
 * where none is installed; `embedded` is the one of the local stack.
 */
export async function createTestDatabase(
  kind: "embedded" | "server" = "server",
  options: { fsync?: boolean } = {},
): Promise<TestDatabase> {
  const database = await (kind === "server" && hasServer() ? onServer(options) : embedded());
  opened.add(database);
  return database;
}

/** Closes every database that this process opened, and the server when this process started it. */
export async function closeAll(): Promise<void> {
  await Promise.all([...opened].map((database) => database.close()));
}

let noticed = false;
function hasServer(): boolean {
  if (findServer()) return true;
  if (!noticed)
    console.warn("No PostgreSQL server is installed: these tests run on the embedded one.");
  noticed = true;
  return false;
}

async function onServer(options: { fsync?: boolean }): Promise<TestDatabase> {
  const adminUrl = await serverUrl(options);
  const name = `koncert_${randomBytes(6).toString("hex")}`;
  await copyTemplate(adminUrl, name);
  const database: TestDatabase = {
    url: urlOf(adminUrl, name, "koncert_app"),
    adminUrl: urlOf(adminUrl, name),
    close: async () => {
      if (!opened.delete(database)) return;
      if (!ownCluster) return dropDatabase(adminUrl, name);
      if (opened.size > 0) return dropDatabase(adminUrl, name);
      const cluster = ownCluster;
      ownCluster = undefined;
      await (await cluster).close();
    },
  };
  return database;
}

/** Within a test run the desk has it; elsewhere this process starts one and ends it with its last database. */
async function serverUrl(options: { fsync?: boolean }): Promise<string> {
  const desk = process.env[deskVariable];
  if (!desk) {
    ownCluster ??= startMigratedCluster(options);
    return (await ownCluster).adminUrl;
  }
  const answer = await fetch(desk);
  const text = await answer.text();
  if (!answer.ok) throw new Error(text);
  return text;
}

async function embedded(): Promise<TestDatabase> {
  const local = await startLocalDatabase();
  const database: TestDatabase = {
    url: local.url,
    adminUrl: local.adminUrl,
    close: async () => {
      if (opened.delete(database)) await local.close();
    },
  };
  return database;
}
