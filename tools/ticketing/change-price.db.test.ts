import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
let dates: Awaited<ReturnType<typeof plannedTour>>;
beforeAll(async () => {
  world = await openWorld();
  dates = await plannedTour(world);
});
afterAll(() => world?.close());
beforeEach(async () => {
  await world.rows("delete from ticket_types");
  await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_500 });
  await world.done("ticketing_create_ticket_type", {
    performances: ["Nice"],
    price: 3_000,
    quota: 100,
  });
});

const of = async (date: string) =>
  (
    await world.rows("select price_cents, quota from ticket_types where performance_id = $1", [
      date,
    ])
  )[0];

describe("a price that changes by an amount", () => {
  it("changes from what it is on each date", async () => {
    const { summary } = await world.done("ticketing_change_price", {
      performances: ["Lyon", "Nice"],
      by: -500,
    });
    expect([await of(dates.Lyon), await of(dates.Nice)]).toMatchObject([
      { price_cents: 3_000 },
      { price_cents: 2_500 },
    ]);
    expect(summary).toMatch(/^Nouveaux prix\s: .*30\s€.*25\s€/);
  });

  it("never goes below zero", async () => {
    const error = await world.failed("ticketing_change_price", {
      performances: ["Lyon"],
      by: -4_000,
    });
    expect(error).toMatchObject({ code: "invalid_input", field: "by" });
    expect(await of(dates.Lyon)).toMatchObject({ price_cents: 3_500 });
  });

  it("is a price or an amount, not both", async () => {
    const both = { performances: ["Lyon"], by: 100, price: 4_000 };
    expect(await world.failed("ticketing_change_price", both)).toMatchObject({ field: "price" });
  });
});

it.each(["ticketing_change_price", "ticketing_create_ticket_type"])(
  "%s says the highest price where one is too high",
  async (tool) => {
    const error = await world.failed(tool, { performances: ["Lille"], price: 10_000_001 });
    expect(error.code).toBe("invalid_input");
    expect(error.message).toMatch(/100\s000\s€/);
  },
);

describe("a quota that changes by a number of places", () => {
  it("goes up and down from what it is", async () => {
    await world.done("ticketing_update_ticket_type", { performance: "Nice", quota_by: 50 });
    expect(await of(dates.Nice)).toMatchObject({ quota: 150 });
    await world.done("ticketing_update_ticket_type", { performance: "Nice", quota_by: -30 });
    expect(await of(dates.Nice)).toMatchObject({ quota: 120 });
  });

  it("must be there", async () => {
    const input = { performance: "Lyon", quota_by: 50 };
    expect(await world.failed("ticketing_update_ticket_type", input)).toMatchObject({
      field: "quota",
    });
  });
});
