import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

type Made = {
  performance: {
    id: string;
    city: string;
    venue: string | null;
    status: string;
    holdRank: number | null;
    missing: string[];
  };
};

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.done("tours_create_artist", { name: "Zaz" });
  await world.done("tours_create_production", { title: "Organique" });
  await world.done("tours_create_venue", { name: "Le Corum", city: "Montpellier", capacity: 2000 });
  await world.done("tours_create_venue", { name: "MTelus", city: "Montréal, Canada" });
});
afterAll(() => world.close());

async function addDate(input: Record<string, unknown>): Promise<Made["performance"]> {
  return (await world.done<Made>("tours_create_performance", input)).value.performance;
}

describe("adding a date", () => {
  it("makes the venue, takes the only artist and production, and says so", async () => {
    const made = await world.done<Made & { venueCreated: boolean }>("tours_create_performance", {
      day: "2027-05-14",
      city: "Lyon",
      venue: "Le Transbordeur",
      doors: "19:00",
      set_time: "20:30",
    });
    expect(made.value).toMatchObject({
      venueCreated: true,
      performance: { city: "Lyon", status: "confirmed" },
    });
    expect(made.value.performance.missing).not.toContain("doors");
    expect(made.summary).toBe(
      "Date ajoutée\u00a0: Lyon, ven. 14 mai 2027 (Le Transbordeur), confirmée.",
    );
    const [row] = await world.rows(
      "select d.title from performances p join productions d on d.id = p.production_id",
    );
    expect(row).toEqual({ title: "Organique" });
  });

  it("happens once for the same call", async () => {
    const callId = crypto.randomUUID();
    const input = { day: "2027-05-15", city: "Grenoble" };
    await world.done("tours_create_performance", input, { callId });
    const again = await world.done("tours_create_performance", input, { callId });
    expect(again.replayed).toBe(true);
    expect(await world.rows("select from performances where day = '2027-05-15'")).toHaveLength(1);
  });

  it("refuses a second firm date of the artist that day and tells which stands there", async () => {
    const error = await world.failed("tours_create_performance", {
      day: "2027-05-14",
      city: "Dijon",
    });
    expect(error.code).toBe("conflict");
    expect(error.message).toContain("Lyon");
    expect(await world.rows("select from venues where city = 'Dijon'")).toHaveLength(0);
  });

  it("takes a matinée and a soirée when a second show is meant", async () => {
    await addDate({ day: "2027-05-14", venue: "Le Transbordeur", second_show: true });
    expect(await world.rows("select from performances where day = '2027-05-14'")).toHaveLength(2);
  });

  it("lets holds of different towns compete for a day, and refuses the same hold twice", async () => {
    expect(await addDate({ day: "2027-06-03", city: "Nantes", hold_rank: 2 })).toMatchObject({
      status: "option",
      holdRank: 2,
    });
    expect(await addDate({ day: "2027-06-03", city: "Rennes", status: "option" })).toMatchObject({
      holdRank: 1,
    });
    expect(
      (
        await world.failed("tours_create_performance", {
          day: "2027-06-03",
          city: "Nantes",
          hold_rank: 1,
        })
      ).code,
    ).toBe("conflict");
  });

  it.each([
    ["a day that does not exist", { day: "2027-02-31", city: "Lyon" }, "invalid_input"],
    ["no town", { day: "2027-09-09" }, "invalid_input"],
    ["an unknown town", { day: "2027-09-09", city: "Zzyzxqw" }, "not_found"],
    ["an unknown venue without town", { day: "2027-09-09", venue: "La Nébuleuse" }, "not_found"],
    ["a rank beyond three", { day: "2027-09-09", city: "Lyon", hold_rank: 4 }, "invalid_input"],
    [
      "a hold that is confirmed",
      { day: "2027-09-09", city: "Lyon", hold_rank: 1, status: "confirmed" },
      "invalid_input",
    ],
    [
      "a show after its curfew",
      { day: "2027-09-09", city: "Lyon", set_time: "21:00", curfew: "20:00" },
      "invalid_input",
    ],
  ])("refuses %s and changes nothing", async (_, input, code) => {
    const before = await world.rows("select from performances");
    expect((await world.failed("tours_create_performance", input)).code).toBe(code);
    expect(await world.rows("select from performances")).toHaveLength(before.length);
  });

  it("asks which artist when there are several", async () => {
    await world.done("tours_create_artist", { name: "Baro Trio" });
    const error = await world.failed("tours_create_performance", {
      day: "2027-09-09",
      city: "Lyon",
    });
    expect(error).toMatchObject({ code: "invalid_input", field: "artist" });
    expect(error.choices?.map((choice) => choice.label)).toEqual(["Baro Trio", "Zaz"]);
  });

  it("is refused to a viewer, and knows nothing of another organization's artist", async () => {
    const input = { day: "2027-09-09", city: "Lyon", artist: "Zaz" };
    expect((await world.failed("tours_create_performance", input, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    expect(
      (await world.failed("tours_create_performance", input, { organization: world.elsewhere }))
        .code,
    ).toBe("not_found");
  });
});

describe("times of a date", () => {
  it("are those of the venue, past midnight in the night that follows", async () => {
    const date = await addDate({ day: "2027-07-14", venue: "MTelus", artist: "Zaz" });
    await world.done("tours_update_schedule", {
      performances: [date.id],
      doors: "19:00",
      curfew: "00:30",
    });
    const rows = await world.rows<{ kind: string; starts_at: Date }>(
      "select kind, starts_at from schedule_items where performance_id = $1 order by starts_at",
      [date.id],
    );
    expect(rows.map((row) => [row.kind, row.starts_at.toISOString()])).toEqual([
      ["doors", "2027-07-14T23:00:00.000Z"],
      ["curfew", "2027-07-15T04:30:00.000Z"],
    ]);
  });

  it("are checked against those already set, and stay when refused", async () => {
    const date = await addDate({ day: "2027-07-20", city: "Dijon", artist: "Zaz", doors: "19:00" });
    const error = await world.failed("tours_update_schedule", {
      performances: [date.id],
      set_time: "18:00",
    });
    expect(error).toMatchObject({ code: "invalid_input", field: "set_time" });
    expect(error.message).toContain("Dijon");
    expect(
      await world.rows("select from schedule_items where performance_id = $1", [date.id]),
    ).toHaveLength(1);
  });

  it("change in place for many dates at once, and come back by undo", async () => {
    const one = await addDate({ day: "2027-08-01", city: "Metz", artist: "Zaz", doors: "19:00" });
    const two = await addDate({ day: "2027-08-02", city: "Nancy", artist: "Zaz" });
    const change = await world.done("tours_update_schedule", {
      from: "2027-08-01",
      to: "2027-08-02",
      doors: "18:30",
    });
    expect(change.summary).toMatch(/^2\sdates \(Metz et Nancy\)/);
    const times = () =>
      world.rows<{ time: string }>(
        "select to_char(starts_at at time zone 'Europe/Paris', 'HH24:MI') as time from schedule_items where performance_id = any($1) order by 1",
        [[one.id, two.id]],
      );
    expect(await times()).toEqual([{ time: "18:30" }, { time: "18:30" }]);
    await world.done("organization_undo_call", { call: change.callId });
    expect(await times()).toEqual([{ time: "19:00" }]);
  });
});

describe("editing a date", () => {
  it("changes capacity, and warns above the venue's", async () => {
    const date = await addDate({ day: "2027-09-20", venue: "Le Corum", artist: "Zaz" });
    const edit = await world.done("tours_update_performance", {
      performances: [date.id],
      capacity: 2400,
    });
    expect(edit.summary).toContain("dépasse");
    expect(edit.value).toMatchObject({ aboveVenue: ["Le Corum"], dates: [{ capacity: 2400 }] });
  });

  it("never lets the capacity fall below what is sold", async () => {
    const date = await addDate({
      day: "2027-09-22",
      venue: "Le Corum",
      artist: "Zaz",
      capacity: 100,
    });
    await world.done("ticketing_create_ticket_type", {
      performances: [date.id],
      name: "Plein tarif",
      price: 3000,
    });
    await world.done("ticketing_record_sale", {
      performance: date.id,
      quantity: 3,
      ticket_type: "Plein tarif",
      buyer: "Lea Martin",
    });
    const error = await world.failed("tours_update_performance", {
      performances: [date.id],
      capacity: 2,
    });
    expect(error).toMatchObject({ code: "conflict", field: "capacity" });
    expect(error.message).toMatch(/3\sbillets/);
  });

  it("adds notes below the earlier ones", async () => {
    const date = await addDate({
      day: "2027-09-24",
      city: "Lille",
      artist: "Zaz",
      notes: "deux rampes",
    });
    await world.done("tours_update_performance", {
      performances: [date.id],
      notes: "parking rue Léo",
    });
    const [row] = await world.rows("select notes from performances where id = $1", [date.id]);
    expect(row).toEqual({ notes: "deux rampes\nparking rue Léo" });
  });

  it("says what is to be changed when nothing is", async () => {
    expect((await world.failed("tours_update_performance", { performances: ["Lille"] })).code).toBe(
      "invalid_input",
    );
  });
});
