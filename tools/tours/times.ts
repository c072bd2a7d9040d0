import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";

/** `HH:MM` to minutes after the midnight that opens the day; 25:30 is 1530. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  return hours * 60 + minutes;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** What the clock on the wall says there, as if it were UTC, in milliseconds. */
function wallOf(instant: number, format: Intl.DateTimeFormat): number {
  const parts = Object.fromEntries(
    format.formatToParts(instant).map((part) => [part.type, Number(part.value)]),
  );
  return Date.UTC(
    parts["year"] ?? 0,
    (parts["month"] ?? 1) - 1,
    parts["day"],
    parts["hour"],
    parts["minute"],
  );
}

/**
 * The instant at which a clock in `timeZone` shows `time` on `day` (hours above 23 go on into the
 * night). A time that the change to summer skips is read as one hour later.
 */
export function instantOf(day: string, time: string, timeZone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`) + minutesOf(time) * 60_000;
  const format = clockOf(timeZone);
  const guess = wall - (wallOf(wall, format) - wall);
  const settled = guess - (wallOf(guess, format) - wall);
  return new Date(wallOf(settled, format) === wall ? settled : Math.max(guess, settled));
}

/** The day and the time that a clock in `timeZone` shows at an instant. */
export function wallClock(instant: Date, timeZone: string): { day: string; time: string } {
  const wall = new Date(wallOf(instant.getTime(), clockOf(timeZone))).toISOString();
  return { day: wall.slice(0, 10), time: wall.slice(11, 16) };
}

/** Today where the organization is, within a statement. */
export function today(ctx: ToolContext) {
  return sql<string>`(select (${ctx.now.toISOString()}::timestamptz at time zone time_zone)::date from organizations limit 1)`;
}

/** Today where the organization is. */
export async function todayOf(ctx: ToolContext): Promise<string> {
  const { rows } = await sql<{
    day: string;
  }>`select to_char(${today(ctx)}, 'YYYY-MM-DD') as day`.execute(ctx.tx);
  return rows[0]?.day ?? ctx.now.toISOString().slice(0, 10);
}
