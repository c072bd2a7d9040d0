import { describe, expect, it } from "vitest";
import { type CalendarEntry, escapeText, fold, writeCalendar } from "./calendar-file.ts";

const now = new Date("2026-11-26T09:00:00Z");
const lyon: CalendarEntry = {
  id: "11111111-1111-4111-8111-111111111111",
  title: "Zaz · Lyon",
  day: "2027-05-14",
  startsAt: "2027-05-14T17:00:00.000Z",
  endsAt: "2027-05-14T21:30:00.000Z",
  place: "L’amphithéâtre – Salle 3000, Lyon",
  point: { latitude: 45.78, longitude: 4.85 },
  notes: "Portes 19 h\nPassage 20 h 30",
  firm: true,
};

describe("a calendar file", () => {
  it("gives a date with its times in UTC, its place and its notes", () => {
    const lines = writeCalendar("Organique", [lyon], now).split("\r\n");
    expect(lines[0]).toBe("BEGIN:VCALENDAR");
    expect(lines.at(-2)).toBe("END:VCALENDAR");
    expect(lines).toContain("DTSTART:20270514T170000Z");
    expect(lines).toContain("DTEND:20270514T213000Z");
    expect(lines).toContain("LOCATION:L’amphithéâtre – Salle 3000\\, Lyon");
    expect(lines).toContain("DESCRIPTION:Portes 19 h\\nPassage 20 h 30");
    expect(lines).toContain("STATUS:CONFIRMED");
  });

  it("gives a hold without times as a tentative whole day, which ends the day after", () => {
    const text = writeCalendar("", [{ ...lyon, startsAt: null, endsAt: null, firm: false }], now);
    expect(text).toContain("DTSTART;VALUE=DATE:20270514\r\nDTEND;VALUE=DATE:20270515");
    expect(text).toContain("STATUS:TENTATIVE");
  });

  it("folds at 75 octets without cutting a character, and unfolds to the same text", () => {
    const text = `SUMMARY:${"é🎸".repeat(60)}`;
    const folded = fold(text);
    for (const line of folded.split("\r\n")) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toContain("\ufffd");
    }
    expect(folded.replaceAll("\r\n ", "")).toBe(text);
  });

  it("escapes what would end a line or a value", () => {
    expect(escapeText("a\\b;c,d\r\nEND:VCALENDAR\u0000")).toBe("a\\\\b\\;c\\,d\\nEND:VCALENDAR");
  });
});
