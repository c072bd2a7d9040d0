import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Delivery } from "#integrations/payments/testing/fake-stripe.ts";
import type { Sale } from "../testing/sale.ts";
import type { StripeWorld } from "../testing/stripe.ts";
import { minutes, openTill, type Till } from "../testing/till.ts";
import type { World } from "../testing/world.ts";
import { reconcilePayments } from "./payment-news.ts";
import { sweepHolds } from "./sweep-holds.ts";

/** Whatever the order, the duplicates, the losses and the haste of the provider's news, one end. */
describe("news of a payment in any order", () => {
  let till: Till;
  let world: World;
  let sale: Sale;
  let stripe: StripeWorld;
  beforeAll(async () => {
    till = await openTill("server");
    ({ world, sale, stripe } = till);
  });
  afterAll(() => till.close());

  async function start(tickets: Record<string, number>) {
    const held = await sale.hold(tickets);
    const { session } = await till.start(held);
    stripe.fake.deliveries.length = 0;
    return { number: held.number, session };
  }

  /** All that money and places say of an order. */
  async function end(number: string) {
    const [order] = await world.rows(
      `select o.status, o.refunded_cents,
        (select count(*)::int from tickets k where k.order_id = o.id and k.status = 'issued') as tickets,
        (select jsonb_agg(jsonb_build_array(p.status, p.surplus, p.amount_cents)) from payments p where p.order_id = o.id) as payments,
        (select jsonb_agg(jsonb_build_array(r.status, r.amount_cents) order by r.amount_cents) from refunds r where r.order_id = o.id) as refunds
       from orders o where o.number = $1`,
      [number],
    );
    return order;
  }

  /** Held and sold say what the orders and tickets say. */
  async function expectCounted() {
    const wrong = await world.rows(
      `select t.name from ticket_types t where t.held <> (select coalesce(sum(i.quantity), 0) from order_items i
           join orders o on o.id = i.order_id where i.ticket_type_id = t.id and o.status = 'held')
         or t.sold <> (select count(*) from tickets k where k.ticket_type_id = t.id and k.status = 'issued')`,
    );
    expect(wrong).toEqual([]);
  }

  type Step =
    | { kind: "news"; index: number }
    | { kind: "ask" }
    | { kind: "sweep" }
    | { kind: "post" };
  const steps = (events: number): fc.Arbitrary<Step[]> =>
    fc.array(
      fc.oneof(
        {
          weight: 5,
          arbitrary: fc.record({ kind: fc.constant("news" as const), index: fc.nat(events - 1) }),
        },
        { weight: 1, arbitrary: fc.constant({ kind: "ask" as const }) },
        { weight: 1, arbitrary: fc.constant({ kind: "sweep" as const }) },
        { weight: 1, arbitrary: fc.constant({ kind: "post" as const }) },
      ),
      { maxLength: 9 },
    );

  let clock = 32;
  async function play(played: Step[], events: Delivery[], together: boolean) {
    const run = async (step: Step) => {
      clock += 2;
      if (step.kind === "news") await stripe.deliver(events.slice(step.index, step.index + 1));
      else if (step.kind === "ask") await reconcilePayments(till.parts, minutes(clock));
      else if (step.kind === "sweep") await sweepHolds(world.database, minutes(31));
      else await till.post();
    };
    if (together) await Promise.all(played.map(run));
    else for (const step of played) await run(step);
  }

  it("a payment with part of it given back on Stripe's pages, and a stale expiry, ends as one order", async () => {
    await fc.assert(
      fc.asyncProperty(steps(5), fc.boolean(), async (played, together) => {
        const { number, session } = await start({ "Plein tarif": 1 });
        const before = { ...stripe.fake.session(session), account: undefined };
        const intent = stripe.fake.pay(session);
        stripe.fake.refundByHand(intent, 1_000);
        const stale = stripe.fake.forge(
          "checkout.session.expired",
          { ...before, status: "expired" },
          stripe.account,
        );
        const told = stripe.fake.deliveries.splice(0);
        const events = [...told, stale, ...told.slice(0, 1)];
        await play(played, events, together);
        // What was lost on the way: Stripe sends its refunds again, and is asked for the payment.
        await reconcilePayments(till.parts, minutes((clock += 2)));
        await stripe.deliver(told.slice(1));
        await till.post();
        expect(await end(number)).toEqual({
          status: "partially_refunded",
          refunded_cents: 1_000,
          tickets: 1,
          payments: [["succeeded", null, 3_550]],
          refunds: [["succeeded", 1_000]],
        });
        await expectCounted();
      }),
      { numRuns: 40 },
    );
  });

  it("a payment that comes when one of its places is gone goes back once", async () => {
    await fc.assert(
      fc.asyncProperty(steps(1), fc.boolean(), async (played, together) => {
        const { number, session } = await start({ "Tarif réduit": 2 });
        await sweepHolds(world.database, minutes(31));
        const winner = await sale.hold({ "Tarif réduit": 1 }, { now: minutes(31) });
        stripe.fake.pay(session);
        const told = stripe.fake.deliveries.splice(0);
        await play(
          played.filter(({ kind }) => kind !== "sweep"),
          told,
          together,
        );
        await reconcilePayments(till.parts, minutes((clock += 2)));
        await till.post();
        // Stripe's own word of the refund, however late.
        await stripe.deliver();
        expect(await end(number)).toEqual({
          status: "expired",
          refunded_cents: 0,
          tickets: 0,
          payments: [["succeeded", "late", 4_000]],
          refunds: [["succeeded", 4_000]],
        });
        await world.done("ticketing_release_hold", { order: winner.token }, sale.buyer);
        await expectCounted();
      }),
      { numRuns: 25 },
    );
  });

  it("what came in is what was kept and what went back, to the cent", async () => {
    await reconcilePayments(till.parts, minutes((clock += 70)));
    await till.post();
    const [sums] = await world.rows<Record<"came" | "went" | "kept", number>>(
      `select (select sum(amount_cents)::int from payments where status = 'succeeded') as came,
        (select sum(amount_cents)::int from refunds where status = 'succeeded') as went,
        (select sum(total_cents - refunded_cents)::int from orders where paid_at is not null) as kept`,
    );
    expect(sums?.came).toBe((sums?.went ?? 0) + (sums?.kept ?? 0));
  });
});
