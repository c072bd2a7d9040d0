import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openDatabase } from "#database/pool.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";
import { mountRush } from "../mount-rush.ts";

// The routes of the rush on a server of their own, as web/server.ts mounts them before Next.
const database = openDatabase(process.env["DATABASE_URL"] ?? "");
const answer = mountRush({
  database,
  integrations: openIntegrations(readEnv()),
  isSecure: false,
  // A crowd of a test or a bench has one address.
  perMinute: { hold: 10_000_000, join: 10_000_000 },
  addressHeader: "x-address",
});
const server = createServer(async (request, response) => {
  if (!(await answer(request, response))) response.writeHead(404).end();
});
server.listen(0, "127.0.0.1", 4_096, () => process.send?.((server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit(0));
