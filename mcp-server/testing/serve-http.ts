import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";

type Answer = (request: Request) => Promise<Response>;

/** A handler of requests behind a Node server on loopback. */
export async function serveHttp(): Promise<{
  site: string;
  answerWith(answer: Answer): void;
  close(): Promise<void>;
}> {
  const server = createServer();
  // A busy machine must not lose a connection that a client means to use again.
  server.keepAliveTimeout = 120_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (!address || typeof address !== "object") throw new Error("no address");
  const site = `http://127.0.0.1:${address.port}`;
  return {
    site,
    answerWith: (answer) =>
      void server.on("request", async (incoming, response) => {
        const answered = await answer(await requestOf(incoming, site));
        response.writeHead(answered.status, Object.fromEntries(answered.headers));
        if (!answered.body) return response.end();
        Readable.fromWeb(answered.body as Parameters<typeof Readable.fromWeb>[0]).pipe(response);
      }),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function requestOf(incoming: IncomingMessage, site: string): Promise<Request> {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const one of [value ?? []].flat()) headers.append(name, one);
  }
  const hasBody = incoming.method !== "GET" && incoming.method !== "HEAD";
  return new Request(new URL(incoming.url ?? "/", site), {
    method: incoming.method ?? "GET",
    headers,
    ...(hasBody ? { body: new Uint8Array(await buffer(incoming)) } : {}),
  });
}
