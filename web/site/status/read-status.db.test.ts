import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Database, openDatabase } from "#database/pool.ts";
import { createTestDatabase, type TestDatabase } from "#database/testing/create-test-database.ts";
import { readEnv } from "#integrations/env.ts";
import { readStatus } from "./read-status.ts";

let made: TestDatabase;
let database: Database;
const folder = mkdtempSync(path.join(os.tmpdir(), "koncert-status-"));

beforeAll(async () => {
  made = await createTestDatabase();
  database = openDatabase(made.url, 1);
});

afterAll(async () => {
  await database?.close();
  await made?.close();
  rmSync(folder, { recursive: true });
});

/** A provider that answers everything with this status, or never answers. */
async function provider(status: number | null) {
  const server = createServer((_, response) => {
    if (status !== null) response.writeHead(status).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

const states = async (from: Database, settings: Record<string, string> = {}) => {
  const { readings } = await readStatus(from, readEnv({ KONCERT_DATA_DIR: folder, ...settings }));
  return Object.fromEntries(
    readings.map(({ service, provider: by, state }) => [service, `${by} ${state}`]),
  );
};

it("without keys everything is local, and works", async () => {
  expect(await states(database)).toEqual({
    application: "local up",
    database: "local up",
    mail: "local up",
    storage: "local up",
    assistant: "local up",
  });
});

it("a database that is gone is down, and the rest is still told", async () => {
  const gone = openDatabase("postgres://koncert_app@127.0.0.1:1/none", 1);
  expect(await states(gone)).toMatchObject({ database: "local down", mail: "local up" });
  await gone.close();
});

it("a provider that refuses the key is down", async () => {
  const claude = await provider(401);
  expect(
    await states(database, { ANTHROPIC_API_KEY: "k", ANTHROPIC_BASE_URL: claude.url }),
  ).toMatchObject({ assistant: "Anthropic down" });
  claude.close();
});

it("a provider that never answers is down, and does not hold up the rest", async () => {
  const brevo = await provider(null);
  expect(await states(database, { BREVO_API_KEY: "k", BREVO_URL: brevo.url })).toMatchObject({
    mail: "Brevo down",
    database: "local up",
  });
  brevo.close();
});
