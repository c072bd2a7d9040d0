import exonyms from "./exonyms.json" with { type: "json" };
import { locateCommunes } from "./locate-communes.ts";
import { placeKey, withoutArticle } from "./place-key.ts";
import { type Commune, readCommunes } from "./read-communes.ts";
import { type Columns, readGeonames } from "./read-geonames.ts";

/** Every known town as rows of columns, with the indexes that find them. */
export type Gazetteer = Columns & {
  communes: Commune[];
  departements: Map<string, string>;
  regionNames: Map<string, string>;
  /** Row → commune, or -1; commune → row, or -1. */
  communeOf: Int32Array;
  rowOf: Int32Array;
  approximate: Uint8Array;
  /** Key → row or rows; exonyms and names without their article included. */
  byKey: Map<string, number | number[]>;
  /** "row key" → the name as spelt in the language it was asked in (« Anvers »). */
  spelling: Map<string, string>;
  /** Keys of the towns worth completing or correcting, sorted. */
  notable: string[];
};

/** Smallest town that a first word (« Aix ») or a misspelling may stand for, at home and abroad. */
const NOTABLE_IN_FRANCE = 1_500;
const NOTABLE_ABROAD = 40_000;

let loaded: Gazetteer | undefined;

/** The gazetteer, read and indexed at first use (some 300 ms, 60 MB), then shared. */
export function gazetteer(): Gazetteer {
  loaded ??= build();
  return loaded;
}

function build(): Gazetteer {
  const columns = readGeonames();
  const { communes, departements, regions } = readCommunes();
  const located = locateCommunes(columns, communes);
  const byKey = new Map<string, number | number[]>();
  const notable: string[] = [];
  const spelling = new Map<string, string>();

  const add = (key: string, row: number) => {
    const present = byKey.get(key);
    if (present === undefined) byKey.set(key, row);
    else if (typeof present === "number") {
      if (present !== row) byKey.set(key, [present, row]);
    } else if (!present.includes(row)) present.push(row);
  };

  for (let row = 0; row < columns.names.length; row++) {
    const name = columns.names[row]!;
    const key = placeKey(name);
    const french = located.communeOf[row]! >= 0;
    add(key, row);
    if (name.includes(" / ")) for (const part of name.split(" / ")) add(placeKey(part), row);
    if (columns.populations[row]! < (french ? NOTABLE_IN_FRANCE : NOTABLE_ABROAD)) continue;
    notable.push(key);
    const bare = withoutArticle(key);
    if (bare) add(bare, row);
  }
  addExonyms(columns, byKey, (name, row) => {
    const key = placeKey(name);
    add(key, row);
    notable.push(key);
    spelling.set(`${row} ${key}`, name);
  });
  return {
    ...columns,
    ...located,
    communes,
    departements,
    regionNames: regions,
    byKey,
    spelling,
    notable: [...new Set(notable)].toSorted(),
  };
}

/** Names of foreign towns in French and English: GeoNames as packaged keeps one name a town. */
function addExonyms(
  columns: Columns,
  byKey: Gazetteer["byKey"],
  add: (name: string, row: number) => void,
) {
  for (const [country, towns] of Object.entries(exonyms))
    for (const [name, others] of Object.entries<string[]>(towns)) {
      const row = [byKey.get(placeKey(name)) ?? []]
        .flat()
        .filter((candidate) => columns.countries[candidate] === country)
        .toSorted((a, b) => columns.populations[b]! - columns.populations[a]!)[0];
      if (row === undefined) continue;
      for (const other of others) add(other, row);
    }
}

export function rowsOf(key: string): number[] {
  const found = gazetteer().byKey.get(key);
  return found === undefined ? [] : typeof found === "number" ? [found] : found;
}
