import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localPlaces as places } from "#integrations/places/index.ts";
import { type PastedListOptions, readPastedList } from "./index.ts";

const today = "2026-11-26";
const read = (text: string, options: Partial<PastedListOptions> = {}) =>
  readPastedList(text, { today, places, ...options });
const rows = (text: string) =>
  read(text).rows.map(({ day, city, venueName }) => [day, city, venueName]);

const ORGANIQUE = `ORGANIQUE TOUR (ZAZ), dates annoncées, 2022
14/01/2022 – Longjumeau, Théâtre de Longjumeau
28/01/2022 – Paris, Salle Pleyel
29/01/2022 – Paris, Salle Pleyel
12/02/2022 – Marseille, Le Silo
13/02/2022 – Montpellier, Le Corum
17/02/2022 – Bordeaux, Le Théâtre Fémina
18/02/2022 – Bourges, Le Palais d’Auron
20/02/2022 – Rennes, La Liberté
21/02/2022 – Nantes, Cité des Congrès
22/02/2022 – Tours, Le Palais des Congrès
24/02/2022 – Lille, Théâtre de Sébastopol
26/02/2022 – Strasbourg, Palais de la musique et des congrès
06/04/2022 – Bar le Duc, La Barroise
07/04/2022 – Annecy, L’Arcadium
10/04/2022 – Vichy, Opéra
11/05/2022 – Voiron, Le Grand Angle
12/05/2022 – Dôle, La Commanderie
14/05/2022 – Lyon, L’amphitéâtre – Salle 3000
15/05/2022 – Nice, L’Acropolis
`;

describe("an announced tour, as it was published", () => {
  const list = read(ORGANIQUE, { shift: { years: 5 } });

  test("gives its title, its artist and 19 dates moved five years on, with nothing refused", () => {
    expect(list).toMatchObject({ title: "Organique Tour", artist: "ZAZ", rejected: [] });
    expect(
      list.rows.map(({ day, city, venueName, place }) => [day, city, venueName, place?.inseeCode]),
    ).toEqual([
      ["2027-01-14", "Longjumeau", "Théâtre de Longjumeau", "91345"],
      ["2027-01-28", "Paris", "Salle Pleyel", "75056"],
      ["2027-01-29", "Paris", "Salle Pleyel", "75056"],
      ["2027-02-12", "Marseille", "Le Silo", "13055"],
      ["2027-02-13", "Montpellier", "Le Corum", "34172"],
      ["2027-02-17", "Bordeaux", "Le Théâtre Fémina", "33063"],
      ["2027-02-18", "Bourges", "Le Palais d’Auron", "18033"],
      ["2027-02-20", "Rennes", "La Liberté", "35238"],
      ["2027-02-21", "Nantes", "Cité des Congrès", "44109"],
      ["2027-02-22", "Tours", "Le Palais des Congrès", "37261"],
      ["2027-02-24", "Lille", "Théâtre de Sébastopol", "59350"],
      ["2027-02-26", "Strasbourg", "Palais de la musique et des congrès", "67482"],
      ["2027-04-06", "Bar-le-Duc", "La Barroise", "55029"],
      ["2027-04-07", "Annecy", "L’Arcadium", "74010"],
      ["2027-04-10", "Vichy", "Opéra", "03310"],
      ["2027-05-11", "Voiron", "Le Grand Angle", "38563"],
      ["2027-05-12", "Dole", "La Commanderie", "39198"],
      ["2027-05-14", "Lyon", "L’amphitéâtre – Salle 3000", "69123"],
      ["2027-05-15", "Nice", "L’Acropolis", "06088"],
    ]);
  });

  test("each with coordinates in France and its line in the text", () => {
    for (const { place, line } of list.rows) {
      expect(place!.latitude).toBeGreaterThan(42);
      expect(place!.latitude).toBeLessThan(51);
      expect(place!.longitude).toBeGreaterThan(-5);
      expect(place!.longitude).toBeLessThan(8.3);
      expect(ORGANIQUE.split("\n")[line - 1]).toMatch(/^\d\d\//);
    }
  });
});

describe("routings in the hands of those who write them", () => {
  test.each([
    ["13 mars 2027 – Le Silo (Marseille)", ["2027-03-13", "Marseille", "Le Silo"]],
    ["Sam. 13 mars 2027 : Marseille / Le Silo", ["2027-03-13", "Marseille", "Le Silo"]],
    ["Lyon, Le Transbordeur, 15/03/27", ["2027-03-15", "Lyon", "Le Transbordeur"]],
    [
      "16.03.2027 | Bruxelles | Ancienne Belgique",
      ["2027-03-16", "Bruxelles", "Ancienne Belgique"],
    ],
    ["March 17, 2027 - Paradiso - Amsterdam, Netherlands", ["2027-03-17", "Amsterdam", "Paradiso"]],
    ["2027-03-18;Genève;Arena", ["2027-03-18", "Genève", "Arena"]],
    ["2027-03-18\tGenève\tArena", ["2027-03-18", "Genève", "Arena"]],
    ["21 mars 2027 Lille Le Zénith", ["2027-03-21", "Lille", "Le Zénith"]],
    ["22 mars 2027 - Zénith de Strasbourg", ["2027-03-22", "Strasbourg", "Zénith de Strasbourg"]],
    ["24/03/2027 Olympia, Paris", ["2027-03-24", "Paris", "Olympia"]],
    ["25/03/2027 - The O2 - London, UK", ["2027-03-25", "London", "The O2"]],
    ["27/03/2027 - Strasboug, Zénith", ["2027-03-27", "Strasbourg", "Zénith"]],
    ["28/03/2027 Berlin", ["2027-03-28", "Berlin", undefined]],
    ["• 28/03/2027 – St Etienne (42) – Le Fil", ["2027-03-28", "Saint-Étienne", "Le Fil"]],
    ["Le 3 mars 2027 à Paris 11e, Bataclan", ["2027-03-03", "Paris", "Bataclan"]],
  ])("« %s »", (line, row) => expect(rows(line)).toEqual([row]));

  test("an unknown town is kept as written, without coordinates", () => {
    const [row] = read("26/03/2027 - Xyzzytown, Salle Machin").rows;
    expect(row).toEqual({
      line: 1,
      day: "2027-03-26",
      city: "Xyzzytown",
      venueName: "Salle Machin",
    });
  });

  test("hours, hold, status and capacity are taken from wherever they stand", () => {
    expect(
      read("13/03/2027 – Marseille, Le Silo – 20h30 – option 2 – jauge 2 000").rows[0],
    ).toMatchObject({
      venueName: "Le Silo",
      time: "20:30",
      holdRank: 2,
      status: "option",
      capacity: 2000,
    });
    expect(read("13/03/2027 – Marseille, Le Silo, confirmé (1 800)").rows[0]).toMatchObject({
      venueName: "Le Silo",
      status: "confirmed",
      capacity: 1800,
    });
    expect(read("13/03/2027 – Marseille, Le Silo – portes 19h, show 20h30").rows[0]).toMatchObject({
      venueName: "Le Silo",
      time: "20:30",
      schedule: [
        { kind: "doors", time: "19:00" },
        { kind: "set_time", time: "20:30" },
      ],
    });
    expect(read("13/03/2027 – Marseille, Le Silo, 1 800 places").rows[0]).toMatchObject({
      venueName: "Le Silo",
      capacity: 1800,
    });
  });

  test("a month as a heading serves the days under it", () => {
    expect(
      rows(
        "Décembre 2026\n12 – Lille, L'Aéronef\nsam. 19 – Nantes, Stereolux\n\nJanvier 2027\n9 – Rennes, L'Étage",
      ),
    ).toEqual([
      ["2026-12-12", "Lille", "L'Aéronef"],
      ["2026-12-19", "Nantes", "Stereolux"],
      ["2027-01-09", "Rennes", "L'Étage"],
    ]);
  });

  test("the year of the heading serves dates without one, and turns with the list", () => {
    expect(
      rows("Tournée d'hiver 2028\n20/12 – Lille, L'Aéronef\n05/01 – Nantes, Stereolux").map(
        ([day]) => day,
      ),
    ).toEqual(["2028-12-20", "2029-01-05"]);
  });

  test("without any year, dates are the next ones", () => {
    expect(rows("20/12 – Lille\n05/01 – Nantes").map(([day]) => day)).toEqual([
      "2026-12-20",
      "2027-01-05",
    ]);
  });

  test.each([
    ["ZAZ – Organique Tour 2027", { title: "Organique Tour", artist: "ZAZ" }],
    ["Tournée d'automne 2027", { title: "Tournée d'automne" }],
    ["Dates 2027", {}],
  ])("the heading « %s » names tour and artist", (heading, names) => {
    const { title, artist } = read(`${heading}\n12/03/2027 – Lyon, Transbordeur`);
    expect({ title, artist }).toEqual({ title: undefined, artist: undefined, ...names });
  });
});

describe("tables", () => {
  test.each([
    [
      "semicolons and quotes",
      'Date;Ville;Salle;Jauge;Heure;Statut\n14/01/2027;Longjumeau;"Théâtre; grande salle";"2 000";20h30;option',
    ],
    [
      "tabs",
      "Date\tVille\tSalle\tJauge\tHeure\tStatut\n14/01/2027\tLongjumeau\tThéâtre; grande salle\t2000\t20:30\toption",
    ],
    [
      "bars, with a rule under the heading",
      "| Date | City | Venue | Capacity | Time | Status |\n|---|---|---|---|---|---|\n| 14 January 2027 | Longjumeau | Théâtre; grande salle | 2,000 | 8:30pm | option |",
    ],
    [
      "commas, in another order",
      "Salle,Ville,Date,Heure,Statut,Jauge\nThéâtre; grande salle,Longjumeau,2027-01-14,20h30,option,2000",
    ],
  ])("with %s are read by their headings", (_, text) => {
    expect(read(text).rows).toMatchObject([
      {
        day: "2027-01-14",
        city: "Longjumeau",
        venueName: "Théâtre; grande salle",
        capacity: 2000,
        time: "20:30",
        status: "option",
      },
    ]);
  });

  test("a row without date is refused with its line", () => {
    expect(read("Date;Ville\n;Lyon\n01/02/2027;Lyon")).toMatchObject({
      rows: [{ line: 3 }],
      rejected: [{ line: 2, reason: "no_date" }],
    });
  });
});

describe("what cannot be read is refused, with its line and reason, and the rest is kept", () => {
  test.each([
    ["31/02/2027 – Nantes, Stereolux", "day_not_in_month"],
    ["12/13/2027 – Nantes", "no_such_month"],
    ["99/01/2027 – Nantes", "no_such_day"],
    ["bonjour à tous", "no_date"],
    ["12/03/2027", "no_place"],
    [`12/03/2027 – ${"x".repeat(600)}`, "too_long"],
  ])("« %s »", (line, reason) => {
    const list = read(`01/02/2027 – Lyon, Transbordeur\n${line}\n03/02/2027 – Lille, Zénith`);
    expect(list.rows.map((row) => row.line)).toEqual([1, 3]);
    expect(list.rejected).toMatchObject([{ line: 2, reason }]);
  });

  test.each(["\u0000\u0001PNG\u0002", `PK${"\ufffd".repeat(40)}`])(
    "a binary paste gives no date",
    (text) => {
      expect(read(text)).toEqual({
        rows: [],
        rejected: [{ line: 1, text: "", reason: "unreadable" }],
      });
    },
  );

  test("a script in a name stays text", () => {
    expect(read("12/03/2027 – Lyon, <script>alert(1)</script>").rows[0]).toMatchObject({
      city: "Lyon",
    });
  });

  test("29 February moved to a common year is its last day", () => {
    expect(read("29/02/2028 – Lyon", { shift: { years: 1 } }).rows[0]?.day).toBe("2029-02-28");
  });
});

describe("ten thousand lines", () => {
  places.find("Lyon");
  test.each([
    [
      "of known towns",
      (index: number) =>
        ["Paris", "Lyon", "Marseille", "Bar le Duc", "Dôle", "Strasboug"][index % 6]!,
    ],
    [
      "of towns that nobody knows",
      (index: number) =>
        `Zqx${[...String(index)].map((digit) => "abcdefghij"[Number(digit)]).join("")}ville`,
    ],
  ])("%s are all read", (_, town) => {
    const text = Array.from(
      { length: 10_000 },
      (_, index) => `${(index % 28) + 1}/03/2027 – ${town(index)}, Salle ${index} – 20h30`,
    ).join("\n");
    expect(read(text).rows).toHaveLength(10_000);
  });
});

test("any text at all is read without failing, each line once", () => {
  const piece = fc.constantFrom(
    "12/03/2027",
    "31/02/2027",
    " – ",
    ", ",
    "Lyon",
    "Salle (",
    ")",
    "\n",
    ";",
    "\t",
    "Date;Ville\n",
    "option 2",
    "20h30",
    "mars",
    "|",
    "\u0001",
    "1 200",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "grapheme", maxLength: 200 }),
        fc.array(piece, { maxLength: 20 }).map((parts) => parts.join("")),
      ),
      (text) => {
        const { rows, rejected } = read(text);
        const lines = [...rows, ...rejected].map(({ line }) => line);
        expect(new Set(lines).size).toBe(lines.length);
        for (const row of rows) expect(row.day).toMatch(/^\d{4}-\d\d-\d\d$/);
      },
    ),
    { numRuns: 300 },
  );
});
