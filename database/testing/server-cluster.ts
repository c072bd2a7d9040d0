import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import pg from "pg";

export type ServerCluster = {
  /** Superuser, on database `postgres`. */
  adminUrl: string;
  port: number;
  /** Kills the postmaster with -9. A server that `restarts` comes back by itself and recovers. */
  kill(): void;
  close(): Promise<void>;
};

/** Where PostgreSQL's programs are: Debian's newest version, else the ones on the path, if any. */
export function findServer(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian)
    ? readdirSync(debian).map(Number).filter(Number.isInteger)
    : [];
  return [
    ...versions.toSorted((a, b) => b - a).map((version) => `${debian}/${version}/bin`),
    ...(process.env["PATH"] ?? "").split(path.delimiter),
  ].find((directory) =>
    ["initdb", "postgres"].every((name) => existsSync(path.join(directory, name))),
  );
}

/**
 * Starts a real PostgreSQL in a temporary directory, on 127.0.0.1 and a free port, trusting local
 * connections. It ends, and its directory goes, when `close` is called or this process dies.
 * `fsync: true` for measurements that must pay for durability; `restarts: true` for a server whose
 * commits outlive a kill and which then starts again.
 */
export async function startServerCluster({
  fsync = false,
  restarts = false,
} = {}): Promise<ServerCluster> {
  const programs = findServer();
  if (!programs) throw new Error("No PostgreSQL server is installed");
  const directory = mkdtempSync(path.join(os.tmpdir(), "koncert-server-"));
  const owner = unprivilegedUser();
  if (owner) chownSync(directory, owner.uid, owner.gid);
  const data = path.join(directory, "data");
  const made = spawnSync(
    path.join(programs, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
    { ...owner, cwd: directory, encoding: "utf8" },
  );
  if (made.status !== 0) {
    rmSync(directory, { recursive: true, force: true });
    throw new Error(`initdb failed: ${made.stderr || made.error}`);
  }
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: directory,
    max_connections: 200,
    timezone: "UTC",
    shared_buffers: "128MB",
    ...(fsync ? {} : { fsync: "off" }),
    ...(fsync || restarts ? {} : { synchronous_commit: "off", full_page_writes: "off" }),
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const guardian = spawn(
    "/bin/sh",
    [
      "-c",
      guard,
      "guard",
      directory,
      restarts ? "again" : "",
      path.join(programs, "postgres"),
      "-D",
      data,
      ...options,
    ],
    { ...owner, cwd: directory, detached: true, stdio: ["pipe", "ignore", "pipe"] },
  );
  let log = "";
  guardian.stderr.on("data", (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4_000)));
  const ended = new Promise<void>((resolve) => guardian.on("close", () => resolve()));
  const adminUrl = `postgres://postgres@127.0.0.1:${port}/postgres`;
  await untilItAnswers(
    adminUrl,
    () => guardian.exitCode !== null,
    () => log,
  );
  guardian.unref();
  for (const stream of [guardian.stdin, guardian.stderr]) (stream as { unref?(): void }).unref?.();
  return {
    adminUrl,
    port,
    kill: () => {
      process.kill(Number(readFileSync(path.join(directory, "server"), "utf8")), "SIGKILL");
    },
    close: async () => {
      guardian.ref();
      guardian.stdin.end();
      await ended;
    },
  };
}

/**
 * Ends the server when standard input closes, which a parent killed with -9 does too; starts it
 * again when asked to. A server that starts while the one before still dies is refused and tried anew.
 */
const guard = `
directory=$1; again=$2; shift 2
exec 3<&0
(
  while read -r _; do :; done
  : > "$directory/ended"
  while [ -e "$directory/ended" ]; do kill -INT "$(cat "$directory/server")" 2>/dev/null; sleep 0.1; done
) <&3 &
watcher=$!
while :; do
  "$@" </dev/null 3<&- &
  echo $! > "$directory/server"
  wait $!
  [ -z "$again" ] || [ -e "$directory/ended" ] && break
  sleep 0.02
done
rm -rf "$directory"
kill $watcher 2>/dev/null
`;

/** PostgreSQL refuses to run as root. */
function unprivilegedUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  for (const name of ["postgres", "nobody"]) {
    const id = (flag: string) => spawnSync("id", [flag, name], { encoding: "utf8" });
    const uid = id("-u");
    if (uid.status === 0) return { uid: Number(uid.stdout), gid: Number(id("-g").stdout) };
  }
  throw new Error("PostgreSQL does not run as root and no other user was found");
}

async function untilItAnswers(url: string, hasEnded: () => boolean, log: () => string) {
  for (const started = Date.now(); ;) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (hasEnded() || Date.now() - started > 30_000) {
        throw new Error(`PostgreSQL did not start: ${log()}`, { cause: error });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}
