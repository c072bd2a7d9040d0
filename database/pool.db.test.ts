import { sql } from "kysely";
import { afterAll, expect, it } from "vitest";
import { asActor } from "./as-actor.ts";
import { openDatabase } from "./pool.ts";
import { createOrganization } from "./testing/create-organization.ts";
import { startMigratedCluster } from "./testing/cluster-desk.ts";
import { findServer, type ServerCluster } from "./testing/server-cluster.ts";
import { copyTemplate, urlOf } from "./testing/template.ts";

let cluster: ServerCluster | undefined;
afterAll(() => cluster?.close());

it.runIf(findServer())(
  "a server that is killed fails the statements under way, and the pool goes on when it is back",
  async () => {
    cluster = await startMigratedCluster({ restarts: true });
    await copyTemplate(cluster.adminUrl, "pool");
    const { actor } = await createOrganization(urlOf(cluster.adminUrl, "pool"));
    const database = openDatabase(urlOf(cluster.adminUrl, "pool", "koncert_app"), 4);
    const under = Array.from({ length: 3 }, () =>
      asActor(database, actor(), (tx) => sql`select pg_sleep(60)`.execute(tx)),
    );
    const ends = Promise.allSettled(under);
    // The fourth connection is taken and asks nothing.
    const asked = await database.pool.connect();
    cluster.kill();
    expect((await ends).map(({ status }) => status)).toEqual(under.map(() => "rejected"));
    asked.release(true);
    const back = async (): Promise<unknown> => {
      try {
        return await asActor(database, actor(), (tx) => sql`select 1 as one`.execute(tx));
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 50));
        return back();
      }
    };
    expect(await back()).toMatchObject({ rows: [{ one: 1 }] });
    await database.close();
  },
);
