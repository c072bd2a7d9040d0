import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { createServer } from "node:http";
import { type AddressInfo, Socket } from "node:net";

export type CanaryServer = {
  /** An address that a hostile text may name. */
  url: string;
  /** Requests that arrived there, and every other way out that this process tried. */
  heard: string[];
  close(): Promise<void>;
};

/**
 * Listens where a leak would arrive, and at each way out of this process: `fetch` and every socket that
 * does not lead to `allowed`, the port of the database.
 */
export async function openCanary(allowed: readonly number[]): Promise<CanaryServer> {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    heard.push(`arrived: ${request.url}`);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const asked = (message: unknown) => {
    const { origin, path } = (message as { request: { origin?: string; path?: string } }).request;
    heard.push(`fetch: ${origin}${path}`);
  };
  subscribe("undici:request:create", asked);
  const connect = Socket.prototype.connect;
  Socket.prototype.connect = function (this: Socket, ...given: unknown[]) {
    const where = JSON.stringify(given);
    if (!allowed.some((port) => where.includes(String(port)))) heard.push(`socket: ${where}`);
    return (connect as (...given: unknown[]) => Socket).apply(this, given);
  };
  return {
    url,
    heard,
    async close() {
      Socket.prototype.connect = connect;
      unsubscribe("undici:request:create", asked);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
