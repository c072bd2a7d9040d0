/** An entry of a calendar: timed when `startsAt` is known, else the whole day. */
export type CalendarEntry = {
  id: string;
  title: string;
  day: string;
  startsAt: string | null;
  endsAt: string | null;
  place: string | null;
  point: { latitude: number; longitude: number } | null;
  notes: string;
  firm: boolean;
};

const longest = 75;
const bytes = new TextEncoder();

/** RFC 5545 §3.1: lines of at most 75 octets, no character cut in two. */
export function fold(line: string): string {
  const folded: string[] = [];
  let [part, size] = ["", 0];
  for (const letter of line) {
    const more = bytes.encode(letter).length;
    if (size + more > longest) {
      folded.push(part);
      // What follows starts with a space, which counts.
      [part, size] = [" ", 1];
    }
    part += letter;
    size += more;
  }
  return [...folded, part].join("\r\n");
}

/** RFC 5545 §3.3.11. */
export function escapeText(text: string): string {
  return (
    text
      .replace(/[\\;,]/g, (sign) => `\\${sign}`)
      .replace(/\r\n|\r|\n/g, "\\n")
      // oxlint-disable-next-line no-control-regex -- Control characters have no place in a calendar.
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
  );
}

const utc = (instant: string | Date) =>
  `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
const civil = (day: string) => day.replaceAll("-", "");
const dayAfter = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** A calendar as a file that every calendar program reads (RFC 5545), times in UTC. */
export function writeCalendar(name: string, entries: CalendarEntry[], now: Date): string {
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//KONCERT//Tours//EN",
    "CALSCALE:GREGORIAN",
    "METHOD:PUBLISH",
    `X-WR-CALNAME:${escapeText(name)}`,
    ...entries.flatMap((entry) => [
      "BEGIN:VEVENT",
      `UID:${entry.id}@koncert`,
      `DTSTAMP:${utc(now)}`,
      ...(entry.startsAt
        ? [
            `DTSTART:${utc(entry.startsAt)}`,
            ...(entry.endsAt ? [`DTEND:${utc(entry.endsAt)}`] : []),
          ]
        : [
            `DTSTART;VALUE=DATE:${civil(entry.day)}`,
            `DTEND;VALUE=DATE:${civil(dayAfter(entry.day))}`,
          ]),
      `SUMMARY:${escapeText(entry.title)}`,
      ...(entry.place ? [`LOCATION:${escapeText(entry.place)}`] : []),
      ...(entry.point ? [`GEO:${entry.point.latitude};${entry.point.longitude}`] : []),
      ...(entry.notes ? [`DESCRIPTION:${escapeText(entry.notes)}`] : []),
      `STATUS:${entry.firm ? "CONFIRMED" : "TENTATIVE"}`,
      "END:VEVENT",
    ]),
    "END:VCALENDAR",
  ];
  return `${lines.map(fold).join("\r\n")}\r\n`;
}
