import { expect, it } from "vitest";
import { createSay } from "../core/text.ts";
import { lastDay, untilWords } from "./until-words.ts";

const paris = "Europe/Paris";
const endOfDay = "2027-05-12T22:00:00Z";

it("says the day alone where it lasts to the end of that day, by the clock of the place", () => {
  expect(lastDay(endOfDay, paris)).toBe("2027-05-12");
  expect(untilWords(createSay("fr"), endOfDay, paris)).toBe("12 mai 2027");
  expect(untilWords(createSay("en"), endOfDay, "UTC")).toContain("12 May 2027, 22:00");
});

it("says the time where it ends before", () => {
  const said = untilWords(createSay("fr"), "2027-05-12T16:00:00Z", paris);
  expect(said.replaceAll(/\s/g, " ")).toBe("12 mai 2027, 18 h");
});
