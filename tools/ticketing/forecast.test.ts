import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Forecast, forecastSales, type PastDate } from "./forecast.ts";

/** A date that sold `final` tickets, the given share of them at least `before` days ahead. */
const past = (final: number, share: number, before = 20, artistId = "zaz"): PastDate => ({
  id: `${final} ${share}`,
  artistId,
  sales: [
    { before: before + 10, sold: Math.round(final * share) },
    { before: 3, sold: final - Math.round(final * share) },
  ],
});
const alike = Array.from({ length: 8 }, (_, at) => past(200 + at * 20, 0.4));
const target = { artistId: "zaz", daysBefore: 20, sold: 100, capacity: 1_000 };
const told = (value: ReturnType<typeof forecastSales>): Forecast => {
  if (typeof value === "string") throw new Error(value);
  return value;
};

describe("a forecast of final sales", () => {
  it("divides what is sold by the share that past dates had sold as many days before", () => {
    const forecast = told(forecastSales(alike, target));
    expect(forecast).toMatchObject({
      expected: 250,
      shareBp: 4_000,
      dates: 8,
      scope: "artist",
      errorBp: 0,
    });
    expect([forecast.low, forecast.high]).toEqual([250, 250]);
  });

  it("states the error it made on each past date foretold from the others", () => {
    const uneven = [0.2, 0.3, 0.4, 0.5, 0.6].map((share) => past(300, share));
    const forecast = told(forecastSales(uneven, target));
    expect(forecast.errorBp).toBeGreaterThan(2_000);
    expect(forecast.low).toBeLessThan(forecast.expected);
    expect(forecast.high).toBeGreaterThan(forecast.expected);
  });

  it("rests on the artist's own dates where there are enough, else on all", () => {
    const others = Array.from({ length: 6 }, (_, at) => past(300 + at, 0.8, 20, "other"));
    expect(told(forecastSales([...alike, ...others], target)).scope).toBe("artist");
    const few = told(forecastSales([...alike.slice(0, 3), ...others], target));
    expect(few).toMatchObject({ scope: "organization", dates: 9 });
  });

  it("says when there is too little to say anything", () => {
    expect(forecastSales(alike.slice(0, 4), target)).toBe("too_few_dates");
    expect(forecastSales(alike, { ...target, sold: 3 })).toBe("too_few_sold");
    expect(forecastSales(alike, { ...target, daysBefore: 90 })).toBe("too_early");
    expect(forecastSales(alike, { ...target, daysBefore: -1 })).toBe("over");
    expect(forecastSales([], target)).toBe("too_few_dates");
  });

  it("never falls below what is sold, nor above the room, and its interval holds it", () => {
    const dates = fc.array(
      fc.tuple(fc.integer({ min: 30, max: 3_000 }), fc.double({ min: 0.05, max: 1, noNaN: true })),
      { minLength: 5, maxLength: 20 },
    );
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: 10, max: 900 }),
        fc.integer({ min: 900, max: 1_000 }),
        (made, sold, capacity) => {
          const forecast = forecastSales(
            made.map(([final, share]) => past(final, share)),
            { ...target, sold, capacity },
          );
          if (typeof forecast === "string") return;
          for (const value of [forecast.low, forecast.expected, forecast.high]) {
            expect(value).toBeGreaterThanOrEqual(sold);
            expect(value).toBeLessThanOrEqual(capacity);
          }
          expect(forecast.low).toBeLessThanOrEqual(forecast.high);
        },
      ),
    );
  });
});
