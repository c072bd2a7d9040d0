import { expect, it } from "vitest";
import { instantClock } from "./clock.ts";

it("tells the time on the wall of the venue, the small hours as the end of the day before", () => {
  expect(instantClock("2027-05-14T17:30:00Z", "2027-05-14", "Europe/Paris")).toBe("19:30");
  expect(instantClock("2027-05-14T22:15:00Z", "2027-05-14", "Europe/Paris")).toBe("24:15");
  expect(instantClock("2027-05-14T22:15:00Z", "2027-05-14", "America/Montreal")).toBe("18:15");
});
