import { expect, test } from "vitest";
import { everyDay } from "./every-day.ts";

const sold = (day: string, count: number) => ({ day, sold: count, grossCents: count * 100 });

test("days without sales stand between those that have some", () => {
  expect(everyDay([sold("2026-11-28", 2), sold("2026-12-01", 1)]).map(({ sold: n }) => n)).toEqual([
    2, 0, 0, 1,
  ]);
  expect(everyDay([])).toEqual([]);
});
