import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { wrongBooks } from "../testing/books.ts";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World, worldNow } from "../testing/world.ts";
import { sweepAfterSale } from "./sweep-after-sale.ts";

const buyers = 45;

describe("the refund of a whole date", () => {
  let world: World;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 200");
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_000 });
    sale = await openSale(world, dates.Lyon);
    for (let buyer = 0; buyer < buyers; buyer += 1) {
      await sale.pay(await sale.hold({ "Plein tarif": 1 + (buyer % 2) }), `Acheteur ${buyer}`);
    }
    await world.done("ticketing_record_sale", { performance: "Lyon", quantity: 2 });
    await world.done("ticketing_add_guests", { performance: "Lyon", guests: ["Zoé Blanc"] });
    await world.rows("delete from outbox");
  });
  afterAll(() => world.close());

  const tickets = buyers + Math.floor(buyers / 2) + 2;
  const follow = async () =>
    (
      await world.done<{ refunds: { done: number; left: number; orders: number } | null }>(
        "ticketing_get_follow_up",
        { performance: "Lyon" },
      )
    ).value;

  it("asks for the right, and for a date of one's own", async () => {
    const date = { performance: "Lyon" };
    for (const role of ["viewer", "accountant", "door_staff"] as const) {
      expect((await world.failed("ticketing_refund_date", date, { role })).code).toBe("forbidden");
    }
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("ticketing_refund_date", date, elsewhere)).code).toBe("not_found");
  });

  it("says beforehand who, how many and how much, then cancels the date and begins", async () => {
    const asked = await world.pending("ticketing_refund_date", {
      performance: "Lyon",
      reason: "artiste malade",
    });
    const said = Object.fromEntries(
      asked.preview.lines.map(({ label, value }) => [
        label.fr,
        typeof value === "string" ? value : value.fr,
      ]),
    );
    expect(said).toMatchObject({
      Commandes: String(buyers + 2),
      Billets: String(tickets + 1),
      "À rembourser": expect.stringMatching(/^2\s070\s€$/),
      "dont à verser vous-même": expect.stringMatching(/^60\s€$/),
      "E-mails": `${buyers} envoyés`,
    });
    const done = await world.done<{ result: { left: number } }>("organization_decide_approval", {
      approval: asked.approvalId,
      decision: "accept",
    });
    expect(done.summary).toMatch(/47\scommandes, 2\s070\s€. Il en reste 7, par lots\.$/);
    const [date] = await world.rows("select status from performances where id = $1", [
      sale.performanceId,
    ]);
    expect(date).toEqual({ status: "cancelled" });
    expect(await follow()).toMatchObject({ refunds: { orders: 47, done: 40, left: 7 } });
  });

  it("goes on by itself where it stopped, several servers at once, each order once", async () => {
    const { integrations } = world.context();
    await Promise.all([
      sweepAfterSale(world.database, integrations, worldNow),
      sweepAfterSale(world.database, integrations, worldNow),
    ]);
    expect(await follow()).toMatchObject({ refunds: { done: 47, left: 0, failed: 0 } });
    expect(await sweepAfterSale(world.database, integrations, worldNow)).toEqual([]);
    const [sums] = await world.rows(
      `select count(*)::int as refunds, sum(amount_cents)::int as cents, count(distinct order_id)::int as orders,
         count(*) filter (where status = 'pending')::int as by_hand from refunds`,
    );
    expect(sums).toEqual({ refunds: 46, cents: tickets * 3_000, orders: 46, by_hand: 1 });
    const [left] = await world.rows(
      "select count(k.id)::int as good, sum(t.sold)::int as sold from tickets k right join ticket_types t on t.id = k.ticket_type_id and k.status = 'issued'",
    );
    expect(left).toEqual({ good: 0, sold: 0 });
    expect(await wrongBooks(world)).toEqual([]);
  });

  it("tells every buyer once, in words", async () => {
    const letters = await world.rows<{ data: { to: string; amount: string; reason: string } }>(
      "select data from outbox where name = 'mail/date-cancelled'",
    );
    expect(letters).toHaveLength(buyers);
    expect(letters[0]?.data.amount).toMatch(/^(30|60)\s€$/);
    expect(letters[0]?.data.reason).toBe("artiste malade");
    const { mailFor } = await import("../core/mails.ts");
    const mail = mailFor("mail/date-cancelled", letters[0]?.data, "https://exemple.fr");
    expect(mail.text).toContain("Vous n’avez rien à faire");
  });

  it("finds nobody the second time", async () => {
    expect(await world.failed("ticketing_refund_date", { performance: "Lyon" })).toMatchObject({
      code: "conflict",
      reason: "nobody",
    });
  });
});
