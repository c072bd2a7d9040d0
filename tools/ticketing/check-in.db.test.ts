import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { type ContextOptions, openWorld, type World } from "../testing/world.ts";
import type { BuyerOrder } from "./sale-facts.ts";

type Scan = {
  result: string;
  checkInId: string;
  direction: string;
  person: {
    kind: string;
    holder: string;
    number: number | null;
    places: number;
    test: boolean;
  } | null;
  previous: { gate: string | null; at: string } | null;
  otherDate: { id: string; label: string; day: string } | null;
};
type Door = {
  expected: number;
  inside: number;
  types: { name: string; expected: number; inside: number; entered: number }[];
  guests: { expected: number; inside: number; entered: number };
  scans: {
    result: string;
    undone: boolean;
    holder: string | null;
    gate: string | null;
    by: string;
  }[];
};

describe("the door of a date", () => {
  let world: World;
  let lyon: Sale;
  let nice: Sale;
  beforeAll(async () => {
    world = await openWorld();
    const dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    for (const city of ["Lyon", "Nice"]) {
      const here = { performances: [city] };
      await world.done("ticketing_create_ticket_type", { ...here, price: 3_500 });
      await world.done("ticketing_create_ticket_type", { ...here, kind: "reduced", price: 2_500 });
    }
    lyon = await openSale(world, dates.Lyon);
    nice = await openSale(world, dates.Nice);
  });
  afterAll(() => world.close());

  const staff: ContextOptions = { role: "door_staff" };
  const scanned = (input: object, options: ContextOptions = staff) =>
    world.done<Scan>("ticketing_check_in", { performance: "Lyon", ...input }, options);
  const scan = async (input: object, options?: ContextOptions) =>
    (await scanned(input, options)).value;
  const door = async () =>
    (await world.done<Door>("ticketing_get_door", { performance: "Lyon" }, staff)).value;
  const buy = async (sale: Sale, quantity: number, name: string): Promise<BuyerOrder> =>
    sale.pay(await sale.hold({ "Plein tarif": quantity }), name);
  const codeOf = (order: BuyerOrder, at = 0) => ({ code: order.tickets[at]?.code ?? "" });

  it("lets a ticket in once, and says at which gate and when it came", async () => {
    const order = await buy(lyon, 2, "Léa Martin");
    const first = await scanned({ ...codeOf(order), gate: "Nord" });
    expect(first.value).toMatchObject({
      result: "ok",
      person: { kind: "ticket", holder: "Léa Martin", number: 1, places: 1, test: true },
    });
    expect(first.summary).toBe("Entrée : Léa Martin, Plein tarif.".replace(" :", "\u00a0:"));
    const again = await scanned({ ...codeOf(order), gate: "Sud" });
    expect(again.value).toMatchObject({ result: "already_in", previous: { gate: "Nord" } });
    expect(again.summary).toMatch(/^Refusé\s: Léa Martin, Plein tarif, déjà entré à .*, Nord\.$/);
    expect((await scan(codeOf(order, 1))).result).toBe("ok");
  });

  it("lets people out and in again", async () => {
    const order = await buy(lyon, 1, "Marc Petit");
    const out = { ...codeOf(order), direction: "out" };
    expect((await scan(out)).result).toBe("already_out");
    expect((await scan(codeOf(order))).result).toBe("ok");
    expect((await scan(out)).result).toBe("ok");
    expect((await scan(out)).result).toBe("already_out");
    expect((await scan(codeOf(order))).result).toBe("ok");
  });

  it("sends a ticket of another date to its own date", async () => {
    const order = await buy(nice, 1, "Zoé Blanc");
    expect(await scan(codeOf(order))).toMatchObject({
      result: "wrong_date",
      otherDate: {
        id: nice.performanceId,
        day: "2027-05-15",
        label: expect.stringMatching(/Nice/),
      },
    });
    expect((await scan({ ...codeOf(order), performance: "Nice" })).result).toBe("ok");
  });

  it("knows forged codes, codes of others, and codes that were replaced", async () => {
    const order = await buy(lyon, 1, "Sam Leroy");
    const { code } = codeOf(order);
    const forged = `${code.slice(0, 20)}${code[20] === "A" ? "B" : "A"}${code.slice(21)}`;
    for (const text of [forged, code.slice(0, -3), "4006381333931", "https://exemple.fr"]) {
      expect(await scan({ code: text })).toMatchObject({ result: "not_ours", person: null });
    }
    await world.rows("update tickets set nonce = 'ffffffffffffffff' where id = $1", [
      order.tickets[0]?.id,
    ]);
    expect(await scan({ code })).toMatchObject({
      result: "replaced",
      person: { holder: "Sam Leroy" },
    });
    const renewed = await world.done<BuyerOrder>(
      "ticketing_get_order",
      { order: order.token },
      lyon.buyer,
    );
    expect((await scan(codeOf(renewed.value))).result).toBe("ok");
  });

  it("refuses what was refunded or cancelled, and everybody when the date is cancelled", async () => {
    const refunded = await buy(lyon, 1, "Inès Moreau");
    const asked = await world.pending("ticketing_refund_order", { order: refunded.number });
    const accept = { approval: asked.approvalId, decision: "accept" };
    await world.done("organization_decide_approval", accept);
    expect((await scan(codeOf(refunded))).result).toBe("refunded");

    const cancelled = await buy(lyon, 2, "Paul Durand");
    await world.rows("update tickets set status = 'cancelled' where id = $1", [
      cancelled.tickets[0]?.id,
    ]);
    expect((await scan(codeOf(cancelled))).result).toBe("cancelled");
    const status = "update performances set status = $1, cancelled_at = $2 where id = $3";
    await world.rows(status, ["cancelled", new Date(), lyon.performanceId]);
    expect((await scan({ ...codeOf(cancelled, 1), performance: lyon.performanceId })).result).toBe(
      "cancelled",
    );
    await world.rows(status, ["on_sale", null, lyon.performanceId]);
    await world.rows("update orders set status = 'expired' where number = $1", [cancelled.number]);
    expect((await scan(codeOf(cancelled, 1))).result).toBe("unpaid");
    await world.rows("update orders set status = 'paid' where number = $1", [cancelled.number]);
    expect((await scan(codeOf(cancelled, 1))).result).toBe("ok");
  });

  it("finds people by name, number, order and address, and lets them in by name", async () => {
    const order = await buy(lyon, 2, "Nina Roux");
    const find = async (who: string) =>
      (
        await world.done<{ people: { holder: string; number: number; inside: boolean }[] }>(
          "ticketing_find_ticket",
          { performance: "Lyon", who },
          staff,
        )
      ).value.people;
    const numbers = order.tickets.map(({ number }) => number);
    for (const who of ["nina roux", "Roux", order.number, order.number.toLowerCase()]) {
      expect((await find(who)).map(({ number }) => number)).toEqual(numbers);
    }
    expect(await find(`n° ${numbers[1]}`)).toMatchObject([{ number: numbers[1], inside: false }]);
    expect((await find("lea@exemple.fr")).length).toBeGreaterThan(2);
    expect(await find("Personne Inconnue")).toEqual([]);

    expect(await scan({ who: "Nina Roux" })).toMatchObject({
      result: "ok",
      person: { number: numbers[0] },
    });
    expect(await scan({ who: "nina roux" })).toMatchObject({
      result: "ok",
      person: { number: numbers[1] },
    });
    expect((await scan({ who: "Nina Roux" })).result).toBe("already_in");
    expect(await find("Nina Roux")).toMatchObject([{ inside: true }, { inside: true }]);
    expect(
      await world.failed(
        "ticketing_check_in",
        { performance: "Lyon", who: "Inconnu Total" },
        staff,
      ),
    ).toMatchObject({ code: "not_found", field: "who" });
  });

  it("asks which one where two people have one name", async () => {
    const [one] = [await buy(lyon, 1, "Jean Dupont"), await buy(lyon, 1, "Jean Dupont")];
    const asked = await world.failed(
      "ticketing_check_in",
      { performance: "Lyon", who: "Jean Dupont" },
      staff,
    );
    expect(asked).toMatchObject({ code: "invalid_input", field: "who" });
    expect(asked.choices).toHaveLength(2);
    expect(await scan({ who: one?.tickets[0]?.id })).toMatchObject({
      result: "ok",
      person: { number: one?.tickets[0]?.number },
    });
  });

  it("lets guests in with those who come with them", async () => {
    await world.done("ticketing_add_guests", {
      performance: "Lyon",
      guests: ["Ada Lovelace"],
      plus_ones: 2,
    });
    const tickets = await world.rows<{ id: string }>(
      `select k.id from tickets k join guests g on g.order_id = k.order_id
        where g.name = 'Ada Lovelace' order by k.number`,
    );
    expect(tickets).toHaveLength(3);
    expect(await scan({ who: "Ada Lovelace" })).toMatchObject({
      result: "ok",
      person: { kind: "ticket", places: 1 },
    });
    const results = [];
    for (const { id } of tickets) results.push((await scan({ who: id })).result);
    expect(results.sort()).toEqual(["already_in", "ok", "ok"]);
  });

  it("takes a scan back as a row of its own, once, while nothing came after it", async () => {
    const order = await buy(lyon, 1, "Omar Sy");
    const undo = (input: object = {}) =>
      world.done<{ undone: string; direction: string }>(
        "ticketing_undo_check_in",
        { performance: "Lyon", ...input },
        staff,
      );
    const before = (await door()).inside;
    const entry = await scan(codeOf(order));
    expect((await door()).inside).toBe(before + 1);
    const undone = await undo();
    expect(undone.value).toMatchObject({ undone: entry.checkInId, direction: "out" });
    expect((await door()).inside).toBe(before);
    expect((await door()).scans[0]).toMatchObject({ holder: "Omar Sy", undone: true });
    const twice = { performance: "Lyon", check_in: entry.checkInId };
    expect(await world.failed("ticketing_undo_check_in", twice, staff)).toMatchObject({
      code: "not_found",
      reason: "nothing_to_undo",
    });
    const again = await scan(codeOf(order));
    expect(again.result).toBe("ok");
    await scan({ ...codeOf(order), direction: "out" });
    const tooLate = { performance: "Lyon", check_in: again.checkInId };
    expect(await world.failed("ticketing_undo_check_in", tooLate, staff)).toMatchObject({
      code: "conflict",
      reason: "changed_later",
    });
    expect((await undo()).value.direction).toBe("in");
  });

  it("counts who is expected, inside and came in, and keeps every scan", async () => {
    const now = await door();
    const [truth] = await world.rows(
      `select (select count(*)::int from tickets where performance_id = $1 and status = 'issued') as tickets,
        (select count(*)::int from check_ins where performance_id = $1 and result = 'refused') as refused`,
      [lyon.performanceId],
    );
    expect(now.expected).toBe(Number(truth?.["tickets"]));
    expect(now.inside).toBe(
      now.types.reduce((sum, type) => sum + type.inside, 0) + now.guests.inside,
    );
    expect(now.types[0]).toMatchObject({ name: "Plein tarif" });
    expect(Number(truth?.["refused"])).toBeGreaterThan(10);
    expect(now.scans).toHaveLength(20);
    expect(now.scans[0]?.by).toMatch(/^door_staff/);
  });

  it("answers a scan sent twice the same way, and keeps it once", async () => {
    const order = await buy(lyon, 1, "Réseau Lent");
    const callId = randomUUID();
    const answers = await Promise.all([
      scanned(codeOf(order), { ...staff, callId }),
      scanned(codeOf(order), { ...staff, callId }),
    ]);
    expect(answers.map(({ value }) => value.result)).toEqual(["ok", "ok"]);
    const rows = await world.rows("select id from check_ins where ticket_id = $1", [
      order.tickets[0]?.id,
    ]);
    expect(rows).toHaveLength(1);
  });

  it("is for those who may scan, at their own organization's dates", async () => {
    const order = await buy(lyon, 1, "Alma Rossi");
    const input = { performance: lyon.performanceId, ...codeOf(order) };
    for (const role of ["viewer", "accountant"] as const) {
      for (const [name, given] of [
        ["ticketing_check_in", input],
        ["ticketing_undo_check_in", { performance: "Lyon" }],
        ["ticketing_get_door", { performance: "Lyon" }],
        ["ticketing_find_ticket", { performance: "Lyon", who: "Alma Rossi" }],
      ] as const) {
        expect((await world.failed(name, given, { role })).code).toBe("forbidden");
      }
    }
    const elsewhere = { organization: world.elsewhere };
    expect((await world.failed("ticketing_check_in", input, elsewhere)).code).toBe("not_found");
    expect((await world.failed("ticketing_check_in", input, lyon.buyer)).code).toBe("forbidden");
    expect(await world.failed("ticketing_check_in", { performance: "Lyon" }, staff)).toMatchObject({
      code: "invalid_input",
      field: "who",
    });
  });
});
