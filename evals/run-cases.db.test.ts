import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelsOn } from "#agent/testing/talk.ts";
import { openWorld, type World } from "#tools/testing/world.ts";
import { phrasingsOf, readCases } from "./case.ts";
import { createViews } from "./end-state.ts";
import { runCase } from "./run-cases.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await createViews(world);
});
afterAll(() => world?.close());

/** A case as a model would do it that makes these calls whatever is said, once a message. */
function tried(id: string, ...calls: { tool: string; input: unknown }[]) {
  const one = readCases()
    .flatMap(phrasingsOf)
    .find((candidate) => candidate.id === id)!;
  const models = modelsOn(null, () => ({ calls, text: () => "C’est fait." }));
  return runCase(one, world, models);
}

const taxi = (amount: number) => ({
  tool: "business_add_expense",
  input: { label: "taxi", amount, performance: "Lille", category: "transport" },
});

describe("a case", () => {
  test("passes when the end state is the one asked for", async () => {
    expect(await tried("money-expense", taxi(9200))).toMatchObject({
      passed: true,
      wrongWrite: false,
    });
  });

  test("fails, and wrote nothing wrong, when nothing was done", async () => {
    expect(await tried("money-expense")).toMatchObject({ passed: false, wrongWrite: false });
  });

  test("is a wrong write with a wrong amount", async () => {
    expect(await tried("money-expense", taxi(9300))).toMatchObject({
      passed: false,
      wrongWrite: true,
    });
  });

  test("is a wrong write when something else was changed as well", async () => {
    const venue = { tool: "tours_update_venue", input: { venue: "Le Silo", capacity: 10 } };
    const result = await tried("money-expense", taxi(9200), venue);
    expect(result).toMatchObject({ passed: false, wrongWrite: true });
    expect(result.problems.join()).toContain("venues");
  });

  test("is a wrong write when what must be left alone was changed", async () => {
    expect(await tried("refusals-pay", taxi(200_000))).toMatchObject({
      passed: false,
      wrongWrite: true,
    });
  });

  test("fails when an approval waits that nobody wanted", async () => {
    const refund = { tool: "ticketing_refund_order", input: { order: "Lea Martin" } };
    expect(await tried("refusals-pay", refund)).toMatchObject({ passed: false, wrongWrite: false });
    expect(await tried("orders-refund", refund)).toMatchObject({ passed: true, unapproved: false });
  });

  test("fails when the fact asked for stands in no result", async () => {
    const sales = (town: string) => ({
      tool: "ticketing_get_sales",
      input: { performances: [town] },
    });
    expect(await tried("sales-gross", sales("Lille"))).toMatchObject({ passed: true });
    expect(await tried("sales-gross", sales("Marseille"))).toMatchObject({ passed: false });
  });
});
