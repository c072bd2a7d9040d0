import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Row = {
  id: string;
  label: string;
  category: string;
  amountCents: number;
  vatRateBp: number;
  on: string;
  performanceId: string | null;
  tour: string | null;
  contact: string | null;
};

describe("editing an entry of the books", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.done("contacts_create_contact", { name: "Loc’Van" });
    for (const [label, amount, performance] of [
      ["hôtel", 62_000, dates.Lyon],
      ["hôtel", 58_000, dates.Lille],
      ["camion", 45_000, undefined],
    ] as const)
      await world.done("business_add_expense", { label, amount, performance });
    await world.done("business_add_income", { label: "merch", amount: 124_000 });
  });
  afterAll(() => world.close());

  const edit = (input: object, options?: Parameters<World["done"]>[2]) =>
    world.done<{ id: string }>("business_update_entry", input, options);
  const rows = async () =>
    (await world.done<{ entries: Row[] }>("business_list_entries", {})).value.entries;
  const one = async (label: string) => (await rows()).find((row) => row.label === label);

  it("changes its label, amount, category, day, VAT and third party", async () => {
    const { summary } = await edit({
      entry: "camion",
      new_label: "camion 20 m³",
      amount: 48_000,
      expense_category: "transport",
      on: "2026-11-12",
      vat: 2_000,
      paid_by: "Loc’Van",
    });
    expect(summary).toMatch(/^Dépense modifiée\s: camion 20 m³, 480\s€ HT/);
    expect(await one("camion 20 m³")).toMatchObject({
      amountCents: 48_000,
      category: "transport",
      on: "2026-11-12",
      vatRateBp: 2_000,
      contact: "Loc’Van",
    });
  });

  it("takes a date or a tour to stand on, never both", async () => {
    await edit({ entry: "camion", tour: "Organique" });
    expect(await one("camion 20 m³")).toMatchObject({
      performanceId: null,
      tour: "Organique Tour",
    });
    await edit({ entry: "camion", performance: "Nice" });
    expect(await one("camion 20 m³")).toMatchObject({ performanceId: dates.Nice });
    const both = await world.rows("select tour_id from expenses where label like 'camion%'");
    expect(both).toEqual([{ tour_id: null }]);
  });

  it("is found by its label and its date, and asks which where several fit", async () => {
    const asked = await world.failed("business_update_entry", { entry: "hôtel", amount: 1 });
    expect(asked).toMatchObject({ code: "invalid_input", field: "entry" });
    expect(asked.choices).toHaveLength(2);
    await edit({ entry: "hôtel", performance: "Lille", amount: 60_000 });
    expect((await rows()).map((row) => row.amountCents)).toContain(60_000);
    expect((await rows()).map((row) => row.amountCents)).toContain(62_000);
  });

  it("keeps incomes and expenses apart, and refuses nothing, zero and what is unknown", async () => {
    for (const [input, code, field] of [
      [{ entry: "merch", expense_category: "catering" }, "invalid_input", "expense_category"],
      [{ entry: "camion", income_category: "bar" }, "invalid_input", "income_category"],
      [{ entry: "merch" }, "invalid_input", undefined],
      [{ entry: "merch", amount: 0 }, "invalid_input", "amount"],
      [{ entry: "péage", amount: 100 }, "not_found", "entry"],
    ] as const) {
      const error = await world.failed("business_update_entry", input);
      expect([error.code, error.field]).toEqual([code, field]);
    }
    await edit({ entry: "merch", income_category: "merchandising" });
    expect(await one("merch")).toMatchObject({ category: "merchandising" });
  });

  it("is refused to viewers and to other organizations", async () => {
    const entry = (await one("merch"))?.id;
    const input = { entry, amount: 1 };
    expect((await world.failed("business_update_entry", input, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("business_update_entry", input, elsewhere)).code).toBe("not_found");
  });

  it("has one effect when the same call comes twice, which undo takes back", async () => {
    const callId = randomUUID();
    await edit({ entry: "merch", amount: 130_000 }, { callId });
    const again = await edit({ entry: "merch", amount: 130_000 }, { callId });
    expect(again.replayed).toBe(true);
    expect(await one("merch")).toMatchObject({ amountCents: 130_000 });
    await world.done("organization_undo_call", { call: callId });
    expect(await one("merch")).toMatchObject({ amountCents: 124_000 });
  });
});
