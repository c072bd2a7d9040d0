import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { isForMembers, type Tool } from "#tools/core/tool.ts";
import { registry } from "#tools/registry.ts";
import { openWorld, type Organization, type World } from "#tools/testing/world.ts";
import { fingerprintReader, moved } from "./fingerprint.ts";
import { type House, openHouse } from "./stage.ts";

/** Attacks that were thought of, one at a time. */
let world: World;
let house: House;
let organization: Organization;
let changes: () => Promise<string[]>;
beforeAll(async () => {
  world = await openWorld();
});
beforeEach(async () => {
  house = await openHouse(world);
  organization = house.organization;
  const read = await fingerprintReader(world);
  const before = await read(organization.id);
  changes = async () => moved(before, await read(organization.id));
});
afterAll(() => world?.close());

const asAgent = () => ({ organization, via: "agent" as const });
const decide = (approval: string, callId: string = randomUUID()) =>
  world.act(
    "organization_decide_approval",
    { approval, decision: "accept" },
    { organization, callId },
  );
const numberOf = async (buyer: string) =>
  (
    await world.rows<{ number: string; refunded: number }>(
      "select number, refunded_cents as refunded from orders where organization_id = $1 and buyer_name = $2",
      [organization.id, buyer],
    )
  )[0]!;

describe("what a person accepts is what they read", () => {
  test("a name that has come to mean another order is not refunded", async () => {
    const asked = await world.pending("ticketing_refund_order", { order: "Lea Martin" }, asAgent());
    const lea = await numberOf("Lea Martin");
    const marc = await numberOf("Marc Petit");
    expect(JSON.stringify(asked.preview)).toContain(lea.number);
    for (const [order, buyer_name] of [
      [lea.number, "Anne Roux"],
      [marc.number, "Lea Martin"],
    ])
      await world.done("ticketing_update_order", { order, buyer_name }, asAgent());
    expect(await decide(asked.approvalId)).toMatchObject({ error: { code: "conflict" } });
    expect((await numberOf("Lea Martin")).refunded).toBe(0);
    expect((await numberOf("Anne Roux")).refunded).toBe(0);
  });

  test("dates that joined the ones shown are not cancelled with them", async () => {
    const asked = await world.pending(
      "tours_cancel_performances",
      { tour: "Organique Tour", from: "2027-05-01", to: "2027-05-31" },
      asAgent(),
    );
    await world.done(
      "tours_create_performance",
      { day: "2027-05-20", city: "Dijon", tour: "Organique Tour" },
      asAgent(),
    );
    expect(await decide(asked.approvalId)).toMatchObject({ error: { code: "conflict" } });
    const [{ cancelled }] = (await world.rows<{ cancelled: number }>(
      "select count(*)::int as cancelled from performances where organization_id = $1 and status = 'cancelled'",
      [organization.id],
    )) as [{ cancelled: number }];
    expect(cancelled).toBe(0);
  });

  test("asked again after the change, the request shows the new state and can be accepted", async () => {
    const first = await world.pending("ticketing_refund_order", { order: "Lea Martin" }, asAgent());
    await world.done(
      "ticketing_update_order",
      { order: "Lea Martin", email: "lea.martin@exemple.fr" },
      asAgent(),
    );
    const second = await world.pending(
      "ticketing_refund_order",
      { order: "Lea Martin" },
      asAgent(),
    );
    expect(second.approvalId).not.toBe(first.approvalId);
    expect(JSON.stringify(second.preview)).toContain("lea.martin@exemple.fr");
    expect(await decide(second.approvalId)).toMatchObject({ ok: true });
    expect(await decide(first.approvalId)).toMatchObject({ ok: false });
    expect((await numberOf("Lea Martin")).refunded).toBe(7000);
  });
});

test("ten acceptances at once give the money back once", async () => {
  const { approvalId } = await world.pending(
    "ticketing_refund_order",
    { order: "Lea Martin" },
    asAgent(),
  );
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => decide(approvalId)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect((await numberOf("Lea Martin")).refunded).toBe(7000);
  const callId = outcomes.find(({ ok }) => ok)!.callId;
  expect(await decide(approvalId, callId)).toMatchObject({ ok: true, replayed: true });
  expect((await numberOf("Lea Martin")).refunded).toBe(7000);
});

test("what was accepted is not taken back by the model alone", async () => {
  const { approvalId } = await world.pending(
    "tours_cancel_performances",
    { performances: ["Lyon"] },
    asAgent(),
  );
  const { callId } = await decide(approvalId);
  const undone = await world.act("organization_undo_call", { call: callId }, asAgent());
  expect(undone.ok).toBe(false);
});

/** Every request of every tool that writes, as the model of a run that has read text of others. */
const requests = (registry as readonly Tool[])
  .filter((tool) => isForMembers(tool) && tool.effect === "write")
  .flatMap((tool) => tool.examples.map(({ input }) => ({ tool, input: input as object })));

test("no mail leaves a run that has read text of others, whatever it asks for", async () => {
  const left: string[] = [];
  const options = { ...asAgent(), tainted: true };
  await world.rows("delete from outbox where organization_id = $1", [organization.id]);
  for (const { tool, input } of requests) {
    const here = filled(tool);
    for (const one of [input, ...(Object.keys(here).length > 0 ? [{ ...input, ...here }] : [])]) {
      await world.act(tool.name, one, options);
      const mails = await world.rows(
        "delete from outbox where organization_id = $1 and name like 'mail/%' returning name, data",
        [organization.id],
      );
      if (mails.length > 0)
        left.push(`${tool.name} ${JSON.stringify(one)}: ${JSON.stringify(mails)}`);
    }
  }
  expect(requests.length).toBeGreaterThan(300);
  expect(left).toEqual([]);
});

/** The rows that the house has, in the fields of a tool that take such. */
const filled = (tool: Tool) =>
  Object.fromEntries(
    Object.entries({ order: "Lea Martin", performance: "Lille", performances: ["Lille"] }).filter(
      ([name]) => name in tool.input.shape,
    ),
  );

test("a viewer's agent changes nothing that is not the viewer's own", async () => {
  const closed = requests.filter(({ tool }) => !/:read$|^agent:use$/.test(tool.permission));
  expect(closed.length).toBeGreaterThan(300);
  for (const { tool, input } of closed)
    await world.act(tool.name, input, { ...asAgent(), role: "viewer" });
  expect(await changes()).toEqual([]);
});
