import { describe, expect, test } from "vitest";
import { train } from "./classifier.ts";

const text = (...words: string[]) => new Map(words.map((word) => [word, 1]));
const best = (shares: Float64Array) => shares.indexOf(Math.max(...shares));

describe("the classifier of requests", () => {
  // Classes: list dates, list guests, cancel dates. Parts: list, cancel, dates, guests.
  const partsOf = [
    [0, 2],
    [0, 3],
    [1, 2],
  ];
  const samples = [
    { features: text("montre", "dates"), label: 0, weight: 1 },
    { features: text("affiche", "dates"), label: 0, weight: 1 },
    { features: text("montre", "invites"), label: 1, weight: 1 },
    { features: text("annule", "dates"), label: 2, weight: 1 },
  ];

  test("shares are probabilities", () => {
    const shares = train(samples, partsOf).score(text("montre", "dates"));
    expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1);
    expect(best(shares)).toBe(0);
  });

  test("a verb taught for one object is understood for another", () => {
    expect(best(train(samples, partsOf).score(text("affiche", "invites")))).toBe(1);
  });

  test("learning twice gives the same", () => {
    const once = train(samples, partsOf).score(text("annule", "dates"));
    expect(train(samples, partsOf).score(text("annule", "dates"))).toEqual(once);
  });
});
