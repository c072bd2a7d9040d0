import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { UnsignedEvent } from "#integrations/payments/payments.ts";
import { sign } from "#integrations/payments/testing/sign.ts";
import type { Sale } from "../testing/sale.ts";
import type { StripeWorld } from "../testing/stripe.ts";
import { minutes, openTill, type Till } from "../testing/till.ts";
import { type World, worldNow } from "../testing/world.ts";
import { returnFromPayment } from "./pay-as-buyer.ts";
import { receivePaymentNews } from "./payment-news.ts";
import { sweepHolds } from "./sweep-holds.ts";

describe("paying through Stripe", () => {
  let till: Till;
  let world: World;
  let sale: Sale;
  let stripe: StripeWorld;
  beforeAll(async () => {
    till = await openTill();
    ({ world, sale, stripe } = till);
  });
  afterEach(() => till.clear());
  afterAll(() => till.close());

  it("opens the promoter's own page, and issues the tickets when Stripe says that it is paid", async () => {
    const held = await sale.hold({ "Plein tarif": 2 });
    const { session, url } = await till.start(held);
    expect(url).toContain("https://checkout.stripe.test/");
    expect(await till.seen(held)).toMatchObject({
      status: "held",
      payment: { status: "pending", url },
      tickets: [],
    });
    const asked = stripe.fake.requests.at(-1);
    expect(asked).toMatchObject({ account: stripe.account });
    const [order] = await world.rows<{ fee: number }>(
      "select application_fee_cents as fee from orders where number = $1",
      [held.number],
    );
    expect(asked?.form["payment_intent_data"]).toMatchObject({
      application_fee_amount: String(order?.fee),
    });

    stripe.fake.pay(session);
    await stripe.deliver();
    const paid = await till.seen(held);
    expect(paid).toMatchObject({
      status: "paid",
      test: true,
      payment: { status: "succeeded", surplus: null },
    });
    expect(paid.tickets).toHaveLength(2);
    await till.post();
    expect(world.mails.at(-1)).toMatchObject({ to: "lea@exemple.fr" });
    expect(world.mails.at(-1)?.text).toContain(`/o/${held.token}`);
  });

  it("gives two tabs and the back button one page to pay on", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const one = await till.start(held);
    const [other, again] = await Promise.all([till.start(held), till.start(held)]);
    expect([other.url, again.url]).toEqual([one.url, one.url]);
  });

  it("keeps the places a while longer for whoever pays, and once only", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    await till.start(held, minutes(9));
    const before = await till.seen(held);
    await till.start(held, minutes(9));
    expect((await till.seen(held)).expiresAt).toBe(before.expiresAt);
    expect(Date.parse(before.expiresAt ?? "")).toBeGreaterThan(minutes(10).getTime());
    expect(Date.parse(before.expiresAt ?? "")).toBeLessThanOrEqual(minutes(30).getTime());
  });

  it("holds places anew for whoever starts to pay when the time is over and nobody took them", async () => {
    for (const isSwept of [false, true]) {
      const held = await sale.hold({ "Plein tarif": 1 });
      if (isSwept) await sweepHolds(world.database, minutes(41));
      await till.start(held, minutes(41));
      const [order] = await world.rows<{ status: string; until: Date }>(
        "select status, hold_expires_at as until from orders where number = $1",
        [held.number],
      );
      expect(order?.status).toBe("held");
      expect(order?.until.getTime()).toBeGreaterThan(minutes(45).getTime());
    }
    await expectCounted();
  });

  it("asks Stripe when the buyer comes back, so that a webhook may be late", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    stripe.fake.pay(session);
    await returnFromPayment(world.context({ ...sale.buyer, now: minutes(1) }), held.token);
    expect((await till.seen(held)).status).toBe("paid");
    await stripe.deliver();
    expect((await till.seen(held)).tickets).toHaveLength(1);
  });

  it("waits, and says so, where Stripe does not answer a buyer who comes back", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    stripe.fake.pay(session);
    stripe.fake.state.down = true;
    await returnFromPayment(world.context({ ...sale.buyer, now: minutes(1) }), held.token);
    expect((await till.seen(held)).payment).toMatchObject({ status: "pending", processing: true });
    expect(await till.pay(held)).toMatchObject({
      ok: true,
      value: { payment: { processing: true } },
    });
    stripe.fake.state.down = false;
    await till.reconcile(3);
    expect((await till.seen(held)).status).toBe("paid");
  });

  it("lets somebody who came back without paying pay again", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { url } = await till.start(held);
    stripe.fake.state.down = true;
    await returnFromPayment(world.context({ ...sale.buyer, now: minutes(1) }), held.token);
    stripe.fake.state.down = false;
    await till.reconcile(3);
    expect((await till.seen(held)).payment).toMatchObject({
      status: "pending",
      processing: false,
      url,
    });
  });

  it("says that the provider is silent, keeps the places, and opens one page in the end", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    stripe.fake.state.down = true;
    expect(await till.pay(held)).toMatchObject({ ok: false, error: { reason: "provider_silent" } });
    stripe.fake.state.down = false;
    stripe.fake.state.loseAnswers = 1;
    const { session } = await till.start(held);
    stripe.fake.pay(session);
    await stripe.deliver();
    expect((await till.seen(held)).status).toBe("paid");
    const order = await till.idOf(held);
    const keys = stripe.fake.requests.filter(
      ({ route, form }) =>
        route === "POST /v1/checkout/sessions" && form["client_reference_id"] === order,
    );
    expect(new Set(keys.map(({ key }) => key)).size).toBe(1);
  });

  it("repairs what a lost webhook left", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    stripe.fake.pay(session);
    stripe.fake.deliveries.length = 0;
    await till.reconcile(2);
    expect((await till.seen(held)).status).toBe("paid");
  });

  it("closes the page of a hold that ended, so that nobody pays for nothing", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    await sweepHolds(world.database, minutes(31));
    await till.reconcile(32);
    expect(stripe.fake.session(session)?.["status"]).toBe("expired");
    expect((await till.seen(held)).payment).toMatchObject({ status: "failed", failure: "expired" });
  });

  it("honours a late payment while its places are free", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    await sweepHolds(world.database, minutes(31));
    stripe.fake.pay(session);
    await stripe.deliver();
    expect(await till.seen(held)).toMatchObject({ status: "paid", refundedCents: 0 });
  });

  it("gives a late payment back by itself when the places are gone, and says so", async () => {
    const held = await sale.hold({ "Tarif réduit": 2 });
    const { session } = await till.start(held);
    await sweepHolds(world.database, minutes(31));
    const winner = await sale.hold({ "Tarif réduit": 2 }, { now: minutes(31) });
    stripe.fake.pay(session);
    await stripe.deliver();
    const order = await till.seen(held);
    expect(order).toMatchObject({
      status: "expired",
      tickets: [],
      payment: { status: "succeeded", surplus: "late", refund: "pending" },
    });
    await till.post();
    expect(await till.refunds(held)).toEqual([
      { status: "succeeded", amount_cents: 4_000, reason: "late", failure: null },
    ]);
    const mail = world.mails.findLast(({ text }) => text.includes(held.token));
    expect(mail?.subject).toBe(`[TEST] Votre paiement vous est rendu, commande ${held.number}`);
    expect(mail?.text).toMatch(/Nous vous rendons 40.€/);
    await world.done("ticketing_release_hold", { order: winner.token }, sale.buyer);
  });

  it("gives a second payment of one order back, and the payment of places that were released", async () => {
    const twice = await sale.hold({ "Plein tarif": 1 });
    const one = await till.start(twice);
    stripe.fake.pay(one.session);
    // As if a second page had been opened before Stripe's answer to the first was known.
    await world.rows("update payments set expires_at = $1 where id = $2", [worldNow, one.id]);
    const other = await till.start(twice, minutes(1));
    stripe.fake.pay(other.session);
    await stripe.deliver();
    expect(await till.seen(twice)).toMatchObject({ status: "paid", payment: { surplus: null } });
    expect(await till.refunds(twice)).toMatchObject([{ amount_cents: 3_550, reason: "duplicate" }]);

    const released = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(released);
    await world.done("ticketing_release_hold", { order: released.token }, sale.buyer);
    stripe.fake.pay(session);
    await stripe.deliver();
    expect(await till.seen(released)).toMatchObject({
      status: "cancelled",
      payment: { surplus: "released" },
    });
    await till.post();
    expect(await till.refunds(released)).toMatchObject([
      { status: "succeeded", reason: "released" },
    ]);
  });

  it("takes no news that Stripe did not sign", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    stripe.fake.pay(session);
    const [told] = stripe.fake.deliveries.splice(0);
    const body = told?.body ?? "";
    await expect(receivePaymentNews(till.parts, body, sign(body, "whsec_other"))).rejects.toThrow(
      UnsignedEvent,
    );
    expect((await till.seen(held)).status).toBe("held");
  });

  it("asks nothing of Stripe for free orders, and takes no money without an account", async () => {
    const free = { performances: ["Lyon"], kind: "early", name: "Entrée libre", price: 0 };
    await world.done("ticketing_create_ticket_type", free);
    const [type] = await world.rows<{ id: string }>(
      "select id from ticket_types where name = 'Entrée libre'",
    );
    sale.types["Entrée libre"] = type?.id ?? "";
    const before = stripe.fake.requests.length;
    expect(await till.pay(await sale.hold({ "Entrée libre": 2 }))).toMatchObject({
      ok: true,
      value: { status: "paid", test: false, payment: null },
    });
    expect(stripe.fake.requests).toHaveLength(before);
    await world.rows("update payment_accounts set charges_enabled = false");
    const held = await sale.hold({ "Plein tarif": 1 });
    expect(await till.pay(held)).toMatchObject({
      ok: false,
      error: { reason: "payments_not_ready" },
    });
    expect((await till.seen(held)).status).toBe("held");
    await world.rows("update payment_accounts set charges_enabled = true");
  });

  it("refuses an order under what the provider takes at least, warns who sets such a price, and takes two", async () => {
    const cheap = { performances: ["Lyon"], kind: "early", name: "Prix libre", price: 30 };
    const made = await world.done("ticketing_create_ticket_type", cheap);
    expect(made.summary).toContain("une commande est d’au moins 0,50 €");
    const [type] = await world.rows<{ id: string }>(
      "select id from ticket_types where name = 'Prix libre'",
    );
    sale.types["Prix libre"] = type?.id ?? "";
    const before = stripe.fake.requests.length;
    const held = await sale.hold({ "Prix libre": 1 });
    expect(await till.pay(held)).toMatchObject({
      ok: false,
      error: { code: "conflict", reason: "below_least" },
    });
    expect(stripe.fake.requests).toHaveLength(before);
    expect(await till.seen(held)).toMatchObject({ status: "held", payment: null });
    expect((await till.start(await sale.hold({ "Prix libre": 2 }))).url).toContain("checkout");
  });

  async function expectCounted() {
    const wrong = await world.rows(
      `select t.name from ticket_types t where t.held <> (select coalesce(sum(i.quantity), 0) from order_items i
         join orders o on o.id = i.order_id where i.ticket_type_id = t.id and o.status = 'held')`,
    );
    expect(wrong).toEqual([]);
  }
});
