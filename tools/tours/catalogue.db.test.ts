import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Dates = { next: { city: string }[]; nextTotal: number; past: object[]; pastTotal: number };

describe("artists, productions and venues as their pages read them", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.done("tours_create_artist", { name: "Baro Trio", genre: "folk" });
    await world.done("tours_create_production", {
      title: "Trois",
      artist: "Baro Trio",
      kind: "dance",
      paid_performances_before: 90,
    });
    // Played in the past by the clock of these tests.
    await world.rows(
      "update performances set day = '2026-10-01', status = 'played' where id = $1",
      [dates.Lille],
    );
  });
  afterAll(() => world.close());

  const list = async <Row>(tool: string, key: string, input: object, options = {}) => {
    const { value } = await world.done<Record<string, unknown>>(tool, input, options);
    return { total: value["total"] as number, rows: value[key] as Row[] };
  };
  type Artist = { name: string; dates: number };

  it("lists artists in the order asked for, a page at a time, with their dates to come", async () => {
    const all = await list<Artist>("tours_list_artists", "artists", {});
    expect(all.total).toBe(2);
    expect(all.rows).toMatchObject([
      { name: "Baro Trio", genre: "folk", productions: 1, dates: 0, next: null },
      { name: "Zaz", productions: 1, dates: 3, next: "2027-02-12" },
    ]);
    const most = await list<Artist>("tours_list_artists", "artists", {
      sort: "dates",
      descending: true,
      limit: 1,
    });
    expect(most).toMatchObject({ total: 2, rows: [{ name: "Zaz" }] });
    expect(
      (await list<Artist>("tours_list_artists", "artists", { search: "FOLK" })).rows,
    ).toMatchObject([{ name: "Baro Trio" }]);
  });

  it("lists productions by artist, kind or words, with the paid performances so far", async () => {
    const of = (input: object) => list<object>("tours_list_productions", "productions", input);
    expect((await of({ sort: "paid", descending: true })).rows).toMatchObject([
      { title: "Trois", paid: 90, dates: 0 },
      { title: "Organique", artist: "Zaz", paid: 1, dates: 3, next: "2027-02-12" },
    ]);
    expect((await of({ kind: "dance" })).rows).toMatchObject([{ title: "Trois" }]);
    expect((await of({ artist: "Zaz" })).rows).toMatchObject([{ title: "Organique" }]);
    expect((await of({ search: "zaz" })).total).toBe(1);
  });

  it("counts the paid performances of a production, given and planned, towards the 140", async () => {
    const { value, summary } = await world.done<Dates>("tours_get_production", {
      production: "Organique",
    });
    expect(value).toMatchObject({
      paid: 1,
      planned: 4,
      reducedVatUntil: 140,
      nextTotal: 3,
      pastTotal: 1,
      past: [{ city: "Lille" }],
      tours: [{ name: "Organique Tour" }],
    });
    expect(value.next.map(({ city }) => city)).toEqual(["Marseille", "Lyon", "Nice"]);
    expect(summary).toMatch(/1\s*représentation payante donnée sur 140/);
  });

  it("shows an artist with productions, tours, dates around today and documents", async () => {
    await world.done("documents_create_document", { kind: "contract", performance: dates.Lyon });
    const { value } = await world.done<Dates>("tours_get_artist", { artist: "Zaz" });
    expect(value).toMatchObject({
      productions: [{ title: "Organique", kind: "concert", dates: 4 }],
      tours: [{ name: "Organique Tour", dates: 4 }],
      nextTotal: 3,
      past: [{ city: "Lille" }],
      documents: [],
    });
  });

  it("lists venues by town, country, words and capacity, in the order asked for", async () => {
    await world.done("tours_create_venue", { name: "Kilowatt", city: "Bruxelles", capacity: 300 });
    const of = (input: object) => list<{ name: string }>("tours_find_venues", "venues", input);
    expect((await of({ country: "BE" })).rows.map(({ name }) => name)).toEqual(["Kilowatt"]);
    expect((await of({ search: "sebastopol" })).rows).toMatchObject([{ city: "Lille", dates: 1 }]);
    const ordered = await of({ sort: "next", limit: 2 });
    expect(ordered.total).toBe(5);
    expect(ordered.rows).toMatchObject([{ next: "2027-02-12" }, { next: "2027-05-14" }]);
    expect((await of({ sort: "capacity", limit: 1 })).rows).toMatchObject([{ name: "Kilowatt" }]);
    expect((await of({ offset: 4 })).rows).toHaveLength(1);
  });

  it("shows a venue with its contacts, configurations and dates", async () => {
    await world.done("contacts_create_contact", { name: "Anne Roux", phone: "04 91 00 00 00" });
    await world.done("tours_update_venue", {
      venue: "Le Silo",
      contact: "Anne Roux",
      capacity: 2000,
    });
    const { value, summary } = await world.done<Dates>("tours_get_venue", { venue: "Le Silo" });
    expect(value).toMatchObject({
      city: "Marseille",
      country: "FR",
      capacity: 2000,
      contacts: [{ name: "Anne Roux", role: "booking", phone: "04 91 00 00 00" }],
      configurations: [],
      technical: [],
      next: [{ day: "2027-02-12" }],
      pastTotal: 0,
    });
    expect(summary).toContain("Le Silo");
    const staff = await world.done<Dates & { contacts: object[] }>(
      "tours_get_venue",
      { venue: "Le Silo" },
      { role: "door_staff" },
    );
    expect(staff.value.contacts).toEqual([]);
  });

  it("notes a configuration once, replaces it by name, and takes it back", async () => {
    const input = { venue: "Le Silo", room_kind: "seated", capacity: 1700 };
    const callId = crypto.randomUUID();
    const first = await world.done("tours_set_configuration", input, { callId });
    const again = await world.done("tours_set_configuration", input, { callId });
    expect(again.value).toEqual(first.value);
    await world.done("tours_set_configuration", { ...input, capacity: 1650 });
    const { value } = await world.done("tours_get_venue", { venue: "Le Silo" });
    expect(value).toMatchObject({
      configurations: [{ name: "Assis", kind: "seated", capacity: 1650, stage: null }],
    });
    const viewer = { role: "viewer" as const };
    expect((await world.failed("tours_set_configuration", input, viewer)).code).toBe("forbidden");
    const there = { organization: world.elsewhere };
    expect((await world.failed("tours_set_configuration", input, there)).code).toBe("not_found");
  });

  it("shows nothing of another organization, and refuses who may not read tours", async () => {
    const there = { organization: world.elsewhere };
    for (const [tool, key] of [
      ["tours_list_artists", "artists"],
      ["tours_list_productions", "productions"],
      ["tours_find_venues", "venues"],
    ] as const) {
      expect((await list(tool, key, {}, there)).total).toBe(0);
    }
    const { rows } = await list<{ id: string }>("tours_list_productions", "productions", {});
    const [production] = rows;
    expect(
      (await world.failed("tours_get_production", { production: production?.id }, there)).code,
    ).toBe("not_found");
    const buyer = {
      actor: { kind: "buyer", organizationId: world.here.id, via: "sale" } as never,
    };
    expect((await world.failed("tours_get_venue", { venue: "Le Silo" }, buyer)).code).toBe(
      "forbidden",
    );
  });
});
