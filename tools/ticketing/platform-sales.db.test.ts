import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";
import type { Warning } from "./platform-warnings.ts";

type Imported = {
  added: number;
  changed: number;
  unchanged: number;
  cancelled: number;
  pending: number;
  elsewhere: number;
  twice: number;
  failed: number;
  sold: number;
  grossCents: number;
  errors: { line: number; fr: string }[];
  warnings: Warning[];
};
type Preview = {
  fresh: number;
  changed: number;
  known: number;
  gone: number;
  failed: number;
  soldAfter: number;
  grossAfterCents: number;
  remembered: boolean;
  columns: { heading: string; column: string | null }[];
  errors: { line: number; fr: string }[];
};
type Platforms = {
  allotments: { platform: string; ticketType: string | null; quantity: number; sold: number }[];
  reports: { platform: string; sold: number }[];
  warnings: Warning[];
};

const weezevent = [
  "Numéro de commande;Code-barres;Prénom participant;Nom participant;Tarif;Montant TTC;Date commande;Canal de vente",
  'C1042;7745120;Léa;Martin;Plein tarif;"35,50 €";06/01/2027 18:00;Site web',
  "C1042;7745121;Zoé;Martin;Plein tarif;35,50;06/01/2027 18:00;Site web",
  "C1043;7745122;Marc;Petit;Tarif étudiant;1 021,99;07/01/2027 09:12;Guichet",
  "C1044;7745123;Nina;Roux;Invitation;Gratuit;08/01/2027 11:00;Guichet",
  "C1045;7745124;Paul;Durand;Plein tarif;trente;08/01/2027 11:00;Guichet",
].join("\r\n");

const billetweb = `\uFEFF${[
  '"Billet";"Séance";"Tarif";"Nom";"Prénom";"Email";"Commande";"Prix";"Payé";"Valide";"Code postal (Commande) - #8";"Ville (Commande) - #9"',
  '"T356-1";"2027-05-14 20:00";"Plein tarif";"Martin";"Léa";"lea@exemple.fr";"C425";"35,50";"Oui";"Oui";"69003";"Lyon"',
  '"T356-2";"2027-05-15 20:00";"Plein tarif";"Martin";"Léa";"lea@exemple.fr";"C425";"35,50";"Oui";"Oui";"69003";"Lyon"',
  '"T356-3";"2027-05-14 20:00";"Plein tarif";"Petit";"Marc";"marc@exemple.fr";"C426";"35,50";"Non";"Non";"69001";"Lyon"',
].join("\n")}\n`;

const shotgun = [
  "ticket_id,ticket_status,deal_title,deal_price,order_id,ordered_at,contact_postal_code,contact_locality",
  "8841,valid,PHASE 1,2500,5521,2027-01-06 18:00:18.038852,69100,Villeurbanne",
  "8842,refunded,PHASE 1,2500,5521,2027-01-06 18:00:18.038852,69100,Villeurbanne",
  "8843,pending_approval,PHASE 1,2500,5522,2027-01-06 18:00:18.038852,,",
  "8843,valid,PHASE 1,2500,5522,2027-01-06 18:00:18.038852,,",
].join("\n");

describe("sales of other platforms", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 100");
    await world.done("ticketing_create_ticket_type", {
      tour: "Organique Tour",
      price: 3_550,
      quota: 90,
    });
  });
  afterAll(() => world.close());

  const bring = async (platform: string, table: string, more: object = {}, options = {}) =>
    (
      await world.done<Imported>(
        "ticketing_import_platform_sales",
        { performance: dates.Lyon, platform, table, ...more },
        options,
      )
    ).value;
  const preview = async (platform: string, table: string, more: object = {}) =>
    (
      await world.done<Preview>("ticketing_preview_platform_sales", {
        performance: dates.Lyon,
        platform,
        table,
        ...more,
      })
    ).value;
  const platforms = async (performance = dates.Lyon) =>
    (await world.done<Platforms>("ticketing_list_platforms", { performance })).value;

  it("previews a Weezevent export without writing, with what is wrong line by line", async () => {
    const seen = await preview("weezevent", weezevent);
    expect(seen).toMatchObject({ fresh: 4, failed: 1, soldAfter: 4, grossAfterCents: 109_299 });
    expect(seen.errors).toEqual([
      expect.objectContaining({ line: 6, fr: "le prix « trente » est illisible" }),
    ]);
    expect(
      Object.fromEntries(seen.columns.map(({ heading, column }) => [heading, column])),
    ).toMatchObject({
      "Numéro de commande": "order_reference",
      "Code-barres": "external_id",
      Tarif: "category",
      "Montant TTC": "price",
      "Date commande": "sold_at",
      "Nom participant": null,
    });
    expect((await platforms()).allotments).toEqual([]);
  });

  it("keeps it, and brings known tickets up to date instead of doubling them", async () => {
    const first = await bring("weezevent", weezevent);
    expect(first).toMatchObject({ added: 4, changed: 0, failed: 1, sold: 4, grossCents: 109_299 });
    const later = weezevent
      .replace("1 021,99", "21,99")
      .concat("\r\nC1046;7745125;Inès;Moreau;Plein tarif;35,50;09/01/2027 10:00;Site web");
    expect(await preview("weezevent", later)).toMatchObject({ fresh: 1, changed: 1, known: 3 });
    const second = await bring("weezevent", later);
    expect(second).toMatchObject({
      added: 1,
      changed: 1,
      unchanged: 3,
      sold: 5,
      grossCents: 12_849,
    });
    const [kept] = await world.rows<{ sold_at: Date; category: string }>(
      "select sold_at, category from platform_sales where external_id = '7745122'",
    );
    expect(kept?.sold_at.toISOString()).toBe("2027-01-07T08:12:00.000Z");
    const people = await world.rows("select to_jsonb(k)::text as row from platform_sales k");
    expect(JSON.stringify(people)).not.toMatch(/Martin|Léa/);
  });

  it("cancels what a whole list no longer has, and nothing where the file is a part", async () => {
    const part = weezevent.split("\r\n").slice(0, 2).join("\r\n");
    expect(await bring("weezevent", part)).toMatchObject({ sold: 5, cancelled: 0 });
    expect(await preview("weezevent", part, { whole: true })).toMatchObject({
      gone: 4,
      soldAfter: 1,
    });
    expect(await bring("weezevent", part, { whole: true })).toMatchObject({
      sold: 1,
      cancelled: 4,
    });
    expect(await bring("weezevent", weezevent)).toMatchObject({ sold: 4 });
  });

  it("reads a BilletWeb export: quotes, byte order mark, the session of the date alone, unpaid as cancelled", async () => {
    const kept = await bring("billetweb", billetweb);
    expect(kept).toMatchObject({ added: 2, elsewhere: 1, sold: 1, grossCents: 3_550 });
    const [sale] = await world.rows(
      "select postal_code, city, external_id, order_reference from platform_sales where platform = 'billetweb' and status = 'sold'",
    );
    expect(sale).toEqual({
      postal_code: "69003",
      city: "Lyon",
      external_id: "T356-1",
      order_reference: "C425",
    });
  });

  it("reads a Shotgun export: cents, refunds, tickets not approved yet, a ticket twice", async () => {
    expect(await bring("shotgun", shotgun)).toMatchObject({
      added: 3,
      pending: 1,
      sold: 2,
      grossCents: 5_000,
    });
  });

  it("remembers the columns that a person chose for a platform", async () => {
    const table = "Ref;Formule tarifaire;TTC\nX1;Carré or;60,00\nX2;Carré or;60,00";
    expect(
      (
        await world.failed("ticketing_import_platform_sales", {
          performance: dates.Nice,
          platform: "fnac",
          table,
        })
      ).field,
    ).toBe("table");
    await world.done("ticketing_import_platform_sales", {
      performance: dates.Nice,
      platform: "fnac",
      table,
      columns: ["external_id", "category", "price"],
    });
    const seen = await world.done<Preview>("ticketing_preview_platform_sales", {
      performance: dates.Nice,
      platform: "fnac",
      table: `${table}\nX3;Carré or;60,00`,
    });
    expect(seen.value).toMatchObject({ remembered: true, fresh: 1, known: 2, failed: 0 });
  });

  it("tells tickets apart where a file has order numbers and quantities alone", async () => {
    const table =
      "Commande;Tarif;Prix;Quantité\nO1;Plein tarif;30;3\nO1;Tarif réduit;20;1\nO2;Plein tarif;30;2";
    const at = { performance: dates.Nice, platform: "reseller", table };
    const first = await world.done<Imported>("ticketing_import_platform_sales", at);
    expect(first.value).toMatchObject({ added: 6, sold: 6, grossCents: 17_000 });
    const again = await world.done<Imported>("ticketing_import_platform_sales", at);
    expect(again.value).toMatchObject({ added: 0, changed: 0, unchanged: 6, sold: 6 });
  });

  it("imports once for two calls with one id, and takes an import back", async () => {
    const callId = randomUUID();
    const at = {
      performance: dates.Lille,
      platform: "yurplan",
      table: "Billet;Prix\nY1;30\nY2;30",
    };
    const first = await world.done<Imported>("ticketing_import_platform_sales", at, { callId });
    const again = await world.done<Imported>("ticketing_import_platform_sales", at, { callId });
    expect(again).toEqual({ ...first, replayed: true });
    await world.done("organization_undo_call", { call: callId });
    expect(await platforms(dates.Lille)).toMatchObject({ allotments: [], reports: [] });
  });

  it("takes an allotment out of our stock, and refuses more than is free", async () => {
    const at = { performance: dates.Marseille, platform: "ticketmaster" };
    await world.done("ticketing_set_allotment", { ...at, quantity: 60 });
    const sell = { performance: dates.Marseille, ticket_type: "Plein tarif" };
    expect(await world.failed("ticketing_record_sale", { ...sell, quantity: 41 })).toMatchObject({
      code: "conflict",
    });
    await world.done("ticketing_record_sale", { ...sell, quantity: 40 });
    const more = await world.failed("ticketing_set_allotment", { ...at, quantity: 61 });
    expect(more.message).toMatch(/Ce contingent dépasse ce qui reste de la jauge/);
    await world.done("ticketing_set_allotment", { ...at, quantity: 10 });
    await world.done("ticketing_record_sale", { ...sell, quantity: 5 });
  });

  it("warns of a platform that sold beyond its allotment, and of a full room", async () => {
    const at = { performance: dates.Marseille, platform: "ticketmaster" };
    const outcome = await world.done<{ warnings: Warning[] }>("ticketing_set_allotment", {
      ...at,
      sold: 70,
      gross: 245_000,
    });
    expect(outcome.value.warnings.map(({ kind }) => kind)).toEqual([
      "above_allotment",
      "above_capacity",
    ]);
    expect(outcome.summary).toMatch(
      /Ticketmaster a vendu 70\sbillets pour .*Marseille, pour un contingent de 10\. .*Marseille\s: 115\splaces prises pour une jauge de 100\./,
    );
  });

  it("asks for a report that is missing as the show comes near", async () => {
    const at = { performance: dates.Lille, platform: "dice" };
    await world.done("ticketing_set_allotment", { ...at, quantity: 20 });
    const kinds = async (now: string) =>
      (
        await world.done<{ warnings: Warning[] }>(
          "ticketing_list_warnings",
          { performances: [dates.Lille] },
          { now: new Date(now) },
        )
      ).value.warnings;
    expect(await kinds("2026-12-01T09:00:00Z")).toEqual([]);
    expect(await kinds("2027-02-10T09:00:00Z")).toMatchObject([
      { kind: "no_report", platform: "dice", days: null },
    ]);
    const options = { now: new Date("2027-02-10T09:00:00Z") };
    await world.done("ticketing_set_allotment", { ...at, sold: 4, gross: 12_000 }, options);
    expect(await kinds("2027-02-12T09:00:00Z")).toEqual([]);
    expect(await kinds("2027-02-14T09:00:00Z")).toMatchObject([{ kind: "no_report", days: 4 }]);
  });

  it("does not let a sum by voice stand against tickets known one by one", async () => {
    const told = await world.failed("ticketing_set_allotment", {
      performance: dates.Lyon,
      platform: "weezevent",
      sold: 3,
    });
    expect(told.message).toMatch(/connues billet par billet/);
  });

  it("is not for another organization, nor changed without the right", async () => {
    const file = { performance: dates.Lyon, platform: "weezevent", table: weezevent };
    const calls = [
      ["ticketing_import_platform_sales", file],
      ["ticketing_preview_platform_sales", file],
      ["ticketing_set_allotment", { performance: dates.Lyon, platform: "fnac", quantity: 1 }],
      ["ticketing_list_platforms", { performance: dates.Lyon }],
      ["ticketing_sync_platform", { performance: dates.Lyon, platform: "weezevent" }],
    ] as const;
    for (const [tool, input] of calls) {
      expect(await world.failed(tool, input, { organization: world.elsewhere })).toMatchObject({
        code: "not_found",
      });
      if (!/preview|list/.test(tool))
        expect(await world.failed(tool, input, { role: "viewer" })).toMatchObject({
          code: "forbidden",
        });
    }
    expect(
      (
        await world.done<{ warnings: Warning[] }>(
          "ticketing_list_warnings",
          {},
          { organization: world.elsewhere },
        )
      ).value.warnings,
    ).toEqual([]);
  });
});
