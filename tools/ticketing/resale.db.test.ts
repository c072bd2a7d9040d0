import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailFor } from "../core/mails.ts";
import { wrongBooks } from "../testing/books.ts";
import { joinWaiting } from "../testing/resale.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";
import type { BuyerOrder } from "./sale-facts.ts";
import { sweepAfterSale } from "./sweep-after-sale.ts";
import { sweepHolds } from "./sweep-holds.ts";

const hours = (n: number) => new Date(worldNow.getTime() + n * 3_600_000);

describe("a resale at face price", () => {
  let world: World;
  let sale: Sale;
  let first: BuyerOrder;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 3");
    await world.rows("update organizations set fee_payer = 'buyer'");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 4_000 });
    sale = await openSale(world, dates.Lyon);
    first = await sale.pay(await sale.hold({ "Plein tarif": 2 }), "Lea Martin");
    await world.rows("delete from outbox");
  });
  afterAll(() => world.close());

  const paid = 4_000 + 89;
  const offer = (index: number, options: object = {}) =>
    world.act(
      "ticketing_offer_ticket",
      { order: first.token, ticket: first.tickets[index]?.id },
      { ...sale.buyer, ...options },
    );
  const sweep = (now = worldNow) =>
    sweepAfterSale(world.database, world.context().integrations, now);
  const state = async (token: string, person: object, now = worldNow) =>
    (
      await world.done<{ state: string; ahead: number; ticket: object | null }>(
        "ticketing_get_resale_offer",
        { waiting: token },
        { ...person, now },
      )
    ).value;
  const codes = async (order: { token: string }) =>
    (
      await world.done<{ tickets: { code: string | null }[] }>(
        "ticketing_get_order",
        { order: order.token },
        sale.buyer,
      )
    ).value.tickets.map(({ code }) => code !== null);

  it("is the organizer's to allow", async () => {
    expect(await offer(0)).toMatchObject({ error: { reason: "resale_closed" } });
    const open = { performance: "Lyon", resale: "open" };
    expect((await world.failed("ticketing_set_resale", open, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("ticketing_set_resale", open, elsewhere)).code).toBe("not_found");
    await world.done("ticketing_set_resale", open);
    expect((await world.failed("ticketing_set_resale", open)).code).toBe("conflict");
  });

  it("has a waiting list once the date is sold out, one place a person", async () => {
    const join = { slug: sale.slug, name: "Marc Petit", email: "marc@exemple.fr" };
    expect(await world.failed("ticketing_join_waiting_list", join, sale.buyer)).toMatchObject({
      reason: "still_on_sale",
    });
    await sale.pay(await sale.hold({ "Plein tarif": 1 }), "Zoé Blanc");
    const callId = randomUUID();
    const joined = await world.done("ticketing_join_waiting_list", join, { ...sale.buyer, callId });
    expect(
      await world.done("ticketing_join_waiting_list", join, { ...sale.buyer, callId }),
    ).toMatchObject({ replayed: true, value: joined.value });
    const twice = { ...join, email: "MARC@exemple.fr" };
    expect(await world.done("ticketing_join_waiting_list", twice, sale.buyer)).toMatchObject({
      value: { token: null },
    });
    const [letter] = await world.rows<{ data: object }>(
      "select data from outbox where name = 'mail/waiting'",
    );
    expect(mailFor("mail/waiting", letter?.data, "https://exemple.fr").text).toContain("/w/");
  });

  let second: Awaited<ReturnType<typeof joinWaiting>>;
  it("offers a ticket given back to the first of the list, at what it cost, for a day", async () => {
    second = await joinWaiting(world, sale, "Nina Roux");
    expect(await state(second.token, second.person)).toMatchObject({ state: "waiting", ahead: 1 });
    expect(await offer(0)).toMatchObject({ ok: true, value: { offered: true } });
    expect(await offer(0)).toMatchObject({ ok: true, value: { offered: false } });
    expect(await sweep()).toMatchObject([{ ok: true, value: { offered: 1 } }]);
    const letters = await world.rows<{ data: { to: string; until: string } }>(
      "select data from outbox where name = 'mail/resale-offer'",
    );
    expect(letters.map(({ data }) => data.to)).toEqual(["marc@exemple.fr"]);
    expect(letters[0]?.data.until).toContain("27 novembre 2026");
    expect(await codes(first), "the tickets stay good").toEqual([true, true]);
  });

  it("goes on to the next when the day is over", async () => {
    expect(await sweep(hours(25))).toMatchObject([{ ok: true, value: { offered: 1 } }]);
    expect(await state(second.token, second.person, hours(25))).toMatchObject({
      state: "offered",
      ticket: { priceCents: 4_000, feeCents: 89 },
    });
    const entries = await world.rows("select name, status from waiting_list order by created_at");
    expect(entries).toEqual([
      { name: "Marc Petit", status: "missed" },
      { name: "Nina Roux", status: "offered" },
    ]);
  });

  const take = async (now: Date, callId = randomUUID()) =>
    world.done<{ order: string }>(
      "ticketing_take_resale_offer",
      { waiting: second.token },
      { ...second.person, now, callId },
    );

  it("lends the place while it is paid, and gives it back when it is not", async () => {
    const { value } = await take(hours(26));
    expect((await take(hours(26))).value, "the same order").toEqual(value);
    expect(await wrongBooks(world)).toEqual([]);
    for (const tool of ["ticketing_refund_order", "ticketing_cancel_tickets"]) {
      const asked = await world.pending(tool, { order: first.number });
      expect(
        await world.act("organization_decide_approval", {
          approval: asked.approvalId,
          decision: "accept",
        }),
      ).toMatchObject({ error: { reason: "being_resold" } });
    }
    const keep = { order: first.token, ticket: first.tickets[0]?.id };
    expect(await world.failed("ticketing_withdraw_ticket", keep, sale.buyer)).toMatchObject({
      reason: "being_resold",
    });
    const atTheDoor = { performance: "Lyon", code: first.tickets[0]?.code };
    expect(await world.done("ticketing_check_in", atTheDoor)).toMatchObject({
      value: { result: "being_resold" },
      summary: expect.stringContaining("quelqu’un est en train de payer ce billet"),
    });
    await sweepHolds(world.database, hours(27));
    expect(await wrongBooks(world)).toEqual([]);
    expect(await codes(first)).toEqual([true, true]);
    const [counters] = await world.rows(
      "select held, sold from ticket_types where price_cents > 0",
    );
    expect(counters).toEqual({ held: 0, sold: 3 });
  });

  it("ends the first ticket and refunds it whole when the second is paid, never both good", async () => {
    const { value } = await take(hours(28));
    const now = hours(28);
    const bought = await sale.pay({ token: value.order }, "Nina Roux", { now });
    expect(bought.totalCents).toBe(paid);
    expect(bought.tickets).toMatchObject([{ code: expect.any(String), status: "issued" }]);
    expect(await codes(first)).toEqual([false, true]);
    const refunds = await world.rows("select kind, amount_cents, fee_cents, status from refunds");
    expect(refunds).toEqual([
      { kind: "resale", amount_cents: paid, fee_cents: 89, status: "succeeded" },
    ]);
    expect(await state(second.token, second.person, now)).toMatchObject({ state: "bought" });
    expect((await take(now)).value.order, "their tickets again").toBe(value.order);
    expect(await wrongBooks(world)).toEqual([]);
  });

  it("tells the first buyer once", async () => {
    expect(await sweep(hours(29))).toMatchObject([{ ok: true, value: { resold: 1 } }]);
    expect(await sweep(hours(29))).toEqual([]);
    const letters = await world.rows<{ data: object }>(
      "select data from outbox where name = 'mail/resold'",
    );
    expect(letters).toHaveLength(1);
    const mail = mailFor("mail/resold", letters[0]?.data, "https://exemple.fr");
    expect(mail.text).toMatch(/40,89\s€ vous sont remboursés/);
    const { value } = await world.done<{ resales: object; waiting: object[] }>(
      "ticketing_get_follow_up",
      { performance: "Lyon" },
    );
    expect(value.resales).toMatchObject({ listed: 0, offered: 0, sold: 1, soldCents: 4_000 });
  });

  it("gives up an offer or a place on the list when asked", async () => {
    const third = await joinWaiting(world, sale, "Paul Durand");
    const fourth = await joinWaiting(world, sale, "Inès Moreau");
    await offer(1);
    await sweep();
    await world.done("ticketing_leave_waiting_list", { waiting: third.token }, third.person);
    await sweep();
    expect(await state(fourth.token, fourth.person)).toMatchObject({ state: "offered" });
    const keep = { order: first.token, ticket: first.tickets[1]?.id };
    await world.done("ticketing_withdraw_ticket", keep, sale.buyer);
    expect(await state(fourth.token, fourth.person)).toMatchObject({ state: "waiting", ahead: 0 });
    expect(
      await world.failed("ticketing_take_resale_offer", { waiting: fourth.token }, fourth.person),
    ).toMatchObject({ reason: "no_offer" });
  });

  it("stops an hour before the doors", async () => {
    const evening = { now: new Date("2027-05-14T21:30:00Z") };
    expect(await offer(1, evening)).toMatchObject({ error: { reason: "resale_closed" } });
  });
});
