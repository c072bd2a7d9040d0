import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { mailFor } from "../core/mails.ts";
import { wrongBooks } from "../testing/books.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";

const days = (n: number) => new Date(worldNow.getTime() + n * 86_400_000);

describe("a postponement", () => {
  let world: World;
  let sale: Sale;
  const orders: Record<string, { token: string; codes: (string | null)[] }> = {};
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 20");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 2_500 });
    sale = await openSale(world, dates.Lyon);
    for (const name of ["Lea Martin", "Marc Petit", "Zoé Blanc"]) {
      const paid = await sale.pay(await sale.hold({ "Plein tarif": 2 }), name);
      orders[name] = { token: paid.token, codes: paid.tickets.map(({ code }) => code) };
    }
    await world.rows("delete from outbox");
    await world.rows("update orders set paid_at = paid_at - interval '1 day'");
  });
  afterAll(() => world.close());

  const tokenOf = (name: string) => orders[name]?.token ?? "";
  const answer = (name: string, choice: "keep" | "refund", options: object = {}) =>
    world.act(
      "ticketing_answer_postponement",
      { order: tokenOf(name), answer: choice },
      { ...sale.buyer, ...options },
    );
  const counted = async () =>
    (
      await world.done<{ postponement: object | null }>("ticketing_get_follow_up", {
        performance: "Lyon",
      })
    ).value.postponement;

  it("asks for the right and for a day to come", async () => {
    const input = { performance: "Lyon", day: "2027-06-12" };
    expect((await world.failed("ticketing_postpone_date", input, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("ticketing_postpone_date", input, elsewhere)).code).toBe(
      "not_found",
    );
    for (const day of ["2027-05-14", "2026-11-01"]) {
      expect(await world.failed("ticketing_postpone_date", { ...input, day })).toMatchObject({
        code: "invalid_input",
        field: "day",
      });
    }
    expect(
      await world.failed("ticketing_postpone_date", { ...input, until: "2027-06-13" }),
    ).toMatchObject({ field: "until" });
    expect(
      await world.act(
        "ticketing_answer_postponement",
        { order: tokenOf("Lea Martin"), answer: "keep" },
        sale.buyer,
      ),
    ).toMatchObject({
      error: { reason: "not_postponed" },
    });
  });

  it("counts beforehand, then moves the date and writes to every buyer with a link", async () => {
    const asked = await world.pending("ticketing_postpone_date", {
      performance: "Lyon",
      day: "2027-06-12",
      reason: "travaux dans la salle",
    });
    expect(JSON.stringify(asked.preview.lines)).toMatch(/150\s€/);
    expect(JSON.stringify(asked.preview.lines)).toContain("26 décembre 2026");
    const done = await world.done("organization_decide_approval", {
      approval: asked.approvalId,
      decision: "accept",
    });
    expect(done.summary).toMatch(/reportée au 12 juin 2027\. 3\sacheteurs prévenus/);
    const [date] = await world.rows(
      "select to_char(day, 'YYYY-MM-DD') as day, status from performances where id = $1",
      [sale.performanceId],
    );
    expect(date).toEqual({ day: "2027-06-12", status: "on_sale" });
    const letters = await world.rows<{ data: { token: string; day: string } }>(
      "select data from outbox where name = 'mail/date-postponed'",
    );
    expect(letters.map(({ data }) => data.token).toSorted()).toEqual(
      Object.values(orders)
        .map(({ token }) => token)
        .toSorted(),
    );
    const mail = mailFor("mail/date-postponed", letters[0]?.data, "https://exemple.fr");
    expect(mail.text).toMatch(/reportée au 12 juin 2027/);
    expect(mail.text).toContain(`https://exemple.fr/o/${letters[0]?.data.token}#report`);
  });

  it("leaves the tickets good, with the same codes", async () => {
    const { value } = await world.done<{
      tickets: { code: string | null }[];
      performance: { day: string };
    }>("ticketing_get_order", { order: tokenOf("Lea Martin") }, sale.buyer);
    expect(value.tickets.map(({ code }) => code)).toEqual(orders["Lea Martin"]?.codes);
    expect(value.performance.day).toBe("2027-06-12");
    expect(await counted()).toMatchObject({ orders: 3, kept: 0, refunded: 0, silent: 3 });
  });

  it("is answered by link: kept, or refunded whole and once", async () => {
    expect(await answer("Lea Martin", "keep")).toMatchObject({ ok: true });
    const callId = randomUUID();
    expect(await answer("Marc Petit", "refund", { callId })).toMatchObject({
      ok: true,
      value: { refundCents: 5_000 },
    });
    expect(await answer("Marc Petit", "refund", { callId })).toMatchObject({
      ok: true,
      replayed: true,
    });
    expect(await answer("Marc Petit", "refund")).toMatchObject({ ok: true });
    expect(await answer("Marc Petit", "keep")).toMatchObject({
      error: { reason: "refund_chosen" },
    });
    const refunds = await world.rows("select kind, amount_cents from refunds");
    expect(refunds).toEqual([{ kind: "postponement", amount_cents: 5_000 }]);
    expect(await counted()).toMatchObject({
      kept: 1,
      refunded: 1,
      silent: 1,
      refundedCents: 5_000,
    });
  });

  it("lets a buyer who kept change their mind until the deadline, and nobody after it", async () => {
    expect(await answer("Lea Martin", "refund", { now: days(31) })).toMatchObject({
      error: { code: "expired", reason: "answers_closed" },
    });
    expect(await answer("Lea Martin", "refund", { now: days(29) })).toMatchObject({ ok: true });
    const facts = await world.done<{ postponement: object | null }>(
      "ticketing_get_after_sale",
      { order: tokenOf("Zoé Blanc") },
      { ...sale.buyer, now: days(31) },
    );
    expect(facts.value.postponement).toMatchObject({ open: false, answer: null });
  });

  it("asks nobody who bought for the new day", async () => {
    const late = { now: new Date(Date.now() + 60_000) };
    const paid = await sale.pay(await sale.hold({ "Plein tarif": 1 }, late), "Nina Roux", late);
    orders["Nina Roux"] = { token: paid.token, codes: [] };
    expect(await answer("Nina Roux", "refund")).toMatchObject({
      error: { reason: "bought_later" },
    });
    const facts = await world.done<{ postponement: object | null }>(
      "ticketing_get_after_sale",
      { order: paid.token },
      sale.buyer,
    );
    expect(facts.value.postponement).toBeNull();
    expect(await wrongBooks(world)).toEqual([]);
  });
});
