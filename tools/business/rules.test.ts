import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DealTerms, settle } from "./rules.ts";

const terms: DealTerms = {
  kind: "versus",
  guaranteeCents: 500_000,
  percentageBp: 7_000,
  splitPointCents: 0,
  recoupableCostCents: 200_000,
  depositCents: 100_000,
};

describe("the reckoning after the show", () => {
  it("pays a cession at its fixed price, whatever was sold", () => {
    expect(settle({ ...terms, kind: "cession" }, 0).dueCents).toBe(500_000);
    expect(settle({ ...terms, kind: "cession" }, 9_000_000).dueCents).toBe(500_000);
  });
  it("pays the better of guarantee and share in a versus deal", () => {
    expect(settle(terms, 400_000).dueCents).toBe(500_000);
    expect(settle(terms, 2_200_000).dueCents).toBe(1_400_000);
  });
  it("adds a share above the split point to a guarantee", () => {
    expect(
      settle({ ...terms, kind: "guarantee", splitPointCents: 800_000 }, 1_500_000).dueCents,
    ).toBe(850_000);
  });
  it("takes the deposit off the balance and never off what is due", () => {
    const { dueCents, steps } = settle(terms, 2_200_000);
    expect(steps.at(-1)).toEqual({ label: "balance", cents: dueCents - 100_000 });
  });
  it("owes nothing for a rental", () => {
    expect(settle({ ...terms, kind: "rental" }, 2_200_000).dueCents).toBe(0);
  });
  it("never pays less when more was sold", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("cession", "guarantee", "versus", "percentage", "co_realisation" as const),
        fc.nat(10_000_000),
        fc.nat(10_000_000),
        (kind, a, b) => {
          const deal = { ...terms, kind } as DealTerms;
          const [less, more] = a < b ? [a, b] : [b, a];
          expect(settle(deal, less).dueCents).toBeLessThanOrEqual(settle(deal, more).dueCents);
          expect(Number.isInteger(settle(deal, more).dueCents)).toBe(true);
        },
      ),
    );
  });
});
