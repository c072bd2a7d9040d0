import { createServer } from "node:http";
import { enableCompileCache } from "node:module";
import path from "node:path";

/** Hosts the empty application as web/server.ts hosts ours, and does nothing else. */
const port = Number(process.env["PORT"]);
const hostname = "127.0.0.1";

enableCompileCache(path.join(import.meta.dirname, ".next/compiled"));
const { default: next } = await import("next");
const server = createServer();
const app = next({ dev: false, dir: import.meta.dirname, port, hostname });
await app.prepare();
server.on("request", app.getRequestHandler());
server.keepAliveTimeout = 65_000;
server.listen(port, hostname);
process.stdin.once("close", () => process.exit(0)).resume();
