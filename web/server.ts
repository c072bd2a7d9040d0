import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { enableCompileCache } from "node:module";
import path from "node:path";
import { contentPolicy } from "./session/content-policy.ts";

type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Answered here, before Next sees them: a route handler of Next costs most of a millisecond of CPU. */
const routes: Record<string, Route> = {
  "GET /api/health": (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
    response.end('{"ok":true}');
  },
};

const port = Number(process.env["PORT"] || 3000);
const underParent = process.env["KONCERT_PARENT"] === "1";
const host = process.env["HOST"] || (underParent ? "127.0.0.1" : "0.0.0.0");
const clientAddressHeader = "x-koncert-client-ip";

enableCompileCache(path.join(import.meta.dirname, ".next/cache/node"));
const { default: next } = await import("next");
const server = createServer();
const app = next({ dev: false, dir: path.join(import.meta.dirname), port, hostname: host });
await app.prepare();
const handle = app.getRequestHandler();

server.on("request", async (request: IncomingMessage, response: ServerResponse) => {
  const address = request.url ?? "/";
  const query = address.indexOf("?");
  const route = routes[`${request.method} ${query === -1 ? address : address.slice(0, query)}`];
  // Rate limits count by this address, so what a client writes under the name is overwritten.
  request.headers[clientAddressHeader] = request.socket.remoteAddress ?? "unknown";
  if (!route && !address.startsWith("/_next/") && !address.startsWith("/api/")) {
    // Next reads the nonce from the request and writes it on each script of the page.
    const policy = contentPolicy(randomBytes(16).toString("base64"));
    request.headers["content-security-policy"] = policy;
    response.setHeader("content-security-policy", policy);
  }
  try {
    await (route ? route(request, response) : handle(request, response));
  } catch (error) {
    console.error(JSON.stringify({ level: "error", room: "web", message: String(error) }));
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
});

/** The first pages come before the interpreter's lessons, which take a second or two. */
const warmAfterMs = 1_500;

server.keepAliveTimeout = 65_000;
server.listen(port, host, () => {
  const bound = server.address();
  if (!bound || typeof bound !== "object") return;
  process.send?.({ port: bound.port });
  const chat = `http://127.0.0.1:${bound.port}/api/chat`;
  setTimeout(() => void fetch(chat).catch(() => {}), warmAfterMs).unref();
});

function stop() {
  server.close(() => process.exit(0));
  server.closeIdleConnections();
  // Streams that are open now have this long to end.
  setTimeout(() => process.exit(0), 3_000).unref();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
if (underParent) {
  process.once("disconnect", stop);
  process.stdin.once("end", stop).once("close", stop).resume();
}
