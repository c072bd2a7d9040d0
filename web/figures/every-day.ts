type Day = { day: string; sold: number; grossCents: number };

const dayMs = 86_400_000;
const mostDays = 400;

/** A series with its days without sales, so that a chart keeps the measure of time. */
export function everyDay(days: Day[]): Day[] {
  const [first] = days;
  const last = days.at(-1);
  if (!first || !last) return [];
  const [from, to] = [Date.parse(first.day), Date.parse(last.day)];
  const count = Math.round((to - from) / dayMs) + 1;
  if (count > mostDays) return days;
  const known = new Map(days.map((one) => [one.day, one]));
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(from + at * dayMs).toISOString().slice(0, 10);
    return known.get(day) ?? { day, sold: 0, grossCents: 0 };
  });
}
