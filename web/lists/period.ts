/** The first of so many days that end on `today`. */
export const firstOfLast = (days: number, today: string): string =>
  new Date(Date.parse(today) - (days - 1) * 86_400_000).toISOString().slice(0, 10);
