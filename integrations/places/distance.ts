import type { Point, RoadEstimate } from "./places.ts";

const EARTH_RADIUS_KM = 6371.0088;

/** Roads between French towns are 1.2 to 1.3 times the great circle; 1.25 is the middle of it. */
export const ROAD_FACTOR = 1.25;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres (haversine, mean Earth radius). */
export function distanceKm(from: Point, to: Point): number {
  const latitude = radians(to.latitude - from.latitude);
  const longitude = radians(to.longitude - from.longitude);
  const chord =
    Math.sin(latitude / 2) ** 2 +
    Math.cos(radians(from.latitude)) *
      Math.cos(radians(to.latitude)) *
      Math.sin(longitude / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/**
 * Estimate of the way by road: great circle × 1.25, at 45 km/h within a town and up to 90 km/h
 * on long ways, which is what a tour van holds with its breaks. Kilometres and minutes, rounded.
 */
export function roadEstimate(from: Point, to: Point): RoadEstimate {
  const km = distanceKm(from, to) * ROAD_FACTOR;
  const speed = 45 + 45 * Math.min(1, km / 150);
  return { km: Math.round(km), minutes: Math.round((km / speed) * 60), estimated: true };
}
