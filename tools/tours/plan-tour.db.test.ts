import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

const routing = `ORGANIQUE TOUR (ZAZ), dates annoncées, 2022
14/01/2022 – Longjumeau, Théâtre de Longjumeau
28/01/2022 – Paris, Salle Pleyel
29/01/2022 – Paris, Salle Pleyel
12/02/2022 – Marseille, Le Silo
31/02/2022 – Lyon, Le Silo
11/05/2022 – Voiron, Le Grand Angle`;

type Plan = {
  tour: string;
  created: number;
  alreadyThere: number;
  venuesCreated: unknown[];
  venuesReused: number;
  rejected: { line: number; reason: string }[];
  dates: {
    status: string;
    holdRank: number | null;
    city: string;
    venue: string | null;
    missing: string[];
  }[];
};

describe("planning a tour from a pasted list", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.done("tours_create_artist", { name: "Zaz" });
  });
  afterAll(() => world.close());

  it("creates the tour, its dates and its venues with coordinates, five years on", async () => {
    const callId = "0b0e6c8e-3c5d-4f7a-9a55-4b6a54f1a001";
    const input = { text: routing, shift_years: 5 };
    const { value, replayed, summary } = await world.done<Plan>("tours_plan_tour", input, {
      callId,
    });
    expect(replayed).toBe(false);
    expect(value).toMatchObject({ tour: "Organique Tour", created: 5, alreadyThere: 0 });
    expect(value.venuesCreated).toHaveLength(4);
    expect(value.rejected).toMatchObject([{ line: 6, reason: "day_not_in_month" }]);
    expect(summary).toMatch(/5\sdates ajoutées/);
    expect(summary).toContain("ligne 6");
    const dates = await world.rows(
      `select p.day, p.status, v.name, v.city, v.latitude, v.insee_code from performances p join venues v on v.id = p.venue_id order by p.day`,
    );
    expect(dates.map((row) => [row["day"], row["city"], row["status"]])).toEqual([
      ["2027-01-14", "Longjumeau", "confirmed"],
      ["2027-01-28", "Paris", "confirmed"],
      ["2027-01-29", "Paris", "confirmed"],
      ["2027-02-12", "Marseille", "confirmed"],
      ["2027-05-11", "Voiron", "confirmed"],
    ]);
    expect(dates.every((row) => typeof row["latitude"] === "number" && row["insee_code"])).toBe(
      true,
    );
    const [tour] = await world.rows("select starts_on, ends_on from tours");
    expect(tour).toEqual({ starts_on: "2027-01-14", ends_on: "2027-05-11" });
    const again = await world.done("tours_plan_tour", input, { callId });
    expect(again.replayed).toBe(true);
    expect(await world.rows("select from performances")).toHaveLength(5);
  });

  it("adds nothing when the same list is pasted again", async () => {
    const { value } = await world.done<Plan>("tours_plan_tour", { text: routing, shift_years: 5 });
    expect(value).toMatchObject({
      created: 0,
      alreadyThere: 5,
      venuesReused: 0,
      venuesCreated: [],
    });
    expect(await world.rows("select from performances")).toHaveLength(5);
    expect(await world.rows("select from tours")).toHaveLength(1);
    expect(await world.rows("select from venues")).toHaveLength(4);
  });

  it("keeps holds with their rank, and says that a venue without name is missing", async () => {
    const { value } = await world.done<Plan>("tours_plan_tour", {
      text: "03/06/2027 ; Nantes ; Stereolux ; option 2\n04/06/2027 ; Rennes",
      name: "Ouest",
    });
    expect(value.dates).toMatchObject([
      { city: "Nantes", status: "option", holdRank: 2, venue: "Stereolux" },
      { city: "Rennes", status: "confirmed", holdRank: null, venue: null },
    ]);
    expect(value.dates[1]?.missing[0]).toBe("venue");
  });

  it("finds a venue again under its name with or without the article", async () => {
    const { value } = await world.done<Plan>("tours_plan_tour", {
      text: "07/06/2027 – Marseille, Silo",
      name: "Sud",
    });
    expect(value).toMatchObject({ created: 1, venuesReused: 1, venuesCreated: [] });
  });

  it("leaves out the line of a day on which the artist plays elsewhere, and takes the rest", async () => {
    const { value } = await world.done<Plan>("tours_plan_tour", {
      text: "14/01/2027 – Brest, La Carène\n15/01/2027 – Quimper, Le Novomax",
      name: "Bretagne",
    });
    expect(value.created).toBe(1);
    expect(value.rejected).toMatchObject([{ line: 1, reason: "artist_busy" }]);
  });

  it("creates nothing at all when no line can be taken", async () => {
    const error = await world.failed("tours_plan_tour", {
      text: "14/01/2027 – Brest, La Carène",
      name: "Rade",
    });
    expect(error.code).toBe("conflict");
    expect(await world.rows("select from tours where name = 'Rade'")).toHaveLength(0);
  });

  it("can be undone as a whole", async () => {
    const before = await world.rows("select from performances");
    const plan = await world.done("tours_plan_tour", {
      text: "01/09/2027 – Brest, La Carène",
      name: "Mer",
    });
    await world.done("organization_undo_call", { call: plan.callId });
    expect(await world.rows("select from performances")).toHaveLength(before.length);
    expect(await world.rows("select from tours where name = 'Mer'")).toHaveLength(0);
    expect(await world.rows("select from venues where name = 'La Carène'")).toHaveLength(0);
  });

  it("refuses a member who may only read", async () => {
    const error = await world.failed("tours_plan_tour", { text: routing }, { role: "viewer" });
    expect(error.code).toBe("forbidden");
  });

  it("shows nothing of it to another organization", async () => {
    const error = await world.failed(
      "tours_plan_tour",
      { text: routing, artist: "Zaz" },
      { organization: world.elsewhere },
    );
    expect(error.code).toBe("not_found");
  });

  it("refuses a text without any date", async () => {
    const error = await world.failed("tours_plan_tour", { text: "bonjour, ça va ?" });
    expect(error).toMatchObject({ code: "invalid_input", field: "text" });
  });
});
