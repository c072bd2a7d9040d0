import { expect, test } from "vitest";
import { posterArt } from "./poster-art.ts";

test("a date keeps its light, and other dates have others", () => {
  const seeds = Array.from({ length: 60 }, (_, index) => `zaz-ville-${index}`);
  const drawn = seeds.map((seed) => JSON.stringify(posterArt(seed)));
  expect(seeds.map((seed) => JSON.stringify(posterArt(seed)))).toEqual(drawn);
  expect(new Set(drawn).size).toBe(60);
  expect(new Set(seeds.map((seed) => posterArt(seed).light.kind)).size).toBe(4);
});
