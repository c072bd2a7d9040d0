import type { BuyerOrder } from "#tools/ticketing/sale-facts.ts";

const usualHours = 3;

/** An iCalendar event (RFC 5545) of the date that an order is for; a whole day while no time is known. */
export function calendarFile(order: BuyerOrder, link: string, now: Date = new Date()): string {
  const { artist, title, day, doorsAt, showAt, venue, cancelled } = order.performance;
  const begins = doorsAt ?? showAt;
  const ends = new Date(showAt ?? doorsAt ?? 0).getTime() + usualHours * 3_600_000;
  const place = venue && [venue.name, venue.address, venue.postalCode, venue.city];
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//KONCERT//Billetterie//FR",
    "METHOD:PUBLISH",
    "BEGIN:VEVENT",
    `UID:${order.number}@koncert`,
    `DTSTAMP:${instant(now)}`,
    ...(begins
      ? [`DTSTART:${instant(new Date(begins))}`, `DTEND:${instant(new Date(ends))}`]
      : [`DTSTART;VALUE=DATE:${day.replaceAll("-", "")}`]),
    `SUMMARY:${text(title ? `${artist}, ${title}` : artist)}`,
    ...(place ? [`LOCATION:${text(place.filter(Boolean).join(", "))}`] : []),
    `URL:${link}`,
    `STATUS:${cancelled ? "CANCELLED" : "CONFIRMED"}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ]
    .map(fold)
    .join("\r\n");
}

const instant = (at: Date) => at.toISOString().replaceAll(/[-:]|\.\d+/g, "");

const text = (value: string) => value.replaceAll(/[\\;,]/g, "\\$&").replaceAll(/\r?\n/g, "\\n");

/** Lines hold 75 bytes at most; a longer one goes on after a space, never inside a character. */
function fold(line: string): string {
  const parts = [""];
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 74) {
      parts.push("");
      bytes = 0;
    }
    parts[parts.length - 1] += character;
    bytes += size;
  }
  return parts.join("\r\n ");
}
