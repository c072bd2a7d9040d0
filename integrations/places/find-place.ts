import { distanceKm } from "./distance.ts";
import { type Gazetteer, gazetteer, rowsOf } from "./gazetteer.ts";
import { spellingIndex } from "./near-spelling.ts";
import { placeKey } from "./place-key.ts";
import type { FindPlaceOptions, Place } from "./places.ts";
import { type PlaceQuery, readPlaceQuery } from "./read-place-query.ts";
import { timeZoneOf } from "./time-zone.ts";

const NEIGHBOURS = new Set(["BE", "CH", "LU", "MC", "DE", "IT", "ES", "GB", "NL", "AD"]);
const FIRST_WORDS = 0.85;
const BY_MISTAKES = [1, 0.8, 0.65];

/** A foreign town smaller than this does not keep a misspelt French one from being found (« Montpelier »). */
const LARGE = 50_000;

let nearSpelling: ReturnType<typeof spellingIndex> | undefined;

/**
 * Towns that a text may name, best first: the name itself or a foreign form of it, else its first
 * words (« Aix »), else a spelling near it. France and larger towns come first. At most `limit` (5).
 */
export function findPlace(text: string, options: FindPlaceOptions = {}): Place[] {
  if (text.length > 120 || !/[\p{L}\d]/u.test(text)) return [];
  const query = readPlaceQuery(text);
  const towns = gazetteer();
  const country = options.country ?? query.country;
  const ranked: { row: number; match: number; rank: number }[] = [];
  for (const [row, match] of candidates(towns, query, options.spelling !== "exact")) {
    if (country && towns.countries[row] !== country) continue;
    if (!agrees(towns, row, query)) continue;
    ranked.push({ row, match, rank: match + preference(towns, row, options) });
  }
  ranked.sort((a, b) => b.rank - a.rank);
  return ranked
    .slice(0, options.limit ?? 5)
    .map(({ row, match }) => toPlace(towns, row, match, query));
}

function candidates(towns: Gazetteer, query: PlaceQuery, tolerant: boolean): Map<number, number> {
  const found = new Map<number, number>();
  const add = (row: number, match: number) => {
    if ((found.get(row) ?? 0) < match) found.set(row, match);
  };
  const key = placeKey(query.name);
  if (!key) {
    if (query.postcode) for (const row of rowsOfPostcode(towns, query.postcode)) add(row, 0.9);
    return found;
  }
  for (const row of rowsOf(key)) add(row, 1);
  if (!tolerant) return found;
  if (key.length >= 3)
    for (const name of startingWith(towns.notable, `${key} `))
      for (const row of rowsOf(name)) add(row, FIRST_WORDS);
  if (
    [...found.keys()].some((row) => towns.communeOf[row]! >= 0 || towns.populations[row]! >= LARGE)
  )
    return found;
  nearSpelling ??= spellingIndex(towns.notable);
  for (const { word, mistakes } of nearSpelling(key))
    for (const row of rowsOf(word)) add(row, BY_MISTAKES[mistakes] ?? 0);
  return found;
}

function startingWith(sorted: string[], prefix: string): string[] {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < prefix) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  while (low < sorted.length && sorted[low]!.startsWith(prefix)) found.push(sorted[low++]!);
  return found;
}

function rowsOfPostcode(towns: Gazetteer, postcode: string): number[] {
  const rows: number[] = [];
  towns.communes.forEach((commune, index) => {
    if (
      commune.type === "commune-actuelle" &&
      commune.codesPostaux.includes(postcode) &&
      towns.rowOf[index]! >= 0
    )
      rows.push(towns.rowOf[index]!);
  });
  return rows;
}

/** Whether a row stands in the département or near the postcode that the text gave, if it gave any. */
function agrees(towns: Gazetteer, row: number, query: PlaceQuery): boolean {
  if (!query.departement && !query.postcode) return true;
  const commune = towns.communes[towns.communeOf[row]!];
  if (query.departement) return commune?.departement === query.departement;
  if (!commune) return towns.countries[row] !== "FR";
  const departement = query.postcode!.startsWith("97") ? 3 : 2;
  return [...commune.codesPostaux, commune.code].some(
    (code) => code.slice(0, departement) === query.postcode!.slice(0, departement),
  );
}

function preference(towns: Gazetteer, row: number, options: FindPlaceOptions): number {
  const population = towns.populations[row]!;
  const home = towns.communeOf[row]! >= 0;
  let rank = 0.15 * Math.log10(population + 10);
  if (home) rank += population >= 5_000 ? 0.35 : 0.15;
  else if (NEIGHBOURS.has(towns.countries[row]!)) rank += 0.1;
  if (options.near) rank += 0.8 * Math.exp(-distanceKm(options.near, pointOf(towns, row)) / 150);
  return rank;
}

const pointOf = (towns: Gazetteer, row: number) => ({
  latitude: towns.latitudes[row]!,
  longitude: towns.longitudes[row]!,
});

function toPlace(towns: Gazetteer, row: number, match: number, query: PlaceQuery): Place {
  const commune = towns.communes[towns.communeOf[row]!];
  const country = towns.countries[row]!;
  const place: Place = {
    name: towns.spelling.get(`${row} ${placeKey(query.name)}`) ?? towns.names[row]!,
    country,
    ...pointOf(towns, row),
    population: towns.populations[row]!,
    timeZone: timeZoneOf(country, towns.regions[row]),
    score: match,
  };
  if (towns.approximate[row]) place.approximate = true;
  if (!commune) return place;
  const codes = commune.codesPostaux;
  const chosen = codes.includes(query.postcode ?? "") ? query.postcode : codes[0];
  place.region = towns.regionNames.get(commune.region ?? "");
  place.departement = towns.departements.get(commune.departement ?? "");
  place.postcode = chosen;
  place.inseeCode = commune.code;
  const district = query.district && districtOf(towns, commune.code, query.district);
  if (district) {
    place.district = query.district === 1 ? "1er" : `${query.district}e`;
    place.postcode = district.codesPostaux[0];
    place.inseeCode = district.code;
    place.population = district.population || place.population;
  }
  return place;
}

/** The 45 municipal arrondissements bear their number in their name. */
function districtOf(towns: Gazetteer, commune: string, number: number) {
  const named = new RegExp(`\\b${number}er?\\b`);
  return towns.communes.find(
    (one) => one.type === "arrondissement-municipal" && one.main === commune && named.test(one.nom),
  );
}
