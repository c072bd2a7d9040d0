import { placeKey } from "./place-key.ts";
import type { Commune } from "./read-communes.ts";
import type { Columns } from "./read-geonames.ts";

const TERRITORY: Record<string, string> = {
  971: "GP",
  972: "MQ",
  973: "GF",
  974: "RE",
  975: "PM",
  976: "YT",
  977: "BL",
  978: "MF",
  986: "WF",
  987: "PF",
  988: "NC",
};

const FRENCH = new Set(["FR", ...Object.values(TERRITORY)]);

/** ISO country of a commune: INSEE codes of overseas communes begin with 97 or 98. */
const countryOf = (commune: Commune) => TERRITORY[commune.code.slice(0, 3)] ?? "FR";

type Located = { communeOf: Int32Array; rowOf: Int32Array; approximate: Uint8Array };

/**
 * Joins the INSEE communes to the GeoNames rows by the INSEE code that GeoNames keeps, renames the
 * row as INSEE does, and appends a row for each commune that GeoNames has not: placed on another
 * settlement of the commune, else amid its neighbours of the same postcode, arrondissement or
 * département, and marked approximate. Delegated communes stand at their main town.
 */
export function locateCommunes(columns: Columns, communes: Commune[]): Located {
  const current = new Map<string, number>();
  const byName = new Map<string, number>();
  communes.forEach((commune, index) => {
    if (commune.type !== "commune-actuelle") return;
    current.set(commune.code, index);
    for (const code of commune.former) if (!current.has(code)) current.set(code, index);
    const same = byName.get(commune.nom);
    if (same === undefined || communes[same]!.population < commune.population)
      byName.set(commune.nom, index);
  });

  const rowOf = new Int32Array(communes.length).fill(-1);
  const settlement = new Int32Array(communes.length).fill(-1);
  const communeOf: number[] = [];
  const approximate: number[] = [];
  const settled = new Set<string>();
  for (let row = 0; row < columns.names.length; row++) {
    communeOf.push(-1);
    approximate.push(0);
    if (!FRENCH.has(columns.countries[row]!)) continue;
    const code = columns.municipalities[row]!;
    const index = code ? current.get(code) : byName.get(columns.names[row]!);
    if (index === undefined || countryOf(communes[index]!) !== columns.countries[row]) continue;
    communeOf[row] = index;
    const key = placeKey(columns.names[row]!);
    settled.add(`${index} ${key}`);
    if (key === placeKey(communes[index]!.nom)) {
      rowOf[index] = row;
      columns.names[row] = communes[index]!.nom;
      columns.populations[row] = communes[index]!.population || columns.populations[row]!;
    }
    const best = settlement[index]!;
    if (best < 0 || columns.populations[best]! < columns.populations[row]!) settlement[index] = row;
  }

  const centres = centresOf(columns, communes, settlement);
  const append = (
    index: number,
    name: string,
    at: readonly [number, number] | undefined,
    population: number,
    exact: boolean,
  ) => {
    if (!at) return -1;
    const commune = communes[index]!;
    columns.names.push(name);
    columns.countries.push(countryOf(commune));
    columns.regions.push(commune.region ?? "");
    columns.municipalities.push(commune.code);
    columns.latitudes.push(at[0]);
    columns.longitudes.push(at[1]);
    columns.populations.push(population);
    communeOf.push(index);
    approximate.push(exact ? 0 : 1);
    return columns.names.length - 1;
  };
  const whereIs = (row: number) => [columns.latitudes[row]!, columns.longitudes[row]!] as const;

  communes.forEach((commune, index) => {
    if (commune.type !== "commune-actuelle" || rowOf[index]! >= 0) return;
    const inside = settlement[index]!;
    const at = inside >= 0 ? whereIs(inside) : centres(commune);
    rowOf[index] = append(index, commune.nom, at, commune.population, inside >= 0);
  });
  communes.forEach((commune, index) => {
    if (commune.type !== "commune-deleguee" && commune.type !== "commune-associee") return;
    const main = current.get(commune.main ?? commune.code);
    if (main === undefined || settled.has(`${main} ${placeKey(commune.nom)}`)) return;
    if (commune.nom === communes[main]!.nom || rowOf[main]! < 0) return;
    rowOf[index] = append(main, commune.nom, whereIs(rowOf[main]!), 0, false);
  });
  return {
    communeOf: Int32Array.from(communeOf),
    rowOf,
    approximate: Uint8Array.from(approximate),
  };
}

/** Mean position of the located communes that share a commune's postcode, else its wider districts. */
function centresOf(columns: Columns, communes: Commune[], settlement: Int32Array) {
  const sums = new Map<string, [number, number, number]>();
  const districts = (commune: Commune) => [
    ...commune.codesPostaux.map((code) => `postcode ${code}`),
    `arrondissement ${commune.arrondissement}`,
    `departement ${commune.departement}`,
  ];
  communes.forEach((commune, index) => {
    const row = settlement[index]!;
    if (row < 0) return;
    for (const district of districts(commune)) {
      const sum = sums.get(district) ?? [0, 0, 0];
      sum[0] += columns.latitudes[row]!;
      sum[1] += columns.longitudes[row]!;
      sum[2] += 1;
      sums.set(district, sum);
    }
  });
  return (commune: Commune): [number, number] | undefined => {
    for (const district of districts(commune)) {
      const sum = sums.get(district);
      if (sum) return [sum[0] / sum[2], sum[1] / sum[2]];
    }
    return undefined;
  };
}
