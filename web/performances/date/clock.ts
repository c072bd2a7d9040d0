/** The clock time of an instant at a place, counted from a day's midnight: half past midnight after it is `24:30`. */
export function instantClock(instant: string, day: string, timeZone: string): string {
  const { day: on, time } = wallClock(instant, timeZone);
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const later = on > day ? 24 : 0;
  return `${String(hours + later).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}

/** The day and the time that a clock at a place shows at an instant. */
export function wallClock(instant: string, timeZone: string): { day: string; time: string } {
  const wall = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(instant));
  const [day = "", time = ""] = wall.split(" ");
  return { day, time };
}

/** How many nights lie between two days. */
export const nightsBetween = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
