import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Entries = {
  total: number;
  incomeCents: number;
  expenseCents: number;
  entries: { label: string; category: string; performanceId: string | null }[];
};
type Line = { profitCents: number; incomeCents: number; expenseCents: number };
type Profit = Line & {
  performances: (Line & { id: string; tourId: string | null })[];
  tours: (Line & { id: string | null; name: string | null })[];
};

describe("the accounts as a page lists them", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    const spend = (label: string, amount: number, more: object) =>
      world.done("business_add_expense", { label, amount, ...more });
    await spend("Camion", 45_000, { performance: dates.Lyon, category: "transport" });
    await spend("Hôtel", 62_000, { performance: dates.Nice, category: "accommodation" });
    await spend("Affichage", 30_000, { tour: "Organique Tour", category: "promotion" });
    await spend("Loyer", 90_000, {});
    await world.done("business_add_income", {
      label: "Cession",
      amount: 800_000,
      performance: dates.Lyon,
      category: "cession",
    });
  });
  afterAll(() => world.close());

  const list = async (input: object) =>
    (await world.done<Entries>("business_list_entries", input)).value;
  const labels = (answer: Entries) => answer.entries.map(({ label }) => label);

  it("sorts and pages in the database, with the amounts of all pages", async () => {
    const page = await list({ sort: "amount", limit: 2, offset: 1 });
    expect(page).toMatchObject({ total: 5, incomeCents: 800_000, expenseCents: 227_000 });
    expect(labels(page)).toEqual(["Camion", "Hôtel"]);
  });

  it("filters by category, and by words in the label, the town or the tour", async () => {
    expect(labels(await list({ expense_category: "transport" }))).toEqual(["Camion"]);
    expect(labels(await list({ income_category: "cession" }))).toEqual(["Cession"]);
    expect(labels(await list({ search: "hotel" }))).toEqual(["Hôtel"]);
    expect(labels(await list({ search: "lyon", sort: "label" }))).toEqual(["Camion", "Cession"]);
  });

  it("gives each tour its dates and what belongs to the tour alone, the rest last", async () => {
    const { value } = await world.done<Profit>("business_get_profit", {});
    expect(value.tours.map(({ name, profitCents }) => [name, profitCents])).toEqual([
      ["Organique Tour", 800_000 - 45_000 - 62_000 - 30_000],
      [null, -90_000],
    ]);
    const [tour] = value.tours;
    expect(value.performances.map(({ tourId }) => tourId)).toEqual([tour?.id, tour?.id]);
    expect(value.tours.reduce((sum, { profitCents }) => sum + profitCents, 0)).toBe(
      value.profitCents,
    );
  });
});
