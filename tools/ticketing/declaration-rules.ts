import { Temporal } from "temporal-polyfill";
import data from "./box-office-rules.json" with { type: "json" };

/** First and last day of a quarter, and the day before which its sales are declared. */
export function quarterOf(year: number, quarter: number) {
  const first = Temporal.PlainDate.from({ year, month: quarter * 3 - 2, day: 1 });
  const next = first.add({ months: 3 });
  return {
    from: first.toString(),
    to: next.subtract({ days: 1 }).toString(),
    dueBefore: next.with({ day: data.declaration.dueDay }).toString(),
  };
}

/** The last quarter that is over on a day. */
export function lastQuarter(today: string): { year: number; quarter: number } {
  const day = Temporal.PlainDate.from(today).subtract({ months: 3 });
  return { year: day.year, quarter: Math.ceil(day.month / 3) };
}
