import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import type { OrderDetails } from "./read-order-details.ts";
import type { OrderEvent } from "./read-order-events.ts";
import type { OrderPage } from "./read-orders.ts";

describe("orders as members see them", () => {
  let world: World;
  let sale: Sale;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  let online: OrderPage["orders"][number];
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    await world.done("ticketing_create_ticket_type", {
      performances: [dates.Lyon],
      price: 3_000,
      quota: 50,
    });
    sale = await openSale(world, dates.Lyon);
    await sale.pay(await sale.hold({ "Plein tarif": 2 }), "Léa Martin");
    for (const buyer of ["Marc Petit", "Zoé Blanc", "Anne Roux"]) {
      await world.done("ticketing_record_sale", { performance: dates.Lyon, quantity: 1, buyer });
    }
    await sale.hold({ "Plein tarif": 1 });
    const [order] = (await find({ search: "lea@exemple" })).orders;
    if (!order) throw new Error("no order");
    online = order;
  });
  afterAll(() => world.close());

  const find = async (input: object) =>
    (await world.done<OrderPage>("ticketing_find_orders", input)).value;
  const details = async (order: string) =>
    (
      await world.done<OrderDetails & { events: OrderEvent[] }>("ticketing_get_order_details", {
        order,
      })
    ).value;

  it("pages, sorts and filters what was bought, with the amounts of all pages", async () => {
    const page = await find({ sort: "buyer", limit: 2, offset: 1 });
    expect(page).toMatchObject({ total: 4, totalCents: 15_000, refundedCents: 0 });
    expect(page.orders.map(({ buyer }) => buyer)).toEqual(["Léa Martin", "Marc Petit"]);
    const door = await find({ order_channel: "door_sale" });
    expect(door.orders.map(({ channel }) => channel)).toEqual(Array(3).fill("door_sale"));
    expect((await find({ sold_to: "2020-01-01" })).total).toBe(0);
    expect((await find({ search: "100%" })).total).toBe(0);
  });

  it("shows what was held and never paid only where that is asked for", async () => {
    expect((await find({})).orders.some(({ status }) => status === "held")).toBe(false);
    expect((await find({ order_status: "held" })).total).toBe(1);
  });

  it("tells the whole life of an order, at the door too", async () => {
    const opened = await details(online.id);
    expect(opened).toMatchObject({ buyer: "Léa Martin", totalCents: 6_000, channel: "online" });
    expect(opened.tickets.map(({ inside }) => inside)).toEqual([false, false]);
    const [ticket] = opened.tickets;
    await world.done("ticketing_check_in", {
      performance: dates.Lyon,
      who: ticket?.id,
      gate: "Nord",
    });
    await world.done("ticketing_check_in", { performance: dates.Lyon, who: ticket?.id });
    await world.done("ticketing_resend_order", { order: online.id });
    const after = await details(online.id);
    expect(after.tickets[0]).toMatchObject({ inside: true, gate: "Nord" });
    expect(after.events.map(({ kind }) => kind)).toEqual([
      "held",
      "paid",
      "entered",
      "refused",
      "sent",
    ]);
    expect(after.events.at(-1)).toMatchObject({
      by: "owner Bleu Nuit Productions",
      detail: "lea@exemple.fr",
    });
  });

  it("corrects a buyer and keeps notes, once for two calls with one id, and says who did", async () => {
    const callId = randomUUID();
    const input = { order: online.id, email: "lea.martin@exemple.fr", notes: "Vient en fauteuil" };
    const first = await world.done("ticketing_update_order", input, { callId, role: "manager" });
    const again = await world.done("ticketing_update_order", input, { callId, role: "manager" });
    expect(again).toMatchObject({ replayed: true, value: first.value });
    const after = await details(online.id);
    expect(after).toMatchObject({ email: "lea.martin@exemple.fr", notes: "Vient en fauteuil" });
    const changes = after.events.filter(({ kind }) => kind === "changed");
    expect(changes).toMatchObject([{ by: "manager Bleu Nuit Productions" }]);
    expect(changes[0]?.detail?.split(",").toSorted()).toEqual(["buyer_email", "notes"]);
    await world.done("ticketing_update_order", { order: online.id, clear: ["notes"] });
    expect((await details(online.id)).notes).toBeNull();
  });

  it("adds a refund with who asked for it and why", async () => {
    const asked = await world.pending("ticketing_refund_order", {
      order: online.id,
      amount: 1_000,
      reason: "Placement",
    });
    await world.done("organization_decide_approval", {
      approval: asked.approvalId,
      decision: "accept",
    });
    const after = await details(online.id);
    expect(after).toMatchObject({ status: "partially_refunded", refundedCents: 1_000 });
    expect(after.refunds).toMatchObject([{ amountCents: 1_000, reason: "Placement" }]);
    expect(after.events.at(-1)).toMatchObject({ kind: "refunded", amountCents: 1_000 });
  });

  it("leaves the log out for whoever may not read it", async () => {
    const { value } = await world.done<{ events: OrderEvent[] }>(
      "ticketing_get_order_details",
      { order: online.id },
      { role: "viewer" },
    );
    expect(value.events.map(({ kind }) => kind)).not.toContain("changed");
    expect(value.events.map(({ kind }) => kind)).toContain("refunded");
  });

  it("is closed to other organizations, and to change without the right", async () => {
    const elsewhere = { organization: world.elsewhere };
    const order = online.id;
    const email = "x@exemple.fr";
    expect(await world.failed("ticketing_get_order_details", { order }, elsewhere)).toMatchObject({
      code: "not_found",
    });
    expect(await world.failed("ticketing_update_order", { order, email }, elsewhere)).toMatchObject(
      { code: "not_found" },
    );
    expect(
      await world.failed("ticketing_update_order", { order, email }, { role: "viewer" }),
    ).toMatchObject({ code: "forbidden" });
    expect(await world.failed("ticketing_get_order_details", { order }, sale.buyer)).toMatchObject({
      code: "forbidden",
    });
    expect(await world.failed("ticketing_update_order", { order })).toMatchObject({
      code: "invalid_input",
    });
  });
});
