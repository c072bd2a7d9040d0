import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { getAccounts } from "#accounts/auth.ts";
import { fakeKeys, sign } from "#integrations/payments/testing/sign.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { openSale, type Sale } from "#tools/testing/sale.ts";
import { openStripe, type StripeWorld } from "#tools/testing/stripe.ts";
import { plannedTour } from "#tools/testing/tour.ts";
import { openWorld, type World, worldNow } from "#tools/testing/world.ts";
import type { BuyerOrder } from "#tools/ticketing/sale-facts.ts";
import { answerOnboarding } from "../organization/answer-onboarding.ts";
import { answerOrder, answerPay } from "./answer-buyer.ts";
import { answerReturn } from "./answer-return.ts";
import { answerWebhook } from "./answer-webhook.ts";

const site = "http://koncert.example";
let world: World;
let sale: Sale;
let stripe: StripeWorld;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: worldNow });
  world = await openWorld();
  const dates = await plannedTour(world);
  await world.rows("update venues set capacity = 100");
  await world.done("ticketing_create_ticket_type", {
    performances: ["Lyon"],
    price: 3_550,
    quota: 60,
  });
  sale = await openSale(world, dates.Lyon);
  stripe = await openStripe(world);
  vi.stubEnv("DATABASE_URL", world.url);
  vi.stubEnv("KONCERT_URL", site);
  vi.stubEnv("KONCERT_SECRET", "a secret of thirty-two characters or more");
  vi.stubEnv("STRIPE_SECRET_KEY", fakeKeys.secretKey);
  vi.stubEnv("STRIPE_WEBHOOK_SECRET", fakeKeys.webhookSecret);
  vi.stubEnv("STRIPE_URL", stripe.fake.url);
});

afterAll(async () => {
  await getAccounts().database.close();
  await stripe.close();
  await world.close();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});

const now = () => {};
async function pay(token: string, callId: string = randomUUID()) {
  const input = { order: token, name: "Léa Martin", email: "lea@exemple.fr", accepts_terms: true };
  const response = await answerPay(
    new Request(`${site}/api/sale/pay`, {
      method: "POST",
      headers: {
        origin: site,
        host: "koncert.example",
        "content-type": "application/json",
        "x-koncert-client-ip": "192.0.2.1",
      },
      body: JSON.stringify({ input, callId }),
    }),
    now,
  );
  const outcome = (await response.json()) as Outcome<BuyerOrder>;
  if (!outcome.ok || !outcome.value.payment?.url) throw new Error(JSON.stringify(outcome));
  return outcome.value.payment.url;
}
const sessionOf = (url: string) => url.split("/").at(-1) ?? "";
const hook = (body: string, signature: string) =>
  answerWebhook(
    new Request(`${site}/api/stripe/webhook`, {
      method: "POST",
      headers: { "stripe-signature": signature },
      body,
    }),
    now,
  );
const seen = async (token: string) => {
  const outcome = (await (
    await answerOrder(new Request(site), token)
  ).json()) as Outcome<BuyerOrder>;
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome.value;
};

test("a buyer is sent to Stripe's page, and has tickets when the webhook says so", async () => {
  const held = await sale.hold({ "Plein tarif": 2 });
  const callId = randomUUID();
  const url = await pay(held.token, callId);
  expect(await pay(held.token, callId)).toBe(url);
  stripe.fake.pay(sessionOf(url));
  for (const { body, signature } of [
    ...stripe.fake.deliveries,
    ...stripe.fake.deliveries.splice(0),
  ]) {
    expect((await hook(body, signature)).status).toBe(200);
  }
  expect(await seen(held.token)).toMatchObject({
    status: "paid",
    payment: { status: "succeeded" },
  });
});

test("coming back from Stripe's page leads to the order, which is settled by then", async () => {
  const held = await sale.hold({ "Plein tarif": 1 });
  stripe.fake.pay(sessionOf(await pay(held.token)));
  vi.setSystemTime(worldNow.getTime() + 60_000);
  const back = await answerReturn(new Request(site), held.token, now);
  expect([back.status, back.headers.get("location")]).toEqual([303, `${site}/o/${held.token}`]);
  expect((await seen(held.token)).status).toBe("paid");
  expect((await answerReturn(new Request(site), "nobody's", now)).status).toBe(404);
});

test("a page that waits has the bank asked again, and shows what it says", async () => {
  const held = await sale.hold({ "Plein tarif": 1 });
  stripe.fake.pay(sessionOf(await pay(held.token)));
  stripe.fake.state.down = true;
  vi.setSystemTime(worldNow.getTime() + 120_000);
  await answerReturn(new Request(site), held.token, now);
  expect((await seen(held.token)).payment).toMatchObject({ status: "pending", processing: true });
  stripe.fake.state.down = false;
  vi.setSystemTime(worldNow.getTime() + 180_000);
  const asked: Promise<unknown>[] = [];
  await answerOrder(new Request(site), held.token, (work) => void asked.push(work()));
  await Promise.all(asked);
  expect((await seen(held.token)).status).toBe("paid");
});

test("a webhook that Stripe did not sign, or that was changed on the way, is refused and changes nothing", async () => {
  const held = await sale.hold({ "Plein tarif": 1 });
  stripe.fake.pay(sessionOf(await pay(held.token)));
  const [told] = stripe.fake.deliveries.splice(-1);
  const body = told?.body ?? "";
  for (const [sent, signature] of [
    [body, ""],
    [body, sign(body, "whsec_of_another")],
    [body.replace("evt_", "evt_x"), told?.signature ?? ""],
    ["{}", sign("{}", "whsec_of_another")],
  ] as const) {
    expect((await hook(sent, signature)).status).toBe(400);
  }
  expect((await seen(held.token)).status).toBe("held");
});

test("news that could not be kept are refused, so that Stripe sends them again", async () => {
  const held = await sale.hold({ "Plein tarif": 1 });
  stripe.fake.pay(sessionOf(await pay(held.token)));
  const [told] = stripe.fake.deliveries.splice(-1);
  await world.rows("alter table tickets rename to tickets_away");
  const silent = vi.spyOn(console, "error").mockImplementation(() => {});
  expect((await hook(told?.body ?? "", told?.signature ?? "")).status).toBe(500);
  silent.mockRestore();
  await world.rows("alter table tickets_away rename to tickets");
  expect((await seen(held.token)).payment?.status).toBe("pending");
  expect((await hook(told?.body ?? "", told?.signature ?? "")).status).toBe(200);
  expect((await seen(held.token)).status).toBe("paid");
});

test("the promoter is led to Stripe's own pages, and nobody else is", async () => {
  const as = (role: "owner" | "manager") => ({
    actor: world.here.actors[role],
    locale: "fr" as const,
  });
  const led = await answerOnboarding(as("owner"));
  expect(((await led.json()) as { url: string }).url).toContain(stripe.account);
  expect(stripe.fake.requests.at(-1)).toMatchObject({
    route: "POST /v1/account_links",
    form: { return_url: `${site}/integrations?payments=done`, type: "account_onboarding" },
  });
  expect((await answerOnboarding(as("manager"))).status).toBe(403);
  stripe.fake.state.down = true;
  expect((await answerOnboarding(as("owner"))).status).toBe(503);
  stripe.fake.state.down = false;
});
