import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import world from "world-atlas/countries-50m.json";
import { type Box, type Flat, flatten, meets } from "./project.ts";

type Ring = { points: Flat[]; box: Box };

const topology = world as unknown as Topology<{
  countries: GeometryCollection;
  land: GeometryCollection;
}>;

function ring(coordinates: number[][]): Ring {
  const points = coordinates.map(([longitude = 0, latitude = 0]) => flatten(longitude, latitude));
  const box = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const { x, y } of points) {
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  return { points, box };
}

const land: Ring[] = feature(topology, topology.objects.land).features.flatMap(({ geometry }) =>
  geometry.type === "MultiPolygon"
    ? geometry.coordinates.flatMap((polygon) => polygon.map(ring))
    : geometry.type === "Polygon"
      ? geometry.coordinates.map(ring)
      : [],
);
const borders: Ring[] = mesh(
  topology,
  topology.objects.countries,
  (a, b) => a !== b,
).coordinates.map(ring);

/** The part of the world that a box shows, as SVG path data in `width` units across. */
export function drawLand(box: Box, width: number): { land: string; borders: string } {
  const scale = width / (box.right - box.left);
  const path = (rings: Ring[], close: boolean) =>
    rings
      .filter((each) => meets(each.box, box))
      .map(({ points }) => {
        const steps = points.map(
          ({ x, y }) =>
            `${((x - box.left) * scale).toFixed(1)} ${((y - box.top) * scale).toFixed(1)}`,
        );
        return `M${steps.join("L")}${close ? "Z" : ""}`;
      })
      .join("");
  return { land: path(land, true), borders: path(borders, false) };
}
