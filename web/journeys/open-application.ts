import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createOwner } from "#accounts/create-owner.ts";
import { ownerSession } from "#accounts/open-session.ts";
import { openDatabase } from "#database/pool.ts";
import { fillDemo } from "#demo/fill-demo.ts";
import { readEnv } from "#integrations/env.ts";
import { openIntegrations } from "#integrations/open-integrations.ts";

const root = path.resolve(import.meta.dirname, "../..");

export const owner = {
  email: "camille@koncert.example",
  password: "un mot de passe long",
  name: "Camille Rousseau",
  organizationName: "Les Tourneurs du Soir",
};

export type Application = { site: string; close(): Promise<void> };

type EmptyDatabase = { url: string; close(): Promise<void> };

/** The application as it is served, with one owner, in an empty database or with the demo season. Builds it when stale. */
export async function openApplication(
  empty: Promise<EmptyDatabase>,
  { demo = false }: { demo?: boolean } = {},
): Promise<Application> {
  await run([
    "--input-type=module",
    "-e",
    'await (await import("#scripts/build-web.ts")).buildWeb(() => {})',
  ]);
  const database = await empty;
  process.env["KONCERT_SECRET"] ??= "a secret of thirty-two characters or more";
  await createOwner({ url: database.url, ...owner });
  if (demo) await fillWithDemo(database.url);
  const folder = mkdtempSync(path.join(tmpdir(), "koncert-journey-"));
  const site = `http://127.0.0.1:${await freePort()}`;
  const server = spawn(process.execPath, [path.join(root, "web/server.ts")], {
    cwd: root,
    stdio: ["pipe", "inherit", "inherit"],
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      PORT: new URL(site).port,
      KONCERT_PARENT: "1",
      KONCERT_URL: site,
      KONCERT_DATA_DIR: folder,
      ANTHROPIC_API_KEY: "",
    },
  });
  await untilHealthy(site);
  return {
    site,
    async close() {
      const gone = new Promise((resolve) => server.once("exit", resolve));
      server.kill("SIGTERM");
      await gone;
      await database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function fillWithDemo(url: string) {
  const database = openDatabase(url, 2);
  const { actor } = await ownerSession(database);
  const integrations = openIntegrations(readEnv());
  await fillDemo({
    database,
    integrations,
    actor,
    locale: "fr",
    now: new Date(),
    callId: randomUUID(),
  });
  await database.close();
}

function run(parameters: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, parameters, { cwd: root, stdio: "inherit" });
    child.on("error", reject);
    child.on("exit", (code) => (code === 0 ? resolve() : reject(new Error(`exit ${code}`))));
  });
}

/** A port of the loopback that nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const bound = probe.address();
      probe.close(() => resolve(typeof bound === "object" && bound ? bound.port : 0));
    });
  });
}

async function untilHealthy(site: string) {
  for (const began = Date.now(); Date.now() - began < 30_000;) {
    const answer = await fetch(`${site}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${site} does not answer`);
}
