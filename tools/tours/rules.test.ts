import { describe, expect, test } from "vitest";
import { isSlow, misorder, missingOf, nightMinutes, pushRanks, runsOf } from "./rules.ts";
import { instantOf } from "./times.ts";

const nothing = {
  status: "confirmed",
  venue: null,
  capacity: null,
  ticketTypes: 0,
  hasDeal: false,
  hasContract: false,
  hasPromoter: false,
  hasRider: false,
  hasTransport: false,
  hasAccommodation: false,
  openAdvancing: ["merch"],
  doorsAt: false,
  showAt: false,
};

describe("what a date lacks", () => {
  test("a bare confirmed date lacks everything, its checklist at the end", () => {
    const missing = missingOf(nothing);
    expect(missing[0]).toBe("venue");
    expect(missing).toContain("ticket_types");
    expect(missing.at(-1)).toBe("merch");
  });

  test("a hold needs its venue alone", () => {
    expect(missingOf({ ...nothing, status: "option" })).toEqual(["venue"]);
    expect(missingOf({ ...nothing, status: "option", venue: "Le Silo" })).toEqual([]);
  });

  test.each(["played", "settled", "cancelled"])("a date that is %s needs nothing", (status) => {
    expect(missingOf({ ...nothing, status })).toEqual([]);
  });
});

describe("the order of a show day", () => {
  test("takes a usual day", () => {
    expect(
      misorder({ load_in: 600, sound_check: 990, doors: 1140, set_time: 1200, curfew: 1380 }),
    ).toBeUndefined();
  });

  test("names the curfew that comes before doors", () => {
    expect(misorder({ doors: 1140, curfew: 1080 })).toEqual(["doors", "curfew"]);
  });

  test("refuses a show at the minute of its curfew, and lets doors and show be one", () => {
    expect(misorder({ set_time: 1200, curfew: 1200 })).toEqual(["set_time", "curfew"]);
    expect(misorder({ doors: 1200, set_time: 1200 })).toBeUndefined();
  });

  test("an evening's small hours belong to the night that follows, the crew's to the morning", () => {
    expect(nightMinutes("curfew", 30)).toBe(24 * 60 + 30);
    expect(nightMinutes("set_time", 0)).toBe(24 * 60);
    expect(nightMinutes("load_in", 240)).toBe(240);
  });
});

describe("an instant at a venue", () => {
  test.each([
    ["2027-01-14", "20:30", "Europe/Paris", "2027-01-14T19:30:00.000Z"],
    ["2027-07-14", "20:30", "Europe/Paris", "2027-07-14T18:30:00.000Z"],
    ["2027-07-14", "25:15", "Europe/Paris", "2027-07-14T23:15:00.000Z"],
    ["2027-07-14", "20:00", "America/Montreal", "2027-07-15T00:00:00.000Z"],
    ["2027-03-27", "25:30", "Europe/Paris", "2027-03-28T00:30:00.000Z"],
    ["2027-10-31", "20:00", "Europe/Paris", "2027-10-31T19:00:00.000Z"],
    ["2027-02-01", "19:00", "Asia/Kolkata", "2027-02-01T13:30:00.000Z"],
  ])("%s at %s in %s is %s", (day, time, zone, instant) => {
    expect(instantOf(day, time, zone).toISOString()).toBe(instant);
  });

  test("a time that the change to summer skips is the hour after", () => {
    expect(instantOf("2027-03-28", "02:30", "Europe/Paris").toISOString()).toBe(
      "2027-03-28T01:30:00.000Z",
    );
  });
});

describe("dates in a row", () => {
  test("are grouped, whatever their order, and single days left out", () => {
    const days = [
      "2027-05-16",
      "2027-05-14",
      "2027-05-15",
      "2027-05-20",
      "2027-12-31",
      "2028-01-01",
    ];
    expect(runsOf(days.map((day) => ({ day }))).map((run) => run.map((row) => row.day))).toEqual([
      ["2027-05-14", "2027-05-15", "2027-05-16"],
      ["2027-12-31", "2028-01-01"],
    ]);
  });

  test("two dates of one day are not a run", () => {
    expect(runsOf([{ day: "2027-05-14" }, { day: "2027-05-14" }])).toEqual([]);
  });
});

test("a rank that is taken pushes back the ranks behind it without a gap", () => {
  const queue = [
    { id: "a", rank: 1 },
    { id: "b", rank: 3 },
  ];
  expect(pushRanks(queue, 1)).toEqual([{ id: "a", before: 1, rank: 2 }]);
  expect(pushRanks([...queue, { id: "c", rank: 2 }], 1).map((move) => move.rank)).toEqual([
    2, 3, 4,
  ]);
  expect(pushRanks(queue, 2)).toEqual([]);
});

test("a sale is slow against what is usual so near to the day", () => {
  const half = { status: "on_sale", sold: 300, capacity: 1000 };
  expect(isSlow(half, 25)).toBe(true);
  expect(isSlow(half, 50)).toBe(false);
  expect(isSlow({ ...half, status: "confirmed" }, 5)).toBe(false);
  expect(isSlow({ ...half, capacity: null }, 5)).toBe(false);
});
