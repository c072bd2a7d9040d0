import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Entry = { id: string; category: string; on: string; attachedTo: { id: string } | null };
type Entries = {
  total: number;
  incomeCents: number;
  expenseCents: number;
  entries: { label: string; kind: string }[];
};

describe("expenses and incomes", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
  });
  afterAll(() => world.close());

  const spend = (input: object) =>
    world.done<Entry>("business_add_expense", { label: "camion", amount: 45_050, ...input });
  const list = async (input: object) =>
    (await world.done<Entries>("business_list_entries", input)).value;

  it("stand on a date, on today unless a day is given", async () => {
    const { value, summary } = await spend({ performance: "Lyon", category: "transport" });
    expect(value).toMatchObject({ on: "2026-11-26", attachedTo: { id: dates.Lyon } });
    expect(summary).toMatch(
      /^Dépense notée\s: camion, 450,50\s€ HT \(transport\), 14\/05\/2027 · Lyon/,
    );
    const english = await world.done(
      "business_add_income",
      { label: "merch", amount: 124_000, performance: "Lyon", category: "merchandising" },
      { locale: "en" },
    );
    expect(english.summary).toContain("Income recorded: merch, €1,240 before VAT (merchandising)");
    const hotel = { label: "hôtel", performance: "Marseille", on: "2026-11-20", vat: 1_000 };
    expect((await spend(hotel)).value.on).toBe("2026-11-20");
  });

  it("stand on a tour, or on the organization alone", async () => {
    await spend({ label: "affichage", amount: 300_000, tour: "Organique Tour" });
    const { value } = await spend({ label: "loyer", amount: 90_000 });
    expect(value).toMatchObject({ attachedTo: null, category: "other" });
  });

  it("are listed by date, tour, kind and period, with sums of all", async () => {
    expect(await list({})).toMatchObject({
      total: 5,
      incomeCents: 124_000,
      expenseCents: 45_050 * 2 + 300_000 + 90_000,
    });
    expect(await list({ performances: ["Lyon"] })).toMatchObject({
      total: 2,
      expenseCents: 45_050,
    });
    const tour = await list({ tour: "Organique Tour", entry_kind: "expense" });
    expect(tour.entries.map((entry) => entry.label).toSorted()).toEqual([
      "affichage",
      "camion",
      "hôtel",
    ]);
    const early = await list({ until: "2026-11-25" });
    expect(early.entries).toMatchObject([{ label: "hôtel", kind: "expense" }]);
    const elsewhere = await world.done<Entries>(
      "business_list_entries",
      {},
      {
        organization: world.elsewhere,
      },
    );
    expect(elsewhere.value.total).toBe(0);
  });

  it("are deleted by label or id, ask which when several fit, and come back on undo", async () => {
    await spend({ label: "péage A7", amount: 8_550 });
    await spend({ label: "péage A8", amount: 4_200 });
    const several = await world.failed("business_delete_entry", { entry: "péage" });
    expect(several).toMatchObject({ code: "invalid_input", field: "entry" });
    expect(several.choices?.map((choice) => choice.label)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^péage A7 · 85,50\s€$/)]),
    );
    const [first] = several.choices ?? [];
    const { callId, summary } = await world.done("business_delete_entry", { entry: first?.id });
    expect(summary).toMatch(/^Dépense supprimée\s: péage A/);
    expect((await list({})).total).toBe(6);
    await world.done("organization_undo_call", { call: callId });
    expect((await list({})).total).toBe(7);
    const missing = await world.failed("business_delete_entry", { entry: "100 %" });
    expect(missing.code).toBe("not_found");
  });

  it("are recorded once when the same call comes twice", async () => {
    const callId = randomUUID();
    const input = { label: "catering", amount: 34_000, performance: "Lille" };
    await world.done("business_add_expense", input, { callId });
    const again = await world.done("business_add_expense", input, { callId });
    expect(again.replayed).toBe(true);
    expect((await list({ performances: ["Lille"] })).total).toBe(1);
  });

  it("refuse a zero amount, an unknown date, a reader and another organization", async () => {
    const before = await world.rows("select id from expenses");
    for (const [input, options, code] of [
      [{ amount: 0 }, {}, "invalid_input"],
      [{ amount: 12.5 }, {}, "invalid_input"],
      [{ performance: "Tombouctou" }, {}, "not_found"],
      [{ paid_by: "Personne Inconnue" }, {}, "not_found"],
      [{}, { role: "viewer" }, "forbidden"],
      [{ performance: dates.Lyon }, { organization: world.elsewhere }, "not_found"],
    ] as const) {
      const expense = { label: "non", amount: 100, ...input };
      const error = await world.failed("business_add_expense", expense, options);
      expect(error.code).toBe(code);
    }
    expect(await world.rows("select id from expenses")).toHaveLength(before.length);
  });
});
