import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Outcome } from "../core/outcome.ts";
import { wrongBooks } from "../testing/books.ts";
import { joinWaiting } from "../testing/resale.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";
import type { BuyerOrder } from "./sale-facts.ts";
import { sweepAfterSale } from "./sweep-after-sale.ts";

const rounds = 6;

describe("after the sale, at the same moment on a real server", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld("server");
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 60");
    const lyon = { performances: ["Lyon"] };
    await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_000, quota: 40 });
    await world.done("ticketing_create_ticket_type", {
      ...lyon,
      kind: "reduced",
      price: 3_000,
      quota: 1,
    });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());
  beforeEach(() => world.rows("update ticket_types set quota = 40 where name = 'Plein tarif'"));

  const buy = async (name: string, quantity = 1) =>
    sale.pay(await sale.hold({ "Plein tarif": quantity }), name);
  const approval = async (tool: string, input: object) =>
    (await world.pending(tool, input)).approvalId;
  const accept = (id: string) =>
    world.act("organization_decide_approval", { approval: id, decision: "accept" });
  const ticketOf = (order: BuyerOrder) => order.tickets[0]?.id ?? "";
  const good = (outcomes: Outcome[]) => outcomes.filter(({ ok }) => ok).length;

  it("pays one refund of two that are accepted in two tabs", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const order = await buy(`Lea Martin ${round}`, 2);
      const number = order.tickets[0]?.number;
      const asked = await Promise.all([
        approval("ticketing_refund_order", { order: order.number }),
        approval("ticketing_refund_order", { order: order.number, tickets: [number] }),
        approval("ticketing_cancel_tickets", { order: order.number }),
      ]);
      const outcomes = await Promise.all(asked.map(accept));
      expect(good(outcomes)).toBeGreaterThan(0);
      const [sums] = await world.rows<{ total_cents: number; refunded_cents: number }>(
        "select total_cents, refunded_cents from orders where number = $1",
        [order.number],
      );
      expect(sums?.refunded_cents).toBeLessThanOrEqual(sums?.total_cents ?? 0);
    }
    expect(await wrongBooks(world)).toEqual([]);
  });

  it("lets a ticket in or refunds it first, and the door knows which", async () => {
    for (let round = 0; round < rounds; round += 1) {
      const order = await buy(`Marc Petit ${round}`);
      const asked = await approval("ticketing_refund_order", { order: order.number });
      const [scan, refund] = await Promise.all([
        world.done<{ result: string }>("ticketing_check_in", {
          performance: sale.performanceId,
          code: order.tickets[0]?.code,
        }),
        accept(asked),
      ]);
      expect(["ok", "refunded"]).toContain(scan.value.result);
      const again = await world.done<{ result: string }>("ticketing_check_in", {
        performance: sale.performanceId,
        code: order.tickets[0]?.code,
      });
      // Who accepted was shown nobody inside: had somebody come in since, the refund is asked for anew.
      if (!refund.ok) expect(refund).toMatchObject({ error: { code: "conflict" } });
      if (!refund.ok) expect(scan.value.result).toBe("ok");
      expect(again.value.result).toBe(refund.ok ? "refunded" : "already_in");
    }
    expect(await wrongBooks(world)).toEqual([]);
  });

  it("exchanges one of many into the last place", async () => {
    const orders = await Promise.all(
      ["Zoé", "Paul", "Inès", "Sam"].map((name) => buy(`${name} Blanc`)),
    );
    const asked = [];
    for (const order of orders) {
      asked.push(
        await approval("ticketing_exchange_tickets", {
          order: order.number,
          ticket_type: "Tarif réduit",
        }),
      );
    }
    const outcomes = await Promise.all([
      ...asked.map(accept),
      sale
        .hold({ "Tarif réduit": 1 })
        .then(() => ({ ok: true }) as Outcome)
        .catch(() => ({ ok: false }) as Outcome),
    ]);
    expect(good(outcomes)).toBe(1);
    expect(await wrongBooks(world)).toEqual([]);
  });

  it("gives the last places to guests or to buyers, never to both", async () => {
    const [taken] = await world.rows<{ n: number }>(
      "select koncert.taken_places(organization_id, id) as n from performances where id = $1",
      [sale.performanceId],
    );
    await world.rows("update performances set capacity = $1 where id = $2", [
      (taken?.n ?? 0) + 3,
      sale.performanceId,
    ]);
    await Promise.all([
      ...["Nina Roux", "Hugo Leroy", "Anna Costa"].map((guest) =>
        world.act("ticketing_add_guests", {
          performance: sale.performanceId,
          guests: [guest],
          plus_ones: 1,
        }),
      ),
      ...[1, 2, 3].map(() => sale.hold({ "Plein tarif": 1 }).catch(() => null)),
    ]);
    const [after] = await world.rows<{ n: number; capacity: number }>(
      "select koncert.taken_places(organization_id, id) as n, capacity from performances where id = $1",
      [sale.performanceId],
    );
    expect(after?.n).toBe(after?.capacity);
    expect(await wrongBooks(world)).toEqual([]);
    await world.rows("update performances set capacity = 60 where id = $1", [sale.performanceId]);
  });

  it("sells a resold ticket to one person, while its buyer refunds, keeps or comes in", async () => {
    await world.done("ticketing_set_resale", { performance: sale.performanceId, resale: "open" });
    for (let round = 0; round < rounds; round += 1) {
      const first = await buy(`Vendeur ${round}`);
      await world.rows("update ticket_types set quota = held + sold + allotted");
      const { token, person } = await joinWaiting(world, sale, `Attente ${round}`);
      const back = { order: first.token, ticket: ticketOf(first) };
      await world.done("ticketing_offer_ticket", back, sale.buyer);
      await sweepAfterSale(world.database, world.context().integrations, worldNow);
      const asked = await approval("ticketing_refund_order", { order: first.number });
      const rival: () => Promise<Outcome> =
        round % 3 === 0
          ? () => accept(asked)
          : round % 3 === 1
            ? () => world.act("ticketing_withdraw_ticket", back, sale.buyer)
            : () =>
                world.act("ticketing_check_in", {
                  performance: sale.performanceId,
                  code: first.tickets[0]?.code,
                });
      const buying = async () => {
        const taken = await world.act(
          "ticketing_take_resale_offer",
          { waiting: token },
          { ...person, callId: randomUUID() },
        );
        if (!taken.ok) return taken;
        const { order } = taken.value as { order: string };
        return world.act(
          "ticketing_pay_order",
          { order, name: `Attente ${round}`, email: "a@exemple.fr", accepts_terms: true },
          sale.buyer,
        );
      };
      await Promise.all([buying(), rival()]);
      const [both] = await world.rows<{ good: number }>(
        `select count(*)::int as good from tickets k join orders o on o.id = k.order_id
          where k.status = 'issued' and (k.id = $1 or o.resale_id in (select id from resales where ticket_id = $1))`,
        [ticketOf(first)],
      );
      expect(both?.good).toBeLessThanOrEqual(1);
      await world.rows("update ticket_types set quota = 60");
    }
    expect(await wrongBooks(world)).toEqual([]);
  });
});
