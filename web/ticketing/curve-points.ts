export type Day = { day: string; sold: number; grossCents: number };
export type Curve = { day: string; series: Day[] };
/** Tickets sold so far, so many days before the show (a negative number, 0 on its day). */
export type Point = { at: number; total: number | null; compared: number | null };

const dayMs = 86_400_000;
const daysFrom = (show: string, day: string) =>
  Math.min(0, Math.round((Date.parse(day) - Date.parse(show)) / dayMs));

/** Sales added up day by day from the first ticket to `until`, or to the day of the show. */
function addUp({ day: show, series }: Curve, until: string): Map<number, number> {
  const points = new Map<number, number>();
  const sold = new Map<number, number>();
  for (const one of series) {
    const at = daysFrom(show, one.day);
    sold.set(at, (sold.get(at) ?? 0) + one.sold);
  }
  if (sold.size === 0) return points;
  let total = 0;
  for (let at = Math.min(...sold.keys()); at <= daysFrom(show, until); at++) {
    total += sold.get(at) ?? 0;
    points.set(at, total);
  }
  return points;
}

/** One curve, or two laid over one another by the days that remain before each show. */
export function curvePoints(own: Curve, compared: Curve | null, today: string): Point[] {
  const [mine, other] = [addUp(own, today), compared ? addUp(compared, today) : null];
  const ats = [...mine.keys(), ...(other?.keys() ?? [])];
  if (ats.length === 0) return [];
  const [first, last] = [Math.min(...ats), Math.max(...ats)];
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const at = first + index;
    return { at, total: mine.get(at) ?? null, compared: other?.get(at) ?? null };
  });
}

/** The day that stands so many days before a show. */
export const dayAt = (show: string, at: number) =>
  new Date(Date.parse(show) + at * dayMs).toISOString().slice(0, 10);
