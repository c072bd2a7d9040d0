import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sendOutbox } from "../core/send-outbox.ts";
import { plannedTour } from "../testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "../testing/world.ts";

type Sale = { orderId: string; number: string; firstNumber: number; lastNumber: number };
type Sales = {
  sold: number;
  grossCents: number;
  refundedCents: number;
  capacity: number | null;
  fillBp: number | null;
  series: { day: string; sold: number; grossCents: number }[];
  breakdown: { label: string; sold: number; grossCents: number }[];
};

describe("selling and finding tickets", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 120");
    const tour = { tour: "Organique Tour" };
    await world.done("ticketing_create_ticket_type", { ...tour, price: 3_550, quota: 100 });
    await world.done("ticketing_create_ticket_type", { ...tour, kind: "reduced", price: 2_199 });
  });
  afterAll(() => world.close());

  const full = { ticket_type: "Plein tarif" };
  const sell = (input: object, options?: ContextOptions) =>
    world.done<Sale>("ticketing_record_sale", { performance: "Lyon", ...full, ...input }, options);
  const sales = async (input: object) =>
    (await world.done<Sales>("ticketing_get_sales", input)).value;

  it("numbers the tickets of a date without a gap, whatever failed in between", async () => {
    const first = await sell({ quantity: 2, buyer: "Lea Martin", email: "lea@exemple.fr" });
    expect(first.value).toMatchObject({ firstNumber: 1, lastNumber: 2, totalCents: 7_100 });
    expect(first.summary).toMatch(
      /^2\sbillets «\sPlein tarif\s» pour .*Lyon.* \(n° 1 à 2\), 71\s€\.$/,
    );
    const tooMany = { performance: "Lyon", ...full, quantity: 99 };
    expect(await world.failed("ticketing_record_sale", tooMany)).toMatchObject({
      code: "conflict",
      message: expect.stringMatching(/ne reste que 98\splaces à ce tarif/),
    });
    const english = await world.failed("ticketing_record_sale", tooMany, { locale: "en" });
    expect(english.message).toMatch(/Only 98\splaces left at this price/);
    const second = await sell({ quantity: 3, buyer: "Marc Petit" });
    expect(second.value).toMatchObject({ firstNumber: 3, lastNumber: 5 });
    const [elsewhere] = [await sell({ performance: "Nice", quantity: 1, buyer: "Zoé Blanc" })];
    expect(elsewhere.value.firstNumber).toBe(1);
  });

  it("keeps numbers whole and counts exact when many sell at once", async () => {
    const each = Array.from({ length: 12 }, () =>
      world.act("ticketing_record_sale", { performance: "Lille", ...full, quantity: 10 }),
    );
    const outcomes = await Promise.all(each);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(10);
    const numbers = await world.rows(
      "select number from tickets where performance_id = $1 order by number",
      [dates.Lille],
    );
    expect(numbers.map((row) => Number(row["number"]))).toEqual(
      Array.from({ length: 100 }, (_, index) => index + 1),
    );
  });

  it("stops at the room's capacity even where quotas are open", async () => {
    const reduced = { performance: "Lille", ticket_type: "Tarif réduit" };
    expect(await world.failed("ticketing_record_sale", { ...reduced, quantity: 21 })).toMatchObject(
      {
        code: "conflict",
        message: expect.stringMatching(/jauge de .*Lille.* ne laisse que 20\splaces/),
      },
    );
    await world.done("ticketing_record_sale", { ...reduced, quantity: 20 });
    const full = await world.failed("ticketing_record_sale", { ...reduced, quantity: 1 });
    expect(full.message).toMatch(/Lille.* est complet/);
  });

  it("sells once when the same call comes twice", async () => {
    const callId = randomUUID();
    const first = await sell({ quantity: 1, buyer: "Paul Durand" }, { callId });
    const again = await sell({ quantity: 1, buyer: "Paul Durand" }, { callId });
    expect(again).toEqual({ ...first, replayed: true });
    const orders = await world.rows("select id from orders where buyer_name = 'Paul Durand'");
    expect(orders).toHaveLength(1);
  });

  it("refuses a cancelled date, a reader, and another organization", async () => {
    const sale = { performance: dates.Nice, ...full, quantity: 1 };
    expect(await world.failed("ticketing_record_sale", sale, { role: "viewer" })).toMatchObject({
      code: "forbidden",
    });
    expect(
      await world.failed("ticketing_record_sale", sale, { organization: world.elsewhere }),
    ).toMatchObject({ code: "not_found" });
    const status = "update performances set status = $1, cancelled_at = $2 where id = $3";
    await world.rows(status, ["cancelled", new Date(), dates.Nice]);
    expect((await world.failed("ticketing_record_sale", sale)).message).toContain("est annulée");
    await world.rows(status, ["confirmed", null, dates.Nice]);
  });

  it("finds orders by buyer, by number and by date", async () => {
    const find = async (input: object) =>
      (
        await world.done<{ orders: { number: string; buyer: string }[] }>(
          "ticketing_find_orders",
          input,
        )
      ).value.orders;
    const [lea] = await find({ buyer: "léa martin" });
    expect(lea?.buyer).toBe("Lea Martin");
    expect(await find({ buyer: lea?.number })).toMatchObject([{ buyer: "Lea Martin" }]);
    expect(await find({ buyer: "lea@exemple.fr" })).toMatchObject([{ buyer: "Lea Martin" }]);
    expect((await find({ performances: ["Nice"] })).map((order) => order.buyer)).toEqual([
      "Zoé Blanc",
    ]);
    expect(await find({ buyer: "Personne Inconnue" })).toEqual([]);
    const theirs = await world.done<{ total: number }>(
      "ticketing_find_orders",
      { buyer: "Lea Martin" },
      { organization: world.elsewhere },
    );
    expect(theirs.value.total).toBe(0);
  });

  it("reports sales to the cent, by date, type and channel, as the tickets say", async () => {
    const [truth] = await world.rows(
      "select count(*)::int as sold, sum(price_cents)::int as cents from tickets where status = 'issued'",
    );
    for (const by of ["performance", "day", "ticket_type", "channel"]) {
      const report = await sales({ by });
      expect(report).toMatchObject({ sold: truth?.["sold"], grossCents: truth?.["cents"] });
      for (const lines of [report.breakdown, report.series]) {
        expect(lines.reduce((sum, line) => sum + line.sold, 0)).toBe(truth?.["sold"]);
        expect(lines.reduce((sum, line) => sum + line.grossCents, 0)).toBe(truth?.["cents"]);
      }
    }
    const lille = await world.done<Sales>("ticketing_get_sales", { performances: ["Lille"] });
    expect(lille.value).toMatchObject({ sold: 120, capacity: 120, fillBp: 10_000 });
    expect(lille.value.grossCents).toBe(100 * 3_550 + 20 * 2_199);
    expect(lille.summary).toMatch(
      /120\sbillets vendus sur 120 \(100\s%\), 3\s989,80\s€ de recette/,
    );
  });

  it("counts a day from midnight to midnight in the organization's own time", async () => {
    const late = new Date("2026-11-25T23:30:00Z");
    await sell({ performance: "Marseille", quantity: 1, buyer: "Noctambule" }, { now: late });
    const on = (day: string) =>
      sales({ performances: ["Marseille"], sold_from: day, sold_to: day });
    expect((await on("2026-11-25")).sold).toBe(0);
    expect(await on("2026-11-26")).toMatchObject({ sold: 1, series: [{ day: "2026-11-26" }] });
  });

  it("mails the tickets again, in the buyer's language, to the address that is right", async () => {
    await sell({ quantity: 2, buyer: "Nina Roux", email: "nina@exmple.fr" });
    const { summary } = await world.done("ticketing_resend_order", {
      order: "Nina Roux",
      email: "Nina@Exemple.fr",
    });
    expect(summary).toMatch(/^2\sbillets renvoyés à nina@exemple\.fr/);
    expect(world.mails).toHaveLength(0);
    const { database, integrations } = world.context();
    // The address that was wrong learns that the tickets are gone from it, and no more.
    expect(await sendOutbox(database, integrations, "https://koncert.test")).toBe(2);
    expect(await sendOutbox(database, integrations, "https://koncert.test")).toBe(0);
    const mail = world.mails.find(({ to }) => to === "nina@exemple.fr");
    const notice = world.mails.find(({ to }) => to === "nina@exmple.fr");
    expect(notice?.text).not.toContain("/o/");
    expect(mail?.subject).toMatch(/^Vos billets, commande/);
    expect(mail?.text).toContain("14 mai 2027, L’amphithéâtre – Salle 3000, Lyon");
    expect(mail?.text.match(/Plein tarif · Nina Roux/g)).toHaveLength(2);
    const [order] = await world.rows(
      "select buyer_email from orders where buyer_name = 'Nina Roux'",
    );
    expect(order).toEqual({ buyer_email: "nina@exemple.fr" });
    const nowhere = await world.failed("ticketing_resend_order", { order: "Marc Petit" });
    expect(nowhere).toMatchObject({ code: "invalid_input", field: "email" });
  });
});
