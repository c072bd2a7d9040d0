import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { ProviderError } from "../ask-provider.ts";
import { type PaymentPage, type PaymentRequest, UnsignedEvent } from "./payments.ts";
import { stripePayments } from "./stripe.ts";
import { type FakeStripe, openFakeStripe } from "./testing/fake-stripe.ts";
import { fakeKeys, sign } from "./testing/sign.ts";

let fake: FakeStripe;
beforeAll(async () => {
  fake = await openFakeStripe();
});
afterAll(() => fake.close());
beforeEach(() => {
  Object.assign(fake.state, { down: false, loseAnswers: 0, refuseRefunds: undefined });
});

const payments = () => stripePayments({ ...fakeKeys, siteUrl: site, url: fake.url });
const site = "https://koncert.test";
const account = "acct_1";
const request = (change: Partial<PaymentRequest> = {}): PaymentRequest => ({
  id: crypto.randomUUID(),
  orderId: crypto.randomUUID(),
  orderNumber: "K7PQ2MXA",
  account,
  session: null,
  amountCents: 7_198,
  currency: "EUR",
  feeCents: 170,
  createdAt: new Date().toISOString(),
  ...change,
});
const page: PaymentPage = {
  title: "Zaz, 14 mai 2027",
  locale: "fr",
  email: "lea@exemple.fr",
  lines: [
    { name: "Plein tarif", quantity: 2, unitCents: 3_550 },
    { name: "Frais de location", quantity: 1, unitCents: 98 },
  ],
  paidUrl: "https://koncert.test/api/sale/orders/t/paid",
  backUrl: "https://koncert.test/o/t",
};

async function started(change?: Partial<PaymentRequest>) {
  const payment = request(change);
  const { fact } = await payments().start(payment, page);
  if (fact.kind !== "payment" || !fact.session) throw new Error("no page");
  return { payment: { ...payment, session: fact.session }, fact, session: fact.session };
}

test("a page opens on the promoter's account, with our fee, our lines and our ids", async () => {
  const { payment, fact } = await started();
  expect(fact).toMatchObject({
    status: "open",
    amount_cents: 7_198,
    currency: "EUR",
    payment: payment.id,
  });
  expect(fact.url).toMatch(/^https:\/\/checkout\.stripe\.test\//);
  const asked = fake.requests.at(-1);
  expect(asked).toMatchObject({
    route: "POST /v1/checkout/sessions",
    account,
    key: payment.id,
    form: {
      mode: "payment",
      payment_intent_data: { application_fee_amount: "170" },
      metadata: { payment: payment.id, order: payment.orderId },
      success_url: page.paidUrl,
      cancel_url: page.backUrl,
      customer_email: "lea@exemple.fr",
    },
  });
});

test("asked twice, or when the answer was lost, it is the same page", async () => {
  const payment = request();
  fake.state.loseAnswers = 1;
  const first = await payments().start(payment, page);
  const second = await payments().start(payment, page);
  expect(second.fact).toEqual(first.fact);
});

test("a payment is told once it is made, and a page whose time is over is closed", async () => {
  const one = await started();
  expect((await payments().ask(one.payment, false, new Date())).fact).toMatchObject({
    status: "open",
  });
  const intent = fake.pay(one.session);
  expect((await payments().ask(one.payment, true, new Date())).fact).toMatchObject({
    status: "succeeded",
    reference: intent,
    amount_cents: 7_198,
  });
  const other = await started();
  expect((await payments().ask(other.payment, true, new Date())).fact).toMatchObject({
    status: "failed",
    failure: "expired",
  });
});

test("money goes back once for one refund, with our share of it", async () => {
  const { payment, session } = await started();
  const intent = fake.pay(session);
  const refund = {
    id: crypto.randomUUID(),
    attempt: 0,
    reference: null,
    payment: intent,
    account,
    amountCents: 1_000,
    feeCents: 170,
  };
  const [one, other] = [await payments().refund(refund), await payments().refund(refund)];
  expect(one.fact).toMatchObject({
    status: "succeeded",
    refund: refund.id,
    attempt: 0,
    amount_cents: 1_000,
  });
  expect(other.fact).toEqual(one.fact);
  expect(fake.requests.at(-1)?.form).toMatchObject({ refund_application_fee: "true" });
  expect(payment.feeCents).toBe(170);
});

test("a refund that Stripe refuses has failed; one that it did not hear may be sent again", async () => {
  const { session } = await started();
  const payment = fake.pay(session);
  const refund = {
    id: crypto.randomUUID(),
    attempt: 0,
    reference: null,
    payment,
    account,
    amountCents: 1_000,
    feeCents: 0,
  };
  fake.state.refuseRefunds = "insufficient_funds";
  expect((await payments().refund(refund)).fact).toMatchObject({
    status: "failed",
    failure: "insufficient_funds",
  });
  fake.state.refuseRefunds = undefined;
  fake.state.down = true;
  await expect(payments().refund({ ...refund, attempt: 1 })).rejects.toThrow(ProviderError);
  fake.state.down = false;
  expect((await payments().refund({ ...refund, attempt: 1 })).fact).toMatchObject({
    status: "succeeded",
    attempt: 1,
  });
});

test("an account is opened once, linked, and says what is missing", async () => {
  const accounts = payments().accounts;
  const organization = { id: crypto.randomUUID(), country: "FR", email: "prod@exemple.fr" };
  const opened = await accounts?.open(organization);
  expect(opened).toMatchObject({ test: true, charges_enabled: false });
  expect(opened?.due).toContain("external_account");
  expect(await accounts?.open(organization)).toEqual(opened);
  const id = opened?.account ?? "";
  expect(await accounts?.link(id)).toContain(id);
  expect(fake.requests.at(-1)?.form).toMatchObject({
    return_url: "https://koncert.test/integrations?payments=done",
    refresh_url: "https://koncert.test/integrations?payments=again",
  });
  fake.complete(id);
  expect(await accounts?.read(id)).toMatchObject({ charges_enabled: true, due: [] });
});

test("an event is read where Stripe signed it, and refused where anybody else did", async () => {
  const { session } = await started();
  fake.pay(session);
  const told = fake.deliveries.at(-1);
  if (!told) throw new Error("no event");
  expect(payments().read(told.body, told.signature)?.fact).toMatchObject({
    status: "succeeded",
    session,
    account,
  });
  const changed = told.body.replace('"amount_total":7198', '"amount_total":1');
  for (const [body, signature] of [
    [changed, told.signature],
    [told.body, sign(told.body, "whsec_of_another")],
    [told.body, ""],
    ["", told.signature],
  ] as const) {
    expect(() => payments().read(body, signature)).toThrow(UnsignedEvent);
  }
});

test("what does not concern payments, or is of the other mode, is no news", () => {
  const other = fake.forge("customer.created", { id: "cus_1" }, account);
  expect(payments().read(other.body, other.signature)).toBeUndefined();
  const live = other.body.replace('"livemode":false', '"livemode":true');
  expect(payments().read(live, sign(live))).toBeUndefined();
});

test("the key never shows in what goes wrong", async () => {
  const wrong = stripePayments({
    ...fakeKeys,
    siteUrl: site,
    secretKey: "sk_test_wrong_key",
    url: fake.url,
  });
  const error = await wrong.start(request(), page).catch((thrown: Error) => thrown);
  expect(error).toBeInstanceOf(ProviderError);
  expect(String(error)).not.toContain("wrong_key");
});
