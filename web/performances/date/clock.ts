/** The clock time of an instant at a place, counted from a day's midnight: half past midnight after it is `24:30`. */
export function instantClock(instant: string, day: string, timeZone: string): string {
  const wall = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(new Date(instant));
  const [on = day, clock = "00:00"] = wall.split(" ");
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  const later = on > day ? 24 : 0;
  return `${String(hours + later).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
