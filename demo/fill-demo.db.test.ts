import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "#tools/testing/world.ts";
import { fillDemo, NotEmpty } from "./fill-demo.ts";

describe("the demo season", () => {
  let world: World;
  const told: number[] = [];
  beforeAll(async () => {
    world = await openWorld();
    await fillDemo(world.context(), (done, of) => told.push(done / of));
  });
  afterAll(() => world.close());

  const count = async (table: string) =>
    (await world.rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;

  it("has three artists, five productions, forty dates, sales, people, papers and money", async () => {
    expect(await count("artists")).toBe(3);
    expect(await count("productions")).toBe(5);
    expect(await count("performances")).toBe(40);
    expect(await count("tickets")).toBeGreaterThan(10_000);
    expect(await count("contacts")).toBeGreaterThan(60);
    expect(await count("documents")).toBeGreaterThan(20);
    expect(await count("expenses")).toBeGreaterThan(50);
    expect(await count("transports")).toBeGreaterThan(2);
  });

  it("has dates in every state, from options to settled ones, and one request to decide", async () => {
    const rows = await world.rows<{ status: string }>(
      "select distinct status from performances order by 1",
    );
    expect(rows.map(({ status }) => status)).toEqual(
      expect.arrayContaining(["confirmed", "on_sale", "option", "played"]),
    );
    expect(await count("approvals where status = 'pending'")).toBe(1);
  });

  it("sells no place twice and nothing in the future", async () => {
    const over = await world.rows(
      `select from performances p where p.capacity <
         (select sum(t.sold) from ticket_types t where t.performance_id = p.id)`,
    );
    expect(over).toEqual([]);
    expect(await count("orders where paid_at > '2026-11-26T09:00:00Z'::timestamptz")).toBe(0);
  });

  it("tells how far it is, up to the end", () => {
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.at(-1)).toBe(1);
  });

  it("started again changes nothing", async () => {
    const before = await count("orders");
    await fillDemo(world.context());
    expect(await count("orders")).toBe(before);
    expect(await count("performances")).toBe(40);
  });

  it("does not mix with data of one's own", async () => {
    const actor = world.elsewhere.actors.owner;
    await world.done("tours_create_artist", { name: "Zaz" }, { organization: world.elsewhere });
    await expect(fillDemo(world.context({ actor }))).rejects.toThrow(NotEmpty);
  });
});
