import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Created = {
  name: string;
  currency: string;
  created: { id: string; performance: string; vatRateBp: number }[];
  existing: string[];
};

describe("ticket types", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 300");
  });
  afterAll(() => world.close());
  beforeEach(() => world.rows("delete from ticket_types where sold = 0"));

  const create = (input: object) =>
    world.done<Created>("ticketing_create_ticket_type", { price: 3_500, ...input });
  const types = (performance: string) =>
    world.rows(
      "select name, price_cents, quota, vat_rate_bp, position from ticket_types where performance_id = $1 order by position, name",
      [performance],
    );

  it("are added to one date with name, quota and the VAT of the rule", async () => {
    const { value, summary } = await create({ performances: ["Lyon"], quota: 200 });
    expect(value).toMatchObject({ name: "Plein tarif", currency: "EUR", existing: [] });
    expect(await types(dates.Lyon)).toEqual([
      { name: "Plein tarif", price_cents: 3_500, quota: 200, vat_rate_bp: 210, position: 0 },
    ]);
    expect(summary).toMatch(
      /^Tarif «\sPlein tarif\s» à 35\s€, 200 places\s: 14\/05\/2027 · Lyon\.$/,
    );
  });

  it("are added to a whole tour at once, the dates that have one left as they are", async () => {
    await create({ performances: ["Nice"], price: 9_900 });
    const { value } = await create({ tour: "Organique Tour" });
    expect(value.created).toHaveLength(3);
    expect(value.existing).toEqual(["15/05/2027 · Nice"]);
    expect(await types(dates.Nice)).toMatchObject([{ price_cents: 9_900 }]);
    const all = { tour: "Organique Tour", price: 3_500 };
    const error = await world.failed("ticketing_create_ticket_type", { ...all, quota: 300 });
    expect(error).toMatchObject({ code: "conflict", message: expect.stringContaining("existe") });
  });

  it("take the reduced VAT for the first 140 performances, or the rate that a person gives", async () => {
    const played = { production: "Organique", paid_performances_before: 138 };
    await world.done("tours_update_production", played);
    await create({ tour: "Organique Tour" });
    const rates = await world.rows(
      "select t.vat_rate_bp as rate from ticket_types t join performances p on p.id = t.performance_id order by p.day",
    );
    expect(rates.map((row) => row["rate"])).toEqual([210, 210, 550, 550]);
    await create({ performances: ["Lyon"], kind: "reduced", vat: 2_000 });
    expect(await types(dates.Lyon)).toMatchObject([{}, { vat_rate_bp: 2_000 }]);
  });

  it("bear the currency of the organization", async () => {
    await world.rows("update organizations set currency = 'CHF' where id = $1", [world.here.id]);
    const { value, summary } = await create({ performances: ["Lyon"] });
    await world.rows("update organizations set currency = 'EUR' where id = $1", [world.here.id]);
    expect(value.currency).toBe("CHF");
    expect(summary).toContain("CHF");
  });

  it("never promise more places than the room holds", async () => {
    await create({ performances: ["Lyon"], quota: 250 });
    const more = { performances: ["Lyon"], kind: "reduced", price: 2_000, quota: 51 };
    const error = await world.failed("ticketing_create_ticket_type", more);
    expect(error).toMatchObject({
      code: "invalid_input",
      field: "quota",
      message: expect.stringContaining("il reste 50 places"),
    });
    await create({ ...more, quota: 50 });
    const raise = { performance: "Lyon", ticket_type: "Plein tarif", quota: 251 };
    expect(await world.failed("ticketing_update_ticket_type", raise)).toMatchObject({
      code: "invalid_input",
      field: "quota",
    });
    await world.done("ticketing_update_ticket_type", { ...raise, quota: 240, rename: "Fosse" });
    expect(await types(dates.Lyon)).toMatchObject([{ name: "Fosse", quota: 240 }, { quota: 50 }]);
  });

  it("are not added to a cancelled or played date, nor by someone who may only read", async () => {
    await world.rows("update performances set status = 'played' where id = $1", [dates.Nice]);
    const error = await world.failed("ticketing_create_ticket_type", {
      tour: "Organique Tour",
      price: 3_500,
    });
    await world.rows("update performances set status = 'confirmed' where id = $1", [dates.Nice]);
    expect(error.code).toBe("conflict");
    expect(await world.rows("select id from ticket_types")).toHaveLength(0);
    const refused = await world.failed(
      "ticketing_create_ticket_type",
      { performances: ["Lyon"], price: 1 },
      { role: "viewer" },
    );
    expect(refused.code).toBe("forbidden");
  });

  it("ask which dates are meant, and refuse an absurd price", async () => {
    expect(await world.failed("ticketing_create_ticket_type", { price: 100 })).toMatchObject({
      code: "invalid_input",
      field: "performances",
    });
    expect(
      await world.failed("ticketing_create_ticket_type", { performances: ["Lyon"], price: 1e12 }),
    ).toMatchObject({ code: "invalid_input", field: "price" });
  });

  describe("copied from one date to others", () => {
    const copy = (input: object) =>
      world.done<{ copied: number; targets: { label: string; quotasLeftOpen: boolean }[] }>(
        "ticketing_copy_ticket_types",
        { source: "Lyon", ...input },
      );
    beforeEach(async () => {
      await create({ performances: ["Lyon"], quota: 200 });
      await create({ performances: ["Lyon"], kind: "reduced", price: 2_800, quota: 80 });
    });

    it("arrive with price, quota, VAT and order, never on the source itself", async () => {
      const { value } = await copy({ tour: "Organique Tour" });
      expect(value.copied).toBe(6);
      expect(value.targets.map((target) => target.label)).not.toContain("14/05/2027 · Lyon");
      expect(await types(dates.Nice)).toEqual(await types(dates.Lyon));
      expect(await types(dates.Lyon)).toHaveLength(2);
    });

    it("leave existing ones alone, and say when there is nothing to copy", async () => {
      await create({ performances: ["Nice"], price: 100 });
      const { value } = await copy({ performances: ["Nice"] });
      expect(value.copied).toBe(1);
      expect(await types(dates.Nice)).toMatchObject([{ price_cents: 100 }, { price_cents: 2_800 }]);
      const again = { source: "Lyon", performances: ["Nice"] };
      expect((await world.failed("ticketing_copy_ticket_types", again)).code).toBe("conflict");
    });

    it("have open quotas where the room is smaller", async () => {
      await world.rows("update performances set capacity = 100 where id = $1", [dates.Nice]);
      const { value, summary } = await copy({ performances: ["Nice", "Lille"] });
      await world.rows("update performances set capacity = null where id = $1", [dates.Nice]);
      expect(value.targets.map((target) => target.quotasLeftOpen)).toEqual([false, true]);
      expect(await types(dates.Nice)).toMatchObject([{ quota: null }, { quota: null }]);
      expect(await types(dates.Lille)).toMatchObject([{ quota: 200 }, { quota: 80 }]);
      expect(summary).toContain("15/05/2027 · Nice.");
    });

    it("refuse the source as its only target", async () => {
      const error = await world.failed("ticketing_copy_ticket_types", {
        source: "Lyon",
        performances: ["Lyon"],
      });
      expect(error).toMatchObject({ code: "invalid_input", field: "performances" });
    });
  });

  describe("whose price changes", () => {
    const change = { performances: ["Marseille"], ticket_type: "plein tarif", price: 4_000 };

    it("take it at once while nothing is sold, and give it back on undo", async () => {
      await create({ performances: ["Marseille"] });
      const { callId, summary } = await world.done("ticketing_change_price", change);
      expect(summary).toMatch(/40\s€ pour Plein tarif à .*Marseille \(avant\s: 35\s€\)/);
      expect(await types(dates.Marseille)).toMatchObject([{ price_cents: 4_000 }]);
      expect((await world.failed("ticketing_change_price", change)).code).toBe("conflict");
      await world.done("organization_undo_call", { call: callId });
      expect(await types(dates.Marseille)).toMatchObject([{ price_cents: 3_500 }]);
    });

    it("wait for a person once tickets are sold, which keep their own price", async () => {
      await create({ performances: ["Marseille"] });
      await world.done("ticketing_record_sale", { performance: "Marseille", quantity: 2 });
      const asked = await world.pending("ticketing_change_price", change);
      expect(JSON.stringify(asked.preview)).toMatch(/35\s€ → 40\s€, 2 vendus/);
      expect(await types(dates.Marseille)).toMatchObject([{ price_cents: 3_500 }]);
      const accept = { approval: asked.approvalId, decision: "accept" };
      await world.done("organization_decide_approval", accept);
      expect(await types(dates.Marseille)).toMatchObject([{ price_cents: 4_000 }]);
      const sold = await world.rows("select distinct price_cents from tickets");
      expect(sold).toEqual([{ price_cents: 3_500 }]);
    });
  });

  it("are listed with what is left, and named when several fit", async () => {
    await create({ performances: ["Nice"], kind: "full" });
    await create({ performances: ["Nice"], kind: "reduced", price: 2_800 });
    const { value, summary } = await world.done<{ total: number }>("ticketing_list_ticket_types", {
      performances: ["Nice"],
    });
    expect(value.total).toBe(2);
    expect(summary).toMatch(/^Plein tarif 35\s€ et Tarif réduit 28\s€\.$/);
    const error = await world.failed("ticketing_record_sale", { performance: "Nice", quantity: 1 });
    expect(error).toMatchObject({
      code: "invalid_input",
      field: "ticket_type",
      choices: [{ label: "Plein tarif" }, { label: "Tarif réduit" }],
    });
  });
});
