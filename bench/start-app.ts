import { spawn } from "node:child_process";
import { globSync, existsSync, statSync } from "node:fs";
import { Agent, request } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";

export type App = {
  url: string;
  /** From the spawn of its process until `page` was first answered with 200. */
  startMs: number;
  close(): Promise<void>;
};

export type Startable = {
  /** The script of its server, below the repository. */
  server: string;
  page: string;
  env?: Record<string, string>;
};

const root = path.resolve(import.meta.dirname, "..");
const patienceMs = 60_000;
const agent = new Agent({ keepAlive: true });

/** Starts a server in production mode on a free port and asks for `page` until it comes. */
export async function startApp({ server, page, env }: Startable): Promise<App> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, server)], {
    cwd: root,
    // Next says at each start that it read its configuration.
    stdio: ["pipe", "ignore", "inherit"],
    env: {
      ...process.env,
      ...env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      PORT: String(port),
      KONCERT_PARENT: "1",
      KONCERT_URL: url,
    },
  });
  const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const close = async () => {
    child.stdin.end();
    const late = setTimeout(() => child.kill("SIGKILL"), 5_000);
    await gone;
    clearTimeout(late);
  };
  while (!(await isAnswered(url + page))) {
    if (child.exitCode !== null) throw new Error(`${server} ended before it answered.`);
    if (performance.now() - began > patienceMs) {
      await close();
      throw new Error(`${server} did not answer on ${page}.`);
    }
    await wait(4);
  }
  return { url, startMs: performance.now() - began, close };
}

const isAnswered = (address: string) =>
  new Promise<boolean>((resolve) => {
    const asked = request(address, { agent }, (response) => {
      response.resume().once("close", () => resolve(response.statusCode === 200));
    });
    asked.once("error", () => resolve(false)).end();
  });

export type Answer = { status: number; firstByteMs: number; body: string };

/** Posts JSON on a kept connection: how long until the first byte of the body, and the whole of it. */
export function post(
  address: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    let firstByteMs = Infinity;
    const options = {
      method: "POST",
      agent,
      headers: { "content-type": "application/json", ...headers },
    };
    const asked = request(address, options, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => {
        firstByteMs = Math.min(firstByteMs, performance.now() - began);
        chunks.push(chunk);
      });
      response.once("error", reject);
      response.once("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          firstByteMs,
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asked.once("error", reject).end(JSON.stringify(body));
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

const empty = "bench/empty-app";

/** Builds the empty application unless its build is younger than its sources. */
export async function buildEmpty(): Promise<void> {
  const built = path.join(root, empty, ".next/BUILD_ID");
  const sources = globSync([`${empty}/app/**/*.{ts,tsx}`, `${empty}/*.ts`, "package-lock.json"], {
    cwd: root,
  });
  const changed = Math.max(...sources.map((file) => statSync(path.join(root, file)).mtimeMs));
  if (existsSync(built) && statSync(built).mtimeMs > changed) return;
  const child = spawn(
    process.execPath,
    [path.join(root, "node_modules/next/dist/bin/next"), "build", empty],
    {
      cwd: root,
      env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code !== 0) throw new Error("The empty application could not be built.");
}
