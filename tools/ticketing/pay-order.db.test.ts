import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendOutbox } from "../core/send-outbox.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";
import { orderActor } from "./buyer.ts";
import type { BuyerOrder } from "./sale-facts.ts";
import { reconcilePayments } from "./payment-news.ts";
import { sweepHolds } from "./sweep-holds.ts";
import { readTicketCode, publicKeyOf } from "./ticket-code.ts";

const minutes = (n: number) => new Date(worldNow.getTime() + n * 60_000);

describe("paying an order", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 40");
    const lyon = { performances: ["Lyon"] };
    await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_550, quota: 30 });
    await world.done("ticketing_create_ticket_type", { ...lyon, kind: "reduced", price: 2_199 });
    await world.done("ticketing_create_ticket_type", {
      ...lyon,
      kind: "early",
      name: "Entrée libre",
      price: 0,
    });
    await world.done("tours_update_schedule", { performances: ["Lyon"], doors: "19:00" });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());

  const person = { name: "Léa Martin", email: "Lea@Exemple.fr", accepts_terms: true };
  const pay = (order: { token: string }, more: object = {}, options: object = {}) =>
    world.done<BuyerOrder>(
      "ticketing_pay_order",
      { order: order.token, ...person, ...more },
      { ...sale.buyer, ...options },
    );
  const refused = (order: { token: string }, more: object = {}, options: object = {}) =>
    world.failed(
      "ticketing_pay_order",
      { order: order.token, ...person, ...more },
      { ...sale.buyer, ...options },
    );
  const counters = async (name: string) => {
    const [row] = await world.rows("select held, sold from ticket_types where id = $1", [
      sale.types[name],
    ]);
    return [row?.["held"], row?.["sold"]];
  };

  it("issues numbered tickets in the names given, and says that the payment was a test", async () => {
    const held = await sale.hold({ "Plein tarif": 2, "Tarif réduit": 1 });
    const paid = (await pay(held, { holder_names: ["Léa Martin", "Paul Durand"] })).value;
    expect(paid).toMatchObject({
      status: "paid",
      test: true,
      totalCents: 9_299,
      secondsLeft: null,
      buyer: { name: "Léa Martin", email: "lea@exemple.fr" },
      tickets: [
        { number: 1, type: "Plein tarif", holder: "Léa Martin", priceCents: 3_550 },
        { number: 2, type: "Plein tarif", holder: "Paul Durand" },
        { number: 3, type: "Tarif réduit", holder: "Léa Martin", priceCents: 2_199 },
      ],
    });
    expect(await counters("Plein tarif")).toEqual([0, 2]);
    const [order] = await world.rows(
      "select o.test, channel, terms_accepted_at is not null as terms, p.provider, p.amount_cents from orders o join payments p on p.order_id = o.id where o.number = $1",
      [paid.number],
    );
    expect(order).toEqual({
      test: true,
      channel: "online",
      terms: true,
      provider: "test",
      amount_cents: 9_299,
    });
  });

  it("signs each ticket's code with the organization's own key, kept sealed", async () => {
    const paid = await sale.pay(await sale.hold({ "Plein tarif": 2 }));
    const [key] = await world.rows<{ public_key: Buffer; private_key: Buffer }>(
      "select public_key, private_key from signing_keys where organization_id = $1",
      [world.here.id],
    );
    const keys = [publicKeyOf(key?.public_key ?? Buffer.alloc(32))];
    const marks = paid.tickets.map((ticket) => readTicketCode(ticket.code ?? "", keys));
    expect(marks.map((mark) => mark?.number)).toEqual(paid.tickets.map(({ number }) => number));
    expect(new Set(marks.map((mark) => mark?.nonce)).size).toBe(2);
    expect(await world.rows("select id from signing_keys")).toHaveLength(1);
    expect(key?.private_key.length).toBe(12 + 32 + 16);
  });

  it("mails the order's own link in the buyer's language", async () => {
    await world.rows("delete from outbox");
    const held = await sale.hold({ "Plein tarif": 1 }, { locale: "en" });
    await pay(held, {}, { locale: "en" });
    const { database, integrations } = world.context();
    expect(await sendOutbox(database, integrations, "https://koncert.test")).toBe(1);
    const mail = world.mails.at(-1);
    expect(mail).toMatchObject({ to: "lea@exemple.fr" });
    expect(mail?.subject).toMatch(/^\[TEST\] Your tickets, order /);
    expect(mail?.text).toContain(`https://koncert.test/o/${held.token}`);
    expect(mail?.text).toContain("Zaz, 14 May 2027, L’amphithéâtre – Salle 3000, Lyon");
    expect(mail?.text).toContain("Doors: 19:00");
    expect(mail?.text).toContain("They are attached as well, as a PDF.");
    expect(mail?.attachments).toMatchObject([
      { name: expect.stringMatching(/^tickets-zaz-lyon-.*\.pdf$/), type: "application/pdf" },
    ]);
    const [file] = mail?.attachments ?? [];
    expect(file?.content.subarray(0, 5).toString()).toBe("%PDF-");
    expect(file?.content.length).toBeLessThan(100_000);
    await world.done("ticketing_resend_order", { order: held.number });
    await sendOutbox(database, integrations, "https://koncert.test");
    expect(world.mails.at(-1)?.text).toContain(`https://koncert.test/o/${held.token}`);
  });

  it("takes one payment when paid twice, by the same call or by another", async () => {
    const held = await sale.hold({ "Tarif réduit": 2 });
    const callId = randomUUID();
    const before = await counters("Tarif réduit");
    const answers = await Promise.all([
      pay(held, {}, { callId }),
      pay(held, {}, { callId }),
      pay(held, { name: "Quelqu’un d’autre" }),
    ]);
    const numbers = answers.map(({ value }) => value.tickets.map(({ number }) => number).join());
    expect(new Set(numbers).size).toBe(1);
    expect(await counters("Tarif réduit")).toEqual([0, Number(before[1]) + 2]);
    const payments = await world.rows(
      "select p.id from payments p join orders o on o.id = p.order_id where o.number = $1",
      [held.number],
    );
    expect(payments).toHaveLength(1);
  });

  it("honours a payment that comes late while the places are free, and changes nothing when they are gone", async () => {
    const held = await sale.hold({ "Plein tarif": 3 });
    await sweepHolds(world.database, minutes(11));
    const [, sold] = await counters("Plein tarif");
    expect((await pay(held, {}, { now: minutes(12) })).value.status).toBe("paid");
    expect(await counters("Plein tarif")).toEqual([0, Number(sold) + 3]);

    const left = 30 - Number(sold) - 3;
    const late = await sale.hold({ "Plein tarif": 1 }, { now: minutes(12) });
    await sweepHolds(world.database, minutes(23));
    await world.done("ticketing_record_sale", {
      performance: "Lyon",
      ticket_type: "Plein tarif",
      quantity: left,
    });
    expect(await refused(late, {}, { now: minutes(24) })).toMatchObject({
      code: "expired",
      reason: "hold_ended",
    });
    expect(await counters("Plein tarif")).toEqual([0, 30]);
    expect(
      await world.rows(
        "select id from payments where order_id = (select id from orders where number = $1)",
        [late.number],
      ),
    ).toEqual([]);
  });

  it("keeps the places of a buyer whose test card is refused, who pays with another one", async () => {
    const held = await sale.hold({ "Tarif réduit": 1 });
    const refusal = (await pay(held, { card: "refused" })).value;
    expect(refusal).toMatchObject({
      status: "held",
      paidAt: null,
      tickets: [],
      payment: { status: "failed", failure: "card_declined", test: true },
    });
    expect((await pay(held)).value).toMatchObject({
      status: "paid",
      payment: { status: "succeeded" },
    });
    const tries = await world.rows(
      "select p.status from payments p join orders o on o.id = p.order_id where o.number = $1 order by p.status",
      [held.number],
    );
    expect(tries).toEqual([{ status: "failed" }, { status: "succeeded" }]);
  });

  it("waits for a test card that answers late, and takes no second payment meanwhile", async () => {
    const { database, integrations } = world.context();
    const held = await sale.hold({ "Tarif réduit": 1 });
    const waiting = (await pay(held, { card: "late" })).value;
    expect(waiting).toMatchObject({
      status: "expired",
      payment: { status: "pending", processing: true },
    });
    expect((await pay(held)).value.payment).toEqual(waiting.payment);
    await sweepHolds(database, minutes(1));
    await reconcilePayments({ database, integrations }, minutes(1));
    const shown = await world.done<BuyerOrder>(
      "ticketing_get_order",
      { order: held.token },
      sale.buyer,
    );
    expect(shown.value).toMatchObject({ status: "paid", payment: { status: "succeeded" } });
    expect(shown.value.tickets).toHaveLength(1);
  });

  it("sells no released places and no places of a cancelled date", async () => {
    const held = await sale.hold({ "Tarif réduit": 1 });
    await world.done("ticketing_release_hold", { order: held.token }, sale.buyer);
    expect(await refused(held)).toMatchObject({ reason: "hold_ended" });
    const other = await sale.hold({ "Tarif réduit": 1 });
    const status = "update performances set status = $1, cancelled_at = $2 where id = $3";
    await world.rows(status, ["cancelled", worldNow, sale.performanceId]);
    expect(await refused(other)).toMatchObject({ reason: "performance_cancelled" });
    await world.rows(status, ["on_sale", null, sale.performanceId]);
    await world.done("ticketing_release_hold", { order: other.token }, sale.buyer);
  });

  it("needs a real address and the buyer's consent", async () => {
    const held = await sale.hold({ "Tarif réduit": 1 });
    expect(await refused(held, { email: "lea@" })).toMatchObject({
      code: "invalid_input",
      field: "email",
    });
    expect(await refused(held, { accepts_terms: false })).toMatchObject({
      code: "invalid_input",
      field: "accepts_terms",
      message: "Acceptez les conditions de vente pour payer.",
    });
    await world.done("ticketing_release_hold", { order: held.token }, sale.buyer);
  });

  it("asks no payment for free tickets, which are no test", async () => {
    const paid = await sale.pay(await sale.hold({ "Entrée libre": 2 }));
    expect(paid).toMatchObject({ status: "paid", test: false, totalCents: 0 });
    expect(paid.tickets.every((ticket) => ticket.code !== null)).toBe(true);
  });

  it("opens an order to whoever holds its link, and to nobody else", async () => {
    const paid = await sale.pay(await sale.hold({ "Tarif réduit": 1 }));
    const { database, integrations } = world.context();
    expect(await orderActor(database, integrations, paid.token)).toEqual(sale.buyer.actor);
    const last = paid.token.at(-1) === "A" ? "B" : "A";
    for (const token of [
      "",
      "x",
      paid.token.slice(1),
      `${paid.token}A`,
      paid.token.slice(0, -1) + last,
    ]) {
      expect(await orderActor(database, integrations, token)).toBeUndefined();
    }
    const forged = await world.failed(
      "ticketing_get_order",
      { order: `${paid.token.slice(0, 30)}${"A".repeat(13)}` },
      sale.buyer,
    );
    expect(forged).toMatchObject({ code: "not_found", reason: "unknown_order" });
    const stranger = {
      kind: "buyer" as const,
      organizationId: world.elsewhere.id,
      via: "sale" as const,
    };
    const across = await world.failed(
      "ticketing_get_order",
      { order: paid.token },
      { actor: stranger },
    );
    expect(across).toMatchObject({ code: "not_found", reason: "unknown_order" });
  });

  it("takes the codes back when the order is refunded", async () => {
    const paid = await sale.pay(await sale.hold({ "Tarif réduit": 2 }), "Inès Moreau");
    const asked = await world.pending("ticketing_refund_order", { order: paid.number });
    await world.done("organization_decide_approval", {
      approval: asked.approvalId,
      decision: "accept",
    });
    const after = await world.done<BuyerOrder>(
      "ticketing_get_order",
      { order: paid.token },
      sale.buyer,
    );
    expect(after.value).toMatchObject({ status: "refunded", refundedCents: 4_398 });
    expect(after.value.tickets.map(({ status, code }) => [status, code])).toEqual([
      ["refunded", null],
      ["refunded", null],
    ]);
    expect(await refused(paid)).toMatchObject({ reason: "refunded" });
  });

  it("appears in the sales, the orders and the activity of the team", async () => {
    const sales = await world.done<{ breakdown: { label: string; sold: number }[] }>(
      "ticketing_get_sales",
      { performances: ["Lyon"], by: "channel" },
    );
    const [online] = await world.rows(
      "select count(*)::int as n from tickets k join orders o on o.id = k.order_id where o.channel = 'online' and k.status = 'issued'",
    );
    expect(sales.value.breakdown.find((line) => line.label === "online")?.sold).toBe(online?.["n"]);
    const orders = await world.done<{ orders: { status: string; test: boolean }[] }>(
      "ticketing_find_orders",
      { performances: ["Lyon"] },
    );
    expect(orders.value.orders.some((order) => order.test)).toBe(true);
    expect(orders.value.orders.map((order) => order.status)).not.toContain("cancelled");
    const activity = await world.done<{ calls: { tool: string; via: string }[] }>(
      "organization_list_activity",
      { limit: 100 },
    );
    const bySale = activity.value.calls.filter((call) => call.via === "sale");
    expect(new Set(bySale.map((call) => call.tool))).toEqual(new Set(["ticketing_pay_order"]));
    const numbers = await world.rows<{ number: number }>(
      "select number::int from tickets where performance_id = $1 order by number",
      [sale.performanceId],
    );
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, index) => index + 1));
  });

  it("sends a letter whose tickets no longer open the door with its link alone", async () => {
    await world.rows("update ticket_types set quota = quota + 1");
    const held = await sale.hold({ "Plein tarif": 1 });
    await pay(held);
    await world.rows("update tickets set status = 'cancelled' where order_id = $1", [
      (
        await world.rows<{ id: string }>("select id from orders where number = $1", [held.number])
      )[0]?.id,
    ]);
    const { database, integrations } = world.context();
    await sendOutbox(database, integrations, "https://koncert.test");
    const mail = world.mails.at(-1);
    expect(mail?.text).toContain(`https://koncert.test/o/${held.token}`);
    expect(mail?.text).not.toContain("PDF");
    expect(mail?.attachments).toEqual([]);
  });
});
