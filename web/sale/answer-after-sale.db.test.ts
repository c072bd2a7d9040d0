import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getAccounts } from "#accounts/auth.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { openSale, type Sale } from "#tools/testing/sale.ts";
import { plannedTour } from "#tools/testing/tour.ts";
import { openWorld, type World, worldNow } from "#tools/testing/world.ts";
import type { BuyerOrder } from "#tools/ticketing/sale-facts.ts";
import { answerAfterSale } from "./answer-after-sale.ts";

const site = "http://koncert.example";
let world: World;
let sale: Sale;
let order: BuyerOrder;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: worldNow });
  world = await openWorld();
  const dates = await plannedTour(world);
  await world.rows("update venues set capacity = 1");
  await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_000 });
  sale = await openSale(world, dates.Lyon);
  order = await sale.pay(await sale.hold({ "Plein tarif": 1 }));
  await world.done("ticketing_set_resale", { performance: "Lyon", resale: "open" });
  vi.stubEnv("DATABASE_URL", world.url);
  vi.stubEnv("KONCERT_SECRET", "a secret of thirty-two characters or more");
});

afterAll(async () => {
  await getAccounts().database.close();
  await world.close();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const ask = async (
  act: string,
  link: string,
  input: Record<string, unknown> = {},
  { callId = randomUUID() as string, origin = site } = {},
) => {
  const response = await answerAfterSale(
    new Request(`${site}/api/sale/after`, {
      method: "POST",
      headers: {
        origin,
        host: "koncert.example",
        "content-type": "application/json",
        "x-koncert-client-ip": "192.0.2.1",
      },
      body: JSON.stringify({ act, link, input, callId }),
    }),
    () => {},
  );
  return { status: response.status, outcome: (await response.json()) as Outcome };
};

test("a link opens what it is for: the order its ticket, the address of the date its waiting list", async () => {
  const ticket = order.tickets[0]?.id;
  expect(await ask("offer", order.token, { ticket })).toMatchObject({
    status: 200,
    outcome: { ok: true, value: { offered: true } },
  });
  const callId = randomUUID();
  const join = { name: "Marc Petit", email: "marc@exemple.fr" };
  const joined = await ask("join", sale.slug, join, { callId });
  expect(joined).toMatchObject({ status: 200, outcome: { ok: true } });
  expect(await ask("join", sale.slug, join, { callId })).toMatchObject({
    outcome: { replayed: true },
  });
});

test("it opens nothing else, whatever the input names", async () => {
  for (const act of ["offer", "take", "fill", "drop", "leave", "answer"]) {
    expect((await ask(act, "nothing")).status, act).toBe(404);
  }
  expect((await ask("fill", order.token, { name: "Nina Roux" })).status).toBe(404);
  expect((await ask("refund", order.token)).status).toBe(400);
  // A link stands for itself: an input cannot name another.
  const other = await ask("answer", order.token, { order: "another", answer: "keep" });
  expect(other.outcome).toMatchObject({ error: { reason: "not_postponed" } });
});

test("no page of another site may ask", async () => {
  const foreign = { origin: "http://elsewhere.example" };
  expect((await ask("join", sale.slug, {}, foreign)).status).toBe(403);
});
