import { findArea } from "./areas.ts";
import { distanceKm, roadEstimate } from "./distance.ts";
import { findPlace } from "./find-place.ts";
import type { Places } from "./places.ts";

export { type Area, findArea } from "./areas.ts";
export { countryCode } from "./countries.ts";
export { distanceKm, ROAD_FACTOR, roadEstimate } from "./distance.ts";
export { findPlace } from "./find-place.ts";
export { placeKey } from "./place-key.ts";
export type { FindPlaceOptions, Place, Places, Point, RoadEstimate } from "./places.ts";

/** The offline provider: GeoNames and the INSEE communes, read from packages; roads are estimates. */
export const localPlaces: Places = {
  find: findPlace,
  area: findArea,
  distanceKm,
  road: roadEstimate,
};
