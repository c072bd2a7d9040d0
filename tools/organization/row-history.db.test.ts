import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Activity = {
  total: number;
  calls: { id: string; tool: string; undone: boolean; changes: object[]; day: string }[];
};

describe("the history of one row", () => {
  let world: World;
  let lyon: string;
  beforeAll(async () => {
    world = await openWorld();
    lyon = (await plannedTour(world)).Lyon;
  });
  afterAll(() => world.close());

  const history = async (kind: string, id: string, options = {}) =>
    (await world.done<Activity>("organization_list_activity", { subject: { kind, id } }, options))
      .value;

  it("holds the calls that changed it, newest first, with each value before and after", async () => {
    await world.done("tours_update_performance", { performances: [lyon], capacity: 800 });
    await world.done("tours_update_performance", { performances: [lyon], capacity: 950 });
    const { total, calls } = await history("performance", lyon);
    expect(total).toBe(3);
    expect(calls).toMatchObject([
      {
        tool: "tours_update_performance",
        changes: [{ field: "capacity", before: 800, after: 950 }],
      },
      { changes: [{ field: "capacity", before: null, after: 800 }] },
      { tool: "tours_plan_tour", changes: [] },
    ]);
  });

  it("holds what changed its parts, and nothing of other rows", async () => {
    const before = (await history("performance", lyon)).total;
    await world.done("tours_update_schedule", { performances: [lyon], doors: "19:30" });
    await world.done("tours_create_artist", { name: "Baro Trio" });
    const { total, calls } = await history("performance", lyon);
    expect(total).toBe(before + 1);
    expect(calls[0]).toMatchObject({ tool: "tours_update_schedule", changes: [] });
  });

  it("names the act that a person accepted, and what was undone", async () => {
    const { callId } = await world.done("tours_update_performance", {
      performances: [lyon],
      capacity: 700,
    });
    await world.done("organization_undo_call", { call: callId });
    const { calls } = await history("performance", lyon);
    expect(calls[0]).toMatchObject({
      tool: "organization_undo_call",
      changes: [{ field: "capacity", before: 700, after: 950 }],
    });
    expect(calls[1]).toMatchObject({ id: callId, undone: true });
    const pending = await world.pending("tours_cancel_performances", { performances: [lyon] });
    await world.done("organization_decide_approval", {
      approval: pending.approvalId,
      decision: "accept",
    });
    expect((await history("performance", lyon)).calls[0]).toMatchObject({
      tool: "tours_cancel_performances",
    });
  });

  it("is empty for another organization and for who may not read the log", async () => {
    expect((await history("performance", lyon, { organization: world.elsewhere })).total).toBe(0);
    expect((await history("performance", lyon, { role: "viewer" })).total).toBe(0);
  });

  it("gives the day by the organization's clock", async () => {
    await world.rows("update tool_calls set created_at = '2026-11-20T23:30:00Z'");
    expect((await history("performance", lyon)).calls[0]?.day).toBe("2026-11-21");
  });
});
