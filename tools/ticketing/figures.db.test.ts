import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plannedTour } from "../testing/tour.ts";
import { openWorld, type World } from "../testing/world.ts";

type Line = { label: string; sold: number; grossCents: number };
type Stats = {
  sold: number;
  free: number;
  grossCents: number;
  byDate: Line[];
  byType: Line[];
  byChannel: (Line & { channel: string })[];
  byDay: { day: string; sold: number }[];
  byHour: { hour: number; sold: number }[];
  byPlace: Line[];
  placeUnknown: number;
  dayUnknown: number;
};
type Vat = {
  dates: {
    performance: string;
    rank: number;
    proposal: { rateBp: number; source: string } | null;
    differs: boolean;
  }[];
};
type Declaration = {
  year: number;
  quarter: number;
  dueBefore: string;
  lines: number;
  tickets: number;
  grossCents: number;
  missing: { performance: string; lacks: string[] }[];
  csv: string;
};
type Forecasts = {
  dates: {
    sold: number;
    silence: string | null;
    forecast: { expected: number; dates: number } | null;
  }[];
};

describe("figures of ticketing", () => {
  let world: World;
  let dates: Awaited<ReturnType<typeof plannedTour>>;
  beforeAll(async () => {
    world = await openWorld();
    dates = await plannedTour(world);
    await world.rows("update venues set capacity = 500");
    const tour = { tour: "Organique Tour", vat: 550 };
    await world.done("ticketing_create_ticket_type", { ...tour, price: 3_000 });
    await world.done("ticketing_create_ticket_type", { ...tour, kind: "comp", price: 0 });
    await world.done("ticketing_import_platform_sales", {
      performance: dates.Lyon,
      platform: "shotgun",
      table: [
        "ticket_id,deal_title,deal_price,ordered_at,contact_postal_code,contact_locality",
        "1,PHASE 1,2500,2026-11-20 22:30:00,69100,VILLEURBANNE",
        "2,PHASE 1,2500,2026-11-20 22:45:00,69100,Villeurbanne",
      ].join("\n"),
    });
    await sell(3, { now: new Date("2026-11-21T09:30:00Z") });
    await world.done("ticketing_record_sale", {
      performance: dates.Lyon,
      ticket_type: "Invitation",
      quantity: 2,
    });
    await world.done("ticketing_set_allotment", {
      performance: dates.Lyon,
      platform: "fnac",
      quantity: 20,
      sold: 4,
      gross: 12_000,
    });
  });
  afterAll(() => world.close());

  const sell = (quantity: number, options = {}) =>
    world.done(
      "ticketing_record_sale",
      { performance: dates.Lyon, ticket_type: "Plein tarif", quantity, buyer: "Léa Martin" },
      options,
    );

  it("counts tickets by type, channel, day, hour and town, other platforms included", async () => {
    const stats = (await world.done<Stats>("ticketing_get_stats", { performances: [dates.Lyon] }))
      .value;
    expect(stats).toMatchObject({ sold: 11, free: 2, grossCents: 26_000, dayUnknown: 4 });
    expect(stats.byChannel).toMatchObject([
      { channel: "door_sale", sold: 5, grossCents: 9_000 },
      { channel: "fnac", sold: 4, grossCents: 12_000 },
      { channel: "shotgun", sold: 2, grossCents: 5_000 },
    ]);
    expect(stats.byType).toContainEqual({ label: "PHASE 1", sold: 2, grossCents: 5_000 });
    expect(stats.byDay).toMatchObject([
      { day: "2026-11-20", sold: 2 },
      { day: "2026-11-21", sold: 3 },
      { day: "2026-11-26", sold: 2 },
    ]);
    expect(stats.byHour[22]).toEqual({ hour: 22, sold: 2 });
    expect(stats.byHour[10]).toEqual({ hour: 10, sold: 5 });
    expect(stats.byPlace).toEqual([{ label: "Villeurbanne", sold: 2, grossCents: 5_000 }]);
    expect(stats.placeUnknown).toBe(9);
  });

  it("adds up alike along every side, for a date and for the tour", async () => {
    for (const input of [{ performances: [dates.Lyon] }, { tour: "Organique Tour" }, {}]) {
      const stats = (await world.done<Stats>("ticketing_get_stats", input)).value;
      for (const lines of [stats.byDate, stats.byType, stats.byChannel]) {
        expect(lines.reduce((sum, { sold }) => sum + sold, 0)).toBe(stats.sold);
        expect(lines.reduce((sum, { grossCents }) => sum + grossCents, 0)).toBe(stats.grossCents);
      }
      expect(stats.byDay.reduce((sum, { sold }) => sum + sold, stats.dayUnknown)).toBe(stats.sold);
    }
  });

  it("proposes 2.10 % for the first 140 performances of the production, with its source, and shows what differs", async () => {
    const vat = async () =>
      (await world.done<Vat>("ticketing_propose_vat", { tour: "Organique Tour" })).value.dates;
    await world.rows(
      "update performances set production_id = (select id from productions limit 1)",
    );
    await world.rows("update productions set paid_performances_before = 138");
    expect((await vat()).map(({ rank, proposal }) => [rank, proposal?.rateBp])).toEqual([
      [139, 210],
      [140, 210],
      [141, 550],
      [142, 550],
    ]);
    const [first] = await vat();
    expect(first).toMatchObject({
      differs: true,
      proposal: { source: "CGI, art. 281 quater" },
    });
    await world.rows("update venues set country = 'BE' where city = 'Lille'");
    expect((await vat())[1]?.proposal).toBeNull();
    await world.rows("update venues set country = 'FR' where city = 'Lille'");
  });

  it("prepares the quarter's declaration: a line for each price, paid or free, and what lacks", async () => {
    const declare = async (input: object, now: string) =>
      world.done<Declaration>("ticketing_export_declaration", input, { now: new Date(now) });
    const { value, summary } = await declare({}, "2027-07-03T08:00:00Z");
    expect(value).toMatchObject({
      year: 2027,
      quarter: 2,
      dueBefore: "2027-07-10",
      lines: 4,
      tickets: 11,
      grossCents: 26_000,
    });
    expect(summary).toMatch(
      /le titulaire de la licence le vérifie et le dépose avant le 10 juillet 2027/,
    );
    expect(value.csv.startsWith("\uFEFFLicence;Date;Heure;Spectacle;")).toBe(true);
    const rows = value.csv.split("\r\n");
    expect(rows).toContainEqual(
      expect.stringMatching(
        /^PLATESV-D-2019-001172;2027-05-14;;Organique;Zaz;Concert;;.*;Lyon;.*;FR;Billetterie de l’organisateur;Plein tarif;30,00;non;3;90,00$/,
      ),
    );
    expect(rows).toContainEqual(expect.stringMatching(/;Invitation;0,00;oui;2;0,00$/));
    await world.rows("update venues set postal_code = null where city = 'Lyon'");
    const lacking = await declare({ quarter: 2, year: 2027 }, "2027-07-03T08:00:00Z");
    expect(lacking.value.missing).toMatchObject([{ lacks: ["postal_code"] }]);
    expect((await declare({ quarter: 1, year: 2027 }, "2027-07-03T08:00:00Z")).value.lines).toBe(0);
  });

  it("says that there is too little to foretell, and foretells once past dates speak", async () => {
    const forecast = async () =>
      (await world.done<Forecasts>("ticketing_forecast_sales", { performances: [dates.Lyon] }))
        .value.dates[0];
    await sell(20, { now: new Date("2026-11-25T09:30:00Z") });
    expect(await forecast()).toMatchObject({ silence: "too_few_dates", forecast: null });
    // Six past dates that had sold two in five of their tickets 169 days before.
    await world.rows(
      `with shown as (
         insert into performances (organization_id, artist_id, venue_id, day, status)
           select p.organization_id, p.artist_id, p.venue_id, date '2026-05-01' + n * 7, 'played'
             from performances p, generate_series(1, 6) n where p.id = $1 returning *
       ), reported as (
         insert into platform_reports (organization_id, performance_id, platform, source)
           select organization_id, id, 'weezevent', 'file' from shown returning *
       )
       insert into platform_sales (organization_id, performance_id, report_id, platform, external_id, price_cents, sold_at)
         select r.organization_id, r.performance_id, r.id, 'weezevent', k::text, 3000,
             (s.day - case when k <= 40 then 200 else 10 end)::timestamptz
           from reported r join shown s on s.id = r.performance_id, generate_series(1, 100) k`,
      [dates.Lyon],
    );
    expect(await forecast()).toMatchObject({
      sold: 27,
      silence: null,
      forecast: { expected: 68, dates: 6, scope: "artist", errorBp: 0 },
    });
    const { summary } = await world.done("ticketing_forecast_sales", {
      performances: [dates.Lyon],
    });
    expect(summary).toMatch(/environ 68\sattendus .* Méthode\s: part vendue à J−169 \(40\s%/);
  });

  it("shows nothing of another organization", async () => {
    const elsewhere = { organization: world.elsewhere };
    for (const tool of [
      "ticketing_get_stats",
      "ticketing_forecast_sales",
      "ticketing_propose_vat",
    ]) {
      const given = { performances: [dates.Lyon] };
      expect(await world.failed(tool, given, elsewhere)).toMatchObject({ code: "not_found" });
    }
    const declared = await world.done<Declaration>("ticketing_export_declaration", {}, elsewhere);
    expect(declared.value.lines).toBe(0);
  });
});
