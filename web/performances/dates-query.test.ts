import { describe, expect, it } from "vitest";
import { anchorOf, datesInput, readDatesQuery } from "./dates-query.ts";

describe("the address of the dates", () => {
  it("shows those to come where it says nothing", () => {
    expect(datesInput(readDatesQuery({}))).toMatchObject({ when: "upcoming", offset: 0 });
  });

  it("begins what is past with the latest, unless an order is asked for", () => {
    expect(datesInput(readDatesQuery({ period: "past" }))).toMatchObject({
      when: "past",
      sort: "day",
      descending: true,
    });
    expect(datesInput(readDatesQuery({ period: "past", sort: "city" }))).toMatchObject({
      sort: "city",
      descending: false,
    });
  });

  it("opens whatever is written there, and leaves out what it does not know", () => {
    const query = readDatesQuery({
      status: "nonsense",
      missing: "deal",
      view: "<script>",
      sort: "-sold",
      page: "-3",
    });
    expect(query.filters).toEqual({ missing: "deal" });
    expect(datesInput(query)).toMatchObject({ sort: "sold", descending: true, offset: 0 });
  });

  it("reads the day of a calendar, and no day that does not exist", () => {
    expect(anchorOf(readDatesQuery({ day: "2027-05-14" }))).toBe("2027-05-14");
    for (const day of ["2027-13-01", "2027-02-99", "hier"]) {
      expect(anchorOf(readDatesQuery({ day }))).toBeNull();
    }
  });
});
