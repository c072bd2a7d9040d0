import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, it } from "vitest";
import { providersOf } from "./check-providers.ts";
import { readEnv } from "./env.ts";

const closings: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0)) await close();
});

/** A service that knows one key and says what it was asked. */
async function service(key: string) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const given = request.headers["api-key"] ?? request.headers["apikey"];
    response.writeHead(given === key ? 200 : 401).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closings.push(() => new Promise((resolve) => server.close(resolve)));
  return { asked, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

function folder() {
  const made = mkdtempSync(path.join(os.tmpdir(), "koncert-check-"));
  closings.push(() => rmSync(made, { recursive: true }));
  return made;
}

it("the local mailbox and folder work where the data directory can be written", async () => {
  const { mail, storage } = providersOf(readEnv({ KONCERT_DATA_DIR: folder() }));
  expect([mail.name, storage.name]).toEqual(["local", "local"]);
  await expect(Promise.all([mail.check(), storage.check()])).resolves.toBeDefined();
});

it("a data directory that cannot be is told", async () => {
  const file = path.join(folder(), "file");
  writeFileSync(file, "");
  const { storage } = providersOf(readEnv({ KONCERT_DATA_DIR: path.join(file, "data") }));
  await expect(storage.check()).rejects.toThrow();
});

it("Brevo is asked for its account, and a key that it refuses is told without the key", async () => {
  const brevo = await service("right");
  const mailWith = (key: string) =>
    providersOf(readEnv({ BREVO_API_KEY: key, BREVO_URL: brevo.url })).mail;
  await mailWith("right").check();
  expect(brevo.asked).toEqual(["GET /v3/account"]);
  const refused = await mailWith("wrong-key")
    .check()
    .catch((error: Error) => error.message);
  expect(refused).toMatch(/^Brevo answered 401/);
  expect(refused).not.toContain("wrong-key");
});

it("Supabase is asked for the bucket", async () => {
  const supabase = await service("service");
  const { storage } = providersOf(
    readEnv({
      SUPABASE_URL: supabase.url,
      SUPABASE_SERVICE_ROLE_KEY: "service",
      SUPABASE_BUCKET: "files",
    }),
  );
  await storage.check();
  expect(supabase.asked).toEqual(["GET /storage/v1/bucket/files"]);
});

it("an SMTP server that is not there is told", async () => {
  const { mail } = providersOf(readEnv({ SMTP_URL: "smtp://127.0.0.1:1" }));
  expect(mail.name).toBe("SMTP");
  await expect(mail.check()).rejects.toThrow(/ECONNREFUSED/);
});
