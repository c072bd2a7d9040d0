import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, it } from "vitest";
import { closeAll, createTestDatabase } from "#database/testing/create-test-database.ts";
import { checkHistory, type Told } from "#tools/ticketing/testing/check-history.ts";
import { openReading, setStage } from "#tools/ticketing/testing/race-stage.ts";
import { type RushServer, startRush } from "./testing/start-rush.ts";

afterAll(closeAll);

const kills = 4;
const buyers = 24;

it("a web process killed in the middle of a rush loses no answer: the same call asked again is the same order", async () => {
  const stage = await setStage(await createTestDatabase(), [
    { capacity: 2_000, quotas: [null, null] },
  ]);
  const cache = mkdtempSync(path.join(os.tmpdir(), "koncert-rush-"));
  const start = () => startRush(stage.url, { NODE_COMPILE_CACHE: cache });
  const [date] = stage.dates;
  const told: Told = { held: [], paid: [], refunded: [] };
  let server: RushServer = await start();
  const over = new AbortController();
  let asked = 0;

  /** A buyer's page: asks until it is answered, with one key. */
  const buy = async () => {
    const callId = randomUUID();
    const items = [{ ticket_type: date?.types[asked++ % 2], quantity: 1 + (asked % 3) }];
    const body = JSON.stringify({ callId, input: { slug: date?.slug, items } });
    while (true) {
      const { url } = server;
      const answer = await fetch(`${url}/api/sale/hold`, {
        method: "POST",
        headers: { "content-type": "application/json", origin: url },
        body,
      })
        .then(
          (response) =>
            response.json() as Promise<{
              ok: boolean;
              value?: { number: string };
              error?: { code: string };
            }>,
        )
        .catch(() => undefined);
      if (answer?.ok)
        return void told.held.push({ key: callId, number: answer.value?.number ?? "" });
      if (answer) return void expect(answer.error?.code).toBe("conflict");
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  const crowd = Array.from({ length: buyers }, async () => {
    while (!over.signal.aborted) await buy();
  });
  for (let kill = 0; kill < kills; kill++) {
    const enough = told.held.length + 40 + 17 * kill;
    while (told.held.length < enough && told.held.length < 900) {
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    await server.close();
    server = await start();
  }
  over.abort();
  await Promise.all(crowd);
  await server.close();
  rmSync(cache, { recursive: true, force: true });

  const { read, close } = await openReading(stage.adminUrl);
  expect(await checkHistory(read, told)).toEqual([]);
  const [orders] = await read("select count(*)::int as n from orders");
  expect(orders?.["n"]).toBe(told.held.length);
  expect(new Set(told.held.map(({ key }) => key)).size).toBe(told.held.length);
  await close();
});
