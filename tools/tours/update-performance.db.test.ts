import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
let dates: Awaited<ReturnType<typeof plannedTour>>;
beforeAll(async () => {
  world = await openWorld();
  dates = await plannedTour(world);
});
afterAll(() => world?.close());

const venueOf = async (date: string) =>
  (
    await world.rows(
      "select v.name, v.city from performances p join venues v on v.id = p.venue_id where p.id = $1",
      [date],
    )
  )[0];

describe("a date that changes hall", () => {
  it("makes one that nobody knows, in its own town, and says so", async () => {
    const { summary } = await world.done("tours_update_performance", {
      performances: ["Lille"],
      venue: "Le Splendid",
    });
    expect(await venueOf(dates.Lille)).toEqual({ name: "Le Splendid", city: "Lille" });
    expect(summary).toContain("Nouvelle salle\u00a0: Le Splendid.");
  });

  it("takes one that is known", async () => {
    const { summary } = await world.done("tours_update_performance", {
      performances: ["Lille"],
      venue: "Théâtre de Sébastopol",
    });
    expect(await venueOf(dates.Lille)).toMatchObject({ name: "Théâtre de Sébastopol" });
    expect(summary).not.toContain("Nouvelle salle");
  });

  it("is not guessed for dates of several towns", async () => {
    const error = await world.failed("tours_update_performance", {
      performances: ["Lyon", "Nice"],
      venue: "La Halle aux grains",
    });
    expect(error).toMatchObject({ code: "not_found", field: "venue" });
  });
});

describe("dates chosen by area", () => {
  const towns = async (area: string) =>
    (
      await world.done<{ dates: { city: string }[] }>("tours_list_performances", { area })
    ).value.dates.map((date) => date.city);

  it.each([
    ["Hauts-de-France", ["Lille"]],
    ["Provence-Alpes-Côte d’Azur", ["Marseille", "Nice"]],
    ["Rhône", ["Lyon"]],
    ["Suisse", []],
    ["France", ["Marseille", "Lille", "Lyon", "Nice"]],
  ])("%s: %j", async (area, wanted) => {
    expect(await towns(area)).toEqual(wanted);
  });

  it("are none in an area that is none", async () => {
    const error = await world.failed("tours_list_performances", { area: "Poudlard" });
    expect(error).toMatchObject({ code: "not_found", field: "area" });
  });
});
