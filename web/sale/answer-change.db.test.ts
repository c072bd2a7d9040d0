import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getAccounts } from "#accounts/auth.ts";
import type { Failed, Outcome } from "#tools/core/outcome.ts";
import { openSale, type Sale } from "#tools/testing/sale.ts";
import { plannedTour } from "#tools/testing/tour.ts";
import { openWorld, type World, worldNow } from "#tools/testing/world.ts";
import type { BuyerOrder } from "#tools/ticketing/sale-facts.ts";
import { answerOrder } from "./answer-buyer.ts";
import { answerChange } from "./answer-change.ts";
import { answerWallet } from "./answer-files.ts";

const site = "http://koncert.example";
let world: World;
let sale: Sale;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: worldNow });
  world = await openWorld();
  const dates = await plannedTour(world);
  await world.rows("update venues set capacity = 100");
  await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_550 });
  sale = await openSale(world, dates.Lyon);
  vi.stubEnv("DATABASE_URL", world.url);
  vi.stubEnv("KONCERT_SECRET", "a secret of thirty-two characters or more");
  vi.stubEnv("KONCERT_DATA_DIR", world.files);
});

afterAll(async () => {
  await getAccounts().database.close();
  await world.close();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const buy = async () => sale.pay(await sale.hold({ "Plein tarif": 2 }));

async function change(
  token: string,
  act: string,
  input: object,
  { callId = randomUUID() as string, origin = site } = {},
) {
  const later: (() => Promise<unknown>)[] = [];
  const response = await answerChange(
    new Request(`${site}/api/sale/orders/x/tickets`, {
      method: "POST",
      headers: { origin, host: "koncert.example", "content-type": "application/json" },
      body: JSON.stringify({ act, input, callId }),
    }),
    token,
    (work) => later.push(work),
  );
  const outcome = (await response.json()) as Outcome<BuyerOrder>;
  return { status: response.status, outcome, letters: later.length };
}

test("a ticket's name changes by its order's link, and the page knows at once", async () => {
  const order = await buy();
  const input = { ticket: order.tickets[0]?.id, name: "Inès Moreau" };
  expect(await change(order.token, "rename", input)).toMatchObject({ status: 200, letters: 1 });
  const page = await answerOrder(new Request(site), order.token);
  const { value } = (await page.json()) as { value: BuyerOrder };
  expect(value.tickets[0]?.holder).toBe("Inès Moreau");
});

test("the link in the address is what decides, whatever the input names", async () => {
  const [mine, theirs] = [await buy(), await buy()];
  const input = { order: theirs.token, ticket: theirs.tickets[0]?.id, name: "Intrus" };
  const { status, outcome } = await change(mine.token, "rename", input);
  expect(status).toBe(404);
  expect((outcome as Failed).error.reason).toBe("unknown_ticket");
});

test("a corrected address answers with the new link, and the former one leads nowhere", async () => {
  const order = await buy();
  const { outcome } = await change(order.token, "correct", { email: "lea.m@exemple.fr" });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  expect(outcome.value.token).not.toBe(order.token);
  expect((await answerOrder(new Request(site), order.token)).status).toBe(404);
  expect((await answerOrder(new Request(site), outcome.value.token)).status).toBe(200);
});

test("it is refused from other sites, for unknown acts and unknown links", async () => {
  const order = await buy();
  const input = { ticket: order.tickets[0]?.id, name: "Inès" };
  const foreign = { origin: "https://ailleurs.example" };
  expect((await change(order.token, "rename", input, foreign)).status).toBe(403);
  expect((await change(order.token, "refund", input)).status).toBe(400);
  expect((await change("AAAA", "rename", input)).status).toBe(404);
});

test("a link is no machine to send mail", async () => {
  const order = await buy();
  let refused = 0;
  for (let sent = 0; sent < 35; sent += 1) {
    if ((await change(order.token, "mail", {})).status === 429) refused += 1;
  }
  expect(refused).toBe(5);
});

test("a ticket comes as a file for Apple's wallet, and not for one that is not offered", async () => {
  const order = await buy();
  const ask = (wallet: string) =>
    answerWallet(
      new Request(`${site}/x?ticket=${order.tickets[0]?.id}&for=${wallet}`),
      order.token,
    );
  const pass = await ask("apple");
  expect(pass.headers.get("content-type")).toBe("application/vnd.apple.pkpass");
  expect(
    Buffer.from(await pass.arrayBuffer())
      .subarray(0, 2)
      .toString(),
  ).toBe("PK");
  expect((await ask("google")).status).toBe(503);
  expect((await ask("other")).status).toBe(422);
});
