import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wrongBooks } from "../testing/books.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

describe("a refund by ticket", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 10");
    // The buyer pays the fee: 49 cents and 1 %.
    await world.rows("update organizations set fee_payer = 'buyer'");
    const type = { performances: ["Lyon"], price: 3_550, quota: 6 };
    await world.done("ticketing_create_ticket_type", type);
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());

  const fee = 49 + 36;
  const buy = async (name: string, quantity: number) => {
    const held = await sale.hold({ "Plein tarif": quantity });
    const paid = await sale.pay(held, name);
    const numbers = paid.tickets.map(({ number }) => number);
    return { token: held.token, order: paid.number, numbers };
  };
  const decide = async (tool: string, input: object) => {
    const asked = await world.pending(tool, input);
    const decision = { approval: asked.approvalId, decision: "accept" };
    const outcome = await world.done("organization_decide_approval", decision);
    return { preview: asked.preview, summary: outcome.summary };
  };
  const state = async (order: string) =>
    (
      await world.rows<{ status: string; refunded_cents: number }>(
        "select status, refunded_cents from orders where number = $1",
        [order],
      )
    )[0];
  const sold = async () =>
    (
      await world.rows<{ sold: number }>("select sold from ticket_types where name = 'Plein tarif'")
    )[0]?.sold;

  it("gives back its price and its fee, ends it and frees its place", async () => {
    const { order, numbers, token } = await buy("Lea Martin", 3);
    const [first = 0] = numbers;
    const { preview, summary } = await decide("ticketing_refund_order", {
      order,
      tickets: [first],
    });
    expect(preview.title.fr).toMatch(/^Rembourser 36,35\s€$/);
    expect(JSON.stringify(preview.lines)).toContain(`n° ${first} · Plein tarif · Lea Martin`);
    expect(JSON.stringify(preview.lines)).toMatch(/dont 0,85\s€ rendus/);
    expect(summary).toMatch(/^36,35\s€ remboursés à Lea Martin .*1\sbillet annulé/);
    expect(await state(order)).toEqual({
      status: "partially_refunded",
      refunded_cents: 3_550 + fee,
    });
    expect(await sold()).toBe(2);
    const facts = await world.done<{ tickets: { number: number; code: string | null }[] }>(
      "ticketing_get_order",
      { order: token },
      sale.buyer,
    );
    expect(facts.value.tickets.map(({ code }) => code !== null)).toEqual([false, true, true]);
    expect(await world.failed("ticketing_refund_order", { order, tickets: [first] })).toMatchObject(
      { code: "conflict", reason: "ticket_ended" },
    );
  });

  it("keeps the fee when told so, and keeps the place off sale when told so", async () => {
    const { order, numbers } = await buy("Marc Petit", 2);
    const before = await sold();
    const { preview } = await decide("ticketing_refund_order", {
      order,
      tickets: numbers.slice(0, 1),
      keep_fee: true,
      keep_blocked: true,
    });
    expect(preview.title.fr).toMatch(/^Rembourser 35,50\s€$/);
    expect(JSON.stringify(preview)).toContain("Leurs places restent bloquées, hors vente.");
    expect(await sold()).toBe((before ?? 0) - 1);
    const [blocked] = await world.rows(
      "select a.quantity, t.allotted from allotments a join ticket_types t on t.id = a.ticket_type_id where a.platform = 'blocked'",
    );
    expect(blocked).toEqual({ quantity: 1, allotted: 1 });
    // The rest of the order, with the fee of the ticket that was left.
    await decide("ticketing_refund_order", { order });
    expect(await state(order)).toEqual({
      status: "refunded",
      refunded_cents: 2 * (3_550 + fee),
    });
    const refunds = await world.rows(
      "select kind, amount_cents, fee_cents from refunds where order_id = (select id from orders where number = $1) order by created_at",
      [order],
    );
    expect(refunds).toEqual([
      { kind: "tickets", amount_cents: 3_550, fee_cents: 0 },
      { kind: "whole", amount_cents: 3_550 + 2 * fee, fee_cents: 2 * fee },
    ]);
  });

  it("never gives back more than was paid, an earlier amount counted", async () => {
    const { order, numbers } = await buy("Zoé Blanc", 1);
    await decide("ticketing_refund_order", { order, amount: 3_000 });
    expect(await state(order)).toMatchObject({ status: "partially_refunded" });
    const { preview } = await decide("ticketing_refund_order", { order, tickets: numbers });
    expect(preview.title.fr).toMatch(/^Rembourser 6,35\s€$/);
    expect(await state(order)).toEqual({ status: "refunded", refunded_cents: 3_550 + fee });
  });

  it("goes back the way it came: by hand for cash, until somebody says it was given", async () => {
    const { value } = await world.done<{ number: string }>("ticketing_record_sale", {
      performance: "Lyon",
      quantity: 1,
      buyer: "Paul Durand",
    });
    const { summary } = await decide("ticketing_refund_order", { order: value.number });
    expect(summary).toMatch(/À rendre en espèces\.$/);
    const refund = async () =>
      (
        await world.rows(
          "select status, provider, paid_out_at is not null as given from refunds where order_id = (select id from orders where number = $1)",
          [value.number],
        )
      )[0];
    expect(await refund()).toEqual({ status: "pending", provider: "cash", given: false });
    const given = { order: value.number };
    const viewer = await world.failed("ticketing_pay_out_refund", given, { role: "viewer" });
    expect(viewer.code).toBe("forbidden");
    await world.done("ticketing_pay_out_refund", given);
    expect(await refund()).toEqual({ status: "succeeded", provider: "cash", given: true });
    expect(await world.failed("ticketing_pay_out_refund", given)).toMatchObject({
      code: "conflict",
    });
  });

  it("is not a cancellation: that gives nothing back and says so", async () => {
    const { order, numbers } = await buy("Inès Moreau", 2);
    const { preview, summary } = await decide("ticketing_cancel_tickets", {
      order,
      tickets: numbers.slice(0, 1),
      reason: "doublon",
    });
    expect(preview.title.fr).toBe("Annuler un billet sans rembourser");
    expect(JSON.stringify(preview.warnings)).toContain("Rien n’est rendu à l’acheteur.");
    expect(summary).toContain(`n° ${numbers[0]}.`);
    expect(await state(order)).toEqual({ status: "paid", refunded_cents: 0 });
    await decide("ticketing_cancel_tickets", { order });
    expect(await state(order)).toEqual({ status: "cancelled", refunded_cents: 0 });
    expect(await world.failed("ticketing_cancel_tickets", { order })).toMatchObject({
      reason: "no_ticket",
    });
    // Cancelled is not refunded: the money may still be given back later.
    await decide("ticketing_refund_order", { order });
    expect(await state(order)).toEqual({
      status: "refunded",
      refunded_cents: 2 * (3_550 + fee),
    });
  });

  it("asks for the right, and finds no order of another organization", async () => {
    const order = { order: "Inès Moreau" };
    for (const tool of ["ticketing_cancel_tickets", "ticketing_refund_order"]) {
      expect((await world.failed(tool, order, { role: "viewer" })).code).toBe("forbidden");
      const elsewhere = { organization: world.elsewhere };
      expect((await world.failed(tool, order, elsewhere)).code).toBe("not_found");
    }
  });

  it("tells its story on the order, and leaves the books right", async () => {
    const { value } = await world.done<{ events: { kind: string; by: string | null }[] }>(
      "ticketing_get_order_details",
      { order: "Inès Moreau" },
    );
    expect(value.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["paid", "tickets_cancelled", "refunded"]),
    );
    expect(await wrongBooks(world)).toEqual([]);
  });
});
