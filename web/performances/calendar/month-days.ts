const dayMs = 86_400_000;
const at = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayAt = (time: number) => new Date(time).toISOString().slice(0, 10);

/** A civil day so many days later, earlier when negative. */
export const plusDays = (day: string, days: number): string => dayAt(at(day) + days * dayMs);

/** The same day so many months later, or the last of that month: 31 January and one month is 28 February. */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, number = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return dayAt(Date.UTC(year, month - 1 + months, Math.min(number, last)));
}

/** The Monday of a day's week. */
export const mondayOf = (day: string): string =>
  plusDays(day, -((new Date(at(day)).getUTCDay() + 6) % 7));

export const weekOf = (day: string): string[] =>
  Array.from({ length: 7 }, (_, index) => plusDays(mondayOf(day), index));

/** The weeks that a day's month touches, from Monday to Sunday. */
export function monthOf(day: string): string[][] {
  const month = day.slice(0, 7);
  const weeks: string[][] = [];
  for (let week = weekOf(`${month}-01`); ; week = weekOf(plusDays(week[0]!, 7))) {
    if (weeks.length > 0 && !week.some((one) => one.startsWith(month))) return weeks;
    weeks.push(week);
  }
}

const steps: Record<string, (day: string) => string> = {
  ArrowLeft: (day) => plusDays(day, -1),
  ArrowRight: (day) => plusDays(day, 1),
  ArrowUp: (day) => plusDays(day, -7),
  ArrowDown: (day) => plusDays(day, 7),
  Home: mondayOf,
  End: (day) => plusDays(mondayOf(day), 6),
  PageUp: (day) => plusMonths(day, -1),
  PageDown: (day) => plusMonths(day, 1),
};

/** Where a key leads from a day; undefined for any other key. */
export const stepFrom = (day: string, key: string): string | undefined => steps[key]?.(day);
