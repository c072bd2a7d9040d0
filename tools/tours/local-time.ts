import { Temporal } from "temporal-polyfill";

/**
 * The instant of a time of day at a venue. Hours from 24 to 29 are past midnight: « 25:30 » is
 * half past one on the next day. A time that a change of clocks skips moves forward.
 */
export function localInstant(day: string, time: string, timeZone: string): Date {
  const [hours = 0, minutes = 0] = time.split(":").map(Number);
  const date = Temporal.PlainDate.from(day).add({ days: Math.floor(hours / 24) });
  const zoned = date.toZonedDateTime({
    timeZone,
    plainTime: Temporal.PlainTime.from({ hour: hours % 24, minute: minutes }),
  });
  return new Date(zoned.epochMilliseconds);
}

/** « HH:MM » of an instant at a venue, above 24 when it falls on the night after `day`. */
export function venueTime(instant: Date | string, day: string, timeZone: string): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(
    new Date(instant).getTime(),
  ).toZonedDateTimeISO(timeZone);
  const nights = Temporal.PlainDate.from(day).until(zoned.toPlainDate()).days;
  const two = (value: number) => String(value).padStart(2, "0");
  return `${two(zoned.hour + 24 * Math.max(0, nights))}:${two(zoned.minute)}`;
}
