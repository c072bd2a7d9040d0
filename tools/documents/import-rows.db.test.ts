import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cessionContract, frenchHeads, frenchStops, routingTable } from "../testing/papers.ts";
import { openWorld, type World } from "../testing/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.done("tours_create_artist", { name: "Ourses" });
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
const count = async (table: string) =>
  Number((await world.rows(`select count(*) from ${table}`))[0]?.["count"]);

describe("importing what a document says", () => {
  type Imported = {
    created: number;
    alreadyThere: number;
    deals: number;
    venuesCreated: number;
    artistCreated: boolean;
  };
  const rowsFor = async (id: string) => ({ document: id, ...(await read(id)).value.rows });

  test("asks a person once, telling every row with its page, and writes them all on their word", async () => {
    const input = await rowsFor(await idOf("contrat.pdf", await cessionContract()));
    const before = await count("performances");
    const { approvalId, preview } = await world.pending("documents_import_rows", input, {
      via: "agent",
    });
    expect(await count("performances")).toBe(before);
    const told = plain(JSON.stringify(preview.lines));
    expect(told).toContain("Nina Solal (nouveau) · p. 1");
    expect(told).toContain(
      "Villeurbanne, Le Transbordeur · jauge 1 800 · portes 19 h, concert 20 h 30 (nouveau, nouveau lieu) · p. 1",
    );
    expect(told).toContain("Cession 8 000 € HT, acompte 2 400 € · p. 2");
    expect(preview.warnings).toEqual([]);
    await world.done("organization_decide_approval", { approval: approvalId, decision: "accept" });
    const [date] = await world.rows(
      `select p.day::text, p.status, p.capacity, a.name as artist, v.name as venue, v.city, d.kind, d.guarantee_cents, d.deposit_cents, c.display_name
       from performances p join artists a on a.id = p.artist_id join venues v on v.id = p.venue_id
       join deals d on d.performance_id = p.id left join contacts c on c.id = d.promoter_contact_id
       where p.day = '2027-03-12'`,
    );
    expect(date).toMatchObject({
      status: "confirmed",
      capacity: 1800,
      artist: "Nina Solal",
      venue: "Le Transbordeur",
      city: "Villeurbanne",
      kind: "cession",
      guarantee_cents: 800_000,
      deposit_cents: 240_000,
      display_name: "Marie Dupont",
    });
    const [document] = await world.rows("select * from documents where id = $1", [input.document]);
    expect(document?.["performance_id"]).not.toBeNull();
    const times = await world.rows(
      "select kind from schedule_items s join performances p on p.id = s.performance_id where p.day = '2027-03-12' order by kind",
    );
    expect(times.map((time) => time["kind"])).toEqual(["doors", "set_time"]);
  });

  test("imported again it makes nothing twice", async () => {
    const input = await rowsFor(await idOf("contrat.pdf", await cessionContract()));
    const tables = ["artists", "venues", "performances", "contacts", "deals"];
    const before = await Promise.all(tables.map(count));
    const { value, summary } = await world.done<Imported>("documents_import_rows", input);
    expect(value).toMatchObject({
      created: 0,
      alreadyThere: 1,
      artistCreated: false,
      venuesCreated: 0,
    });
    expect(await Promise.all(tables.map(count))).toEqual(before);
    expect(summary).toContain("1 déjà là");
  });

  test("the same call twice writes once, and undo takes it all back", async () => {
    const table = await routingTable(
      "GRAND SOLEIL TOUR – NINA SOLAL",
      [...frenchHeads],
      frenchStops,
    );
    const input = await rowsFor(await idOf("routing.pdf", table));
    const callId = crypto.randomUUID();
    const before = await count("performances");
    const { value } = await world.done<Imported>("documents_import_rows", input, { callId });
    // The artist already plays in Villeurbanne on 12 March, and Angers is a hold.
    expect(value).toMatchObject({ created: 5 });
    expect((await world.done("documents_import_rows", input, { callId })).replayed).toBe(true);
    expect(await count("performances")).toBe(before + 5);
    await world.done("organization_undo_call", { call: callId });
    expect(await count("performances")).toBe(before);
  });

  test("a quote that its page does not hold is told to whoever decides", async () => {
    const id = await idOf("contrat.pdf", await cessionContract());
    const { preview } = await world.pending(
      "documents_import_rows",
      {
        document: id,
        artist: { name: "Nina Solal", page: 1, quote: "Artiste : Nina Solal" },
        dates: [
          {
            day: "2027-05-01",
            city: "Lyon",
            page: 2,
            quote: "le 1er mai 2027 à Lyon",
            check: true,
          },
        ],
      },
      { via: "agent" },
    );
    const warnings = preview.warnings?.map((warning) => plain(warning.fr));
    expect(warnings).toContain("Citation introuvable, p. 2 : « le 1er mai 2027 à Lyon »");
    expect(warnings).toContain("À vérifier, p. 2 : « le 1er mai 2027 à Lyon »");
  });

  test("a day on which the artist plays elsewhere is left out and told", async () => {
    const id = await idOf("contrat.pdf", await cessionContract());
    const { value, summary } = await world.done<{ created: number; skipped: unknown[] }>(
      "documents_import_rows",
      {
        document: id,
        artist: { name: "Nina Solal", page: 1, quote: "Nina Solal" },
        dates: [{ day: "2027-03-12", city: "Marseille", page: 1, quote: "12 mars 2027" }],
      },
    );
    expect(value).toMatchObject({
      created: 0,
      skipped: [{ city: "Marseille", reason: "artist_busy" }],
    });
    expect(summary).toContain("joue déjà ailleurs");
  });

  test("dates that name nobody ask for whom", async () => {
    const id = await idOf("lettre.txt", Buffer.from("Chers amis,\nMerci pour tout.\nÀ bientôt."));
    const input = {
      document: id,
      dates: [{ day: "2027-06-01", city: "Lyon", page: 1, quote: "Merci pour tout." }],
    };
    const error = await world.failed("documents_import_rows", input);
    expect(error).toMatchObject({ code: "invalid_input", field: "for_artist" });
    expect(error.choices?.map((choice) => choice.label)).toContain("Ourses");
    const { value } = await world.done<Imported>("documents_import_rows", {
      ...input,
      for_artist: "Ourses",
    });
    expect(value.created).toBe(1);
  });

  test("a member who may not write tours imports nothing, nor does another organization", async () => {
    const input = await rowsFor(await idOf("contrat.pdf", await cessionContract()));
    expect((await world.failed("documents_import_rows", input, { role: "viewer" })).code).toBe(
      "forbidden",
    );
    expect(
      (await world.failed("documents_import_rows", input, { organization: world.elsewhere })).code,
    ).toBe("not_found");
  });
});
