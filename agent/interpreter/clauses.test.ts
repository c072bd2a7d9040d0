import { describe, expect, test } from "vitest";
import { localPlaces } from "#integrations/places/index.ts";
import { clausesOf, fragmentsOf, withVerbs } from "./clauses.ts";
import { languageOf } from "./lexicon.ts";
import { readText } from "./read-text.ts";

const read = (text: string) =>
  readText(text, { locale: languageOf(text, "fr"), today: "2026-11-26", places: localPlaces });
const clauses = (text: string) => clausesOf(read(text));

describe("a message of several requests", () => {
  test("is cut where a new verb begins", () => {
    expect(clauses("confirme Lyon et ajoute 60 € d'essence à Lyon")).toEqual([
      "confirme Lyon",
      "ajoute 60 € d'essence à Lyon",
    ]);
    expect(clauses("confirm Lyon, then add €60 of fuel")).toEqual([
      "confirm Lyon",
      "add €60 of fuel",
    ]);
  });

  test("is cut at « puis », a semicolon and the end of a sentence", () => {
    expect(clauses("confirme Lyon puis Nice ; liste les dates. Annule Metz")).toEqual([
      "confirme Lyon",
      "Nice",
      "liste les dates.",
      "Annule Metz",
    ]);
  });

  test("an enumeration is one request", () => {
    expect(clauses("confirme Lyon, Nice et Lille")).toEqual(["confirme Lyon, Nice et Lille"]);
  });

  test("what leads up to a request stays with it", () => {
    const said = "Lea Martin est malade, rembourse ses places";
    expect(clauses(said)).toEqual([said]);
    const topic = "le plein tarif de Lille, passe-le à 40 €";
    expect(clauses(topic)).toEqual([topic]);
  });

  test("a pasted list is never cut", () => {
    const said = "crée ces dates :\n12/03/2027 – Lyon, Le Silo\n13/03/2027 – Nice, Opéra";
    expect(clauses(said)).toEqual([said]);
  });

  test("a clause without a verb has that of the one before", () => {
    expect(withVerbs(["crée l'artiste Alba", "son spectacle Blanche"], read)).toEqual([
      "crée l'artiste Alba",
      "crée son spectacle Blanche",
    ]);
  });

  test("the parts of a list of amounts are told apart, its towns are not", () => {
    expect(fragmentsOf(read("ajoute 450 € d'hôtel et 320 € de train à Lyon et Nice"))).toEqual([
      "ajoute 450 € d'hôtel",
      "320 € de train à Lyon et Nice",
    ]);
  });
});
