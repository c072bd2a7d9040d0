import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Sale } from "../testing/sale.ts";
import type { StripeWorld } from "../testing/stripe.ts";
import { openTill, type Till } from "../testing/till.ts";
import type { World } from "../testing/world.ts";
import { reconcilePayments } from "./payment-news.ts";

describe("money that does not fit, and money that goes back", () => {
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

  it("never confirms an order with another amount or currency, and shows it to the organization", async () => {
    for (const as of [{ amount: 1 }, { currency: "usd" }]) {
      const held = await sale.hold({ "Plein tarif": 1 });
      const { session } = await till.start(held);
      stripe.fake.pay(session, as);
      await stripe.deliver();
      expect(await till.seen(held)).toMatchObject({
        status: "held",
        tickets: [],
        payment: { status: "to_check" },
      });
      const [check] = await till.checks();
      expect(check).toMatchObject({
        problem: "amount" in as ? "other_amount" : "other_currency",
        orderNumber: held.number,
      });
      await world.done("ticketing_close_payment_check", { check: check?.id, note: "vu" });
      expect(await till.checks()).toEqual([]);
    }
  });

  it("never confirms an order on the word of another account or of an unknown order", async () => {
    const elsewhere = await stripe.connect(world.elsewhere);
    stripe.fake.deliveries.length = 0;
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    const paid = {
      ...stripe.fake.session(session),
      account: undefined,
      status: "complete",
      payment_status: "paid",
      payment_intent: "pi_forged",
    };
    const type = "checkout.session.completed";
    await stripe.deliver([stripe.fake.forge(type, paid, elsewhere)]);
    await stripe.deliver([stripe.fake.forge(type, paid, "acct_of_nobody")]);
    const unknown = { ...paid, id: "cs_unknown", metadata: { order: crypto.randomUUID() } };
    await stripe.deliver([stripe.fake.forge(type, unknown, stripe.account)]);
    const unstarted = { ...paid, id: "cs_unstarted", metadata: { order: await till.idOf(held) } };
    await stripe.deliver([stripe.fake.forge(type, unstarted, stripe.account)]);
    expect(await till.seen(held)).toMatchObject({ status: "held", tickets: [] });
    expect((await till.checks()).map(({ problem }) => problem).toSorted()).toEqual([
      "unknown_order",
      "unknown_payment",
    ]);
    const theirs = await world.done<{ checks: { problem: string }[] }>(
      "ticketing_list_payment_checks",
      {},
      { organization: world.elsewhere },
    );
    expect(theirs.value.checks).toMatchObject([{ problem: "unknown_order" }]);
    await world.rows("update payment_events set seen_at = now() where outcome = 'to_check'");
  });

  it("sends a refund of the organization once, with our share, and can try a refused one again", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    stripe.fake.pay(session);
    await stripe.deliver();
    const asked = await world.pending("ticketing_refund_order", { order: held.number });
    await world.done("organization_decide_approval", {
      approval: asked.approvalId,
      decision: "accept",
    });
    stripe.fake.state.refuseRefunds = "insufficient_funds";
    await till.post();
    expect(await till.refunds(held)).toMatchObject([
      { status: "failed", failure: "insufficient_funds" },
    ]);
    expect(await till.checks()).toMatchObject([
      { problem: "refund_failed", orderNumber: held.number },
    ]);

    stripe.fake.state.refuseRefunds = undefined;
    const again = await world.pending("ticketing_retry_refund", { order: held.number });
    expect(again.preview.title.fr).toMatch(/^Rembourser 35,50.€ à nouveau$/);
    await world.done("organization_decide_approval", {
      approval: again.approvalId,
      decision: "accept",
    });
    stripe.fake.state.loseAnswers = 3;
    await till.post();
    expect(await till.refunds(held)).toMatchObject([{ status: "pending" }]);
    // What was sent has the hour of the server's own clock.
    const later = (n: number) => reconcilePayments(till.parts, new Date(Date.now() + n * 60_000));
    await later(10);
    expect(await till.refunds(held)).toMatchObject([{ status: "succeeded", failure: null }]);
    const sent = () =>
      stripe.fake.requests.filter(({ route }) => route === "POST /v1/refunds").length;
    const before = sent();
    await Promise.all([till.post(), later(20), later(30)]);
    expect(sent()).toBe(before);
    expect(await till.checks()).toEqual([]);
    await stripe.deliver();
    expect(await till.refunds(held)).toHaveLength(1);
  });

  it("learns of a refund that the bank sends back, and of one made on Stripe's own pages", async () => {
    const held = await sale.hold({ "Plein tarif": 2 });
    const { session } = await till.start(held);
    const intent = stripe.fake.pay(session);
    await stripe.deliver();
    stripe.fake.refundByHand(intent, 1_000);
    await stripe.deliver();
    expect(await till.seen(held)).toMatchObject({
      status: "partially_refunded",
      refundedCents: 1_000,
    });
    expect(await till.refunds(held)).toMatchObject([{ status: "succeeded", amount_cents: 1_000 }]);

    const other = await sale.hold({ "Plein tarif": 1 });
    const second = await till.start(other);
    stripe.fake.pay(second.session);
    await stripe.deliver();
    const asked = await world.pending("ticketing_refund_order", { order: other.number });
    await world.done("organization_decide_approval", {
      approval: asked.approvalId,
      decision: "accept",
    });
    await till.post();
    const [{ reference } = { reference: "" }] = await world.rows<{ reference: string }>(
      "select provider_reference as reference from refunds r join orders o on o.id = r.order_id where o.number = $1",
      [other.number],
    );
    stripe.fake.failRefund(reference);
    await stripe.deliver();
    expect(await till.refunds(other)).toMatchObject([
      { status: "failed", failure: "expired_or_canceled_card" },
    ]);
    await world.rows("update payment_events set seen_at = now() where outcome = 'to_check'");
  });

  it("shows a disputed payment", async () => {
    const held = await sale.hold({ "Plein tarif": 1 });
    const { session } = await till.start(held);
    stripe.fake.dispute(stripe.fake.pay(session));
    await stripe.deliver();
    expect(await till.checks()).toMatchObject([{ problem: "dispute", orderNumber: held.number }]);
    await world.rows("update payment_events set seen_at = now() where outcome = 'to_check'");
  });

  it("lets no member, buyer or device speak for the provider", async () => {
    const fact = {
      kind: "dispute",
      provider: "stripe",
      account: stripe.account,
      reference: null,
      amount_cents: 1,
      reason: null,
    };
    const news = { event: "evt_member", type: "charge.dispute.created", fact };
    for (const options of [{}, { role: "manager" as const }, sale.buyer]) {
      expect(await world.failed("ticketing_settle_payment", news, options)).toMatchObject({
        code: "forbidden",
      });
    }
  });

  it("is looked at and sent again by whoever may, in their own organization, once", async () => {
    const paid = await till.sell({ "Plein tarif": 1 });
    stripe.fake.dispute(paid.intent);
    await stripe.deliver();
    const [check] = await till.checks();
    const close = { check: check?.id ?? "" };
    const theirs = { organization: world.elsewhere };
    expect(await till.checks(theirs)).toEqual([]);
    const viewer = { role: "viewer" as const };
    expect(await till.checks(viewer)).toHaveLength(1);
    expect(await world.failed("ticketing_close_payment_check", close, viewer)).toMatchObject({
      code: "forbidden",
    });
    for (const options of [theirs, {}] as const) {
      const input = options === theirs ? close : { check: "pi_1" };
      expect(await world.failed("ticketing_close_payment_check", input, options)).toMatchObject({
        code: "not_found",
      });
    }
    const callId = crypto.randomUUID();
    const once = await world.done("ticketing_close_payment_check", close, { callId });
    expect(once.summary).toBe(`Commande ${paid.number} : paiement vérifié.`);
    const again = await world.done("ticketing_close_payment_check", close, { callId });
    expect(again).toMatchObject({ replayed: true, value: once.value });

    const retry = { order: paid.number };
    for (const role of ["viewer", "accountant"] as const) {
      expect(await world.failed("ticketing_retry_refund", retry, { role })).toMatchObject({
        code: "forbidden",
      });
    }
    expect(await world.failed("ticketing_retry_refund", retry)).toMatchObject({
      reason: "not_failed",
    });
    expect(await world.failed("ticketing_retry_refund", retry, theirs)).toMatchObject({
      code: "not_found",
    });
  });
});
