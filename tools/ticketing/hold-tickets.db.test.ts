import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";
import { sweepHolds } from "./sweep-holds.ts";

const minutes = (n: number) => new Date(worldNow.getTime() + n * 60_000);

describe("holding places", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 14");
    const lyon = { performances: ["Lyon"] };
    await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_550, quota: 8 });
    await world.done("ticketing_create_ticket_type", {
      ...lyon,
      kind: "reduced",
      price: 2_199,
      max_per_order: 9,
    });
    await world.done("ticketing_create_ticket_type", { ...lyon, kind: "comp", price: 0 });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());

  const counters = async () => {
    const rows = await world.rows<{ name: string; held: number; sold: number }>(
      "select name, held, sold from ticket_types where performance_id = $1",
      [sale.performanceId],
    );
    return Object.fromEntries(rows.map((row) => [row.name, [row.held, row.sold]]));
  };
  const refused = (tickets: Record<string, number>, more: object = {}, options: object = {}) =>
    world.failed(
      "ticketing_hold_tickets",
      {
        slug: sale.slug,
        items: Object.entries(tickets).map(([name, quantity]) => ({
          ticket_type: sale.types[name],
          quantity,
        })),
        ...more,
      },
      { ...sale.buyer, ...options },
    );

  it("keeps them for ten minutes, at the price that was shown", async () => {
    const held = await sale.hold({ "Plein tarif": 2, "Tarif réduit": 1 });
    expect(held).toMatchObject({
      totalCents: 2 * 3_550 + 2_199,
      feeCents: 0,
      secondsLeft: 600,
      expiresAt: minutes(10).toISOString(),
      items: [
        { name: "Plein tarif", quantity: 2, unitPriceCents: 3_550 },
        { name: "Tarif réduit", quantity: 1, unitPriceCents: 2_199 },
      ],
    });
    expect(await counters()).toMatchObject({ "Plein tarif": [2, 0], "Tarif réduit": [1, 0] });
    await world.done("ticketing_change_price", {
      performances: ["Lyon"],
      ticket_type: "Plein tarif",
      price: 4_000,
    });
    const later = await world.done<{ totalCents: number; secondsLeft: number }>(
      "ticketing_get_order",
      { order: held.token },
      { ...sale.buyer, now: minutes(4) },
    );
    expect(later.value).toMatchObject({ totalCents: held.totalCents, secondsLeft: 360 });
    await world.done("ticketing_release_hold", { order: held.token }, sale.buyer);
  });

  it("gives released places back once, however often they are released", async () => {
    const held = await sale.hold({ "Tarif réduit": 3 });
    const release = (callId = randomUUID()) =>
      world.done<{ released: boolean }>(
        "ticketing_release_hold",
        { order: held.token },
        { ...sale.buyer, callId },
      );
    const callId = randomUUID();
    expect((await release(callId)).value.released).toBe(true);
    expect(await release(callId)).toMatchObject({ value: { released: true }, replayed: true });
    expect((await release()).value.released).toBe(false);
    expect(await counters()).toMatchObject({ "Tarif réduit": [0, 0] });
  });

  it("refuses too many, too few, what is sold out, and says how many are left", async () => {
    expect(await refused({ "Tarif réduit": 10 })).toMatchObject({
      code: "limit_reached",
      reason: "too_many",
      message: expect.stringMatching(/Pas plus de 9\sbillets/),
    });
    expect(await refused({ "Tarif réduit": 5, "Plein tarif": 9 })).toMatchObject({
      code: "conflict",
      reason: "sold_out",
      message: expect.stringMatching(/ne reste que 8\sbillets/),
    });
    expect(await refused({ "Tarif réduit": 7, "Plein tarif": 8 })).toMatchObject({
      reason: "capacity_reached",
      message: expect.stringMatching(/ne reste que 14\sbillets/),
    });
    const split = { ticket_type: sale.types["Tarif réduit"], quantity: 5 };
    expect(await refused({}, { items: [split, split] })).toMatchObject({ reason: "too_many" });
    for (const quantity of [0, -2, 1.5]) {
      expect(await refused({ "Tarif réduit": quantity })).toMatchObject({ code: "invalid_input" });
    }
    expect(await refused({})).toMatchObject({ code: "invalid_input" });
    expect(await counters()).toMatchObject({ "Plein tarif": [0, 0], "Tarif réduit": [0, 0] });
  });

  it("sells no comp, no hidden type and no type of another date to the public", async () => {
    expect(await refused({ Invitation: 1 })).toMatchObject({ reason: "unknown_type" });
    await world.rows("update ticket_types set hidden = true where id = $1", [
      sale.types["Tarif réduit"],
    ]);
    expect(await refused({ "Tarif réduit": 1 })).toMatchObject({ reason: "unknown_type" });
    await world.rows("update ticket_types set hidden = false");
    await world.rows("update ticket_types set access_code = 'AMIS' where id = $1", [
      sale.types["Tarif réduit"],
    ]);
    expect(await refused({ "Tarif réduit": 1 })).toMatchObject({ reason: "unknown_type" });
    expect(await refused({ "Tarif réduit": 10 }, { access_code: "amis" })).toMatchObject({
      reason: "too_many",
    });
    await world.rows("update ticket_types set access_code = null");
    const stranger = { items: [{ ticket_type: randomUUID(), quantity: 1 }] };
    expect(await refused({}, stranger)).toMatchObject({ reason: "unknown_type" });
  });

  it("is open during the sale's hours and for dates on sale alone", async () => {
    expect(await refused({ "Plein tarif": 1 }, { slug: "rien" })).toMatchObject({
      code: "not_found",
      reason: "unknown_sale",
    });
    const night = { now: new Date("2027-05-15T00:30:00Z") };
    expect(await refused({ "Plein tarif": 1 }, {}, night)).toMatchObject({ reason: "not_on_sale" });
    await world.rows("update ticket_types set sale_ends_at = $1 where id = $2", [
      worldNow,
      sale.types["Plein tarif"],
    ]);
    expect(await refused({ "Plein tarif": 1 })).toMatchObject({ reason: "not_on_sale" });
    await world.rows("update ticket_types set sale_ends_at = null");
    const status = "update performances set status = $1, cancelled_at = $2 where id = $3";
    await world.rows(status, ["cancelled", worldNow, sale.performanceId]);
    expect(await refused({ "Plein tarif": 1 })).toMatchObject({ reason: "performance_cancelled" });
    await world.rows(status, ["on_sale", null, sale.performanceId]);
  });

  it("holds once when the same call comes twice, and refuses its id for anything else", async () => {
    const callId = randomUUID();
    const input = {
      slug: sale.slug,
      items: [{ ticket_type: sale.types["Tarif réduit"], quantity: 2 }],
    };
    const again = { ...sale.buyer, callId };
    const both = await Promise.all([
      world.done<{ token: string }>("ticketing_hold_tickets", input, again),
      world.done<{ token: string }>("ticketing_hold_tickets", input, again),
    ]);
    const third = await world.done<{ token: string }>("ticketing_hold_tickets", input, again);
    expect(third.replayed).toBe(true);
    expect(new Set([...both, third].map(({ value }) => value.token)).size).toBe(1);
    expect(await counters()).toMatchObject({ "Tarif réduit": [2, 0] });
    const other = { ...input, items: [{ ...input.items[0], quantity: 3 }] };
    expect(await world.failed("ticketing_hold_tickets", other, again)).toMatchObject({
      code: "conflict",
    });
    await world.done("ticketing_release_hold", { order: third.value.token }, sale.buyer);
  });

  it("gives places back when the time is over: to the next buyer at once, to everyone by the sweep", async () => {
    await sale.hold({ "Plein tarif": 8 });
    expect(await refused({ "Plein tarif": 1 })).toMatchObject({ reason: "sold_out" });
    const next = await sale.hold({ "Plein tarif": 5 }, { now: minutes(10) });
    expect(await counters()).toMatchObject({ "Plein tarif": [5, 0] });
    expect(await sweepHolds(world.database, minutes(19))).toBe(0);
    expect(await sweepHolds(world.database, minutes(20))).toBe(1);
    expect(await sweepHolds(world.database, minutes(20))).toBe(0);
    expect(await counters()).toMatchObject({ "Plein tarif": [0, 0] });
    const page = await world.done<{ status: string; secondsLeft: number | null }>(
      "ticketing_get_order",
      { order: next.token },
      { ...sale.buyer, now: minutes(21) },
    );
    expect(page.value).toMatchObject({ status: "expired", secondsLeft: null });
  });

  it("is no tool of a member, even of the owner", async () => {
    const error = await refused({ "Plein tarif": 1 }, {}, { actor: world.here.actors.owner });
    expect(error.code).toBe("forbidden");
  });
});
