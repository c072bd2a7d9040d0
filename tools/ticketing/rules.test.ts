import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cnmLevy, proposeVat, splitVat } from "./rules.ts";

describe("VAT of a ticket", () => {
  it("is 2.10 % for the first 140 paid performances of a new work", () => {
    expect(proposeVat("FR", "2027-02-12", 139)?.rateBp).toBe(210);
    expect(proposeVat("FR", "2027-02-12", 140)?.rateBp).toBe(550);
  });
  it("is 5.5 % where the count of performances is unknown", () => {
    expect(proposeVat("FR", "2027-02-12", undefined)?.rateBp).toBe(550);
  });
  it("is not proposed abroad, where the country of the show decides", () => {
    expect(proposeVat("BE", "2027-02-12", 0)).toBeUndefined();
  });
  it("splits a price so that net and tax add up to the cent", () => {
    expect(splitVat(3500, 550)).toEqual({ netCents: 3318, vatCents: 182 });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000_000 }),
        fc.constantFrom(0, 210, 550, 1000, 2000),
        (gross, rate) => {
          const { netCents, vatCents } = splitVat(gross, rate);
          expect(netCents + vatCents).toBe(gross);
          expect(Math.abs(netCents * rate - vatCents * 10_000)).toBeLessThanOrEqual(10_000 + rate);
        },
      ),
    );
  });
  it("adds the CNM tax of 3.5 % in France alone", () => {
    expect(cnmLevy(100_000, "FR", "2027-02-12")?.cents).toBe(3_500);
    expect(cnmLevy(100_000, "CH", "2027-02-12")).toBeNull();
  });
});
