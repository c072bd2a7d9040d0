import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

describe("one stock for a date", () => {
  let world: World;
  let sale: Sale;
  const lyon = { performances: ["Lyon"] };
  const full = { performance: "Lyon", ticket_type: "Plein tarif" };
  beforeAll(async () => {
    world = await openWorld("server");
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 30");
    await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_550, quota: 20 });
    await world.done("ticketing_create_ticket_type", {
      ...lyon,
      kind: "group",
      price: 2_000,
      min_per_order: 5,
      max_per_order: 20,
    });
    await world.done("ticketing_create_ticket_type", {
      ...lyon,
      name: "Comité",
      price: 1_800,
      access_code: "DUPONT",
      access_code_limit: 2,
      justification: "carte du comité",
    });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.rows("delete from allotments");
    await world.rows("update orders set status = 'cancelled' where status = 'held'");
    await world.rows("update ticket_types set held = 0");
    await world.rows("update organizations set fee_payer = 'organizer'");
  });

  const grant = (quantity: number, type: string | null = sale.types["Plein tarif"] ?? null) =>
    world.rows(
      `insert into allotments (organization_id, performance_id, ticket_type_id, platform, quantity)
       values ($1, $2, $3, $4, $5)`,
      [world.here.id, sale.performanceId, type, randomUUID(), quantity],
    );
  const refusal = async (basket: Record<string, number>, more: object = {}) =>
    world.failed(
      "ticketing_hold_tickets",
      {
        slug: sale.slug,
        items: Object.entries(basket).map(([name, quantity]) => ({
          ticket_type: sale.types[name],
          quantity,
        })),
        ...more,
      },
      sale.buyer,
    );

  it("counts what other platforms may sell wherever places are taken", async () => {
    await grant(12);
    await grant(8, null);
    expect(await refusal({ "Plein tarif": 9 })).toMatchObject({ reason: "sold_out" });
    await sale.hold({ "Plein tarif": 8 });
    const door = { performance: "Lyon", ticket_type: "Comité", quantity: 3 };
    expect((await world.failed("ticketing_record_sale", door)).message).toMatch(/2\splaces/);
    await world.done("ticketing_record_sale", { ...door, quantity: 2 });
    expect(await refusal({ Groupe: 5 })).toMatchObject({ reason: "capacity_reached" });
    expect(
      (await world.failed("ticketing_update_ticket_type", { ...full, quota: 19 })).message,
    ).toMatch(/20 places/);
    await world.rows("update tickets set status = 'cancelled'");
    await world.rows("update ticket_types set sold = 0");
  });

  it("never grants more than there is, however many ask at once", async () => {
    const grants = async () => {
      for (let n = 0; n < 8; n += 1) await grant(4).catch((error: Error) => refusals.push(error));
    };
    const refusals: Error[] = [];
    await Promise.allSettled([
      grants(),
      ...Array.from({ length: 12 }, () => sale.hold({ "Plein tarif": 2 })),
    ]);
    const [type] = await world.rows<{ held: number; allotted: number; granted: number }>(
      `select held, allotted, (select sum(quantity)::int from allotments a where a.ticket_type_id = t.id) as granted
       from ticket_types t where id = $1`,
      [sale.types["Plein tarif"]],
    );
    expect(type?.allotted).toBe(type?.granted ?? 0);
    expect((type?.held ?? 0) + (type?.allotted ?? 0)).toBe(20);
    expect(refusals.length).toBeGreaterThan(0);
    expect(refusals.every(({ message }) => message.includes("allotment_above_quota"))).toBe(true);
  });

  it("sells a group from its least number on, and says so on the page", async () => {
    expect(await refusal({ Groupe: 4 })).toMatchObject({
      code: "limit_reached",
      reason: "too_few",
      message: expect.stringMatching(/à partir de 5\sbillets/),
    });
    await sale.hold({ Groupe: 5 });
    const page = await world.done<{ ticketTypes: object[] }>(
      "ticketing_get_sale_page",
      { slug: sale.slug, access_code: "dupont" },
      sale.buyer,
    );
    expect(page.value.ticketTypes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "Groupe", minPerOrder: 5, maxPerOrder: 20 }),
        expect.objectContaining({ name: "Comité", justification: "carte du comité" }),
      ]),
    );
    const least = { ...full, ticket_type: "Groupe", min_per_order: 21 };
    expect((await world.failed("ticketing_update_ticket_type", least)).message).toMatch(/minimum/);
  });

  it("opens as many orders with a code as the code may, also when they come at once", async () => {
    const items = [{ ticket_type: sale.types["Comité"], quantity: 1 }];
    const ask = () =>
      world.act(
        "ticketing_hold_tickets",
        { slug: sale.slug, items, access_code: "DUPONT" },
        { ...sale.buyer, callId: randomUUID() },
      );
    const outcomes = await Promise.all(Array.from({ length: 9 }, ask));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(2);
    const reasons = outcomes.flatMap((one) => ("error" in one ? [one.error.reason] : []));
    expect(new Set(reasons)).toEqual(new Set(["code_used_up"]));
    await world.rows("update orders set status = 'expired' where status = 'held'");
    await world.rows("update ticket_types set held = 0");
    expect((await ask()).ok).toBe(true);
  });

  it("copies all of it to another date but what was sold there and granted elsewhere", async () => {
    await grant(3);
    await world.done("ticketing_copy_ticket_types", { source: "Lyon", performances: ["Nice"] });
    const rows = await world.rows(
      `select t.name, min_per_order, max_per_order, access_code, access_code_limit, justification, allotted
       from ticket_types t where performance_id <> $1 order by name`,
      [sale.performanceId],
    );
    expect(rows).toEqual([
      expect.objectContaining({
        name: "Comité",
        access_code: "DUPONT",
        access_code_limit: 2,
        justification: "carte du comité",
      }),
      expect.objectContaining({ name: "Groupe", min_per_order: 5, max_per_order: 20 }),
      expect.objectContaining({ name: "Plein tarif", allotted: 0 }),
    ]);
  });

  it("takes its fee from the organizer's share, or adds it to the price from the first page on", async () => {
    const page = async () => {
      const { value } = await world.done<{ ticketTypes: { name: string; feeCents: number }[] }>(
        "ticketing_get_sale_page",
        { slug: sale.slug },
        sale.buyer,
      );
      return value.ticketTypes.find(({ name }) => name === "Plein tarif")?.feeCents;
    };
    const stored = async () =>
      (
        await world.rows(
          "select total_cents, fee_cents, application_fee_cents from orders where status = 'held'",
        )
      )[0];
    // 49 cents and 1 % of 35.50.
    const fee = 49 + 36;
    expect(await page()).toBe(0);
    const held = await sale.hold({ "Plein tarif": 2 });
    expect(held).toMatchObject({ totalCents: 7_100, feeCents: 0 });
    expect(await stored()).toEqual({
      total_cents: 7_100,
      fee_cents: 0,
      application_fee_cents: 2 * fee,
    });
    await world.rows("update orders set status = 'cancelled' where status = 'held'");

    const callId = randomUUID();
    const choice = { payer: "buyer" };
    await world.done("ticketing_set_fee_payer", choice, { callId });
    expect((await world.done("ticketing_set_fee_payer", choice, { callId })).replayed).toBe(true);
    expect((await world.failed("ticketing_set_fee_payer", choice, { role: "manager" })).code).toBe(
      "forbidden",
    );
    await world.done("ticketing_set_fee_payer", choice, { organization: world.elsewhere });
    expect(await page()).toBe(fee);
    expect(await sale.hold({ "Plein tarif": 2 })).toMatchObject({
      totalCents: 7_100 + 2 * fee,
      feeCents: 2 * fee,
    });
    expect(await stored()).toEqual({
      total_cents: 7_100 + 2 * fee,
      fee_cents: 2 * fee,
      application_fee_cents: 2 * fee,
    });
  });
});
