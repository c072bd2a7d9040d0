import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.done("tours_create_artist", { name: "Zaz" });
});
afterAll(() => world.close());

describe("artists, productions and venues", () => {
  it("refuses the same artist twice, whatever the accents", async () => {
    const error = await world.failed("tours_create_artist", { name: "ZÀZ" });
    expect(error.code).toBe("conflict");
    expect(await world.rows("select from artists")).toHaveLength(1);
  });

  it("gives a production to the only artist, and to no other's", async () => {
    const made = await world.done<{ artist: string }>("tours_create_production", {
      title: "Organique",
    });
    expect(made.value.artist).toBe("Zaz");
    expect(await world.rows("select from productions")).toHaveLength(1);
  });

  it("places a venue by its town", async () => {
    const made = await world.done("tours_create_venue", {
      name: "Le Corum",
      city: "Montpelier",
      capacity: 2000,
    });
    expect(made.value).toMatchObject({
      city: "Montpellier",
      country: "FR",
      inseeCode: "34172",
      timeZone: "Europe/Paris",
      capacity: 2000,
    });
    const abroad = await world.done("tours_create_venue", {
      name: "MTelus",
      city: "Montréal, Canada",
    });
    expect(abroad.value).toMatchObject({ country: "CA" });
    expect((abroad.value as unknown as { timeZone: string }).timeZone).toMatch(/^America\//);
  });

  it("refuses a town that nobody knows, and a venue that is there", async () => {
    expect(await world.failed("tours_create_venue", { name: "X", city: "Zzyzxqw" })).toMatchObject({
      code: "not_found",
      field: "city",
    });
    expect(
      (await world.failed("tours_create_venue", { name: "le corum", city: "Montpellier" })).code,
    ).toBe("conflict");
  });

  it("edits artists, productions and venues, and undoes it", async () => {
    const rename = await world.done("tours_update_artist", { artist: "Zaz", name: "ZAZ" });
    expect(rename.summary).toContain("s’appelle maintenant ZAZ");
    await world.done("organization_undo_call", { call: rename.callId });
    expect(await world.rows("select name from artists")).toEqual([{ name: "Zaz" }]);
    await world.done("tours_update_production", {
      production: "Organique",
      paid_performances_before: 90,
    });
    await world.done("contacts_create_contact", { name: "Anne Roux" });
    const venue = await world.done("tours_update_venue", {
      venue: "Corum",
      capacity: 1800,
      contact: "Anne Roux",
    });
    expect(venue.value).toMatchObject({ capacity: 1800, contact: "Anne Roux" });
    const found = await world.done<{ venues: object[] }>("tours_find_venues", { text: "corum" });
    expect(found.value.venues).toMatchObject([{ capacity: 1800, contacts: ["Anne Roux"] }]);
    await world.done("tours_update_venue", { venue: "Corum", capacity: 2000 });
  });

  it.each([
    ["tours_update_artist", { artist: "Zaz" }],
    ["tours_update_production", { production: "Organique" }],
    ["tours_update_venue", { venue: "Le Corum" }],
  ])("%s asks what is to be changed when nothing is, and refuses viewers", async (tool, input) => {
    expect((await world.failed(tool, input)).code).toBe("invalid_input");
    expect((await world.failed(tool, input, { role: "viewer" })).code).toBe("forbidden");
  });

  it("finds venues by town and capacity, and shows none to another organization", async () => {
    const found = await world.done<{ venues: { name: string }[] }>("tours_find_venues", {
      city: "Montpellier",
      min_capacity: 1500,
    });
    expect(found.value.venues.map((venue) => venue.name)).toEqual(["Le Corum"]);
    const theirs = await world.done("tours_find_venues", {}, { organization: world.elsewhere });
    expect(theirs.value).toEqual({ total: 0, countries: [], venues: [] });
  });
});
