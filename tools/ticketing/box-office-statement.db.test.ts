import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import { splitVat } from "./rules.ts";
import type { Statement } from "./statement-shape.ts";

const afterTheShow = new Date("2027-05-15T08:00:00Z");

describe("the box-office statement", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 400");
    const at = { performances: [dates.Lyon, dates.Nice] };
    await world.done("ticketing_create_ticket_type", { ...at, price: 3_550, vat: 550 });
    await world.done("ticketing_create_ticket_type", {
      ...at,
      kind: "reduced",
      price: 2_199,
      vat: 210,
    });
    await world.done("ticketing_create_ticket_type", {
      ...at,
      name: "Exonéré",
      price: 0,
      vat: 550,
    });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());

  const read = async (performance: string, options = {}) =>
    (await world.done<Statement>("ticketing_get_statement", { performance }, options)).value;
  const sell = (ticket_type: string, quantity: number, performance = dates.Lyon) =>
    world.done<{ orderId: string }>("ticketing_record_sale", {
      performance,
      ticket_type,
      quantity,
      buyer: "Léa Martin",
    });
  const refund = async (order: string, amount?: number) => {
    const asked = await world.pending("ticketing_refund_order", {
      order,
      ...(amount ? { amount } : {}),
    });
    await world.done("organization_decide_approval", {
      approval: asked.approvalId,
      decision: "accept",
    });
  };

  it("lists first and last number, count, price and total of each category, comps beside", async () => {
    await sell("Plein tarif", 3);
    await sell("Tarif réduit", 2);
    await sell("Exonéré", 4);
    const cancelled = await sell("Plein tarif", 2);
    await refund(cancelled.value.orderId);
    const bordereau = await read(dates.Lyon);
    expect(bordereau.categories).toMatchObject([
      {
        name: "Plein tarif",
        first: 1,
        last: 5,
        count: 3,
        priceCents: 3_550,
        totalCents: 10_650,
        cancelled: [4, 5],
      },
      { name: "Tarif réduit", first: 1, last: 2, count: 2, totalCents: 4_398, cancelled: [] },
    ]);
    expect(bordereau.comps).toMatchObject([{ name: "Exonéré", count: 4, totalCents: 0 }]);
    expect(bordereau).toMatchObject({ sold: 5, free: 4, cancelledCount: 2, grossCents: 15_048 });
  });

  it("splits VAT by rate, takes the CNM tax of the takings before VAT, and comes to a net", async () => {
    const { rates, levy, netCents, vatCents, dueCents, organizerFeeCents, grossCents } = await read(
      dates.Lyon,
    );
    expect(rates).toEqual([
      { rateBp: 210, grossCents: 4_398, ...splitVat(4_398, 210) },
      { rateBp: 550, grossCents: 10_650, ...splitVat(10_650, 550) },
    ]);
    expect(netCents + vatCents).toBe(grossCents);
    expect(levy).toMatchObject({ rateBp: 350, source: expect.stringContaining("L452-14") });
    expect(levy?.cents).toBe(Math.round(netCents * 0.035));
    expect(dueCents).toBe(netCents - (levy?.cents ?? 0) - organizerFeeCents);
  });

  it("shows money given back on tickets that stand, and money kept of tickets that were cancelled", async () => {
    const before = await read(dates.Lyon);
    const order = await sell("Plein tarif", 1);
    await refund(order.value.orderId, 1_000);
    const after = await read(dates.Lyon);
    expect(after.givenBackCents - before.givenBackCents).toBe(1_000);
    expect(after.grossCents - before.grossCents).toBe(2_550);
    await world.rows(
      "update tickets set status = 'cancelled', cancelled_at = now() where order_id = $1",
      [order.value.orderId],
    );
    const kept = await read(dates.Lyon);
    expect(kept.keptCents).toBe(2_550);
    expect(kept.grossCents).toBe(after.grossCents);
  });

  it("keeps sales of other platforms as lines of their own, within the total", async () => {
    const before = await read(dates.Lyon);
    await world.done("ticketing_set_allotment", {
      performance: dates.Lyon,
      platform: "ticketmaster",
      quantity: 50,
      sold: 12,
      gross: 42_600,
    });
    const after = await read(dates.Lyon);
    expect(after.platforms).toMatchObject([
      { platform: "ticketmaster", count: 12, totalCents: 42_600, priceCents: null },
    ]);
    expect(after.grossCents - before.grossCents).toBe(42_600);
    expect(after.ticketsCents).toBe(before.ticketsCents);
  });

  it("says of test payments that they are not to be declared", async () => {
    const order = await sale.hold({ "Plein tarif": 2 });
    await sale.pay(order);
    const outcome = await world.done<Statement>("ticketing_get_statement", {
      performance: dates.Lyon,
    });
    expect(outcome.value.testTickets).toBe(2);
    expect(outcome.summary).toMatch(/2\sbillets de test\s: à ne pas déclarer/);
  });

  it("adds up to the payments less the refunds, to the cent, whatever was sold and given back", async () => {
    // The buyer pays the fee on top of the price: money that is no box office.
    await world.rows("update organizations set fee_payer = 'buyer'");
    const online = await openSale(world, dates.Nice);
    const choice = fc.record({
      type: fc.constantFrom("Plein tarif", "Tarif réduit", "Exonéré"),
      quantity: fc.integer({ min: 1, max: 4 }),
      given: fc.option(fc.integer({ min: 1, max: 9_000 }), { nil: undefined }),
      whole: fc.boolean(),
      online: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(choice, { minLength: 1, maxLength: 4 }), async (sales) => {
        for (const { type, quantity, given, whole, online: fromHome } of sales) {
          const order = fromHome
            ? (await online.pay(await online.hold({ [type]: quantity }))).number
            : (await sell(type, quantity, dates.Nice)).value.orderId;
          if (type === "Exonéré") continue;
          const total = quantity * (type === "Plein tarif" ? 3_550 : 2_199);
          if (whole) await refund(order);
          else if (given && given < total) await refund(order, given);
        }
        const bordereau = await read(dates.Nice);
        const [truth] = await world.rows<{ left: string }>(
          `select (select coalesce(sum(p.amount_cents), 0) from payments p join orders o on o.id = p.order_id
              where o.performance_id = $1 and p.status = 'succeeded')
            - (select coalesce(sum(r.amount_cents), 0) from refunds r join orders o on o.id = r.order_id
              where o.performance_id = $1 and r.status <> 'failed') as left`,
          [dates.Nice],
        );
        const lines =
          bordereau.ticketsCents +
          bordereau.keptCents -
          bordereau.givenBackCents +
          bordereau.buyerFeeCents;
        expect(lines).toBe(Number(truth?.left));
        expect(bordereau.grossCents).toBe(lines - bordereau.buyerFeeCents);
        expect(
          bordereau.payments.reduce((sum, one) => sum + one.paidCents - one.refundedCents, 0),
        ).toBe(Number(truth?.left));
        expect(bordereau.rates.reduce((sum, rate) => sum + rate.grossCents, 0)).toBe(
          bordereau.grossCents,
        );
        for (const { first, last, count, cancelled } of [
          ...bordereau.categories,
          ...bordereau.comps,
        ])
          expect(last - first + 1).toBe(count + cancelled.length);
      }),
      { numRuns: 12 },
    );
    expect((await read(dates.Nice)).buyerFeeCents).toBeGreaterThan(0);
  });

  it("is provisional until the date took place, then frozen as a version that later sales do not change", async () => {
    const at = { performance: dates.Lyon };
    expect((await world.failed("ticketing_settle_statement", at)).message).toMatch(
      /n’a pas encore eu lieu/,
    );
    const options = { now: afterTheShow };
    const settled = await world.done<{ documentId: string; version: number }>(
      "ticketing_settle_statement",
      at,
      options,
    );
    expect(settled.value.version).toBe(1);
    expect((await read(dates.Lyon, options)).document).toMatchObject({ version: 1, same: true });
    const [date] = await world.rows("select status from performances where id = $1", [dates.Lyon]);
    expect(date).toEqual({ status: "settled" });
    const again = await world.done<{ unchanged: boolean }>(
      "ticketing_settle_statement",
      at,
      options,
    );
    expect(again.value.unchanged).toBe(true);
    const text = async () =>
      (
        await world.done<{ text: string }>("documents_get_document", {
          document: settled.value.documentId,
          version: 1,
        })
      ).value.text;
    const frozen = await text();
    expect(frozen).toContain("Plein tarif");
    const order = await world.rows(
      "select id from orders where performance_id = $1 and refunded_cents = 0 and total_cents > 0 limit 1",
      [dates.Lyon],
    );
    await refund(String(order[0]?.["id"]));
    expect((await read(dates.Lyon, options)).document).toMatchObject({ version: 1, same: false });
    await world.done("ticketing_settle_statement", at, options);
    expect((await read(dates.Lyon, options)).document).toMatchObject({ version: 2, same: true });
    expect(await text()).toBe(frozen);
  });

  it("comes as a PDF and as a table of figures", async () => {
    const file = async (format: string) =>
      (
        await world.done<{ base64: string; fileName: string }>("ticketing_export_statement", {
          performance: dates.Lyon,
          format,
        })
      ).value;
    const pdf = await file("pdf");
    expect(pdf.fileName).toBe("bordereau-de-recettes-lyon-14-mai-2027.pdf");
    expect(Buffer.from(pdf.base64, "base64").subarray(0, 5).toString()).toBe("%PDF-");
    const csv = Buffer.from((await file("csv")).base64, "base64").toString();
    expect(csv.startsWith("\uFEFFJour;")).toBe(true);
    expect(csv).toMatch(/Catégorie;A · Plein tarif;1;\d+;\d+;[\d–, ]+;35,50;5,50;/);
  });

  it("is not for another organization, nor settled without the right", async () => {
    const at = { performance: dates.Lyon };
    const elsewhere = { organization: world.elsewhere };
    for (const tool of [
      "ticketing_get_statement",
      "ticketing_export_statement",
      "ticketing_settle_statement",
    ]) {
      expect(await world.failed(tool, at, elsewhere)).toMatchObject({ code: "not_found" });
    }
    expect(await world.failed("ticketing_settle_statement", at, { role: "viewer" })).toMatchObject({
      code: "forbidden",
    });
  });
});
