import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

describe("the organization, its budget, its usage and its activity", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it("takes legal facts that hold, and refuses a SIRET that does not", async () => {
    const facts = { siret: "732 829 320 00074", city: "Lyon", licences: ["PLATESV-R-2027-000001"] };
    const { value, summary } = await world.done("organization_update_organization", facts);
    expect(value).toMatchObject({ changed: ["city", "siret", "licence_numbers"] });
    expect(summary).toBe("La fiche de Bleu Nuit Productions est à jour.");
    const error = await world.failed("organization_update_organization", {
      siret: "73282932000075",
    });
    expect(error).toMatchObject({ code: "invalid_input", field: "siret" });
    expect((await world.failed("organization_update_organization", {})).code).toBe("invalid_input");
    const rows = await world.rows("select siret, city from organizations order by name");
    expect(rows).toEqual([
      { siret: "73282932000074", city: "Lyon" },
      { siret: null, city: null },
    ]);
  });

  it("has a monthly budget that owners set and remove", async () => {
    const { summary } = await world.done("organization_set_budget", { amount: 5_000 });
    expect(summary).toMatch(/^Budget de l’assistant\s: 50\s€ par mois\.$/);
    const manager = await world.failed(
      "organization_set_budget",
      { amount: 1 },
      { role: "manager" },
    );
    expect(manager.code).toBe("forbidden");
    const budgets = await world.rows(
      "select monthly_agent_budget_cents as budget from organizations order by name",
    );
    expect(budgets).toEqual([{ budget: 5_000 }, { budget: null }]);
    expect((await world.done("organization_set_budget", {})).value).toMatchObject({
      budgetCents: null,
    });
  });

  it("counts runs, tokens and cost of a month per member, in the organization's time", async () => {
    await world.done("organization_set_budget", { amount: 5_000 });
    await world.rows(
      `insert into runs (organization_id, member_id, provider, model, status, tool_calls, input_tokens, cached_tokens, output_tokens, cost_microcents, created_at)
       select organization_id, id, 'local', 'test', 'done', 3, 2000000000, 5, 10, 1234567, v.at::timestamptz
         from members, (values ('2026-10-31T23:30:00Z'), ('2026-11-10T12:00:00Z'), ('2026-11-30T23:30:00Z')) v (at)
        where role in ('owner', 'manager')`,
    );
    const usage = async (month: string) =>
      (await world.done<Record<string, unknown>>("organization_get_usage", { month })).value;
    expect(await usage("2026-11-15")).toMatchObject({
      month: "2026-11-01",
      runs: 4,
      toolCalls: 12,
      costCents: 4.94,
      budgetCents: 5_000,
      currency: "EUR",
      members: [
        { runs: 2, inputTokens: 4_000_000_000, costCents: 2.47 },
        { runs: 2, inputTokens: 4_000_000_000, costCents: 2.47 },
      ],
    });
    expect(await usage("2026-12-01")).toMatchObject({ runs: 2 });
    expect(await usage("2026-10-01")).toMatchObject({ runs: 0, costCents: 0, members: [] });
  });

  it("tells who changed what, newest first, and what was undone", async () => {
    const activity = async (input: object, options = {}) =>
      (
        await world.done<{ total: number; calls: Record<string, unknown>[] }>(
          "organization_list_activity",
          input,
          options,
        )
      ).value;
    const spend = (label: string, role: "manager" | "accountant") =>
      world.done("business_add_expense", { label, amount: 100 }, { role, via: "terminal" });
    const before = (await activity({})).total;
    const first = await spend("a", "manager");
    await spend("b", "accountant");
    await world.done("organization_undo_call", { call: first.callId });
    const all = await activity({ limit: 3 });
    expect(all.total).toBe(before + 3);
    expect(all.calls).toMatchObject([
      { tool: "organization_undo_call", by: "owner Bleu Nuit Productions", undone: false },
      { tool: "business_add_expense", by: "accountant Bleu Nuit Productions", rows: 1 },
      {
        tool: "business_add_expense",
        via: "terminal",
        undone: true,
        title: { en: "Add an expense" },
      },
    ]);
    const manager = await activity({ member: "manager Bleu Nuit Productions" });
    expect(manager.calls).toMatchObject([{ id: first.callId }]);
    expect((await activity({}, { role: "accountant" })).calls).toHaveLength(1);
    expect((await activity({}, { organization: world.elsewhere })).total).toBe(0);
  });

  it("shows the activity of a day from midnight to midnight in the organization's time", async () => {
    const { callId } = await world.done("business_add_expense", { label: "nuit", amount: 1 });
    await world.rows("update tool_calls set created_at = '2026-11-20T23:30:00Z' where id = $1", [
      callId,
    ]);
    const on = async (day: string) =>
      (
        await world.done<{ calls: { id: string }[] }>("organization_list_activity", {
          from: day,
          to: day,
        })
      ).value.calls.map(({ id }) => id);
    expect(await on("2026-11-20")).toEqual([]);
    expect(await on("2026-11-21")).toEqual([callId]);
  });
});
