import { afterAll, beforeAll, expect, test } from "vitest";
import { openSale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

const played = new Date("2027-06-01T09:00:00Z");

let world: World;
let contact: string;
let order: { number: string };
beforeAll(async () => {
  world = await openWorld();
  const dates = await plannedTour(world);
  await world.rows("update venues set capacity = 500");
  await world.done("ticketing_create_ticket_type", {
    performances: ["Lyon"],
    name: "Plein tarif",
    price: 3_500,
    quota: 100,
  });
  const sale = await openSale(world, dates.Lyon);
  order = await sale.hold({ "Plein tarif": 2 });
  await sale.pay(order as never);
  const known = await world.rows<{ id: string }>(
    "select id from contacts where email = 'lea@exemple.fr'",
  );
  contact =
    known[0]?.id ??
    (
      await world.done<{ id: string }>("contacts_create_contact", {
        name: "Léa Martin",
        email: "lea@exemple.fr",
        kind: "fan",
      })
    ).value.id;
  await world.rows("update orders set contact_id = $1 where number = $2", [contact, order.number]);
}, 240_000);
afterAll(() => world.close());

type Fans = { total: number; fans: { name: string; score: number; parts: object[] }[] };

test("fans have a score whose points explain it, worked out anew and kept apart for each organization", async () => {
  await world.done("contacts_record_consent", { contact, channel: "email", consent: "granted" });
  const first = await world.done<{ changed: number }>("contacts_score_fans", {});
  expect(first.value).toMatchObject({ scored: 1, changed: 1, next: null });
  const again = await world.done<{ changed: number }>("contacts_score_fans", {});
  expect(again.value.changed).toBe(0);
  const { value, summary } = await world.done<Fans>("contacts_list_best_fans", {});
  expect(value.fans).toMatchObject([
    {
      name: "Léa Martin",
      score: 58,
      parts: [
        { kind: "recency", points: 30, of: 30 },
        { kind: "dates", points: 8, of: 30 },
        { kind: "spending", points: 10, of: 20 },
        { kind: "attendance", points: 0, of: 10 },
        { kind: "consent", points: 10, of: 10 },
      ],
    },
  ]);
  expect(summary).toContain("achat récent 30/30");
  const elsewhere = { organization: world.elsewhere };
  expect((await world.done<Fans>("contacts_list_best_fans", {}, elsewhere)).value.total).toBe(0);
  expect((await world.failed("contacts_score_fans", {}, { role: "viewer" })).code).toBe(
    "forbidden",
  );
  expect((await world.failed("contacts_list_best_fans", {}, { role: "door_staff" })).code).toBe(
    "forbidden",
  );
});

test("all that is held on a person leaves in one file, for who may export", async () => {
  const { value } = await world.done<{ json: string; orders: number }>("contacts_export_person", {
    contact,
  });
  const data = JSON.parse(value.json) as Record<string, object[]>;
  expect(value.orders).toBe(1);
  expect(data["contact"]).toMatchObject({ email: "lea@exemple.fr" });
  expect(data["tickets"]).toHaveLength(2);
  expect(data["consents"]).toMatchObject([{ channel: "email", status: "granted" }]);
  // What opens a door is no personal datum.
  expect(value.json).not.toContain("nonce");
  expect((await world.failed("contacts_export_person", { contact }, { role: "viewer" })).code).toBe(
    "forbidden",
  );
  expect(
    (await world.failed("contacts_export_person", { contact }, { organization: world.elsewhere }))
      .code,
  ).toBe("not_found");
});

test("whoever still has tickets to use is not forgotten yet", async () => {
  const asked = await world.pending("contacts_erase_person", { contact });
  const decided = await world.act("organization_decide_approval", {
    approval: asked.approvalId,
    decision: "accept",
  });
  expect(decided).toMatchObject({ ok: false, error: { reason: "upcoming" } });
});

test("a person is forgotten everywhere once somebody has agreed, and what the law keeps stays", async () => {
  const holders = await world.rows<{ total: number }>(
    "select total_cents as total from orders where number = $1",
    [order.number],
  );
  expect((await world.failed("contacts_erase_person", { contact }, { role: "viewer" })).code).toBe(
    "forbidden",
  );
  expect(
    (await world.failed("contacts_erase_person", { contact }, { organization: world.elsewhere }))
      .code,
  ).toBe("not_found");

  const asked = await world.pending("contacts_erase_person", { contact }, { now: played });
  expect(JSON.stringify(asked.preview)).toContain("lea@exemple.fr");
  const decide = () =>
    world.act(
      "organization_decide_approval",
      { approval: asked.approvalId, decision: "accept" },
      { now: played },
    );
  expect(await decide()).toMatchObject({ ok: true });
  expect((await decide()).ok).toBe(false);

  const [kept] = await world.rows(
    "select total_cents, buyer_name, buyer_email, status from orders where number = $1",
    [order.number],
  );
  expect(kept).toEqual({
    total_cents: holders[0]?.total,
    buyer_name: null,
    buyer_email: null,
    status: "paid",
  });
  expect(await world.rows("select from tickets where status = 'issued'")).toHaveLength(2);
  for (const table of ["contacts", "orders", "tickets", "row_changes", "outbox", "consents"]) {
    const left = await world.rows(
      `select from ${table} t where to_jsonb(t)::text ~* '(lea@exemple|Léa Martin)'`,
    );
    expect({ table, left: left.length }).toEqual({ table, left: 0 });
  }
  const calls = await world.rows<{ tool: string }>(
    `select tool from tool_calls t where to_jsonb(t)::text ~* '(lea@exemple|Léa Martin)' and effect <> 'read'`,
  );
  expect(calls.map(({ tool }) => tool)).toEqual([]);
});
