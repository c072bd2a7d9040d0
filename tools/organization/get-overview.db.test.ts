import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

type Overview = {
  empty: boolean;
  dates: { toCome: number; options: number; onSale: number; thisMonth: number };
  sales: {
    sold: number;
    grossCents: number;
    soldBefore: number;
    grossBeforeCents: number;
    series: { day: string; sold: number; grossCents: number }[];
  } | null;
  fill: { sold: number; capacity: number } | null;
};

describe("the key figures", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const read = async (options?: Parameters<World["done"]>[2]) =>
    (await world.done<Overview>("organization_get_overview", {}, options)).value;

  it("says that nothing was created yet", async () => {
    expect(await read()).toMatchObject({ empty: true, dates: { toCome: 0 }, fill: null });
  });

  it("counts the last 30 days beside the 30 before, in the organization's time", async () => {
    await world.done("tours_create_artist", { name: "Zaz" });
    const created = await world.done<{ date: { id: string } }>("tours_create_performance", {
      artist: "Zaz",
      day: "2026-12-12",
      city: "Lyon",
      capacity: 100,
    });
    const performance = created.about[0]?.id;
    await world.done("ticketing_create_ticket_type", {
      performances: [performance],
      kind: "full",
      price: 3_000,
    });
    const sell = (quantity: number, now: string) =>
      world.done("ticketing_record_sale", { performance, quantity }, { now: new Date(now) });
    await sell(1, "2026-09-27T21:30:00Z");
    await sell(2, "2026-10-27T22:30:00Z");
    await sell(3, "2026-10-28T00:30:00+01:00");
    await sell(4, "2026-11-26T08:00:00Z");
    const { sales, fill, empty, dates } = await read();
    expect(empty).toBe(false);
    expect(dates).toMatchObject({ toCome: 1, thisMonth: 0 });
    expect(sales).toMatchObject({
      sold: 7,
      grossCents: 21_000,
      soldBefore: 2,
      grossBeforeCents: 6_000,
    });
    expect(sales?.series).toHaveLength(30);
    expect(sales?.series[0]).toEqual({ day: "2026-10-28", sold: 3, grossCents: 9_000 });
    expect(sales?.series.at(-1)).toEqual({ day: "2026-11-26", sold: 4, grossCents: 12_000 });
    expect(fill).toEqual({ sold: 10, capacity: 100 });
  });

  it("shows nothing of another organization", async () => {
    expect(await read({ organization: world.elsewhere })).toMatchObject({
      empty: true,
      sales: { sold: 0 },
    });
  });
});
