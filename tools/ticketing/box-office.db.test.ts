import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Listed = {
  total: number;
  figures: { dates: number; onSale: number; sold: number; grossCents: number; recent: number };
  dates: { id: string; city: string; state: string; sold: number; grossCents: number }[];
};
type BoxOffice = {
  state: string;
  slug: string | null;
  sold: number;
  held: number;
  grossCents: number;
  ticketTypes: { name: string; sold: number; held: number; opensAt: string | null }[];
  byType: { label: string; sold: number }[];
  byChannel: { label: string; sold: number }[];
  series: { day: string; sold: number }[];
  orders: { number: string }[];
  guests: { id: string; name: string }[];
  guestLists: { name: string; quota: number | null; places: number }[];
  others: { id: string }[];
  compared: { id: string; series: { sold: number }[] } | null;
};

describe("the box office of dates", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    for (const city of ["Lyon", "Nice", "Lille"] as const) {
      await world.done("ticketing_create_ticket_type", {
        performances: [dates[city]],
        price: 3_000,
        quota: 10,
      });
    }
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());

  const list = async (input: object = {}) =>
    (await world.done<Listed>("ticketing_list_sales", input)).value;
  const open = async (city: keyof typeof dates, more: object = {}) =>
    (
      await world.done<BoxOffice>("ticketing_get_box_office", {
        performance: dates[city],
        ...more,
      })
    ).value;

  it("lists confirmed dates and those with ticket types, with the state of their sale", async () => {
    const { dates: rows, figures } = await list({ sort: "day" });
    expect(rows.map(({ city, state }) => [city, state])).toEqual([
      ["Marseille", "not_on_sale"],
      ["Lille", "not_on_sale"],
      ["Lyon", "on_sale"],
      ["Nice", "not_on_sale"],
    ]);
    expect(figures).toMatchObject({ dates: 4, onSale: 1, sold: 0, grossCents: 0 });
  });

  it("adds up what is sold on all dates that fit, whatever page is shown", async () => {
    await world.done("ticketing_record_sale", { performance: dates.Nice, quantity: 3 });
    await sale.pay(await sale.hold({ "Plein tarif": 2 }));
    const first = await list({ sort: "sold", descending: true, limit: 1 });
    expect(first.dates.map(({ city, sold }) => [city, sold])).toEqual([["Nice", 3]]);
    expect(first.total).toBe(4);
    expect(first.figures).toMatchObject({ sold: 5, grossCents: 15_000 });
    expect((await list({ search: "lyo" })).dates.map(({ city }) => city)).toEqual(["Lyon"]);
    expect(await list({ sale_state: "sold_out" })).toMatchObject({ total: 0, dates: [] });
  });

  it("is sold out when no place of any ticket type is left", async () => {
    const order = await sale.hold({ "Plein tarif": 8 });
    expect(await open("Lyon")).toMatchObject({ state: "sold_out", sold: 2, held: 8 });
    await world.done("ticketing_release_hold", { order: order.token }, sale.buyer);
    expect(await open("Lyon")).toMatchObject({ state: "on_sale", sold: 2, held: 0 });
  });

  it("shows a date with its address, breakdowns, last orders, and another date beside", async () => {
    const lyon = await open("Lyon", { compare: dates.Nice });
    expect(lyon).toMatchObject({
      slug: sale.slug,
      grossCents: 6_000,
      byType: [{ label: "Plein tarif", sold: 2 }],
      byChannel: [{ label: "online", sold: 2 }],
    });
    expect(lyon.series.reduce((sum, day) => sum + day.sold, 0)).toBe(2);
    expect(lyon.orders).toHaveLength(1);
    expect(lyon.others.map(({ id }) => id)).toEqual([dates.Nice]);
    expect(lyon.compared).toMatchObject({ id: dates.Nice, series: [{ sold: 3 }] });
  });

  it("keeps a guest list within its quota, which never goes below who is on it", async () => {
    const at = { performance: dates.Lyon };
    await world.done("ticketing_add_guests", {
      ...at,
      guests: ["Léa", "Léa Martin"],
      plus_ones: 1,
      list: "Presse",
    });
    expect(
      await world.failed("ticketing_set_guest_list", { ...at, list: "presse", quota: 3 }),
    ).toMatchObject({ code: "invalid_input", field: "quota" });
    await world.done("ticketing_set_guest_list", { ...at, list: "presse", quota: 4 });
    const full = await world.failed("ticketing_add_guests", {
      ...at,
      guests: ["Marc"],
      list: "Presse",
    });
    expect(full.message).toMatch(/plus assez de places/);
    const { guests, guestLists } = await open("Lyon");
    expect(guestLists).toMatchObject([{ name: "Presse", quota: 4, places: 4 }]);
    const lea = guests.find(({ name }) => name === "Léa");
    await world.done("ticketing_remove_guest", { ...at, guest: lea?.id });
    expect((await open("Lyon")).guests.map(({ name }) => name)).toEqual(["Léa Martin"]);
  });

  it("makes a guest list once for two calls with one id", async () => {
    const callId = randomUUID();
    const input = { performance: dates.Nice, list: "Label", quota: 6 };
    const first = await world.done<{ id: string }>("ticketing_set_guest_list", input, { callId });
    const again = await world.done<{ id: string }>("ticketing_set_guest_list", input, { callId });
    expect(again).toMatchObject({ replayed: true, value: { id: first.value.id } });
    expect((await open("Nice")).guestLists).toHaveLength(1);
  });

  it("arranges ticket types as named, the others after, once for two calls with one id", async () => {
    await world.done("ticketing_create_ticket_type", {
      performances: [dates.Lille],
      kind: "reduced",
      price: 2_000,
    });
    const callId = randomUUID();
    const input = { performance: dates.Lille, ticket_types: ["Tarif réduit"] };
    await world.done("ticketing_order_ticket_types", input, { callId });
    const again = await world.done("ticketing_order_ticket_types", input, { callId });
    expect(again.replayed).toBe(true);
    const names = (await open("Lille")).ticketTypes.map(({ name }) => name);
    expect(names).toEqual(["Tarif réduit", "Plein tarif"]);
  });

  it("opens a ticket type at the hour of the venue's clock, and refuses a window that ends first", async () => {
    const type = { performance: dates.Lille, ticket_type: "Plein tarif" };
    await world.done("ticketing_update_ticket_type", {
      ...type,
      opens_on: "2027-01-05",
      opens_at: "10:00",
      closes_on: "2027-01-31",
    });
    const opened = (await open("Lille")).ticketTypes.find(({ name }) => name === "Plein tarif");
    expect(opened).toMatchObject({
      opensAt: "2027-01-05T09:00:00.000Z",
      closesAt: "2027-01-31T23:00:00.000Z",
    });
    const over = { ...type, opens_on: "2027-02-05", closes_on: "2027-02-01" };
    expect(await world.failed("ticketing_update_ticket_type", over)).toMatchObject({
      code: "invalid_input",
      field: "closes_on",
    });
    await world.done("ticketing_update_ticket_type", { ...type, clear: ["opens_on", "closes_on"] });
    const free = (await open("Lille")).ticketTypes.find(({ name }) => name === "Plein tarif");
    expect(free).toMatchObject({ opensAt: null, closesAt: null });
  });

  it("shows nothing of another organization, and changes nothing without the right", async () => {
    const elsewhere = { organization: world.elsewhere };
    expect((await world.done<Listed>("ticketing_list_sales", {}, elsewhere)).value.total).toBe(0);
    for (const [tool, input] of [
      ["ticketing_get_box_office", {}],
      ["ticketing_set_guest_list", { list: "Presse", quota: 2 }],
      ["ticketing_order_ticket_types", { ticket_types: ["Plein tarif"] }],
    ] as const) {
      const given = { performance: dates.Lyon, ...input };
      expect(await world.failed(tool, given, elsewhere)).toMatchObject({ code: "not_found" });
      if (tool === "ticketing_get_box_office") continue;
      expect(await world.failed(tool, given, { role: "viewer" })).toMatchObject({
        code: "forbidden",
      });
    }
    const buyer = await world.failed(
      "ticketing_get_box_office",
      { performance: dates.Lyon },
      sale.buyer,
    );
    expect(buyer.code).toBe("forbidden");
    expect(await world.failed("ticketing_list_sales", {}, sale.buyer)).toMatchObject({
      code: "forbidden",
    });
  });
});
