import { randomUUID } from "node:crypto";
import { ownerSession } from "#accounts/open-session.ts";
import { openDatabase } from "#database/pool.ts";
import { fillDemo } from "#demo/fill-demo.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import { flushReads } from "#tools/core/audit.ts";

/** Fills the organization of the installation's owner with the demo season, dated from `now`. */
export async function fillInstallation(url: string, now = new Date()): Promise<void> {
  const database = openDatabase(url, 2);
  const { actor } = await ownerSession(database);
  const integrations = openIntegrations(readEnv());
  await fillDemo({ database, integrations, actor, locale: "fr", now, callId: randomUUID() });
  await flushReads(database);
  await database.close();
}
