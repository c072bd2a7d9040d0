import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wrongBooks } from "../testing/books.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

describe("an exchange", () => {
  let world: World;
  let lyon: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 12");
    const both = ["Lyon", "Nice"];
    await world.done("ticketing_create_ticket_type", { performances: both, price: 3_000 });
    await world.done("ticketing_create_ticket_type", {
      performances: both,
      kind: "reduced",
      price: 2_000,
      quota: 3,
    });
    lyon = await openSale(world, dates.Lyon);
    await openSale(world, dates.Nice);
  });
  afterAll(() => world.close());

  const buy = async (name: string, tickets: Record<string, number>) => {
    const paid = await lyon.pay(await lyon.hold(tickets), name);
    return { ...paid, numbers: paid.tickets.map(({ number }) => number) };
  };
  const exchange = async (input: object) => {
    const asked = await world.pending("ticketing_exchange_tickets", input);
    const callId = randomUUID();
    const decision = { approval: asked.approvalId, decision: "accept" };
    const outcome = await world.done("organization_decide_approval", decision, { callId });
    const again = await world.act("organization_decide_approval", decision, { callId });
    expect(again).toMatchObject({ replayed: true });
    return { preview: asked.preview, summary: outcome.summary };
  };
  const orderOf = async (number: string) =>
    (
      await world.rows<{ id: string; status: string; total_cents: number; refunded_cents: number }>(
        "select id, status, total_cents, refunded_cents from orders where number = $1",
        [number],
      )
    )[0];
  const newOrder = async () =>
    (
      await world.rows<{ id: string; number: string; total_cents: number }>(
        "select id, number, total_cents from orders order by created_at desc, paid_at desc limit 1",
      )
    )[0];

  it("moves tickets to another date at the same price: old numbers end, new ones follow on", async () => {
    const order = await buy("Lea Martin", { "Plein tarif": 2 });
    const { preview, summary } = await exchange({ order: order.number, performance: "Nice" });
    expect(JSON.stringify(preview.lines)).toMatch(/2 × Plein tarif · .*Nice/);
    expect(summary).toContain("sans différence de prix");
    expect(await orderOf(order.number)).toMatchObject({
      status: "refunded",
      refunded_cents: 6_000,
    });
    const there = await newOrder();
    expect(there?.total_cents).toBe(6_000);
    const tickets = await world.rows(
      "select number, status, holder_name from tickets where order_id = $1 order by number",
      [there?.id],
    );
    expect(tickets).toEqual([
      { number: 1, status: "issued", holder_name: "Lea Martin" },
      { number: 2, status: "issued", holder_name: "Lea Martin" },
    ]);
    const old = await world.rows("select number, status from tickets where performance_id = $1", [
      lyon.performanceId,
    ]);
    expect(old.map(({ status }) => status)).toEqual(["cancelled", "cancelled"]);
    const letters = await world.rows(
      "select data ->> 'number' as number from outbox where name = 'mail/order' order by id desc limit 1",
    );
    expect(letters).toEqual([{ number: there?.number }]);
    const facts = await world.done<{ exchangedFor: { number: string; token: string }[] }>(
      "ticketing_get_after_sale",
      { order: order.token },
      lyon.buyer,
    );
    expect(facts.value.exchangedFor).toMatchObject([{ number: there?.number }]);
    const followed = await world.done<{ tickets: unknown[] }>(
      "ticketing_get_order",
      { order: facts.value.exchangedFor[0]?.token },
      lyon.buyer,
    );
    expect(followed.value.tickets).toHaveLength(2);
  });

  it("takes what a dearer ticket costs more, by a way that is said", async () => {
    const order = await buy("Marc Petit", { "Tarif réduit": 1 });
    const input = { order: order.number, ticket_type: "Plein tarif" };
    expect(await world.failed("ticketing_exchange_tickets", input)).toMatchObject({
      field: "payment",
      message: expect.stringMatching(/coûtent 10\s€ de plus/),
    });
    const { summary } = await exchange({ ...input, payment: "card" });
    expect(summary).toMatch(/10\s€ payés en plus/);
    const payments = await world.rows(
      "select provider, amount_cents from payments where order_id = $1 order by amount_cents",
      [(await newOrder())?.id],
    );
    expect(payments).toEqual([
      { provider: "card", amount_cents: 1_000 },
      { provider: "exchange", amount_cents: 2_000 },
    ]);
  });

  it("gives back what a cheaper ticket costs less, of one ticket of the order", async () => {
    const order = await buy("Zoé Blanc", { "Plein tarif": 2 });
    const [first = 0] = order.numbers;
    const { summary } = await exchange({
      order: order.number,
      tickets: [first],
      ticket_type: "Tarif réduit",
    });
    expect(summary).toMatch(/10\s€ rendus/);
    expect(await orderOf(order.number)).toMatchObject({
      status: "partially_refunded",
      refunded_cents: 3_000,
    });
    const refunds = await world.rows(
      "select provider, amount_cents from refunds where order_id = (select id from orders where number = $1) order by amount_cents",
      [order.number],
    );
    expect(refunds).toEqual([
      { provider: "test", amount_cents: 1_000 },
      { provider: "exchange", amount_cents: 2_000 },
    ]);
  });

  it("is refused when the other side is full, cancelled, or the same", async () => {
    const order = await buy("Paul Durand", { "Plein tarif": 3 });
    const reduced = { order: order.number, ticket_type: "Tarif réduit" };
    const asked = await world.pending("ticketing_exchange_tickets", reduced);
    expect(
      await world.act("organization_decide_approval", {
        approval: asked.approvalId,
        decision: "accept",
      }),
    ).toMatchObject({ error: { reason: "sold_out" } });
    expect(await orderOf(order.number)).toMatchObject({ status: "paid", refunded_cents: 0 });
    const same = { order: order.number, ticket_type: "Plein tarif" };
    expect(await world.failed("ticketing_exchange_tickets", same)).toMatchObject({
      reason: "same_type",
    });
    expect(await world.failed("ticketing_exchange_tickets", { order: order.number })).toMatchObject(
      { field: "performance" },
    );
  });

  it("asks for the right, and finds no order of another organization", async () => {
    const input = { order: "Paul Durand", performance: "Nice" };
    expect((await world.failed("ticketing_exchange_tickets", input, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("ticketing_exchange_tickets", input, elsewhere)).code).toBe(
      "not_found",
    );
  });

  it("leaves the books of both dates right, and tells both orders' stories", async () => {
    expect(await wrongBooks(world)).toEqual([]);
    const { value } = await world.done<{
      events: { kind: string; other: { number: string } | null }[];
    }>("ticketing_get_order_details", { order: (await newOrder())?.number });
    const from = value.events.find(({ kind }) => kind === "exchanged_from");
    expect(from?.other?.number).toMatch(/^[A-Z2-9]{8}$/);
  });
});
