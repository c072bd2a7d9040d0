import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";

const root = path.resolve(import.meta.dirname, "..");
const stamp = path.join(root, "web/.next/koncert-sources");
const rooms = [
  "accounts",
  "agent",
  "database",
  "demo",
  "integrations",
  "recognise",
  "tools",
  "web",
];

/** Builds the web application into web/.next when its sources changed since the last build. */
export async function buildWeb(announce: () => void): Promise<void> {
  const sources = hashSources();
  if (isBuilt(sources)) return;
  const lock = await buildAlone();
  try {
    if (isBuilt(sources)) return;
    announce();
    await nextBuild();
    writeFileSync(stamp, sources);
  } finally {
    lock.close();
  }
}

const isBuilt = (sources: string) =>
  existsSync(stamp) &&
  existsSync(path.join(root, "web/.next/BUILD_ID")) &&
  readFileSync(stamp, "utf8") === sources;

function hashSources(): string {
  const files = globSync([`{${rooms.join(",")}}/**/*`, "package-lock.json", "tsconfig.json"], {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => entry.name === ".next" || entry.name === "node_modules",
  })
    .filter(
      (entry) =>
        entry.isFile() && !/\.test\.tsx?$|\.tsbuildinfo$|^next-env\.d\.ts$/.test(entry.name),
    )
    .map((entry) => path.join(entry.parentPath, entry.name))
    .toSorted();
  const hash = createHash("sha256");
  for (const file of files) hash.update(path.relative(root, file)).update(readFileSync(file));
  return hash.digest("hex");
}

/** Two starts on two data directories share one build: the second waits for the first. */
async function buildAlone(): Promise<DatabaseSync> {
  const lock = new DatabaseSync(path.join(root, "node_modules/.koncert-build-lock"), {
    timeout: 0,
  });
  for (;;) {
    try {
      lock.exec("pragma journal_mode = memory; begin exclusive");
      return lock;
    } catch (error) {
      const busy = 5;
      if ((error as { errcode?: number }).errcode !== busy) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

function nextBuild(): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [path.join(root, "node_modules/next/dist/bin/next"), "build", "web"],
      {
        cwd: root,
        env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
        stdio: ["ignore", "pipe", "pipe"],
      },
    );
    let printed = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (printed += chunk.toString()));
    }
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`next build failed\n${printed}`));
    });
  });
}
