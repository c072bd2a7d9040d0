import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
let dates: Awaited<ReturnType<typeof plannedTour>>;
beforeAll(async () => {
  world = await openWorld();
  dates = await plannedTour(world);
});
afterAll(() => world.close());

type Listed = { total: number; dates: { city: string; missing: string[] }[] };
const citiesOf = async (input: object) =>
  (await world.done<Listed>("tours_list_performances", input)).value.dates.map((date) => date.city);

describe("listing dates", () => {
  it("gives those to come without a filter, in order", async () => {
    expect(await citiesOf({})).toEqual(["Marseille", "Lille", "Lyon", "Nice"]);
  });

  it.each([
    ["period", { from: "2027-05-01", to: "2027-05-31" }, ["Lyon", "Nice"]],
    ["town, misspelt", { city: "Marseile" }, ["Marseille"]],
    ["artist", { artist: "zaz", to: "2027-02-28" }, ["Marseille", "Lille"]],
    ["status that no date has", { status: "option" }, []],
    ["tour", { tour: "organique" }, ["Marseille", "Lille", "Lyon", "Nice"]],
  ])("filters by %s", async (_, input, cities) => {
    expect(await citiesOf(input)).toEqual(cities);
  });

  it("filters by what is missing", async () => {
    await world.done("tours_add_accommodation", {
      performance: dates.Lyon,
      name: "Ibis",
      rooms: 6,
    });
    expect(await citiesOf({ missing: "accommodation" })).toEqual(["Marseille", "Lille", "Nice"]);
    const lyon = await world.done<{ dates: { missing: string[] }[] }>("tours_list_missing", {
      performances: [dates.Lyon],
    });
    expect(lyon.value.dates[0]?.missing).toContain("transport");
    expect(lyon.value.dates[0]?.missing).not.toContain("accommodation");
    expect(lyon.summary).toContain("il manque");
  });

  it.each([
    [
      "town, last first",
      { sort: "city", descending: true },
      ["Nice", "Marseille", "Lyon", "Lille"],
    ],
    ["day, second page of two", { sort: "day", limit: 2, offset: 2 }, ["Lyon", "Nice"]],
    ["words of a venue", { search: "theatre de seb" }, ["Lille"]],
    ["words of a tour, a page of one", { search: "organique", limit: 1 }, ["Marseille"]],
  ])("gives a page its rows: %s", async (_, input, cities) => {
    expect(await citiesOf(input)).toEqual(cities);
  });

  it("keeps to those to come or past, whatever else is asked", async () => {
    const past = { when: "past", tour: "organique" };
    const later = { now: new Date("2027-05-14T20:00:00Z") };
    const cities = async (input: object) =>
      (await world.done<Listed>("tours_list_performances", input, later)).value.dates.map(
        (date) => date.city,
      );
    expect(await cities(past)).toEqual(["Marseille", "Lille"]);
    expect(await cities({ ...past, when: "upcoming" })).toEqual(["Lyon", "Nice"]);
    expect(await cities({ when: "all", status: "confirmed" })).toHaveLength(4);
  });

  it("counts the dates of all pages", async () => {
    const page = await world.done<Listed>("tours_list_performances", {
      missing: "deal",
      limit: 1,
      offset: 1,
    });
    expect(page.value).toMatchObject({ total: 4, dates: [{ city: "Lille" }] });
    expect((await world.done<Listed>("tours_list_performances", { limit: 3 })).value.total).toBe(4);
  });

  it("is open to viewers, and empty for another organization", async () => {
    const viewer = await world.done<Listed>("tours_list_performances", {}, { role: "viewer" });
    expect(viewer.value.total).toBe(4);
    const theirs = await world.done<Listed>(
      "tours_list_performances",
      {},
      { organization: world.elsewhere },
    );
    expect(theirs.value).toMatchObject({ total: 0, dates: [] });
    expect(theirs.summary).toBe("Aucune date à venir.");
  });

  it("counts nothing as missing that the reader may not see", async () => {
    const door = await world.done<Listed>("tours_list_performances", {}, { role: "door_staff" });
    expect(door.value.dates[0]?.missing).not.toContain("deal");
    expect(door.value.dates[0]?.missing).not.toContain("contract");
  });

  it("refuses a period that ends before it starts", async () => {
    expect(
      (await world.failed("tours_list_performances", { from: "2027-05-31", to: "2027-05-01" }))
        .code,
    ).toBe("invalid_input");
  });
});

describe("reading around dates", () => {
  it("finds the dates in a row", async () => {
    const found = await world.done<{ runs: { from: string; days: number }[] }>(
      "tours_find_consecutive",
      { tour: "Organique" },
    );
    expect(found.value.runs).toMatchObject([{ from: "2027-05-14", to: "2027-05-15", days: 2 }]);
  });

  it("finds free days, rehearsals and holds apart", async () => {
    await world.done("tours_set_day", {
      day: "2027-05-17",
      day_kind: "rehearsal",
      tour: "Organique",
    });
    await world.done("tours_create_performance", {
      day: "2027-05-18",
      city: "Toulon",
      hold_rank: 1,
    });
    const free = await world.done<{ days: string[]; held: unknown[] }>("tours_find_free_days", {
      from: "2027-05-14",
      to: "2027-05-19",
    });
    expect(free.value).toMatchObject({
      days: ["2027-05-16", "2027-05-19"],
      held: [{ day: "2027-05-18", holds: ["Toulon"] }],
    });
    const fridays = await world.done<{ days: string[] }>("tours_find_free_days", {
      from: "2027-05-01",
      to: "2027-05-31",
      weekdays: ["friday"],
    });
    expect(fridays.value.days).toEqual(["2027-05-07", "2027-05-21", "2027-05-28"]);
    expect(
      (await world.failed("tours_find_free_days", { from: "2027-05-02", to: "2027-05-01" })).code,
    ).toBe("invalid_input");
  });

  it("finds clashes: one artist twice, a drive too long, crew booked twice", async () => {
    const calm = await world.done("tours_find_clashes", { tour: "Organique" });
    expect(calm.value).toMatchObject({ total: 0, checked: 4 });
    await world.done("tours_create_performance", {
      day: "2027-05-14",
      city: "Dijon",
      hold_rank: 1,
    });
    await world.done("tours_create_performance", { day: "2027-05-16", city: "Brest" });
    await world.done("tours_create_artist", { name: "Baro Trio" });
    const trio = await world.done<{ performance: { id: string } }>("tours_create_performance", {
      artist: "Baro Trio",
      day: "2027-02-12",
      city: "Nancy",
    });
    await world.done("contacts_create_contact", { name: "Anne Roux" });
    await world.done("tours_add_team_member", {
      contact: "Anne Roux",
      team_role: "sound_engineer",
      performances: [dates.Marseille, trio.value.performance.id],
    });
    const found = await world.done<{ clashes: { kind: string; who: string }[] }>(
      "tours_find_clashes",
      {},
    );
    expect(found.value.clashes.map((clash) => [clash.kind, clash.who])).toEqual([
      ["crew", "Anne Roux"],
      ["same_day", "Zaz"],
      ["travel", "Zaz"],
    ]);
  });

  it("estimates distances between towns, venues and dates, and along a tour", async () => {
    const road = await world.done<{ km: number }>("tours_get_distance", {
      from_place: "Lille",
      to_place: "Strasbourg",
    });
    expect(road.value.km).toBeGreaterThan(400);
    expect(road.value.km).toBeLessThan(650);
    expect(road.summary).toContain("estimation");
    const venue = await world.done<{ legs: { from: string }[] }>("tours_get_distance", {
      from_place: "Théâtre de Sébastopol",
      to_place: "Lyon",
    });
    expect(venue.value.legs[0]?.from).toBe("Théâtre de Sébastopol (Lille)");
    const day = await world.done<{ legs: { from: string }[] }>("tours_get_distance", {
      from_place: "2027-02-24",
      to_place: dates.Nice,
    });
    expect(day.value.legs[0]).toMatchObject({ from: "Lille", to: "Nice" });
    const tour = await world.done<{ legs: unknown[] }>("tours_get_distance", { tour: "Organique" });
    expect(tour.value.legs).toHaveLength(3);
    expect(await world.failed("tours_get_distance", { from_place: "Lille" })).toMatchObject({
      code: "invalid_input",
      field: "to_place",
    });
  });

  it("tells everything of one date, to its own organization alone", async () => {
    await world.done("tours_add_transport", {
      performance: dates.Lyon,
      transport_kind: "train",
      from_place: "Paris",
      departs: "09:04",
      arrives: "11:00",
    });
    await world.done("tours_set_advancing", {
      performances: [dates.Lyon],
      topic: "plan de feu",
      due_on: "2027-05-01",
    });
    const read = await world.done<{
      date: { missing: string[] };
      transports: unknown[];
      accommodations: unknown[];
    }>("tours_get_performance", { performance: "Lyon" });
    expect(read.value.transports).toMatchObject([
      { kind: "train", from: "Paris", to: "Lyon", departsAt: "2027-05-14T07:04:00.000Z" },
    ]);
    expect(read.value.accommodations).toMatchObject([
      { name: "Ibis", checkInOn: "2027-05-14", checkOutOn: "2027-05-15" },
    ]);
    expect(read.value.date.missing).toContain("plan de feu");
    expect(read.untrusted).toBe(true);
    await world.done("tours_set_advancing", {
      performances: [dates.Lyon],
      topic: "plan de feu",
      advancing_status: "confirmed",
    });
    const after = await world.done<{ date: { missing: string[] } }>("tours_get_performance", {
      performance: dates.Lyon,
    });
    expect(after.value.date.missing).not.toContain("plan de feu");
    expect(
      (
        await world.failed(
          "tours_get_performance",
          { performance: dates.Lyon },
          { organization: world.elsewhere },
        )
      ).code,
    ).toBe("not_found");
  });

  it("takes an arrival in the small hours for the next morning", async () => {
    const night = await world.done<{ departsAt: string; arrivesAt: string }>(
      "tours_add_transport",
      {
        performance: dates.Nice,
        transport_kind: "bus",
        from_place: "Lyon",
        day: "2027-05-14",
        departs: "23:30",
        arrives: "05:00",
      },
    );
    expect(night.value).toMatchObject({
      departsAt: "2027-05-14T21:30:00.000Z",
      arrivesAt: "2027-05-15T03:00:00.000Z",
    });
  });

  it("reads a tour and an artist, and lists tours", async () => {
    const tour = await world.done("tours_get_tour", { tour: "Organique" });
    expect(tour.value).toMatchObject({
      total: 4,
      startsOn: "2027-02-12",
      endsOn: "2027-05-15",
      days: [{ day: "2027-05-17", kind: "rehearsal" }],
    });
    expect(tour.cards[0]).toMatchObject({ kind: "dates", total: 4 });
    const artist = await world.done("tours_get_artist", { artist: "Zaz" });
    expect(artist.value).toMatchObject({
      productions: [{ title: "Organique" }],
      tours: [{ name: "Organique Tour" }],
    });
    const tours = await world.done("tours_list_tours", { search: "zaz", sort: "sold" });
    expect(tours.value).toMatchObject({ total: 1, tours: [{ dates: 4 }] });
    expect((await world.done("tours_list_tours", { search: "inconnue" })).value).toMatchObject({
      total: 0,
    });
    await world.done("tours_update_tour", { tour: "Organique", name: "Organique 2027" });
    expect(
      (await world.failed("tours_update_tour", { tour: "Organique 2027", ends_on: "2027-01-01" }))
        .code,
    ).toBe("invalid_input");
  });

  it("briefs: the next date, holds to decide, what is missing soon", async () => {
    await world.done("tours_create_performance", {
      artist: "Zaz",
      day: "2026-12-03",
      city: "Caen",
    });
    await world.done("tours_create_performance", {
      artist: "Zaz",
      day: "2026-12-20",
      city: "Rouen",
      hold_rank: 1,
    });
    const brief = await world.done("tours_brief", {});
    expect(brief.value).toMatchObject({
      next: [{ city: "Caen" }, { city: "Nancy" }, { city: "Marseille" }, { city: "Lille" }],
      holdsToDecide: [{ date: { city: "Rouen" } }],
      urgent: [{ city: "Caen" }],
      slow: [],
    });
    expect(brief.summary).toContain("Options à lever");
    const english = await world.done("tours_brief", {}, { locale: "en" });
    expect(english.summary).toContain("Holds to decide: Rouen");
  });
});
