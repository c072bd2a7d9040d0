import { afterAll, beforeAll, expect, test } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
let sale: Sale;
beforeAll(async () => {
  world = await openWorld("server");
  const dates = await plannedTour(world);
  await world.rows("update venues set capacity = 500");
  const lyon = { performances: ["Lyon"] };
  await world.done("ticketing_create_ticket_type", { ...lyon, price: 3_500 });
  await world.done("ticketing_create_ticket_type", { ...lyon, kind: "reduced", price: 2_500 });
  await world.done("ticketing_create_ticket_type", { ...lyon, kind: "comp", price: 0 });
  sale = await openSale(world, dates.Lyon);
});
afterAll(() => world.close());

type Series = { mark: string; name: string; last: number; count: number; highest: number };

const series = () =>
  world.rows<Series>(`
    select c.mark, t.name, c.last_number::int as last, count(*)::int as count, max(k.category_number)::int as highest
      from ticket_categories c join ticket_types t on t.id = c.ticket_type_id join tickets k on k.category_id = c.id
     group by c.id, t.name order by c.mark`);

test("numbers have no gap, on the date and in each category, however many sell at once", async () => {
  const buyers = Array.from({ length: 12 }, async (_, at) => {
    const order = await sale.hold({ "Plein tarif": 1 + (at % 3), "Tarif réduit": 1 });
    return sale.pay(order, `Acheteur ${at}`);
  });
  const comps = Array.from({ length: 12 }, (_, at) =>
    world.done("ticketing_record_sale", {
      performance: "Lyon",
      ticket_type: at % 2 === 0 ? "Invitation" : "Plein tarif",
      quantity: 1 + (at % 4),
      buyer: `Invité ${at}`,
    }),
  );
  await Promise.all([...buyers, ...comps]);
  const [date] = await world.rows<{ count: number; highest: number; last: number }>(
    `select count(*)::int as count, max(k.number)::int as highest, max(s.last_number)::int as last
       from tickets k join ticket_series s on s.performance_id = k.performance_id`,
  );
  expect(date).toEqual({ count: 66, highest: 66, last: 66 });
  const known = await series();
  expect(known.map(({ name }) => name).toSorted()).toEqual([
    "Invitation",
    "Plein tarif",
    "Tarif réduit",
  ]);
  expect(known.map(({ mark }) => mark)).toEqual(["A", "B", "C"]);
  for (const { last, count, highest } of known) {
    expect({ count, highest }).toEqual({ count: last, highest: last });
  }
});

test("a price that changes opens the next series, and a cancelled ticket keeps its number", async () => {
  const before = await series();
  await world.rows("update ticket_types set price_cents = 3000 where name = 'Plein tarif'");
  const order = await sale.pay(await sale.hold({ "Plein tarif": 2 }));
  expect(order.tickets.map((ticket) => [ticket.category, ticket.categoryNumber])).toEqual([
    ["D", 1],
    ["D", 2],
  ]);
  await world.rows("update tickets set status = 'cancelled' where id = $1", [order.tickets[0]?.id]);
  const next = await sale.pay(await sale.hold({ "Plein tarif": 1 }));
  expect(next.tickets[0]).toMatchObject({ category: "D", categoryNumber: 3 });
  expect((await series()).slice(0, 3)).toEqual(before);
});
