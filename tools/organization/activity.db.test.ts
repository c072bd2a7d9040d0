import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Activity = {
  total: number;
  calls: { id: string; tool: string; summary: string | null; about: { kind: string }[] }[];
};
type Call = {
  tool: string;
  summary: string;
  input: { name: string; type: string; values: (string | number)[] }[];
  changes: {
    table: string;
    operation: string;
    label: string | null;
    fields: { field: string }[];
  }[];
  undo: string;
  undoneBy: { name: string } | null;
};

describe("the log of what was done", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    await world.done("ticketing_create_ticket_type", {
      performances: [dates.Lyon],
      price: 3_000,
      quota: 50,
    });
    sale = await openSale(world, dates.Lyon);
    await sale.pay(await sale.hold({ "Plein tarif": 2 }));
  });
  afterAll(() => world.close());

  const list = async (input: object) =>
    (await world.done<Activity>("organization_list_activity", input)).value;
  const last = async (input: object) => {
    const [call] = (await list({ ...input, limit: 1 })).calls;
    if (!call) throw new Error("nothing was done");
    return call;
  };
  const details = async (call: string) =>
    (await world.done<Call>("organization_get_call", { call })).value;

  it("says of each action what came of it, an accepted request as what it did", async () => {
    const published = await last({ domain: "ticketing", via: "web" });
    expect(published.tool).toBe("ticketing_publish_performance");
    expect((await list({ domain: "organization" })).total).toBe(0);
    expect(published.summary).toMatch(/Lyon.* est en vente/);
    expect(published.about[0]?.kind).toBe("performance");
  });

  it("filters by what was touched, through what, and by words of the input or the result", async () => {
    const tools = async (input: object) =>
      (await list({ ...input, limit: 100 })).calls.map(({ tool }) => tool);
    expect(await tools({ via: "sale" })).toEqual(["ticketing_pay_order"]);
    expect(await tools({ domain: "tours", search: "organique tour" })).toEqual(["tours_plan_tour"]);
    expect(await tools({ search: "100% rien" })).toEqual([]);
    const whole = await list({ limit: 100 });
    const paged = await list({ limit: 2, offset: 1 });
    expect(paged.total).toBe(whole.total);
    expect(paged.calls.map(({ id }) => id)).toEqual(whole.calls.slice(1, 3).map(({ id }) => id));
  });

  it("shows what was asked with rows by their names, and each row before and after", async () => {
    await world.done("ticketing_update_ticket_type", {
      performance: dates.Lyon,
      ticket_type: "Plein tarif",
      quota: 60,
    });
    const call = await details((await last({})).id);
    expect(call.input.find(({ name }) => name === "performance")?.values[0]).toMatch(/Lyon/);
    expect(call.changes).toMatchObject([
      {
        table: "ticket_types",
        operation: "update",
        label: "Plein tarif",
        fields: [{ field: "quota", before: 50, after: 60 }],
      },
    ]);
    expect(call.undo).toBe("possible");
  });

  it("says why an action cannot be taken back", async () => {
    expect((await details((await last({ via: "sale" })).id)).undo).toBe("irreversible");
    await world.done("tours_create_artist", { name: "Léonie" });
    const { id } = await last({});
    await world.done("organization_undo_call", { call: id });
    expect(await details(id)).toMatchObject({
      undo: "done",
      undoneBy: { name: "owner Bleu Nuit Productions" },
    });
  });

  it("keeps the actions of others from who may not read the log, and from other organizations", async () => {
    const { id } = await last({});
    for (const options of [{ role: "viewer" as const }, { organization: world.elsewhere }]) {
      expect(await world.failed("organization_get_call", { call: id }, options)).toMatchObject({
        code: "not_found",
        field: "call",
      });
    }
    expect(await world.failed("organization_get_call", { call: id }, sale.buyer)).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("requests and their decisions", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  type Approvals = {
    total: number;
    approvals: {
      id: string;
      status: string;
      warnings: string[];
      decidedBy: string | null;
      result: string | null;
    }[];
  };
  const list = async (input: object) =>
    (await world.done<Approvals>("organization_list_approvals", input)).value;

  it("keeps who decided and what came of it", async () => {
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    await world.done("ticketing_create_ticket_type", { tour: "Organique Tour", price: 3_000 });
    const ask = (performance: string) =>
      world.pending("ticketing_publish_performance", { performance });
    const [lyon, nice] = [await ask(dates.Lyon), await ask(dates.Nice)];
    const [before] = await world.rows<{ licence_numbers: string[] }>(
      "select licence_numbers from organizations where id = $1",
      [world.here.id],
    );
    await world.rows("update organizations set licence_numbers = '{}'");
    const lille = await ask(dates.Lille);
    expect((await list({})).approvals).toMatchObject([
      { id: lille.approvalId, warnings: [expect.stringMatching(/licence/)] },
      { id: nice.approvalId, warnings: [] },
      { id: lyon.approvalId },
    ]);
    // Accepted is what was shown: without its licence, the date would be another.
    const accept = { approval: lyon.approvalId, decision: "accept" };
    await world.failed("organization_decide_approval", accept, { role: "manager" });
    await world.rows("update organizations set licence_numbers = $2 where id = $1", [
      world.here.id,
      before?.licence_numbers,
    ]);
    await world.done("organization_decide_approval", accept, { role: "manager" });
    await world.done("organization_decide_approval", {
      approval: nice.approvalId,
      decision: "refuse",
    });
    const decided = await list({ status: "decided" });
    expect(decided).toMatchObject({
      total: 2,
      approvals: [
        { id: nice.approvalId, status: "refused", result: null },
        {
          id: lyon.approvalId,
          status: "accepted",
          decidedBy: "manager Bleu Nuit Productions",
          result: expect.stringMatching(/Lyon.* est en vente/),
        },
      ],
    });
    expect((await list({ status: "decided", search: "nice" })).total).toBe(1);
    expect((await list({ status: "pending" })).total).toBe(1);
  });
});
