import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

describe("putting a date on sale", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
  });
  afterAll(() => world.close());

  const publish = { performance: "Lyon" };
  const refusal = async (words: RegExp) => {
    const error = await world.failed("ticketing_publish_performance", publish);
    expect(error).toMatchObject({ code: "conflict", message: expect.stringMatching(words) });
  };

  it("is refused step by step until the date has prices and a capacity", async () => {
    await refusal(/n’a pas de tarif/);
    await world.done("ticketing_create_ticket_type", { performances: ["Lyon"], price: 3_500 });
    await world.rows("update venues set capacity = null");
    await refusal(/jauge de .*Lyon.* n’est pas renseignée/);
    await world.rows("update venues set capacity = 60");
    await world.rows("update performances set status = 'option', hold_rank = 1 where id = $1", [
      dates.Lyon,
    ]);
    await refusal(/n’est pas confirmée/);
    await world.rows(
      "update performances set status = 'confirmed', hold_rank = null where id = $1",
      [dates.Lyon],
    );
    expect(await world.rows("select id from approvals")).toHaveLength(0);
  });

  it("is refused for a day gone by", async () => {
    const later = await world.failed("ticketing_publish_performance", publish, {
      now: new Date("2027-05-15T08:00:00Z"),
    });
    expect(later).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("est passée"),
    });
  });

  it("warns where no licence number is on file", async () => {
    await world.rows("update organizations set licence_numbers = '{}' where id = $1", [
      world.here.id,
    ]);
    const asked = await world.pending("ticketing_publish_performance", publish);
    await world.rows("update organizations set licence_numbers = '{PLATESV-D-2019-001172}'");
    expect(asked.preview.warnings?.[0]?.fr).toContain("licence");
    const decision = { approval: asked.approvalId, decision: "refuse" };
    await world.done("organization_decide_approval", decision);
  });

  it("opens the sale and fixes the room's capacity, against which sales count", async () => {
    const asked = await world.pending("ticketing_publish_performance", publish);
    expect(asked.preview.warnings).toEqual([]);
    const decision = { approval: asked.approvalId, decision: "accept" };
    await world.done("organization_decide_approval", decision);
    const [row] = await world.rows(
      "select status, capacity, published_at is not null as published from performances where id = $1",
      [dates.Lyon],
    );
    expect(row).toEqual({ status: "on_sale", capacity: 60, published: true });
    await world.rows("update venues set capacity = 5000");
    const sale = await world.failed("ticketing_record_sale", { performance: "Lyon", quantity: 61 });
    expect(sale.message).toMatch(/ne laisse que 60\splaces/);
    await refusal(/est déjà en vente/);
  });

  it("is for managers and owners of the organization itself", async () => {
    const accountant = await world.failed("ticketing_publish_performance", publish, {
      role: "accountant",
    });
    expect(accountant.code).toBe("forbidden");
    const theirs = { performance: dates.Nice };
    const elsewhere = { organization: world.elsewhere };
    const error = await world.failed("ticketing_publish_performance", theirs, elsewhere);
    expect(error.code).toBe("not_found");
  });
});
