import { expect, test } from "vitest";
import type { BuyerOrder } from "#tools/ticketing/sale-facts.ts";
import { calendarFile } from "./calendar-file.ts";

const order = {
  number: "C-1042",
  performance: {
    artist: "Zaz",
    title: "Organique ; le retour, enfin",
    day: "2027-05-14",
    doorsAt: "2027-05-14T17:00:00.000Z",
    showAt: "2027-05-14T18:30:00.000Z",
    venue: { name: "Le Transbordeur", address: null, postalCode: "69100", city: "Villeurbanne" },
    cancelled: false,
  },
} as unknown as BuyerOrder;
const now = new Date("2026-11-26T09:00:00Z");
const write = (change: Partial<BuyerOrder["performance"]> = {}) =>
  calendarFile(
    { ...order, performance: { ...order.performance, ...change } },
    "https://koncert.example/o/abc",
    now,
  );

test("the event begins at the doors and ends three hours after the show began, in universal time", () => {
  expect(write()).toContain("DTSTART:20270514T170000Z\r\nDTEND:20270514T213000Z\r\n");
});

test("a date without times is a whole day", () => {
  expect(write({ doorsAt: null, showAt: null })).toContain("DTSTART;VALUE=DATE:20270514\r\n");
});

test("what means something to a calendar is escaped, and a cancelled date says so", () => {
  const file = write({ cancelled: true });
  expect(file).toContain(String.raw`SUMMARY:Zaz\, Organique \; le retour\, enfin`);
  expect(file).toContain("STATUS:CANCELLED");
});

test("no line is longer than 75 bytes, and unfolding gives the text back", () => {
  const artist = `Ünïcôdé ${"é🎻".repeat(60)}`;
  const file = write({ artist, title: null });
  expect(file.split("\r\n").every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
  expect(file.replaceAll("\r\n ", "")).toContain(`SUMMARY:${artist}`);
});
