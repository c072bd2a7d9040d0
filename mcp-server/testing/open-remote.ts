import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { hashToken, keyPrefix } from "#accounts/applications.ts";
import { readEnv } from "#integrations/env.ts";
import { registry } from "#tools/registry.ts";
import type { World } from "#tools/testing/world.ts";
import { createRemote } from "../remote.ts";
import type { Served } from "../served.ts";

export type Remote = {
  /** Where it is served; requests that bring no credentials are given `key`. */
  url: string;
  key: string;
  addKey(owner: World["here"], scopes?: string[]): Promise<string>;
  close(): Promise<void>;
};

/** The remote server over real HTTP on loopback, and a script's key of the owner's. */
export async function openRemote(world: World, beside: Served[] = []): Promise<Remote> {
  const server = createServer();
  // A busy machine must not lose a connection that a client means to use again.
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address !== "object") throw new Error("no address");
  const site = `http://127.0.0.1:${address.port}`;
  const env = {
    ...readEnv({}),
    KONCERT_URL: site,
    KONCERT_SECRET: "a secret of these tests alone",
  };
  const { integrations } = world.context();
  const accounts = { database: world.database, env };
  const answer = createRemote({ accounts, integrations, registry, beside });

  const addKey = async (owner: World["here"], scopes?: string[]) => {
    const key = keyPrefix + randomBytes(24).toString("base64url");
    await world.rows("select koncert.create_access_key($1, $2, 'Script', $3, $4, $5, null)", [
      owner.actors.owner.userId,
      owner.id,
      hashToken(key),
      key.slice(0, 16),
      scopes ?? null,
    ]);
    return key;
  };
  const key = await addKey(world.here);

  server.on("request", async (incoming, response) => {
    incoming.headers.authorization ??= `Bearer ${key}`;
    const answered = await answer(requestOf(incoming, site));
    response.writeHead(answered.status, Object.fromEntries(answered.headers));
    if (!answered.body) return response.end();
    Readable.fromWeb(answered.body as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
  });
  return {
    url: `${site}/api/mcp`,
    key,
    addKey,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

function requestOf(incoming: IncomingMessage, site: string): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  return new Request(new URL(incoming.url ?? "/", site), {
    method: incoming.method ?? "GET",
    headers,
    ...(hasBody ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" } : {}),
  });
}
