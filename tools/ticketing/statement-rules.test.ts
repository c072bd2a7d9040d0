import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exactMoney, exactRate } from "./exact-words.ts";
import { adjust, ratesOf, sayNumbers, shareOut } from "./statement-rules.ts";

const plain = (text: string) => text.replace(/\s/g, " ");

describe("the sums of a statement", () => {
  it("tells the fee, money kept of cancelled tickets and money given back on valid ones apart", () => {
    const order = { keptCents: 6_900, feeCents: 300, issued: [{ rateBp: 550, cents: 6_600 }] };
    const standing = (cents: number) => [{ rateBp: 550, cents }];
    expect(adjust({ ...order, standing: standing(6_600) })).toEqual({
      keptCents: 0,
      givenBackCents: 0,
    });
    expect(adjust({ ...order, standing: standing(3_300) }).keptCents).toBe(3_300);
    expect(adjust({ ...order, keptCents: 6_400, standing: standing(6_600) }).givenBackCents).toBe(
      500,
    );
  });

  it("shares an amount out to the cent, whatever its sign", () => {
    const weights = fc.array(
      fc.record({
        rateBp: fc.constantFrom(210, 550, 2_000),
        cents: fc.integer({ min: 1, max: 1_000_000 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), weights, (cents, parts) => {
        const shared = shareOut(cents, parts);
        expect(shared.reduce((sum, part) => sum + part.cents, 0)).toBe(cents);
      }),
    );
  });

  it("rounds VAT once on the total of each rate, so that net and tax add up to the gross", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            rateBp: fc.constantFrom(0, 210, 550, 2_000),
            cents: fc.integer({ min: 0, max: 9_000_000 }),
          }),
        ),
        (parts) => {
          const rates = ratesOf(parts);
          expect(new Set(rates.map(({ rateBp }) => rateBp)).size).toBe(rates.length);
          for (const rate of rates) expect(rate.netCents + rate.vatCents).toBe(rate.grossCents);
          const gross = parts.reduce((sum, { cents }) => sum + cents, 0);
          expect(rates.reduce((sum, rate) => sum + rate.grossCents, 0)).toBe(gross);
        },
      ),
    );
  });

  it("writes numbers that follow one another as a range", () => {
    expect(sayNumbers([40, 3, 13, 12, 14])).toBe("3, 12–14, 40");
    expect(sayNumbers([])).toBe("");
  });

  it("writes amounts to the cent and rates as the law does", () => {
    expect(plain(exactMoney(124_000, "EUR", "fr"))).toBe("1 240,00 €");
    expect([210, 550, 2_000, 350].map((rate) => plain(exactRate(rate, "fr")))).toEqual([
      "2,10 %",
      "5,5 %",
      "20 %",
      "3,5 %",
    ]);
  });
});
