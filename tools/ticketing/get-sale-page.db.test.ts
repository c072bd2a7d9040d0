import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openSale, type Sale } from "../testing/sale.ts";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import { saleActor } from "./buyer.ts";

type Page = {
  state: string;
  opensAt: string | null;
  closesAt: string;
  ticketTypes: { name: string; state: string; availability: string; priceCents: number }[];
};

describe("the public page of a date", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  let sale: Sale;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 60, address = '1 quai du Rhône'");
    const lyon = { performances: ["Lyon"] };
    for (const type of [
      { kind: "full", price: 3_550, quota: 40 },
      { kind: "reduced", price: 2_199 },
      { kind: "comp", price: 0 },
      { kind: "group", price: 1_800, name: "Comité" },
      { kind: "pass", price: 5_000, name: "Pass" },
    ]) {
      await world.done("ticketing_create_ticket_type", { ...lyon, ...type });
    }
    const change = (ticket_type: string, how: object) =>
      world.done("ticketing_update_ticket_type", { performance: "Lyon", ticket_type, ...how });
    await change("Pass", { hidden: true });
    await change("Comité", { access_code: "COMITE" });
    await world.done("tours_update_schedule", {
      performances: ["Lyon"],
      doors: "19:00",
      set_time: "20:30",
    });
    sale = await openSale(world, dates.Lyon);
  });
  afterAll(() => world.close());

  const page = async (input: object = {}, options: object = {}) =>
    (
      await world.done<Page>(
        "ticketing_get_sale_page",
        { slug: sale.slug, ...input },
        { ...sale.buyer, ...options },
      )
    ).value;
  const types = async (input: object = {}) =>
    (await page(input)).ticketTypes.map((type) => type.name).toSorted();

  it("has an address that one can read, and shows what a poster shows", async () => {
    expect(sale.slug).toBe("zaz-lyon-2027-05-14");
    expect(await page()).toMatchObject({
      state: "on_sale",
      artist: "Zaz",
      title: "Organique",
      day: "2027-05-14",
      timeZone: "Europe/Paris",
      doorsAt: "2027-05-14T17:00:00.000Z",
      showAt: "2027-05-14T18:30:00.000Z",
      closesAt: "2027-05-14T18:30:00.000Z",
      venue: { name: "L’amphithéâtre – Salle 3000", address: "1 quai du Rhône", city: "Lyon" },
      holdMinutes: 10,
      test: true,
      organizer: {
        name: "Bleu Nuit Productions",
        licenceNumbers: ["PLATESV-D-2019-001172"],
      },
    });
  });

  it("never shows hidden types, comps, or what a code opens, except to who has the code", async () => {
    expect(await types()).toEqual(["Plein tarif", "Tarif réduit"]);
    expect(await types({ access_code: "faux" })).toEqual(["Plein tarif", "Tarif réduit"]);
    expect(await types({ access_code: " comite " })).toEqual([
      "Comité",
      "Plein tarif",
      "Tarif réduit",
    ]);
  });

  it("says few or none, and never how many places are left", async () => {
    const sell = (quantity: number) =>
      world.done("ticketing_record_sale", {
        performance: "Lyon",
        ticket_type: "Plein tarif",
        quantity,
      });
    const full = async () => (await page()).ticketTypes.find((type) => type.name === "Plein tarif");
    expect(await full()).toMatchObject({ availability: "many", state: "on_sale" });
    await sell(31);
    expect(await full()).toMatchObject({ availability: "few", state: "on_sale" });
    await sell(9);
    expect(await full()).toMatchObject({ availability: "none", state: "sold_out" });
    expect(JSON.stringify(await page())).not.toMatch(/remaining|quota|sold"|held"|capacity/);
    await world.done("ticketing_record_sale", {
      performance: "Lyon",
      ticket_type: "Tarif réduit",
      quantity: 20,
    });
    expect((await page()).state).toBe("sold_out");
    await world.rows("update performances set capacity = 80 where id = $1", [dates.Lyon]);
    expect((await page()).state).toBe("on_sale");
  });

  it("follows the sale's own hours, and ends when the show begins", async () => {
    const opens = "update ticket_types set sale_starts_at = $1 where performance_id = $2";
    await world.rows(opens, ["2026-12-01T09:00:00Z", dates.Lyon]);
    const at = async (now: string) => (await page({}, { now: new Date(now) })).state;
    expect(await page()).toMatchObject({ state: "not_yet", opensAt: "2026-12-01T09:00:00.000Z" });
    expect(await at("2026-12-01T09:00:00Z")).toBe("on_sale");
    expect(await at("2027-05-14T18:29:59Z")).toBe("on_sale");
    expect(await at("2027-05-14T18:30:00Z")).toBe("ended");
    await world.rows(opens, [null, dates.Lyon]);
  });

  it("stays to say that a date is cancelled", async () => {
    const status = "update performances set status = $1, cancelled_at = $2 where id = $3";
    await world.rows(status, ["cancelled", new Date(), dates.Lyon]);
    expect((await page()).state).toBe("cancelled");
    await world.rows(status, ["on_sale", null, dates.Lyon]);
  });

  it("leads nowhere before it is published, and for an address that was made up", async () => {
    for (const slug of ["zaz-nice-2027-05-15", "rien", "", "' or 1=1", "a\u0000b"]) {
      expect(await saleActor(world.database, slug)).toBeUndefined();
    }
    const unknown = await world.failed(
      "ticketing_get_sale_page",
      { slug: "zaz-nice-2027-05-15" },
      sale.buyer,
    );
    expect(unknown).toMatchObject({ code: "not_found", reason: "unknown_sale" });
  });

  it("gives two organizations with one poster two addresses", async () => {
    const theirs = { organization: world.elsewhere };
    await world.done("tours_create_artist", { name: "Zaz" }, theirs);
    const planned = await world.done<{ dates: { id: string }[] }>(
      "tours_plan_tour",
      { name: "Organique", artist: "Zaz", text: "14/05/2027 – Lyon, Le Transbordeur" },
      theirs,
    );
    const [date] = planned.value.dates;
    await world.rows(
      "update performances set status = 'on_sale', published_at = now() where id = $1",
      [date?.id],
    );
    const [row] = await world.rows("select slug from performances where id = $1", [date?.id]);
    expect(row?.["slug"]).toBe("zaz-lyon-2027-05-14-2");
    const stranger = await saleActor(world.database, "zaz-lyon-2027-05-14-2");
    expect(stranger).toMatchObject({ organizationId: world.elsewhere.id });
    const across = await world.failed(
      "ticketing_get_sale_page",
      { slug: sale.slug },
      { actor: stranger! },
    );
    expect(across).toMatchObject({ code: "not_found", reason: "unknown_sale" });
  });

  it("is no tool of a member, and a buyer has no other tool than a buyer's", async () => {
    const member = await world.failed("ticketing_get_sale_page", { slug: sale.slug });
    expect(member.code).toBe("forbidden");
    for (const name of [
      "ticketing_find_orders",
      "tours_list_performances",
      "contacts_find_contacts",
    ]) {
      expect((await world.failed(name, {}, sale.buyer)).code).toBe("forbidden");
    }
  });
});
