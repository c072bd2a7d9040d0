import { readFileSync } from "node:fs";
import { dataFile } from "./data-file.ts";

/** A French commune, delegated commune or municipal arrondissement (INSEE, through Etalab). */
export type Commune = {
  code: string;
  nom: string;
  type: "commune-actuelle" | "commune-deleguee" | "commune-associee" | "arrondissement-municipal";
  arrondissement?: string;
  departement?: string;
  region?: string;
  codesPostaux: string[];
  /** 0 when unknown. */
  population: number;
  /** INSEE codes of the communes merged into it. */
  former: string[];
  /** INSEE code of the commune that a part belongs to. */
  main?: string;
};

type Row = Omit<Commune, "former" | "main"> & {
  anciensCodes?: string[];
  chefLieu?: string;
  commune?: string;
};
type Named = { code: string; nom: string };

/** Communes, and the names of départements and regions by code, of `@etalab/decoupage-administratif`. */
export function readCommunes(): {
  communes: Commune[];
  departements: Map<string, string>;
  regions: Map<string, string>;
} {
  const read = (file: string) =>
    JSON.parse(readFileSync(dataFile(`@etalab/decoupage-administratif/data/${file}.json`), "utf8"));
  const names = (rows: Named[]) => new Map(rows.map((row) => [row.code, row.nom]));
  return {
    communes: (read("communes") as Row[]).map(slim),
    departements: names(read("departements") as Named[]),
    regions: names(read("regions") as Named[]),
  };
}

/** Only what serves: the file's other columns would stay in memory for the life of the process. */
function slim(row: Row): Commune {
  const { code, nom, type, arrondissement, departement, region, codesPostaux, population } = row;
  const former = row.anciensCodes ?? [];
  const main = row.chefLieu ?? row.commune;
  return {
    code,
    nom,
    type,
    arrondissement,
    departement,
    region,
    codesPostaux: codesPostaux ?? [],
    population: population ?? 0,
    former,
    main,
  };
}
