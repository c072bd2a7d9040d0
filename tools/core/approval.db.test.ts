import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { callTool } from "../call-tool.ts";
import { plannedTour } from "../testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "../testing/world.ts";

const tool = "ticketing_publish_performance";

describe("what only a person may decide", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 500");
    await world.done("ticketing_create_ticket_type", {
      performances: Object.values(dates),
      price: 3_500,
    });
  });
  afterAll(() => world.close());

  const decide = (approval: string, decision = "accept", options?: ContextOptions) =>
    world.act("organization_decide_approval", { approval, decision }, options);
  const statusOf = async (id: string) =>
    (await world.rows("select status from performances where id = $1", [id]))[0]?.["status"];

  it("asks, shows what will happen, and runs when a person accepts", async () => {
    const asked = await world.pending(tool, { performance: "Marseille" }, { role: "manager" });
    expect(asked.preview.title.fr).toContain("Marseille");
    expect(asked.preview.title.en).toContain("Put on sale");
    expect(JSON.stringify(asked.preview.lines)).toContain("500");
    expect(Date.parse(asked.expiresAt)).toBeGreaterThan(Date.now() + 71 * 3_600_000);
    expect(await statusOf(dates.Marseille)).toBe("confirmed");
    const done = await decide(asked.approvalId);
    expect(done).toMatchObject({ ok: true, summary: expect.stringContaining("est en vente") });
    expect(await statusOf(dates.Marseille)).toBe("on_sale");
    const [row] = await world.rows(
      `select a.status, m.role as asked, d.role as decided, a.call_id, a.result is not null as kept
         from approvals a join members m on m.id = a.requested_by join members d on d.id = a.decided_by
        where a.id = $1`,
      [asked.approvalId],
    );
    expect(row).toEqual({
      status: "accepted",
      asked: "manager",
      decided: "owner",
      call_id: done.callId,
      kept: true,
    });
    expect(await decide(asked.approvalId)).toMatchObject({ error: { code: "expired" } });
  });

  it("makes one request of the same one asked twice, and another for another person", async () => {
    const first = await world.pending(tool, { performance: "Lille" });
    const again = await world.pending(tool, { performance: "Lille" });
    expect(again.approvalId).toBe(first.approvalId);
    const other = await world.pending(tool, { performance: "Lille" }, { role: "manager" });
    expect(other.approvalId).not.toBe(first.approvalId);
    expect(await decide(other.approvalId, "refuse")).toMatchObject({ ok: true });
    expect(await statusOf(dates.Lille)).toBe("confirmed");
    expect(await decide(other.approvalId)).toMatchObject({ error: { code: "expired" } });
    await decide(first.approvalId, "refuse");
  });

  it("lets one of two simultaneous acceptances win", async () => {
    const { approvalId } = await world.pending(tool, { performance: "Lille" });
    const outcomes = await Promise.all([
      decide(approvalId),
      decide(approvalId, "accept", { role: "manager" }),
    ]);
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1);
    const calls = await world.rows(
      "select id from tool_calls where tool = 'organization_decide_approval' and input->>'approval' = $1",
      [approvalId],
    );
    expect(calls).toHaveLength(1);
  });

  it("answers a repeated acceptance with the same result", async () => {
    const { approvalId } = await world.pending(tool, { performance: "Nice" });
    const callId = randomUUID();
    await decide(approvalId, "accept", { callId });
    const again = await decide(approvalId, "accept", { callId });
    expect(again).toMatchObject({ ok: true, replayed: true });
  });

  describe("a request that waits", () => {
    let approvalId: string;
    beforeAll(async () => {
      ({ approvalId } = await world.pending(tool, { performance: "Lyon" }));
    });

    it.each(["agent", "mcp"] as const)("is not decided through %s", async (via) => {
      expect(await decide(approvalId, "accept", { via })).toMatchObject({
        error: { code: "forbidden" },
      });
      const direct = await callTool(
        world.context({ via }),
        tool,
        { performance: "Lyon" },
        approvalId,
      );
      expect(direct).toMatchObject({ error: { code: "forbidden" } });
    });

    it("is not decided by an accountant, nor by one who asked for it", async () => {
      const refused = await decide(approvalId, "accept", { role: "accountant" });
      expect(refused).toMatchObject({ error: { code: "forbidden" } });
      const own = await world.pending(
        "organization_undo_call",
        { call: (await published()).callId },
        { role: "manager" },
      );
      expect(own.approvalId).not.toBe(approvalId);
      expect(await decide(own.approvalId, "accept", { role: "accountant" })).toMatchObject({
        error: { code: "forbidden" },
      });
      await decide(own.approvalId, "refuse");
    });

    it("is unseen and undecided by another organization", async () => {
      const elsewhere = { organization: world.elsewhere };
      expect(await decide(approvalId, "accept", elsewhere)).toMatchObject({
        error: { code: "not_found" },
      });
      const list = await world.done<{ total: number }>(
        "organization_list_approvals",
        {},
        elsewhere,
      );
      expect(list.value.total).toBe(0);
    });

    it("does not serve another input", async () => {
      const changed = await callTool(
        world.context(),
        tool,
        { performance: dates.Lyon },
        approvalId,
      );
      expect(changed).toMatchObject({ error: { code: "expired" } });
      expect(await statusOf(dates.Lyon)).toBe("confirmed");
    });

    it("is listed with its lines until it lapses, then refused and asked anew", async () => {
      const listed = async (status: string) =>
        (
          await world.done<{ approvals: { id: string; lines: unknown[] }[] }>(
            "organization_list_approvals",
            { status },
          )
        ).value.approvals;
      expect(await listed("pending")).toMatchObject([
        { id: approvalId, lines: [expect.anything(), { label: "Jauge", value: "500" }] },
      ]);
      await world.rows(
        "update approvals set expires_at = now() - interval '1 minute' where id = $1",
        [approvalId],
      );
      expect(await listed("pending")).toEqual([]);
      expect(await listed("expired")).toMatchObject([{ id: approvalId }]);
      expect(await decide(approvalId)).toMatchObject({ error: { code: "expired" } });
      expect(await statusOf(dates.Lyon)).toBe("confirmed");
      const anew = await world.pending(tool, { performance: "Lyon" });
      expect(anew.approvalId).not.toBe(approvalId);
    });

    it("stays open when what it asks for is no longer possible", async () => {
      const { approvalId: waiting } = await world.pending(tool, { performance: "Lyon" });
      await world.rows("update ticket_types set kind = 'comp' where performance_id = $1", [
        dates.Lyon,
      ]);
      expect(await decide(waiting)).toMatchObject({ error: { code: "conflict" } });
      const [row] = await world.rows("select status from approvals where id = $1", [waiting]);
      expect(row).toEqual({ status: "pending" });
    });
  });

  const published = async () => {
    const [row] = await world.rows<{ call_id: string }>(
      "select call_id from approvals where tool = $1 and status = 'accepted' order by decided_at limit 1",
      [tool],
    );
    return { callId: row?.call_id ?? "" };
  };

  it("is asked for something sent outside once the run has read what others wrote", async () => {
    const invitation = { email: "lea@exemple.fr", role: "viewer" };
    const asked = await world.pending("organization_invite_member", invitation, {
      tainted: true,
      via: "agent",
    });
    expect(await world.rows("select id from invitations")).toHaveLength(0);
    expect(await decide(asked.approvalId)).toMatchObject({ ok: true });
    expect(await world.rows("select id from invitations")).toHaveLength(1);
    await world.done("organization_invite_member", { email: "marc@exemple.fr" }, { via: "agent" });
    const inside = await world.act(
      "business_add_expense",
      { label: "x", amount: 1 },
      { tainted: true },
    );
    expect(inside.ok).toBe(true);
  });
});
