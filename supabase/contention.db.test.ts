import { afterAll, beforeAll, expect, test } from "vitest";
import pg from "pg";
import { openRush, type Rush } from "#database/testing/open-rush.ts";

let rush: Rush;
const acting: Rush["acting"] = (...call) => rush.acting(...call);
const performance: Rush["performance"] = (...date) => rush.performance(...date);

beforeAll(async () => {
  rush = await openRush();
});

afterAll(() => rush?.close());

async function issue(
  id: string,
  type: string | undefined,
  quantity: number,
  key: string | null = null,
) {
  const [row] = await acting(
    "select koncert.issue_order($1, '{}', jsonb_build_array(jsonb_build_object('ticket_type_id', $2::uuid, 'quantity', $3::int)), p_client_key => $4) as answer",
    [id, type, quantity, key],
  );
  return (row?.["answer"] as { code: string; order_id?: string }) ?? { code: "" };
}

async function numbersOf(id: string): Promise<number[]> {
  const rows = await acting(
    "select number::int from tickets where performance_id = $1 order by number",
    [id],
  );
  return rows.map((row) => row["number"] as number);
}

test("two hundred buyers at once get no more than the quota, and the numbers have no gap", async () => {
  const { id, types } = await performance(null, [50]);
  const answers = await Promise.all(Array.from({ length: 200 }, () => issue(id, types[0], 1)));
  expect(answers.filter(({ code }) => code === "ok")).toHaveLength(50);
  expect(answers.filter(({ code }) => code === "sold_out")).toHaveLength(150);
  expect(await numbersOf(id)).toEqual(Array.from({ length: 50 }, (_, index) => index + 1));
});

test("several types together never exceed the capacity of the date", async () => {
  const { id, types } = await performance(40, [null, null, null]);
  await Promise.all(Array.from({ length: 90 }, (_, index) => issue(id, types[index % 3], 1)));
  expect(await numbersOf(id)).toEqual(Array.from({ length: 40 }, (_, index) => index + 1));
});

test("a capacity that shrinks during the rush stays above what is sold", async () => {
  const { id, types } = await performance(60, [null]);
  const shrink = [50, 30, 10].map((capacity) =>
    acting("update performances set capacity = $2 where id = $1", [id, capacity]).catch(
      (error: { code: string }) => expect(error.code).toBe("23514"),
    ),
  );
  await Promise.all([...Array.from({ length: 60 }, () => issue(id, types[0], 1)), ...shrink]);
  const [row] = await acting("select capacity from performances where id = $1", [id]);
  expect((await numbersOf(id)).length).toBeLessThanOrEqual(row?.["capacity"] as number);
});

test("one key sent twenty times at once is one order", async () => {
  const { id, types } = await performance(null, [null, null]);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => issue(id, types[index % 2], 2, "once")),
  );
  expect(answers.filter(({ code }) => code === "ok")).toHaveLength(1);
  expect(new Set(answers.map(({ order_id }) => order_id)).size).toBe(1);
  expect(await numbersOf(id)).toEqual([1, 2]);
});

test("refunds at once give back what was paid and no more", async () => {
  const { id, types } = await performance(null, [10]);
  const { order_id: order } = await issue(id, types[0], 5);
  const codes = await Promise.all(
    Array.from({ length: 12 }, async (_, index) => {
      const [row] = await acting(
        "select koncert.refund_order($1, 1000, $2, 'test') ->> 'code' as code",
        [order, `refund ${index % 6}`],
      );
      return row?.["code"];
    }),
  );
  expect(codes.filter((code) => code === "ok")).toHaveLength(5);
  const [row] = await acting(
    "select o.refunded_cents, o.status, t.sold from orders o, ticket_types t where o.id = $1 and t.id = $2",
    [order, types[0]],
  );
  expect(row).toEqual({ refunded_cents: 5000, status: "refunded", sold: 0 });
});

test("paper numbers taken at once are all different and have no gap, whoever fails", async () => {
  const numbers = await Promise.all(
    Array.from({ length: 40 }, (_, index) =>
      acting(
        index % 4 === 0
          ? "select koncert.next_number('contract') / 0 as number"
          : "select koncert.next_number('contract')::int as number",
      ).then(
        ([row]) => row?.["number"] as number,
        () => 0,
      ),
    ),
  );
  const given = numbers.filter((number) => number > 0).toSorted((a, b) => a - b);
  expect(given).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
});

test("a call undone by two people at once is undone once", async () => {
  const call = crypto.randomUUID();
  await acting("insert into venues (name) values ('Le Silo')", [], call);
  const results = await Promise.allSettled(
    Array.from({ length: 6 }, () => acting("select koncert.undo_call($1)", [call])),
  );
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const refused = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason.code] : [],
  );
  expect(new Set(refused)).toEqual(new Set(["KC410"]));
});

test("two owners who demote each other at once leave one owner", async () => {
  const admin = new pg.Pool({ connectionString: rush.adminUrl, max: 2 });
  await admin.query(
    "insert into members (organization_id, email, name, role) values ($1, 'bao@a.test', 'Bao', 'owner')",
    [rush.organization],
  );
  await Promise.allSettled(
    ["ana@a.test", "bao@a.test"].map((email) =>
      admin.query("update members set role = 'viewer' where email = $1", [email]),
    ),
  );
  const { rows } = await admin.query("select email from members where role = 'owner'");
  await admin.end();
  expect(rows).toHaveLength(1);
});
