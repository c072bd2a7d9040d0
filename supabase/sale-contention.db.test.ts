import { afterAll, beforeAll, expect, test } from "vitest";
import { openRush, type Rush } from "#database/testing/open-rush.ts";

type Answer = { code: string; order_id: string };
type Date = Awaited<ReturnType<Rush["performance"]>>;

let rush: Rush;
beforeAll(async () => {
  rush = await openRush();
});
afterAll(() => rush?.close());

const times = <T>(n: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: n }, (_, index) => make(index)));

async function ask(sql: string, values: unknown[]): Promise<Answer> {
  const [row] = await rush.buying(`select ${sql} as answer`, values);
  return row?.["answer"] as Answer;
}
const hold = (date: Date, type: number, quantity: number, key: string = crypto.randomUUID()) =>
  ask(
    "koncert.hold_tickets($1, jsonb_build_array(jsonb_build_object('ticket_type_id', $2::uuid, 'quantity', $3::int)), $4, 'fr')",
    [date.slug, date.types[type], quantity, key],
  );
const pay = (order: string) =>
  ask(
    "koncert.pay_order($1, '{\"name\": \"Léa\"}', jsonb_build_object('provider', 'test', 'reference', $2::text))",
    [order, order],
  );
const release = (order: string) => ask("koncert.release_hold($1)", [order]);
const endAll = (date: Date) =>
  rush.serving(
    "update orders set hold_expires_at = now() where performance_id = $1 and status = 'held'",
    [date.id],
  );
const sweep = () => rush.serving("select koncert.end_holds() as ended");

/** Counters say what the orders and tickets say, nothing is oversold, and numbers have no gap. */
async function expectExact(date: Date) {
  const [wrong] = await rush.serving(
    `select count(*)::int as n from ticket_types t where t.performance_id = $1 and (
       t.held <> (select coalesce(sum(i.quantity), 0) from order_items i join orders o on o.id = i.order_id
         where i.ticket_type_id = t.id and o.status = 'held')
       or t.sold <> (select count(*) from tickets k where k.ticket_type_id = t.id and k.status = 'issued')
       or t.held + t.sold > t.quota)`,
    [date.id],
  );
  expect(wrong?.["n"]).toBe(0);
  const [room] = await rush.serving(
    "select coalesce(sum(t.held + t.sold), 0)::int as taken, p.capacity from performances p left join ticket_types t on t.performance_id = p.id where p.id = $1 group by p.id",
    [date.id],
  );
  if (room?.["capacity"] !== null) {
    expect(room?.["taken"]).toBeLessThanOrEqual(room?.["capacity"] as number);
  }
  const [numbers] = await rush.serving(
    "select count(*)::int as n, coalesce(max(number), 0)::int as last, count(distinct number)::int as different from tickets where performance_id = $1",
    [date.id],
  );
  expect(numbers).toEqual({
    n: numbers?.["n"],
    last: numbers?.["n"],
    different: numbers?.["n"],
  });
}

const codes = (answers: Answer[], code: string) => answers.filter((answer) => answer.code === code);

test("the last ticket, wanted by forty buyers at once, is one buyer's", async () => {
  const date = await rush.performance(null, [1]);
  const answers = await times(40, () => hold(date, 0, 1));
  expect(codes(answers, "ok")).toHaveLength(1);
  expect(codes(answers, "sold_out")).toHaveLength(39);
  await expectExact(date);
});

test("several types held at once never exceed the capacity of the date", async () => {
  const date = await rush.performance(20, [null, null, 15]);
  const answers = await times(60, (index) => hold(date, index % 3, 1 + (index % 2)));
  const [row] = await rush.serving(
    "select sum(held)::int as held from ticket_types where performance_id = $1",
    [date.id],
  );
  expect(row?.["held"]).toBe(20);
  expect(codes(answers, "ok").length).toBeGreaterThanOrEqual(10);
  await expectExact(date);
});

test("one request sent twenty times at once holds once", async () => {
  const date = await rush.performance(null, [50, 50]);
  const answers = await times(20, (index) => hold(date, index % 2, 2, "once more"));
  expect(codes(answers, "ok")).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer.order_id)).size).toBe(1);
  await expectExact(date);
});

test("an order paid ten times at once is paid once", async () => {
  const date = await rush.performance(null, [10]);
  const { order_id: order } = await hold(date, 0, 3);
  const answers = await times(10, () => pay(order));
  expect(codes(answers, "ok")).toHaveLength(1);
  expect(codes(answers, "already_paid")).toHaveLength(9);
  const [row] = await rush.serving(
    "select (select count(*)::int from payments where order_id = $1) as payments, (select count(*)::int from tickets where order_id = $1) as tickets",
    [order],
  );
  expect(row).toEqual({ payments: 1, tickets: 3 });
  await expectExact(date);
});

test("holds that end while they are paid, swept and fought over give their places to one buyer each", async () => {
  const date = await rush.performance(30, [30]);
  const held = codes(await times(30, () => hold(date, 0, 1)), "ok");
  expect(held).toHaveLength(30);
  await endAll(date);
  const [payments, others] = await Promise.all([
    Promise.all(held.map((answer) => pay(answer.order_id))),
    times(30, () => hold(date, 0, 1)),
    times(6, sweep),
  ]);
  const paid = codes(payments, "ok").length;
  expect(paid + codes(payments, "hold_ended").length).toBe(30);
  expect(paid + codes(others, "ok").length).toBeLessThanOrEqual(30);
  const [row] = await rush.serving(
    "select held, sold from ticket_types where performance_id = $1",
    [date.id],
  );
  expect(row).toEqual({ held: codes(others, "ok").length, sold: paid });
  await expectExact(date);
});

test("a place is given back once, by whoever ends its hold first", async () => {
  const date = await rush.performance(null, [10]);
  const held = await times(10, () => hold(date, 0, 1));
  await endAll(date);
  await Promise.all([
    times(5, sweep),
    ...held.map((answer) => release(answer.order_id)),
    ...held.map((answer) => release(answer.order_id)),
  ]);
  const [row] = await rush.serving(
    "select held, sold from ticket_types where performance_id = $1",
    [date.id],
  );
  expect(row).toEqual({ held: 0, sold: 0 });
  expect((await hold(date, 0, 10)).code).toBe("ok");
});

test("one code at eight gates at once lets one person in", async () => {
  const date = await rush.performance(null, [10]);
  const { order_id: order } = await hold(date, 0, 1);
  await pay(order);
  const [ticket] = await rush.serving(
    "select nonce, number::int, left(performance_id::text, 8) as date from tickets where order_id = $1",
    [order],
  );
  const scan = async (gate: number) => {
    const [row] = await rush.acting(
      "select koncert.check_in($1, $2, 'in', $3) ->> 'result' as result",
      [date.id, JSON.stringify(ticket), `porte ${gate}`],
    );
    return row?.["result"];
  };
  for (let round = 0; round < 3; round += 1) {
    const results = await times(8, scan);
    expect(results.filter((result) => result === "ok")).toHaveLength(round === 0 ? 1 : 0);
    expect(results.filter((result) => result === "already_in")).toHaveLength(round === 0 ? 7 : 8);
  }
  const rows = await rush.serving(
    "select result, count(*)::int as n from check_ins where performance_id = $1 group by 1 order by 1",
    [date.id],
  );
  expect(rows).toEqual([
    { result: "accepted", n: 1 },
    { result: "refused", n: 23 },
  ]);
});

test("dates of one name published at once have addresses of their own", async () => {
  const [artist] = await rush.acting(
    "insert into artists (name) values ('Ödland & Cie') returning id",
  );
  const dates = await times(8, async (index) => {
    const [row] = await rush.acting(
      "insert into performances (artist_id, day, session, status, capacity, published_at) values ($1, '2127-06-01', $2, 'on_sale', 10, now()) returning slug",
      [artist?.["id"], index + 1],
    );
    return row?.["slug"] as string;
  });
  expect(dates.toSorted()).toEqual([
    "odland-cie-2127-06-01",
    ...[2, 3, 4, 5, 6, 7, 8].map((number) => `odland-cie-2127-06-01-${number}`),
  ]);
});

test("holding, paying, releasing, selling, refunding and moving the capacity at once keep every count", async () => {
  const date = await rush.performance(45, [30, null]);
  const spend = async (index: number) => {
    const held = await hold(date, index % 2, 1 + (index % 3));
    if (held.code !== "ok") return;
    if (index % 5 === 0) return void (await release(held.order_id));
    if (index % 5 === 1) return;
    await pay(held.order_id);
    if (index % 5 === 2) {
      await rush.acting("select koncert.refund_order($1, null, $2, 'storm')", [
        held.order_id,
        held.order_id,
      ]);
    }
  };
  const sell = (index: number) =>
    rush.acting(
      "select koncert.issue_order($1, '{}', jsonb_build_array(jsonb_build_object('ticket_type_id', $2::uuid, 'quantity', 1)))",
      [date.id, date.types[index % 2]],
    );
  const resize = (index: number) =>
    rush
      .acting("update performances set capacity = $2 where id = $1", [date.id, 30 + index * 5])
      .catch((error: { code: string }) => expect(error.code).toBe("23514"));
  for (let round = 0; round < 3; round += 1) {
    await Promise.all([
      times(40, spend),
      times(20, sell),
      times(4, resize),
      endAll(date).then(() => times(4, sweep)),
    ]);
    await expectExact(date);
  }
});
