import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Found = { total: number; contacts: { name: string }[] };

describe("contacts as their pages read them", () => {
  let world: World;
  let ids: Record<string, string>;
  beforeAll(async () => {
    world = await openWorld();
    const { Lyon } = await plannedTour(world);
    await world.done("contacts_import_contacts", {
      table: [
        "nom;structure;email;ville;tags;opt-in",
        "Anne Roux;Le Silo;anne@silo.fr;Marseille;vip;oui",
        "Bilal Kaci;Le Silo;bilal@silo.fr;Lyon;vip,presse;non",
        "Chloé Petit;Radio Sud;chloe@radio.fr;Lyon;;",
      ].join("\n"),
    });
    const rows = await world.rows<{ id: string; name: string }>(
      "select id, display_name as name from contacts",
    );
    ids = Object.fromEntries(rows.map(({ id, name }) => [name, id]));
    await world.done("ticketing_create_ticket_type", {
      performances: [Lyon],
      name: "Plein tarif",
      price: 3000,
      quota: 100,
    });
    await world.done("ticketing_record_sale", {
      performance: Lyon,
      ticket_type: "Plein tarif",
      quantity: 2,
      buyer: "Chloé Petit",
      email: "chloe@radio.fr",
    });
    await world.rows("update orders set contact_id = $1", [ids["Chloé Petit"]]);
    await world.done("tours_update_venue", { venue: "Le Silo", contact: ids["Anne Roux"] });
    await world.done("tours_add_team_member", {
      contact: ids["Bilal Kaci"],
      tour: "Organique Tour",
      team_role: "driver",
    });
  });
  afterAll(() => world.close());

  const find = async (input: object, options = {}) =>
    (await world.done<Found>("contacts_find_contacts", input, options)).value;
  const names = async (input: object) => (await find(input)).contacts.map(({ name }) => name);

  it("lists by company, tag, consent and words, with the last purchase", async () => {
    expect(await names({ company: "le silo" })).toEqual(["Anne Roux", "Bilal Kaci"]);
    expect(await names({ tag: "presse" })).toEqual(["Bilal Kaci"]);
    expect(await names({ consent: "granted" })).toEqual(["Anne Roux"]);
    expect(await names({ search: "radio" })).toEqual(["Chloé Petit"]);
    expect((await find({ search: "chloe" })).contacts).toMatchObject([
      { lastPurchaseOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/), emailConsent: null },
    ]);
  });

  it("sorts by any column and gives one page at a time", async () => {
    expect(await names({ sort: "last_purchase", descending: true, limit: 1 })).toEqual([
      "Chloé Petit",
    ]);
    expect(await names({ sort: "city", limit: 2 })).toEqual(["Bilal Kaci", "Chloé Petit"]);
    expect(await find({ sort: "name", descending: true, limit: 1, offset: 1 })).toMatchObject({
      total: 3,
      contacts: [{ name: "Bilal Kaci" }],
    });
  });

  it("tells a person's purchases, consents with their proof, tours and venues", async () => {
    const chloe = await world.done("contacts_get_contact", { contact: ids["Chloé Petit"] });
    expect(chloe.value).toMatchObject({
      purchases: {
        orders: 1,
        tickets: 2,
        spentCents: 6000,
        last: [{ tickets: 2, status: "paid" }],
      },
    });
    const anne = ids["Anne Roux"];
    await world.done("contacts_record_consent", {
      contact: anne,
      consent: "withdrawn",
      source: "par téléphone",
    });
    const { value } = await world.done("contacts_get_contact", { contact: anne });
    expect(value).toMatchObject({
      source: "import",
      venues: [{ name: "Le Silo", role: "booking" }],
      consents: [
        { channel: "email", status: "withdrawn", source: "par téléphone", holds: true },
        { channel: "email", status: "granted", source: "import", holds: false },
      ],
      purchases: { orders: 0, last: [] },
    });
    const bilal = await world.done("contacts_get_contact", { contact: ids["Bilal Kaci"] });
    expect(bilal.value).toMatchObject({ tours: [{ name: "Organique Tour", role: "driver" }] });
  });

  it("counts tags, most used first", async () => {
    expect((await world.done("contacts_list_tags", {})).value).toEqual({
      total: 2,
      tags: [
        { tag: "vip", contacts: 2 },
        { tag: "presse", contacts: 1 },
      ],
    });
  });

  const table = [
    "Qui;Courriel;Tel bureau",
    "Anne Roux;ANNE@silo.fr;",
    "David Marc;david@mail.fr;",
    "David Marc;david@mail.fr;",
    "Eva;pas-un-mail;",
  ].join("\n");

  it("previews an import without writing: columns, known people, repeated and bad lines", async () => {
    const before = await world.rows("select count(*) from contacts");
    const { value } = await world.done("contacts_preview_import", { table });
    expect(value).toMatchObject({
      lines: 4,
      fresh: 1,
      already: 1,
      twice: 1,
      failed: 1,
      columns: [
        { heading: "Qui", column: null, samples: ["Anne Roux", "David Marc", "David Marc"] },
        { heading: "Courriel", column: "email" },
        { heading: "Tel bureau", column: null, samples: [] },
      ],
      sample: [{ fate: "already" }, { fate: "new" }, { fate: "twice" }, { fate: "error", line: 5 }],
    });
    expect(await world.rows("select count(*) from contacts")).toEqual(before);
  });

  it("reads the columns as a person chose them, in the preview and in the import alike", async () => {
    const columns = ["name", "email", null];
    const preview = await world.done("contacts_preview_import", { table, columns });
    expect(preview.value).toMatchObject({ sample: [{}, { name: "David Marc" }, {}, {}] });
    const callId = crypto.randomUUID();
    const done = await world.done("contacts_import_contacts", { table, columns }, { callId });
    expect(done.value).toMatchObject({ added: 1, already: 1, contacts: [{ name: "David Marc" }] });
    const again = await world.done("contacts_import_contacts", { table, columns }, { callId });
    expect(again.value).toEqual(done.value);
  });

  it("is closed to other organizations and to who lacks the right", async () => {
    const there = { organization: world.elsewhere };
    expect((await find({}, there)).total).toBe(0);
    expect((await world.done("contacts_list_tags", {}, there)).value).toMatchObject({ total: 0 });
    const preview = await world.done("contacts_preview_import", { table }, there);
    expect(preview.value).toMatchObject({ already: 0, fresh: 2 });
    const viewer = { role: "viewer" as const };
    expect((await world.failed("contacts_preview_import", { table }, viewer)).code).toBe(
      "forbidden",
    );
    const staff = { role: "door_staff" as const };
    expect((await world.failed("contacts_list_tags", {}, staff)).code).toBe("forbidden");
  });
});
