import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  cessionContract,
  frenchHeads,
  frenchStops,
  longStops,
  mailFile,
  pdfOf,
  routingTable,
  technicalRider,
  versusContract,
} from "../testing/papers.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
}, 120_000);
afterAll(() => world.close());

type Added = {
  documents: {
    id: string;
    title: string;
    kind: string;
    fileKind: string;
    pages: number;
    silence: string | null;
    known: boolean;
  }[];
  left: { name: string }[];
};
type Source = { page: number; quote: string };
type Read = {
  rows: {
    artist?: Source & { name: string };
    promoter?: Source & { name: string; company?: string; email?: string };
    tour?: Source & { name: string };
    dates: (Source & Record<string, unknown>)[];
  };
  found: { what: string; state: string; page: number; quote: string; check: boolean }[];
  left: unknown[];
  remarks: string[];
  silence: string | null;
  pages: number;
};
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");
const add = (name: string, bytes: Buffer, options?: Parameters<World["done"]>[2]) =>
  world.done<Added>(
    "documents_add_file",
    { file_name: name, content: bytes.toString("base64") },
    options,
  );
const idOf = async (name: string, bytes: Buffer) =>
  (await add(name, bytes)).value.documents[0]?.id ?? "";
const read = (document: string) => world.done<Read>("documents_read_file", { document });

describe("reading without a key", () => {
  test("a contract gives artist, promoter, date, times and terms, each with its page and line", async () => {
    const { value, untrusted, summary } = await read(
      await idOf("contrat.pdf", await cessionContract()),
    );
    expect(untrusted).toBe(true);
    expect(value.rows.artist).toMatchObject({
      name: "Nina Solal",
      page: 1,
      quote: "Artiste : Nina Solal",
    });
    expect(value.rows.promoter).toMatchObject({
      name: "Marie Dupont",
      company: "Le Transbordeur",
      email: "marie.dupont@transbordeur.example",
      page: 1,
    });
    expect(value.rows.dates).toMatchObject([
      {
        day: "2027-03-12",
        city: "Villeurbanne",
        venue: "Le Transbordeur",
        capacity: 1800,
        status: "confirmed",
        doors: "19:00",
        set_time: "20:30",
        page: 1,
        deal: { deal_kind: "cession", guarantee: 800_000, deposit: 240_000, page: 2 },
      },
    ]);
    expect(plain(summary)).toBe(
      "contrat.pdf (contrat de cession, 2 pages) : 1 date, Nina Solal, Le Transbordeur.",
    );
  });

  test("amounts in another currency are left to a person", async () => {
    const { value } = await read(await idOf("deal.pdf", await versusContract()));
    expect(value.rows.dates).toMatchObject([
      {
        day: "2027-04-18",
        city: "Manchester, GB",
        venue: "Albert Hall",
        doors: "19:00",
        curfew: "23:00",
      },
    ]);
    expect(value.rows.dates[0]?.["deal"]).toBeUndefined();
    expect(value.remarks[0]).toContain("autre devise");
  });

  test("a table of dates is read over its pages, empty cells included", async () => {
    const table = await routingTable(
      "GRAND SOLEIL TOUR – NINA SOLAL",
      [...frenchHeads],
      frenchStops,
    );
    const { value } = await read(await idOf("routing.pdf", table));
    expect(value.rows).toMatchObject({
      artist: { name: "Nina Solal" },
      tour: { name: "Grand Soleil Tour" },
    });
    expect(value.rows.dates).toMatchObject([
      { day: "2027-03-04", city: "Lille", venue: "L’Aéronef", capacity: 1900, set_time: "20:00" },
      { day: "2027-03-05", city: "Rouen", venue: "Le 106", set_time: "20:30" },
      { day: "2027-03-06", city: "Rennes", capacity: 1200, status: "option", hold_rank: 1 },
      { day: "2027-03-11", city: "Nantes", venue: "Stereolux", capacity: 1200 },
      { day: "2027-03-12", city: "Angers", venue: "Le Chabada", capacity: 900, status: "option" },
    ]);
    const long = await routingTable("TOURNÉE", [...frenchHeads], longStops);
    const dates = (await read(await idOf("long.pdf", long))).value.rows.dates;
    expect(dates).toHaveLength(longStops.length);
    expect(dates.at(0)?.page).toBe(1);
    expect(dates.at(-1)?.page).toBe(2);
  });

  test("an English table is read in English", async () => {
    const table = await routingTable(
      "SPRING RUN 2027",
      ["Date", "City", "Venue", "Cap", "Show", "Status"],
      [
        {
          day: "3 June 2027",
          town: "Brussels",
          venue: "Ancienne Belgique",
          capacity: "2000",
          time: "8:00 pm",
          status: "confirmed",
        },
        {
          day: "4 June 2027",
          town: "Amsterdam",
          venue: "Paradiso",
          capacity: "1500",
          time: "8:30 pm",
          status: "hold",
        },
      ],
    );
    const { value } = await read(await idOf("run.pdf", table));
    expect(value.rows.dates).toMatchObject([
      { day: "2027-06-03", venue: "Ancienne Belgique", set_time: "20:00" },
      { day: "2027-06-04", venue: "Paradiso", set_time: "20:30", status: "option" },
    ]);
  });

  test("a mail offers a date on hold, and its attachment is a document of its own", async () => {
    await world.done("tours_create_artist", { name: "Ourses" });
    const { value } = await add(
      "proposition.eml",
      mailFile({
        subject: "Proposition Ourses à Nîmes",
        body: "Bonjour,\n\nNous serions ravis d’accueillir Ourses à Nîmes le samedi 17 juillet 2027 à 21 h 30.\nNous proposons une cession à 12 500 € HT, avec un acompte de 30 %.\nJauge 2 500.\n\nClaire Morel",
        files: [
          { name: "fiche.pdf", mime: "application/pdf", bytes: await technicalRider() },
          {
            name: "tableau.xlsx",
            mime: "application/zip",
            bytes: Buffer.from([0x50, 0x4b, 3, 4, 0]),
          },
        ],
      }),
    );
    expect(value.documents).toMatchObject([
      { title: "Proposition Ourses à Nîmes", fileKind: "mail" },
      { fileKind: "pdf", kind: "technical_rider" },
    ]);
    expect(value.left).toMatchObject([{ name: "tableau.xlsx" }]);
    const mail = await read(value.documents[0]?.id ?? "");
    expect(mail.value.rows.artist).toMatchObject({ name: "Ourses" });
    expect(mail.value.found[0]).toMatchObject({ what: "Artiste", state: "déjà là" });
    expect(mail.value.rows.dates).toMatchObject([
      {
        day: "2027-07-17",
        city: "Nîmes",
        status: "option",
        hold_rank: 1,
        set_time: "21:30",
        capacity: 2500,
        deal: { deal_kind: "cession", guarantee: 1_250_000, deposit: 375_000 },
      },
    ]);
  });

  test("a rider proposes its artist alone, and a page of prose nothing", async () => {
    const rider = await read(await idOf("fiche.pdf", await technicalRider()));
    expect(rider.value.rows).toMatchObject({ artist: { name: "Nina Solal" }, dates: [] });
    const prose = await read(
      await idOf("lettre.txt", Buffer.from("Chers amis,\nMerci pour tout.\nÀ bientôt.")),
    );
    expect(prose.value.found).toEqual([]);
    expect(prose.summary).toContain("ni artiste, ni date, ni deal");
  });

  test("a price with VAT alone is not taken for one before VAT", async () => {
    const paper = await pdfOf((doc) =>
      doc.text(
        "CONTRAT DE CESSION\nArtiste : Ourses\nDate : 2 octobre 2027\nLieu : La Vapeur, Dijon\nPrix de cession : 5 275 € TTC",
      ),
    );
    const { value } = await read(await idOf("ttc.pdf", paper));
    expect(value.rows.dates[0]?.["deal"]).toBeUndefined();
    expect(value.remarks[0]).toContain("TTC");
  });
});
