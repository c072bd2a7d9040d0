import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { enableCompileCache, flushCompileCache } from "node:module";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { contentPolicy } from "./session/content-policy.ts";

type Route = (request: IncomingMessage, response: ServerResponse) => void | Promise<void>;

/** Answered here, before Next sees them: a route handler of Next costs most of a millisecond of CPU. */
const routes: Record<string, Route> = {
  "GET /api/health": (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "cache-control": "no-store" });
    response.end('{"ok":true}');
  },
  "POST /api/chat": answerChat,
};

/** The chat's route, which puts itself here when Next has loaded it: called without Next around it. */
const chatKey = Symbol.for("koncert.chat");
const loaded = globalThis as { [chatKey]?: (request: Request) => Promise<Response> };
const longestHere = 4_000_000;

const port = Number(process.env["PORT"] || 3000);
const underParent = process.env["KONCERT_PARENT"] === "1";
const host = process.env["HOST"] || (underParent ? "127.0.0.1" : "0.0.0.0");
const clientAddressHeader = "x-koncert-client-ip";

// Compiled once for all starts of a build, which empties this folder.
enableCompileCache(path.join(import.meta.dirname, ".next/compiled"));
const { default: next } = await import("next");
const server = createServer();
const app = next({ dev: false, dir: path.join(import.meta.dirname), port, hostname: host });
await app.prepare();
const handle = app.getRequestHandler();

/** Holds and the queue, once their tools are loaded; until then they are Next's. */
let rush: ReturnType<typeof import("./sale/mount-rush.ts").mountRush> | undefined;
/** The state of an order, likewise. */
let status: ReturnType<typeof import("./sale/mount-rush.ts").mountStatus> | undefined;
/** Durable work, once the first page is out. */
let work: { stop(): Promise<void> } | undefined;
/** Devices at the door, likewise. */
let door: typeof import("./door/mount-door.ts").mountDoor | undefined;

server.on("request", async (request: IncomingMessage, response: ServerResponse) => {
  const address = request.url ?? "/";
  const query = address.indexOf("?");
  const route = routes[`${request.method} ${query === -1 ? address : address.slice(0, query)}`];
  // Rate limits count by this address, so what a client writes under the name is overwritten.
  request.headers[clientAddressHeader] = request.socket.remoteAddress ?? "unknown";
  // Where to come back to after signing in.
  request.headers["x-koncert-path"] = address;
  if (!route && !address.startsWith("/_next/") && !address.startsWith("/api/")) {
    // Next reads the nonce from the request and writes it on each script of the page.
    const policy = contentPolicy(randomBytes(16).toString("base64"), {
      wasm: address.startsWith("/door/"),
    });
    request.headers["content-security-policy"] = policy;
    response.setHeader("content-security-policy", policy);
  }
  try {
    if (rush && address.startsWith("/api/sale/") && (await rush(request, response))) return;
    if (status && address.startsWith("/api/sale/") && (await status(request, response))) return;
    if (door && address.startsWith("/api/door/") && (await door(request, response))) return;
    await (route ? route(request, response) : handle(request, response));
  } catch (error) {
    console.error(JSON.stringify({ level: "error", room: "web", message: String(error) }));
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
});

/** The first page comes before the chat's page and the interpreter's lessons, which take a second or two. */
const warmAfterMs = 1_500;

server.keepAliveTimeout = 65_000;
server.listen(port, host, () => {
  const bound = server.address();
  if (!bound || typeof bound !== "object") return;
  process.send?.({ port: bound.port });
  setTimeout(() => void warm(`http://127.0.0.1:${bound.port}`), warmAfterMs).unref();
});

async function warm(url: string) {
  // A page asked for with a session that is none loads what knows sessions.
  for (const [page, cookie] of [
    ["/", "koncert.session_token=none"],
    ["/api/chat", ""],
  ] as const) {
    await fetch(url + page, { redirect: "manual", headers: { cookie } }).catch(() => {});
  }
  flushCompileCache();
  const database = process.env["DATABASE_URL"];
  if (database) {
    await Promise.all([openRush(), openDoor()]).catch((error: unknown) =>
      console.error(JSON.stringify({ level: "error", room: "sale", message: String(error) })),
    );
  }
  if (database) work = await (await import("./work/start-work.ts")).startWork(database);
  if (process.env["SLACK_SIGNING_SECRET"] || process.env["SLACK_APP_TOKEN"]) {
    await (await import("./slack/slack-bot.ts")).slackBot().start();
  }
}

async function openDoor() {
  door = (await import("./door/mount-door.ts")).mountDoor;
}

async function openRush() {
  const [
    { mountRush, mountStatus },
    { answerOrder },
    { getAccounts },
    { clientIpHeader },
    { openParts },
  ] = await Promise.all([
    import("./sale/mount-rush.ts"),
    import("./sale/answer-buyer.ts"),
    import("#accounts/auth.ts"),
    import("#accounts/auth-options.ts"),
    import("./session/context-of.ts"),
  ]);
  const { env } = getAccounts();
  rush = mountRush({
    ...openParts(),
    isSecure: env.KONCERT_URL.startsWith("https:"),
    addressHeader: clientIpHeader(env),
  });
  status = mountStatus(answerOrder);
}

/** A message of the chat. What Next has not loaded yet, and a body of unknown or great length, is Next's. */
async function answerChat(request: IncomingMessage, response: ServerResponse) {
  const answer = loaded[chatKey];
  const length = Number(request.headers["content-length"] ?? Infinity);
  if (!answer || !(length <= longestHere)) return handle(request, response);
  const gone = new AbortController();
  response.once("close", () => response.writableFinished || gone.abort());
  const answered = await answer(
    new Request("http://localhost/api/chat", {
      method: "POST",
      headers: Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      body: await buffer(request),
      signal: gone.signal,
    }),
  );
  response.setHeader("x-content-type-options", "nosniff");
  response.setHeaders(answered.headers).writeHead(answered.status);
  if (!answered.body) return void response.end();
  try {
    for await (const chunk of answered.body) {
      if (!response.write(chunk)) await once(response, "drain", { signal: gone.signal });
    }
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
  response.end();
}

function stop() {
  const ended = work?.stop();
  server.close(() => void Promise.resolve(ended).finally(() => process.exit(0)));
  server.closeIdleConnections();
  // Streams that are open now have this long to end.
  setTimeout(() => process.exit(0), 3_000).unref();
}

for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
if (underParent) {
  process.once("disconnect", stop);
  process.stdin.once("end", stop).once("close", stop).resume();
}
