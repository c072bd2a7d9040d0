import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { moveQueues } from "#database/sale.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";
import type { Queue } from "./get-queue.ts";

const seconds = (n: number) => new Date(worldNow.getTime() + n * 1_000);
const browser = () => randomUUID();

describe("the queue of a rush", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 500");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_550 });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());
  beforeEach(async () => {
    await world.rows("delete from queue_places");
    await world.rows("delete from sale_queues");
    await world.rows("update orders set status = 'cancelled' where status = 'held'");
    await world.rows("update ticket_types set held = 0, sale_starts_at = null");
  });

  const join = (visitor: string, now = worldNow) =>
    world.done("ticketing_join_queue", { slug: sale.slug, visitor }, { ...sale.buyer, now });
  const look = async (visitor?: string, now = worldNow) =>
    (
      await world.done<Queue>(
        "ticketing_get_queue",
        { slug: sale.slug, ...(visitor ? { visitor } : {}) },
        { ...sale.buyer, now },
      )
    ).value;
  const status = async (visitor: string, now = worldNow) =>
    (await look(visitor, now)).place?.status;
  const hold = (visitor?: string, now = worldNow) =>
    world.act(
      "ticketing_hold_tickets",
      {
        slug: sale.slug,
        items: [{ ticket_type: sale.types["Plein tarif"], quantity: 1 }],
        ...(visitor ? { visitor } : {}),
      },
      { ...sale.buyer, now },
    );
  const reason = async (visitor?: string, now = worldNow) => {
    const outcome = await hold(visitor, now);
    return "error" in outcome ? outcome.error.reason : "held";
  };
  const letIn = (buyers: number) =>
    world.done("ticketing_set_queue", { performance: "Lyon", buyers_at_once: buyers });
  const crowd = async (size: number, now = worldNow) => {
    const visitors = Array.from({ length: size }, browser);
    for (const visitor of visitors) await join(visitor, now);
    return visitors;
  };

  it("is not there while there is room: nobody needs a place to buy", async () => {
    expect(await look()).toMatchObject({ isOn: false, waiting: 0, place: null });
    expect(await reason()).toBe("held");
    const visitor = browser();
    await join(visitor);
    expect(await look(visitor)).toMatchObject({ isOn: false, place: { status: "called" } });
  });

  it("opens by itself when more buyers come than are let in, and lets in who was called", async () => {
    await letIn(2);
    const [one = "", two = "", three = "", four = ""] = await crowd(4);
    expect(await look(three)).toMatchObject({
      isOn: true,
      waiting: 2,
      nextRank: 3,
      place: { status: "waiting", rank: 3 },
    });
    expect(await reason()).toBe("queue");
    expect(await reason(three)).toBe("queue");
    expect(await reason(one)).toBe("held");
    expect(await reason(one)).toBe("queue");
    expect(await status(two)).toBe("called");
    // The first buyer pays or gives up, and the next one is called.
    await world.rows("update orders set status = 'cancelled' where status = 'held'");
    await moveQueues(world.database, seconds(5));
    expect(await status(three, seconds(5))).toBe("called");
    expect(await status(four, seconds(5))).toBe("waiting");
  });

  it("counts buyers who came without a place", async () => {
    await letIn(2);
    expect([await reason(), await reason(), await reason()]).toEqual(["held", "held", "queue"]);
    const visitor = browser();
    await join(visitor);
    expect(await status(visitor)).toBe("waiting");
  });

  it("keeps a call two minutes, then calls the next", async () => {
    await letIn(1);
    const [one = "", two = ""] = await crowd(2);
    await moveQueues(world.database, seconds(119));
    expect(await status(two, seconds(119))).toBe("waiting");
    expect(await reason(one, seconds(119))).toBe("held");
    await world.rows("update orders set status = 'cancelled' where status = 'held'");
    await world.rows("update queue_places set order_id = null, call_ends_at = $1 where rank = 1", [
      seconds(120),
    ]);
    await moveQueues(world.database, seconds(121));
    expect(await status(one, seconds(121))).toBe("missed");
    expect(await reason(one, seconds(121))).toBe("queue");
    expect(await status(two, seconds(121))).toBe("called");
    await join(one, seconds(122));
    expect((await look(one, seconds(122))).place).toMatchObject({ status: "waiting", rank: 3 });
  });

  it("is one place for a browser, however many tabs take it", async () => {
    await letIn(1);
    await crowd(1);
    const visitor = browser();
    await Promise.all(Array.from({ length: 12 }, () => join(visitor)));
    expect(await look(visitor)).toMatchObject({ waiting: 1, place: { rank: 2 } });
  });

  it("draws who waits for the opening, and puts who comes later behind", async () => {
    await world.rows("update ticket_types set sale_starts_at = $1", [seconds(600)]);
    await letIn(5);
    const early = await crowd(40);
    expect(await look(early[0])).toMatchObject({
      waiting: 40,
      place: { status: "waiting", rank: null },
    });
    await moveQueues(world.database, seconds(300));
    expect(await status(early[0] ?? "", seconds(300))).toBe("waiting");
    expect(await reason(undefined, seconds(599))).toBe("not_on_sale");
    const late = browser();
    await join(late, seconds(601));
    const places = await world.rows<{ visitor: string; rank: number; status: string }>(
      "select visitor, rank::int, status from queue_places order by rank",
    );
    expect(places.map(({ rank }) => rank)).toEqual(Array.from({ length: 41 }, (_, at) => at + 1));
    expect(places.slice(0, 5).every(({ status }) => status === "called")).toBe(true);
    expect(places.slice(5).every(({ status }) => status === "waiting")).toBe(true);
    expect(places.at(-1)?.visitor).toBe(late);
    const drawn = places.slice(0, 40).map(({ visitor }) => visitor);
    expect(new Set(drawn)).toEqual(new Set(early));
    expect(drawn).not.toEqual(early);
  });

  it("gives the first who came no better chance in the draw than the last", async () => {
    const draws = 150;
    await world.rows("update ticket_types set sale_starts_at = $1", [seconds(600)]);
    const early = await crowd(10);
    let first = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      await world.rows("update queue_places set status = 'waiting', rank = null, called_at = null");
      await world.rows("update sale_queues set last_rank = 0, is_on = true, moved_at = null");
      await moveQueues(world.database, seconds(601 + draw));
      const [place] = await world.rows<{ rank: number }>(
        "select rank::int from queue_places where visitor = $1",
        [early[0]],
      );
      first += place?.rank ?? 0;
    }
    // The mean of 1 to 10 is 5.5; six standard errors of 150 draws are 1.41.
    expect(Math.abs(first / draws - 5.5)).toBeLessThan(1.41);
  });

  it("lets in no more than it may when several servers move it at once", async () => {
    await letIn(7);
    const visitors = Array.from({ length: 60 }, browser);
    await Promise.all([
      ...visitors.map((visitor) => join(visitor)),
      ...Array.from({ length: 8 }, (_, at) => moveQueues(world.database, seconds(at))),
    ]);
    const count = async (state: string) =>
      (await world.rows("select from queue_places where status = $1", [state])).length;
    expect(await count("called")).toBe(7);
    expect(await count("waiting")).toBe(53);
    const held = await Promise.all(visitors.map((visitor) => reason(visitor)));
    expect(held.filter((answer) => answer === "held")).toHaveLength(7);
    expect(held.filter((answer) => answer === "queue")).toHaveLength(53);
  });

  it("is set by members who may change ticketing, on dates of their own", async () => {
    const ours = { performance: sale.performanceId, buyers_at_once: 3 };
    const callId = randomUUID();
    await world.done("ticketing_set_queue", ours, { callId });
    expect((await world.done("ticketing_set_queue", ours, { callId })).replayed).toBe(true);
    expect((await world.failed("ticketing_set_queue", ours, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    const theirs = { organization: world.elsewhere };
    expect((await world.failed("ticketing_set_queue", ours, theirs)).code).toBe("not_found");
    const asMember = { actor: world.here.actors.owner };
    const joining = { slug: sale.slug, visitor: browser() };
    expect((await world.failed("ticketing_join_queue", joining, asMember)).code).toBe("forbidden");
    const stranger = { actor: { kind: "buyer", organizationId: world.elsewhere.id, via: "sale" } };
    expect(await world.failed("ticketing_join_queue", joining, stranger as never)).toMatchObject({
      reason: "unknown_sale",
    });
  });
});
