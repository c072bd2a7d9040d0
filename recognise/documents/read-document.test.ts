import { describe, expect, test } from "vitest";
import { localPlaces as places } from "#integrations/places/index.ts";
import { layOut, type Placed } from "../layout.ts";
import { paperLanguageOf, readDocument } from "./read-document.ts";

const read = (text: string, more: Partial<Parameters<typeof readDocument>[1]> = {}) =>
  readDocument(text.split("\f"), { today: "2026-11-26", locale: "fr", places, ...more });

describe("a paper about one date", () => {
  test("the day on which it is signed, or a deposit is due, is not the day of the show", () => {
    const { dates } = read(
      "CONTRAT DE CESSION\nLe groupe jouera le 9 avril 2027 à Nantes.\nAcompte au plus tard le 1er mars 2027.\nFait à Lyon, le 3 novembre 2026.",
    );
    expect(dates).toMatchObject([{ day: "2027-04-09", city: "Nantes", page: 1 }]);
  });

  test("the promoter is whoever the contract calls so, never ourselves", () => {
    const contract = (promoter: string) =>
      `CONTRAT\nENTRE :\nBleu Nuit\nci-après dénommée « LE PRODUCTEUR »\nET :\n${promoter}\nReprésentée par Mme Inès Moreau, directrice\nines@salle.example\nci-après dénommée « L’ORGANISATEUR »`;
    expect(
      read(contract("Association Les Nuits du Sud"), { own: "Bleu Nuit" }).promoter,
    ).toMatchObject({
      name: "Inès Moreau",
      email: "ines@salle.example",
    });
    expect(read(contract("Bleu Nuit, SARL"), { own: "Bleu Nuit" }).promoter).toBeUndefined();
  });

  test("an artist of ours is known in a text that has no label for them", () => {
    const known = [{ kind: "artist" as const, label: "Nina Solal", text: "nina solal" }];
    const { artist } = read("Bonjour,\nNous voulons NINA SOLAL à Nîmes le 3 juillet 2027.", {
      known,
    });
    expect(artist).toMatchObject({ name: "Nina Solal", page: 1 });
  });

  test("a share of receipts is a share, and a penalty is neither share nor price", () => {
    const [date] = read(
      "CONTRAT DE CORÉALISATION\nDate : 9 avril 2027\nLieu : Stereolux, Nantes\nL’artiste reçoit 60 % des recettes nettes.\nEn cas d’annulation, une indemnité de 3 000 € est due.",
    ).dates;
    expect(date?.deal).toMatchObject({ kind: "co_realisation", percentageBp: 6000 });
    expect(date?.deal?.guaranteeCents).toBeUndefined();
  });

  test("two prices that differ are to be checked", () => {
    const [date] = read(
      "DEAL MEMO\nDate : 9 avril 2027\nLieu : Stereolux, Nantes\nPrix de cession : 5 000 € HT\nLe prix de cession est de 6 000 € HT.",
    ).dates;
    expect(date?.deal).toMatchObject({ guaranteeCents: 500_000, sure: 0.4 });
  });

  test("what it says stands on the page that is told", () => {
    const [date] = read(
      "CONTRAT\fDate : 9 avril 2027\nLieu : Stereolux, Nantes\fPrix : 5 000 € HT",
    ).dates;
    expect(date).toMatchObject({ page: 2, quote: "Date : 9 avril 2027", deal: { page: 3 } });
  });

  test("a text without day and town proposes no date", () => {
    expect(read("CONTRAT\nPrix : 5 000 € HT").dates).toEqual([]);
    expect(read("").dates).toEqual([]);
  });
});

test("a line of a table whose day does not exist is left, with its reason", () => {
  const { dates, left } = read(
    "Date\tVille\tSalle\n30/02/2027\tLille\tL’Aéronef\n05/03/2027\tRouen\tLe 106\n06/03/2027\tRennes\tLe MeM",
  );
  expect(dates.map(({ city }) => city)).toEqual(["Rouen", "Rennes"]);
  expect(left).toMatchObject([{ page: 1, reason: "day_not_in_month" }]);
});

test("a paper is in the language of most of its words", () => {
  expect(paperLanguageOf(["The Promoter shall pay the fee to the Artist."])).toBe("en");
  expect(paperLanguageOf(["Le prix est dû à la signature."])).toBe("fr");
});

describe("layout", () => {
  const run = (text: string, x: number, y: number): Placed => ({
    text,
    x,
    y,
    width: text.length * 5,
    size: 10,
  });

  test("runs of one line are joined, columns parted, and lines go from top to bottom", () => {
    const page = [
      run("Lyon", 200, 700),
      run("12 mars", 50, 700),
      run("2027", 90, 700),
      run("TITRE", 50, 760),
    ];
    expect(layOut([page])).toEqual(["TITRE\n12 mars 2027\tLyon"]);
  });

  test("an empty cell keeps its column, on the next page too", () => {
    const head = [run("Date", 50, 700), run("Ville", 150, 700), run("Salle", 250, 700)];
    const row = (y: number) => [run("4/3/2027", 50, y), run("Le 106", 250, y)];
    expect(layOut([[...head, ...row(680)], row(760)])).toEqual([
      "Date\tVille\tSalle\n4/3/2027\t\tLe 106",
      "4/3/2027\t\tLe 106",
    ]);
  });
});
