import { openDatabase } from "#database/pool.ts";
import { openWorkflows } from "#inngest.config.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";

/** Starts durable work in this server: the engine where it is local, and what sends events to it. */
export async function startWork(url: string): Promise<{ stop(): Promise<void> }> {
  const env = readEnv();
  const database = openDatabase(url, 6);
  const work = openWorkflows(
    {
      database,
      integrations: openIntegrations(env),
      env,
      now: () => new Date(),
    },
    env,
  );
  await work.start();
  return {
    async stop() {
      await work.stop();
      await database.close();
    },
  };
}
