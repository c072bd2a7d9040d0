import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import type { HeldOrder } from "./hold-many.ts";

type Basket = Record<string, number>;

describe("many buyers at once", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld("server");
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 120");
    const lyon = { performances: ["Lyon"] };
    await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_550, quota: 100 });
    await world.done("ticketing_create_ticket_type", { ...lyon, kind: "reduced", price: 2_200 });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.rows("update orders set status = 'cancelled' where status = 'held'");
    await world.rows("update ticket_types set held = 0");
  });

  const hold = (basket: Basket, callId: string = randomUUID()) =>
    world.act(
      "ticketing_hold_tickets",
      {
        slug: sale.slug,
        items: Object.entries(basket).map(([name, quantity]) => ({
          ticket_type: sale.types[name],
          quantity,
        })),
      },
      { ...sale.buyer, callId },
    ) as Promise<Outcome<HeldOrder>>;

  /** Places by type that standing holds have, beside what the counters say. */
  async function counted() {
    const rows = await world.rows<{ name: string; held: number; items: number }>(
      `select t.name, t.held, coalesce((select sum(i.quantity) from order_items i join orders o on o.id = i.order_id
         where i.ticket_type_id = t.id and o.status = 'held'), 0)::int as items
       from ticket_types t where t.performance_id = $1`,
      [sale.performanceId],
    );
    for (const row of rows) expect(row.held).toBe(row.items);
    return Object.fromEntries(rows.map((row) => [row.name, row.held]));
  }

  it("get every place there is and not one more, whatever they ask for", async () => {
    const wishes = Array.from({ length: 90 }, (_, n): Basket[] => [
      { "Plein tarif": 1 + (n % 4) },
      { "Tarif réduit": 1 + (n % 3) },
      { "Plein tarif": 2, "Tarif réduit": 1 },
    ]).flat();
    const outcomes = await Promise.all(wishes.map((wish) => hold(wish)));
    const reasons = new Set(outcomes.map((one) => ("error" in one ? one.error.reason : "held")));
    expect(
      [...reasons].every((one) => ["held", "sold_out", "capacity_reached"].includes(one ?? "")),
    ).toBe(true);
    const held = await counted();
    expect((held["Plein tarif"] ?? 0) + (held["Tarif réduit"] ?? 0)).toBe(120);
    expect(held["Plein tarif"]).toBeLessThanOrEqual(100);
    const told = outcomes.flatMap((one) => (one.ok ? one.value.items : []));
    expect(told.reduce((sum, item) => sum + item.quantity, 0)).toBe(120);
  });

  it("share statements: one change of the counter for many holds", async () => {
    const changes = async () =>
      (await world.rows("select from row_changes where table_name = 'ticket_types'")).length;
    const before = await changes();
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, () => hold({ "Plein tarif": 1 })),
    );
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    expect((await changes()) - before).toBeLessThan(10);
    const ids = outcomes.map(({ callId }) => callId);
    const calls = await world.rows(
      `select from tool_calls t join orders o on o.client_key = t.id::text and o.id::text = t.output ->> 'order_id'
        where t.id = any($1)`,
      [ids],
    );
    const images = await world.rows("select from row_changes where call_id = any($1)", [ids]);
    expect([calls.length, images.length], "what the call tells is told once").toEqual([60, 0]);
  });

  it("hold once each although replies are lost and every request is sent again", async () => {
    const ids = Array.from({ length: 50 }, () => randomUUID());
    const ask = () => Promise.all(ids.map((id) => hold({ "Plein tarif": 1 }, id)));
    const first = ask();
    // Sessions die in the middle: some of these holds were kept, and nobody heard of it.
    for (let round = 0; round < 6; round += 1) {
      await world.rows(
        "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'koncert_app' and datname = current_database()",
      );
    }
    const heard = await first;
    for (const outcome of heard) {
      if ("error" in outcome) expect(outcome.error.code).toBe("unavailable");
    }
    const [one, other] = [await ask(), await ask()];
    expect(one.every(({ ok }) => ok)).toBe(true);
    const tokens = (outcomes: Outcome<HeldOrder>[]) =>
      outcomes.map((outcome) => (outcome.ok ? outcome.value.token : ""));
    expect(tokens(other)).toEqual(tokens(one));
    expect(new Set(tokens(one)).size).toBe(50);
    expect((await counted())["Plein tarif"]).toBe(50);
  });

  it("hold once when one request comes twice in the same statement", async () => {
    const id = randomUUID();
    const twins = await Promise.all([
      hold({ "Plein tarif": 2 }, id),
      hold({ "Plein tarif": 2 }, id),
      hold({ "Plein tarif": 1 }),
    ]);
    expect(twins.every(({ ok }) => ok)).toBe(true);
    const [first, second] = twins;
    expect(first?.ok && second?.ok && first.value.token === second.value.token).toBe(true);
    expect((await counted())["Plein tarif"]).toBe(3);
  });

  it("leave small places to small requests when a large one does not fit", async () => {
    await hold({ "Plein tarif": 10 });
    for (let n = 0; n < 8; n += 1) await hold({ "Plein tarif": 10 });
    const outcomes = await Promise.all([
      hold({ "Plein tarif": 8 }),
      hold({ "Plein tarif": 9 }),
      hold({ "Plein tarif": 1 }),
      hold({ "Plein tarif": 1 }),
    ]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, false, true, true]);
    expect((await counted())["Plein tarif"]).toBe(100);
  });
});
