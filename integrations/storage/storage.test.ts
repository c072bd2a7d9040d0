import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { localStorage } from "./local.ts";
import { safeKey, type Storage } from "./storage.ts";
import { supabaseStorage } from "./supabase.ts";

const objects = new Map<string, { bytes: Buffer; mime: string }>();
let broken = false;

/** Answers like Supabase Storage: service key needed, 400 with "not_found" for a missing object. */
const server = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const answer = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  const key = request.url?.match(/^\/storage\/v1\/object\/files\/(.+)$/)?.[1];
  if (broken) return answer(503, { message: "down" });
  if (request.headers.authorization !== "Bearer service") {
    return answer(400, { statusCode: "403", error: "Unauthorized", message: "bad key" });
  }
  const held = key && objects.get(key);
  if (key && request.method === "POST") {
    if (held && request.headers["x-upsert"] !== "true") return answer(409, { error: "Duplicate" });
    objects.set(key, {
      bytes: Buffer.concat(chunks),
      mime: request.headers["content-type"] ?? "",
    });
    return answer(200, { Key: key });
  }
  if (!key || !held) {
    return answer(400, { statusCode: "404", error: "not_found", message: "Object not found" });
  }
  if (request.method === "DELETE") {
    objects.delete(key);
    return answer(200, { message: "Successfully deleted" });
  }
  response.writeHead(200, { "content-type": held.mime });
  response.end(held.bytes);
});

const directory = mkdtempSync(path.join(os.tmpdir(), "koncert-files-"));
let url = "";
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

const providers: Record<string, () => Storage> = {
  local: () => localStorage(directory),
  supabase: () => supabaseStorage({ url, serviceKey: "service", bucket: "files" }),
};

describe.each(Object.entries(providers))("%s storage", (_name, open) => {
  const key = "1b9d/contrat-lyon.v2.pdf";

  it("holds nothing under a new key, and deleting nothing is no error", async () => {
    expect(await open().get("1b9d/absent.pdf")).toBeNull();
    await open().delete("1b9d/absent.pdf");
  });

  it("gives back the bytes and their type, and the new ones after a replacement", async () => {
    const storage = open();
    await storage.put(key, new Uint8Array([37, 80, 68, 70, 0, 255]), "application/pdf");
    await storage.put(key, new Uint8Array([1, 2, 0, 254]), "image/png");
    expect(await storage.get(key)).toEqual({
      bytes: new Uint8Array([1, 2, 0, 254]),
      mime: "image/png",
    });
    await storage.delete(key);
    expect(await storage.get(key)).toBeNull();
  });

  it.each(["../secret", "a/../../b", "/etc/passwd", "a//b", ".hidden", "a\\b", "a\0b", "", "a/"])(
    "refuses the key %j",
    async (bad) => {
      await expect(open().put(bad, new Uint8Array(), "text/plain")).rejects.toThrow(/storage key/);
      await expect(open().get(bad)).rejects.toThrow(/storage key/);
      await expect(open().delete(bad)).rejects.toThrow(/storage key/);
    },
  );
});

describe("Supabase storage that fails", () => {
  it("never passes for a missing file: a wrong key", async () => {
    const storage = supabaseStorage({ url, serviceKey: "other", bucket: "files" });
    await expect(storage.get("a/b.pdf")).rejects.toThrow("400");
    await expect(storage.put("a/b.pdf", new Uint8Array(), "text/plain")).rejects.toThrow("bad key");
  });

  it("never passes for a missing file: a broken service", async () => {
    broken = true;
    await expect(providers["supabase"]?.().get("a/b.pdf")).rejects.toMatchObject({
      status: 503,
      retryable: true,
    });
    broken = false;
  });
});

it("a key of ordinary segments is kept as it is", () => {
  expect(safeKey("3f2a/day-sheet_2.pdf")).toBe("3f2a/day-sheet_2.pdf");
});
