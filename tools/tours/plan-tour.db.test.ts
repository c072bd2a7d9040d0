import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

const routing = `ORGANIQUE TOUR (ZAZ), dates annoncées, 2022
14/01/2022 – Longjumeau, Théâtre de Longjumeau
28/01/2022 – Paris, Salle Pleyel
29/01/2022 – Paris, Salle Pleyel
12/02/2022 – Marseille, Le Silo
31/02/2022 – Lyon, Le Silo
11/05/2022 – Voiron, Le Grand Angle`;

describe("planning a tour from a pasted list", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
    await world.done("tours_create_artist", { name: "Zaz" });
  });
  afterAll(() => world.close());

  it("creates the tour, its dates and its venues with coordinates, five years on", async () => {
    const callId = "0b0e6c8e-3c5d-4f7a-9a55-4b6a54f1a001";
    const input = { list: routing, shift_years: 5 };
    const { value, replayed } = await world.done<{
      created: number;
      newVenues: number;
      rejected: { line: number }[];
    }>("tours_plan_tour", input, { callId });
    expect(replayed).toBe(false);
    expect(value.created).toBe(5);
    expect(value.newVenues).toBe(4);
    expect(value.rejected.map((row) => row.line)).toEqual([6]);
    const dates = await world.rows(
      `select p.day, v.name, v.city, v.latitude from performances p join venues v on v.id = p.venue_id order by p.day`,
    );
    expect(dates.map((row) => [row["day"], row["city"]])).toEqual([
      ["2027-01-14", "Longjumeau"],
      ["2027-01-28", "Paris"],
      ["2027-01-29", "Paris"],
      ["2027-02-12", "Marseille"],
      ["2027-05-11", "Voiron"],
    ]);
    expect(dates.every((row) => typeof row["latitude"] === "number")).toBe(true);
    const again = await world.done("tours_plan_tour", input, { callId });
    expect(again.replayed).toBe(true);
    expect(await world.rows("select from performances")).toHaveLength(5);
  });

  it("adds nothing when the same list is pasted again", async () => {
    const { value } = await world.done<{ created: number; existing: string[] }>("tours_plan_tour", {
      list: routing,
      shift_years: 5,
    });
    expect(value.created).toBe(0);
    expect(value.existing).toHaveLength(5);
  });

  it("can be undone as a whole", async () => {
    const before = await world.rows("select from performances");
    const plan = await world.done("tours_plan_tour", {
      list: "01/09/2027 – Brest, La Carène",
      tour_name: "Mer",
    });
    await world.done("organization_undo_call", { call: plan.callId });
    expect(await world.rows("select from performances")).toHaveLength(before.length);
    expect(await world.rows("select from tours where name = 'Mer'")).toHaveLength(0);
  });

  it("refuses a member who may only read", async () => {
    const error = await world.failed("tours_plan_tour", { list: routing }, { role: "viewer" });
    expect(error.code).toBe("forbidden");
  });

  it("shows nothing of it to another organization", async () => {
    const error = await world.failed(
      "tours_plan_tour",
      { list: routing, artist: "Zaz" },
      { organization: world.elsewhere },
    );
    expect(error.code).toBe("not_found");
  });

  it("refuses a text without any date, and says what a line looks like", async () => {
    const error = await world.failed("tours_plan_tour", { list: "bonjour, ça va ?" });
    expect(error.code).toBe("invalid_input");
    expect(error.message).toContain("Une ligne par date");
  });

  it("refuses two dates of one artist on one day", async () => {
    const error = await world.failed("tours_plan_tour", { list: "14/01/2027 – Brest, La Carène" });
    expect(error.code).toBe("conflict");
    expect(error.message).toContain("Longjumeau");
  });
});
