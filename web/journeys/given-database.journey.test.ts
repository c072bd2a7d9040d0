import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  findServer,
  startServerCluster,
  type ServerCluster,
} from "#database/testing/server-cluster.ts";
import { urlOf } from "#database/testing/template.ts";
import { freePort } from "./open-application.ts";

const start = path.resolve(import.meta.dirname, "../../scripts/start.ts");

let server: ServerCluster;
let folder: string;

beforeAll(async () => {
  server = await startServerCluster();
  const admin = new pg.Client({ connectionString: server.adminUrl });
  await admin.connect();
  await admin.query("create database koncert");
  await admin.query("create role somebody login");
  await admin.end();
  folder = mkdtempSync(path.join(tmpdir(), "koncert-given-"));
});

afterAll(async () => {
  await server?.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Starts KONCERT on the database as `user` until it is ready or has ended, and says what it printed. */
async function startOn(user?: string) {
  const child = spawn(process.execPath, [start, "--empty"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      LC_ALL: "fr_FR.UTF-8",
      DATABASE_URL: urlOf(server.adminUrl, "koncert", user),
      PORT: String(await freePort()),
      KONCERT_URL: "",
      KONCERT_DATA_DIR: folder,
    },
  });
  let printed = "";
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve));
  const ready = new Promise<void>((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        printed += chunk.toString();
        if (/Mot de passe/.test(printed) && printed.endsWith("\n")) resolve();
      });
    }
  });
  await Promise.race([ready, ended]);
  const found = (words: RegExp) => words.exec(printed)?.[1]?.trim() ?? "";
  return {
    printed,
    ended,
    site: found(/KONCERT ready: (\S+)/),
    email: found(/Compte propriétaire\s:\s*(\S+)/),
    password: found(/Mot de passe\s:\s*(\S+)/),
    async stop() {
      child.kill("SIGTERM");
      await ended;
    },
  };
}

const signIn = (site: string, account: { email: string; password: string }) =>
  fetch(`${site}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: site },
    body: JSON.stringify(account),
  });

describe.runIf(findServer())("npm start on a PostgreSQL of one's own", () => {
  const timeout = 600_000;

  test("tells somebody who may not migrate it what to run", { timeout }, async () => {
    const refused = await startOn("somebody");
    expect(await refused.ended).toBe(1);
    expect(refused.printed).toMatch(/Il manque \d+ migrations.*supabase db push/s);
  });

  test("migrates an empty one and opens its first account, which stays", { timeout }, async () => {
    const first = await startOn();
    expect(first.printed).toMatch(/Migrations appliquées\s: \d\d/);
    expect(await (await signIn(first.site, first)).text()).toContain(first.email);
    await first.stop();

    const second = await startOn();
    expect(second.printed).not.toContain("Migrations appliquées");
    expect([second.email, second.password]).toEqual([first.email, first.password]);
    expect((await signIn(second.site, second)).status).toBe(200);
    await second.stop();
  });
});
