import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "../testing/world.ts";

describe("a refund", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_550 });
    await sell({ quantity: 2, buyer: "Lea Martin", email: "lea@exemple.fr" });
  });
  afterAll(() => world.close());

  const sell = (input: object) =>
    world.done<{ orderId: string; number: string }>("ticketing_record_sale", {
      performance: "Lyon",
      ...input,
    });
  const accept = (approval: string, options?: ContextOptions) =>
    world.act("organization_decide_approval", { approval, decision: "accept" }, options);
  const sales = async (input: object) =>
    (await world.done<{ sold: number; refundedCents: number }>("ticketing_get_sales", input)).value;

  it("in part waits for a person, then leaves the tickets valid", async () => {
    const { value } = await sell({ quantity: 4, buyer: "Inès Moreau" });
    const part = { order: "Inès Moreau", amount: 2_050, reason: "retard" };
    const asked = await world.pending("ticketing_refund_order", part);
    expect(asked.preview.title.fr).toMatch(/^Rembourser 20,50\s€$/);
    expect(JSON.stringify(asked.preview.lines)).toContain(value.number);
    const callId = randomUUID();
    const done = await accept(asked.approvalId, { callId });
    expect(done).toMatchObject({
      ok: true,
      summary: expect.stringMatching(/^20,50\s€ rembours/),
    });
    expect(await accept(asked.approvalId, { callId })).toMatchObject({ replayed: true });
    const [order] = await world.rows("select status, refunded_cents from orders where id = $1", [
      value.orderId,
    ]);
    expect(order).toEqual({ status: "partially_refunded", refunded_cents: 2_050 });
    const refunds = await world.rows(
      "select amount_cents, reason from refunds where order_id = $1",
      [value.orderId],
    );
    expect(refunds).toEqual([{ amount_cents: 2_050, reason: "retard" }]);
  });

  it("cannot exceed what is left", async () => {
    const error = await world.failed("ticketing_refund_order", {
      order: "Inès Moreau",
      amount: 14_200 - 2_050 + 1,
    });
    expect(error).toMatchObject({ code: "invalid_input", field: "amount" });
    expect(error.message).toMatch(/au plus 121,50\s€/);
  });

  it("of the rest gives the places back and ends the tickets, once", async () => {
    const before = await sales({ performances: ["Lyon"] });
    const asked = await world.pending("ticketing_refund_order", { order: "Inès Moreau" });
    const done = await accept(asked.approvalId);
    expect(done).toMatchObject({
      ok: true,
      summary: expect.stringMatching(/4\sbillets annulés/),
    });
    const after = await sales({ performances: ["Lyon"] });
    expect(before.sold - after.sold).toBe(4);
    expect(after.refundedCents).toBe(14_200);
    const [type] = await world.rows(
      `select sold, (select count(*)::int from tickets k where k.ticket_type_id = t.id and k.status = 'issued') as issued
         from ticket_types t where performance_id = $1 and name = 'Plein tarif'`,
      [dates.Lyon],
    );
    expect(type?.["sold"]).toBe(type?.["issued"]);
    const again = await world.failed("ticketing_refund_order", { order: "Inès Moreau" });
    expect(again).toMatchObject({ code: "conflict", message: expect.stringContaining("déjà") });
  });

  it("is refused to roles that sell or count, and to other organizations", async () => {
    const order = { order: "Lea Martin" };
    for (const role of ["accountant", "viewer", "door_staff"] as const) {
      const error = await world.failed("ticketing_refund_order", order, { role });
      expect(error.code).toBe("forbidden");
    }
    const elsewhere = { organization: world.elsewhere };
    const error = await world.failed("ticketing_refund_order", order, elsewhere);
    expect(error).toMatchObject({ code: "not_found" });
    expect(error.choices).toBeUndefined();
  });

  it("leaves no ticket to send again", async () => {
    const input = { order: "Inès Moreau", email: "ines@exemple.fr" };
    const error = await world.failed("ticketing_resend_order", input);
    expect(error).toMatchObject({ code: "conflict" });
    expect(await world.rows("select id from outbox")).toHaveLength(0);
  });
});
