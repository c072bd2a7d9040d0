import type { Area } from "./areas.ts";

/** A town found by name. Coordinates are WGS 84 degrees; `population` is 0 when unknown. */
export type Place = {
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  region?: string;
  departement?: string;
  /** Arrondissement of Paris, Lyon or Marseille, when the text named one: "11e". */
  district?: string;
  postcode?: string;
  inseeCode?: string;
  latitude: number;
  longitude: number;
  /** The coordinates are those of the nearest known neighbours: the town itself has none in the sources. */
  approximate?: true;
  population: number;
  /** IANA zone. */
  timeZone: string;
  /** How well the name was matched, 0 to 1; 1 is the name itself. */
  score: number;
};

export type Point = { latitude: number; longitude: number };

export type FindPlaceOptions = {
  country?: string;
  near?: Point;
  limit?: number;
  /** "exact" leaves spelling mistakes and first words aside, for reading running text. Default "tolerant". */
  spelling?: "exact" | "tolerant";
};

export type RoadEstimate = { km: number; minutes: number; estimated: true };

/** Towns by name and the way between them. */
export interface Places {
  find(text: string, options?: FindPlaceOptions): Place[];
  /** A French region or département, or a country. */
  area(text: string): Area | undefined;
  distanceKm(from: Point, to: Point): number;
  road(from: Point, to: Point): RoadEstimate;
}
