import { expect, test } from "vitest";
import { doubtEmail } from "./email-doubt.ts";

test("a slip in a usual domain is noticed: a letter missing, too much, changed or swapped", () => {
  expect(doubtEmail("lea@gmail.co")).toBe("lea@gmail.com");
  expect(doubtEmail("lea@gmaill.com")).toBe("lea@gmail.com");
  expect(doubtEmail("lea@hotmsil.fr")).toBe("lea@hotmail.fr");
  expect(doubtEmail("lea@gmial.com")).toBe("lea@gmail.com");
});

test("what comes before the domain stays as it was typed", () => {
  expect(doubtEmail("Léa.Martin+zaz@orangee.fr")).toBe("Léa.Martin+zaz@orange.fr");
});

test("a right address, another domain and an unfinished one raise no doubt", () => {
  for (const address of [
    "lea@gmail.com",
    "lea@hotmail.com",
    "lea@exemple.fr",
    "lea@sfr.com",
    "lea",
    "",
  ]) {
    expect(doubtEmail(address)).toBeNull();
  }
});
