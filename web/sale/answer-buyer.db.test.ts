import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getAccounts } from "#accounts/auth.ts";
import type { Failed, Outcome } from "#tools/core/outcome.ts";
import { openSale, type Sale } from "#tools/testing/sale.ts";
import { plannedTour } from "#tools/testing/tour.ts";
import { openWorld, type World, worldNow } from "#tools/testing/world.ts";
import type { BuyerOrder } from "#tools/ticketing/sale-facts.ts";
import { answerOrder, answerPay, answerRelease } from "./answer-buyer.ts";
import { answerCalendar, answerPdf } from "./answer-files.ts";
import { answerRush } from "./answer-rush.ts";

const site = "http://koncert.example";
let world: World;
let sale: Sale;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: worldNow });
  world = await openWorld();
  const dates = await plannedTour(world);
  await world.rows("update venues set capacity = 100");
  const lyon = { performances: ["Lyon"] };
  await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_550, quota: 60 });
  sale = await openSale(world, dates.Lyon);
  vi.stubEnv("DATABASE_URL", world.url);
  vi.stubEnv("KONCERT_SECRET", "a secret of thirty-two characters or more");
});

afterAll(async () => {
  await getAccounts().database.close();
  await world.close();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const post = (
  answer: (request: Request, later: () => void) => Promise<Response>,
  input: Record<string, unknown>,
  { callId = randomUUID() as string, client = "192.0.2.1", headers = {} } = {},
) =>
  answer(
    new Request(`${site}/api/sale`, {
      method: "POST",
      headers: {
        origin: site,
        host: "koncert.example",
        "content-type": "application/json",
        "x-koncert-client-ip": client,
        ...headers,
      },
      body: JSON.stringify({ input, callId }),
    }),
    () => {},
  );
const answerHold = (request: Request) => answerRush(new Request(`${site}/api/sale/hold`, request));
const read = async (response: Response) => (await response.json()) as Outcome<BuyerOrder>;
const places = (quantity: number) => ({
  slug: sale.slug,
  items: [{ ticket_type: Object.values(sale.types)[0], quantity }],
});
async function hold(quantity: number): Promise<BuyerOrder> {
  const outcome = await read(await post(answerHold, places(quantity)));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
}
const buyer = { name: "Léa Martin", email: "lea@exemple.fr", accepts_terms: true };

test("places are held, paid and shown, and the tickets come as a PDF and as an event", async () => {
  const { token } = await hold(2);
  const paid = await post(answerPay, { order: token, ...buyer });
  expect(paid.status).toBe(200);
  const shown = await read(await answerOrder(new Request(site), token));
  expect(shown.ok && [shown.value.status, shown.value.tickets.length]).toEqual(["paid", 2]);
  const pdf = await answerPdf(new Request(`${site}/pdf`), token);
  expect(pdf.headers.get("content-type")).toBe("application/pdf");
  expect(Buffer.from(await pdf.arrayBuffer()).toString("latin1", 0, 5)).toBe("%PDF-");
  const event = await answerCalendar(new Request(site), token);
  expect(await event.text()).toContain(`/o/${token}`);
});

test("a request sent twice holds once", async () => {
  const callId = randomUUID();
  const [one, other] = await Promise.all([
    post(answerHold, places(1), { callId }).then(read),
    post(answerHold, places(1), { callId }).then(read),
  ]);
  expect(one.ok && other.ok && one.value.token === other.value.token).toBe(true);
});

test("places given back can no longer be paid", async () => {
  const { token } = await hold(1);
  expect((await post(answerRelease, { order: token })).status).toBe(200);
  const late = await post(answerPay, { order: token, ...buyer });
  expect(late.status).toBe(410);
  expect(((await late.json()) as Failed).error.reason).toBe("hold_ended");
});

test("a refusal is told in the buyer's language", async () => {
  const asked = { headers: { "accept-language": "en-GB" } };
  const refused = await post(answerHold, { ...places(1), items: [] }, asked);
  expect(refused.status).toBe(422);
  const message = ((await refused.json()) as Failed).error.message;
  expect(message).toMatch(/[a-z]/i);
  expect(message).not.toMatch(/billet|choisissez/i);
});

test("an unknown date, a forged order and a broken request open nothing", async () => {
  const { token } = await hold(1);
  const forged = `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`;
  expect((await post(answerHold, { ...places(1), slug: "nulle-part-2027-01-01" })).status).toBe(
    404,
  );
  expect((await post(answerPay, { order: forged, ...buyer })).status).toBe(404);
  expect((await answerOrder(new Request(site), forged)).status).toBe(404);
  expect((await answerPdf(new Request(site), forged)).status).toBe(404);
  expect((await post(answerHold, places(1), { callId: "twice" })).status).toBe(400);
});

test("a page of another site holds nothing", async () => {
  const foreign = await post(answerHold, places(1), {
    headers: { origin: "https://elsewhere.example" },
  });
  expect(foreign.status).toBe(403);
});

test("somebody who asks without end is told to wait; others are not", async () => {
  // More than two windows' worth, should a minute begin on the way.
  const asked = Array.from({ length: 121 }, () =>
    post(answerHold, { slug: sale.slug, items: [] }, { client: "192.0.2.66" }),
  );
  const statuses = (await Promise.all(asked)).map(({ status }) => status);
  expect(statuses).toContain(429);
  expect((await post(answerHold, places(1), { client: "192.0.2.67" })).status).toBe(200);
});
