import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { centsOf, dayOf, momentOf, statusOf, yesOf } from "./platform-cells.ts";

describe("a cell of a platform's file", () => {
  it.each([
    ["35,50 €", 3_550],
    ["35.5", 3_550],
    ["1 240,50", 124_050],
    ["1\u202f240,50\u00a0€", 124_050],
    ["1,240.50", 124_050],
    ["1.240,50 EUR", 124_050],
    ["1.240", 124_000],
    ["12", 1_200],
    ["0,00", 0],
    ["Gratuit", 0],
  ])("is an amount: %s", (text, cents) => expect(centsOf(text)).toBe(cents));

  it.each(["", "-5,00", "douze", "3,5,"])("is no amount: %j", (text) =>
    expect(centsOf(text)).toBeUndefined(),
  );

  it("reads back every price as both languages write it", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), (cents) => {
        for (const tag of ["fr-FR", "en-GB"]) {
          const written = new Intl.NumberFormat(tag, { style: "currency", currency: "EUR" });
          expect(centsOf(written.format(cents / 100))).toBe(cents);
        }
      }),
    );
  });

  it("is a moment on the venue's clock, the day before the month, unless it names its zone", () => {
    const at = (text: string) => momentOf(text, "Europe/Paris")?.toISOString();
    expect(at("27/11/2026 10:32")).toBe("2026-11-27T09:32:00.000Z");
    expect(at("27/11/2026 à 10h32")).toBe("2026-11-27T09:32:00.000Z");
    expect(at("2026-01-06 18:00:18.038852")).toBe("2026-01-06T17:00:00.000Z");
    expect(at("2026-07-01T18:00:00Z")).toBe("2026-07-01T18:00:00.000Z");
    expect(at("2026-07-01T18:00:00+0200")).toBe("2026-07-01T16:00:00.000Z");
    expect(at("31/02/2026")).toBeUndefined();
    expect(at("hier")).toBeUndefined();
    expect(dayOf("14/05/2027 20:00")).toBe("2027-05-14");
    expect(dayOf("14/05/27")).toBe("2027-05-14");
  });

  it("says what became of the ticket", () => {
    expect(statusOf("Payé")).toBe("sold");
    expect(statusOf("resold")).toBe("sold");
    expect(statusOf("")).toBe("sold");
    expect(statusOf("Remboursée")).toBe("refunded");
    expect(statusOf("canceled")).toBe("cancelled");
    expect(statusOf("En attente")).toBe("pending");
    expect(statusOf("inconnu")).toBeUndefined();
    expect([yesOf("Oui"), yesOf("0"), yesOf("peut-être")]).toEqual([true, false, undefined]);
  });
});
