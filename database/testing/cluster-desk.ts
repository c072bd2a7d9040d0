import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { startServerCluster } from "./server-cluster.ts";
import type { ServerCluster } from "./server-cluster.ts";
import { makeTemplate } from "./template.ts";

/** Where a test process asks for the run's one server; set for the workers of a test run. */
export const deskVariable = "KONCERT_TEST_SERVER_DESK";

/**
 * Answers, on loopback, with the address of one migrated server, started at the first question:
 * a run of pure tests starts none.
 */
export async function openClusterDesk(): Promise<{ url: string; close(): Promise<void> }> {
  let cluster: Promise<ServerCluster> | undefined;
  const desk = createServer((_, response) => {
    cluster ??= startMigratedCluster();
    cluster.then(
      ({ adminUrl }) => response.end(adminUrl),
      (error: Error) => {
        response.statusCode = 500;
        response.end(
          `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ""}`,
        );
      },
    );
  });
  await new Promise<void>((resolve) => desk.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(desk.address() as AddressInfo).port}`,
    close: async () => {
      desk.close();
      desk.closeAllConnections();
      await (await cluster?.catch(() => undefined))?.close();
    },
  };
}

/** A server of one's own with the migrated template. */
export async function startMigratedCluster(
  options?: Parameters<typeof startServerCluster>[0],
): Promise<ServerCluster> {
  const cluster = await startServerCluster(options);
  try {
    await makeTemplate(cluster.adminUrl);
    return cluster;
  } catch (error) {
    await cluster.close();
    throw error;
  }
}
