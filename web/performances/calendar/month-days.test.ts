import { describe, expect, it } from "vitest";
import { mondayOf, monthOf, plusDays, plusMonths, stepFrom, weekOf } from "./month-days.ts";

describe("the days of a calendar", () => {
  it("shows whole weeks from Monday, with the ends of the months around", () => {
    const weeks = monthOf("2027-05-14");
    expect(weeks).toHaveLength(6);
    expect(weeks[0]?.[0]).toBe("2027-04-26");
    expect(weeks.at(-1)?.at(-1)).toBe("2027-06-06");
    expect(weeks.flat()).toHaveLength(42);
  });

  it("needs four weeks for a February that starts on a Monday", () => {
    expect(monthOf("2027-02-10")).toHaveLength(4);
  });

  it("takes Sunday for the last day of its week", () => {
    expect(mondayOf("2027-05-16")).toBe("2027-05-10");
    expect(weekOf("2027-05-10").at(-1)).toBe("2027-05-16");
  });

  it("crosses summer time, leap days and years without losing a day", () => {
    expect(plusDays("2027-03-27", 2)).toBe("2027-03-29");
    expect(plusDays("2028-02-28", 1)).toBe("2028-02-29");
    expect(plusDays("2027-12-31", 1)).toBe("2028-01-01");
  });

  it("keeps to the month's last day where the next one is shorter", () => {
    expect(plusMonths("2027-01-31", 1)).toBe("2027-02-28");
    expect(plusMonths("2027-03-31", -1)).toBe("2027-02-28");
    expect(plusMonths("2026-12-15", 1)).toBe("2027-01-15");
  });

  it("moves by arrows, weeks and months, and leaves other keys alone", () => {
    expect(stepFrom("2027-05-14", "ArrowUp")).toBe("2027-05-07");
    expect(stepFrom("2027-05-14", "End")).toBe("2027-05-16");
    expect(stepFrom("2027-05-14", "PageDown")).toBe("2027-06-14");
    expect(stepFrom("2027-05-14", "a")).toBeUndefined();
  });
});
