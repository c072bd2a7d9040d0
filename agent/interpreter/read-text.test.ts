import { describe, expect, test } from "vitest";
import { localPlaces } from "#integrations/places/index.ts";
import { readText } from "./read-text.ts";
import type { KnownName } from "./piece.ts";

const read = (text: string, names: KnownName[] = []) =>
  readText(text, { locale: "fr", today: "2026-11-26", places: localPlaces, names });
const seen = (text: string, names?: KnownName[]) =>
  read(text, names).pieces.map((piece) => `${piece.type}: ${piece.text}`);

const list = [
  "14/01/2027 – Longjumeau, Théâtre de Longjumeau",
  "28/01/2027 – Paris, Salle Pleyel",
  "12/02/2027 – Marseille, Le Silo",
].join("\n");

describe("a request is read as typed pieces", () => {
  test("a pasted list is one piece, the sentence around it is read as usual", () => {
    const reading = read(`voici la tournée, décale tout de cinq ans :\n${list}`);
    const pasted = reading.pieces.find((piece) => piece.type === "pasted");
    expect(pasted?.text).toBe(list);
    expect(reading.pieces.map((piece) => piece.type)).toEqual(["shift", "pasted"]);
  });

  test("a heading above the list belongs to it, an instruction below does not", () => {
    const reading = read(`ORGANIQUE TOUR (ZAZ), 2027\n${list}\ndécale tout d'une semaine`);
    const pasted = reading.pieces.find((piece) => piece.type === "pasted");
    expect(pasted?.text).toBe(`ORGANIQUE TOUR (ZAZ), 2027\n${list}`);
  });

  test("one line is never a pasted list", () => {
    expect(
      seen("ajoute Lyon, le 12/03/2027, option 2").some((one) => one.startsWith("pasted")),
    ).toBe(false);
  });

  test("capitalised words that no row has are a name, with the small words inside", () => {
    expect(seen("mets Lea Martin sur la liste")).toEqual(["proper: Lea Martin"]);
    expect(seen("on joue au Palais des Congrès")).toContain("proper: Palais des Congrès");
    expect(seen("crée l'artiste Clair-obscur")).toEqual(["proper: Clair-obscur"]);
  });

  test("« en Bretagne » is the region, « à Paris » the town", () => {
    expect(seen("les dates en Bretagne")).toEqual(["area: Bretagne"]);
    expect(seen("les dates à Paris")).toEqual(["place: Paris"]);
  });

  test("a day without a month is in the month named beside it", () => {
    const { pieces } = read("les dates de février à partir du 24");
    expect(pieces.find((piece) => piece.type === "date")?.value).toMatchObject({
      day: "2027-02-24",
    });
  });

  test("a verb that opens the sentence is not a name", () => {
    expect(seen("Confirme Lyon")).toEqual(["place: Lyon"]);
  });

  test("a small town's name after a first name is a surname", () => {
    expect(seen("invite Sam Leroy")).toEqual(["proper: Sam Leroy"]);
  });

  test("« Paris » is the town, not the département", () => {
    expect(seen("la guestlist de Paris")).toEqual(["place: Paris"]);
  });

  test("what is quoted is kept whole", () => {
    expect(read("note : « prévoir deux rampes »").pieces[0]).toMatchObject({
      type: "quote",
      value: { text: "prévoir deux rampes" },
    });
  });

  test("order numbers and ids are codes", () => {
    expect(seen("rembourse la commande KC-2027-0012")).toEqual(["code: KC-2027-0012"]);
    expect(seen("renvoie K7PQ2MXA")).toEqual(["code: K7PQ2MXA"]);
  });

  test("« au 18 » is a day, « une date » counts nothing", () => {
    expect(
      read("déplace-la au 18").pieces.find((piece) => piece.type === "date")?.value,
    ).toMatchObject({
      day: "2026-12-18",
      monthStated: false,
    });
    expect(seen("ajoute une date")).toEqual([]);
  });

  test("« ces trois dates » points at rows, « trois dates » counts them", () => {
    const [pointed] = read("sur ces trois dates").pieces;
    expect(pointed).toMatchObject({
      type: "reference",
      text: "ces trois dates",
      value: { select: "all", count: 3 },
    });
    expect(read("ajoute trois dates").pieces[0]?.type).toBe("count");
  });

  test("an hour goes to the schedule word before it, or right after it", () => {
    const kinds = (text: string) =>
      read(text).pieces.flatMap((piece) => (piece.type === "schedule" ? [piece.value] : []));
    expect(kinds("décale les balances de Metz à 17 h")).toMatchObject([
      { kind: "sound_check", time: "17:00" },
    ]);
    expect(kinds("on coupe à minuit, couvre-feu")).toMatchObject([
      { kind: "curfew", time: "00:00" },
    ]);
  });

  test("a name that a tour and a production share is that of the noun before it", () => {
    const hit = (kind: string): KnownName => ({
      kind,
      id: kind,
      label: "Organique",
      start: 11,
      end: 20,
      score: 1,
    });
    const names = [
      { ...hit("production"), others: [{ kind: "tour", id: "tour", label: "Organique" }] },
    ];
    expect(read("la tournée Organique", names).pieces[0]).toMatchObject({
      type: "name",
      value: { kind: "tour", id: "tour", others: [{ kind: "production" }] },
    });
  });
});
