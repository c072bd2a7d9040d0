import fc from "fast-check";
import { describe, expect, test } from "vitest";
import exonyms from "./exonyms.json" with { type: "json" };
import {
  countryCode,
  distanceKm,
  findArea,
  findPlace,
  localPlaces,
  ROAD_FACTOR,
  roadEstimate,
} from "./index.ts";

const first = (text: string) => findPlace(text, { limit: 1 })[0];

describe("a town is found however it is written", () => {
  test.each([
    ["Longjumeau", "Longjumeau", "91345"],
    ["Dôle", "Dole", "39198"],
    ["Bar le Duc", "Bar-le-Duc", "55029"],
    ["BAR-LE-DUC", "Bar-le-Duc", "55029"],
    ["st etienne", "Saint-Étienne", "42218"],
    ["St-Malo", "Saint-Malo", "35288"],
    ["Chalon s/ Saône", "Chalon-sur-Saône", "71076"],
    ["vaulx en velin", "Vaulx-en-Velin", "69256"],
    ["Aix", "Aix-en-Provence", "13001"],
    ["Clermont", "Clermont-Ferrand", "63113"],
    ["Mans", "Le Mans", "72181"],
    ["Marsielle", "Marseille", "13055"],
    ["Strasboug", "Strasbourg", "67482"],
    ["Montpelier", "Montpellier", "34172"],
    ["Villeurbane", "Villeurbanne", "69266"],
    ["39100", "Dole", "39198"],
    ["F-39100 Dole", "Dole", "39198"],
    ["Saint-Denis (93)", "Saint-Denis", "93066"],
    ["Saint-Denis (974)", "Saint-Denis", "97411"],
    ["Arbignieu", "Arbignieu", "01015"],
  ])("%s is %s, INSEE %s", (text, name, inseeCode) => {
    expect(first(text)).toMatchObject({ name, inseeCode });
  });

  test.each([
    ["Bruxelles", "BE", "Europe/Brussels"],
    ["Brussels", "BE", "Europe/Brussels"],
    ["Anvers", "BE", "Europe/Brussels"],
    ["Genève", "CH", "Europe/Zurich"],
    ["Geneva", "CH", "Europe/Zurich"],
    ["Londres", "GB", "Europe/London"],
    ["Milan", "IT", "Europe/Rome"],
    ["Cologne", "DE", "Europe/Berlin"],
    ["Venise", "IT", "Europe/Rome"],
    ["Séville", "ES", "Europe/Madrid"],
    ["Las Palmas", "ES", "Atlantic/Canary"],
    ["New York", "US", "America/New_York"],
    ["Los Angeles", "US", "America/Los_Angeles"],
    ["Montréal", "CA", "America/Toronto"],
    ["Genève, Suisse", "CH", "Europe/Zurich"],
    ["London (UK)", "GB", "Europe/London"],
    ["Fort-de-France", "MQ", "America/Martinique"],
    ["Lisbonne", "PT", "Europe/Lisbon"],
  ])("%s is in %s, on the clock of %s", (text, country, timeZone) => {
    expect(first(text)).toMatchObject({ country, timeZone });
  });

  test.each([
    ["Vienne", "38544"],
    ["Valence", "26362"],
    ["Tours", "37261"],
    ["Nice", "06088"],
    ["Paris", "75056"],
  ])("%s is the French town unless another country is asked for", (text, inseeCode) =>
    expect(first(text)).toMatchObject({ country: "FR", inseeCode }),
  );

  test("a country asked for decides between towns of one name", () => {
    expect(findPlace("Vienne", { country: "AT" })[0]).toMatchObject({
      name: "Vienne",
      country: "AT",
    });
  });

  test("a foreign town keeps the name it was asked by", () => {
    expect([first("Anvers")?.name, first("Antwerp")?.name]).toEqual(["Anvers", "Antwerp"]);
  });

  test("of two towns of one name, the one nearby comes first", () => {
    const reunion = { latitude: -21.1, longitude: 55.5 };
    expect(findPlace("Saint-Denis", { near: reunion })[0]).toMatchObject({ country: "RE" });
  });

  test.each([
    ["Lyon 3e", "69003", "69383", "3e"],
    ["Paris 11", "75011", "75111", "11e"],
    ["Paris 1er", "75001", "75101", "1er"],
    ["Marseille 8ème", "13008", "13208", "8e"],
  ])(
    "%s gives postcode %s and the code of the arrondissement",
    (text, postcode, inseeCode, district) =>
      expect(first(text)).toMatchObject({ postcode, inseeCode, district }),
  );

  test("département, region, postcode and population of a French town are those of INSEE", () => {
    expect(first("Bourges")).toMatchObject({
      departement: "Cher",
      region: "Centre-Val de Loire",
      postcode: "18000",
      country: "FR",
    });
  });

  test("every current commune has coordinates, and says when they are those of its neighbours", () => {
    expect(first("Bâgé-le-Châtel")).toMatchObject({ inseeCode: "01026", approximate: true });
    expect(first("Lyon")?.approximate).toBeUndefined();
  });

  test.each(["", "   ", "Xyzzyville", "!!!", "a".repeat(500)])("%j names no town", (text) => {
    expect(findPlace(text)).toEqual([]);
  });

  test("exact spelling leaves mistakes and first words aside", () => {
    expect(findPlace("Strasboug", { spelling: "exact" })).toEqual([]);
  });

  test("every exonym of the table leads to a town of its country", () => {
    const lost = Object.entries(exonyms).flatMap(([country, towns]) =>
      Object.values<string[]>(towns)
        .flat()
        .filter((name) => findPlace(name, { country, spelling: "exact" }).length === 0),
    );
    expect(lost).toEqual([]);
  });

  test("any text at all is answered", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) =>
        findPlace(text).every((place) => Math.abs(place.latitude) <= 90),
      ),
      { numRuns: 300 },
    );
  });
});

describe("distances", () => {
  const lille = first("Lille")!;
  const strasbourg = first("Strasbourg")!;

  test("Lille to Strasbourg is 407 km as the crow flies, and some 509 km by road", () => {
    expect(distanceKm(lille, strasbourg)).toBeCloseTo(407, 0);
    const road = roadEstimate(lille, strasbourg);
    expect(road).toMatchObject({
      km: Math.round(distanceKm(lille, strasbourg) * ROAD_FACTOR),
      estimated: true,
    });
    expect(road.minutes).toBeGreaterThan(300);
  });

  test("the way is as long in both directions, and nothing from a town to itself", () => {
    expect(localPlaces.distanceKm(lille, strasbourg)).toBeCloseTo(
      localPlaces.distanceKm(strasbourg, lille),
      9,
    );
    expect(localPlaces.road(lille, lille)).toEqual({ km: 0, minutes: 0, estimated: true });
  });
});

test("regions, départements and countries are areas", () => {
  expect(findArea("Bretagne")).toEqual({ kind: "region", name: "Bretagne", code: "53" });
  expect(findArea("finistere")).toEqual({ kind: "departement", name: "Finistère", code: "29" });
  expect(findArea("Belgique")).toMatchObject({ kind: "country", code: "BE" });
  expect(findArea("Xyzzy")).toBeUndefined();
  expect([
    countryCode("Suisse"),
    countryCode("Germany"),
    countryCode("UK"),
    countryCode("ZZ"),
  ]).toEqual(["CH", "DE", "GB", undefined]);
});
