import { expect, test } from "vitest";
import { curvePoints, dayAt } from "./curve-points.ts";

const sold = (day: string, count: number) => ({ day, sold: count, grossCents: 0 });

test("days without a sale keep the total, up to today", () => {
  const own = { day: "2027-05-14", series: [sold("2027-05-08", 2), sold("2027-05-10", 3)] };
  expect(curvePoints(own, null, "2027-05-11")).toEqual([
    { at: -6, total: 2, compared: null },
    { at: -5, total: 2, compared: null },
    { at: -4, total: 5, compared: null },
    { at: -3, total: 5, compared: null },
  ]);
});

test("two dates are laid over one another by the days before each show", () => {
  const own = { day: "2027-05-14", series: [sold("2027-05-13", 1)] };
  const past = { day: "2027-02-01", series: [sold("2027-01-30", 4), sold("2027-02-01", 6)] };
  expect(curvePoints(own, past, "2027-05-13")).toEqual([
    { at: -2, total: null, compared: 4 },
    { at: -1, total: 1, compared: 4 },
    { at: 0, total: null, compared: 10 },
  ]);
});

test("what was sold after the day of the show counts on that day", () => {
  const own = { day: "2027-05-14", series: [sold("2027-05-14", 1), sold("2027-05-15", 1)] };
  expect(curvePoints(own, null, "2027-06-01")).toEqual([{ at: 0, total: 2, compared: null }]);
});

test("nothing sold is no curve", () => {
  expect(curvePoints({ day: "2027-05-14", series: [] }, null, "2027-05-01")).toEqual([]);
  expect(dayAt("2027-03-01", -1)).toBe("2027-02-28");
});
