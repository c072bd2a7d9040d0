import { expect, test } from "vitest";
import { createWedge } from "./wedge.ts";

/** Types a text with so many milliseconds between keys, then Enter; what the wedge found. */
function type(text: string, stepMs: number, wedge = createWedge(), from = 1_000) {
  let at = from;
  for (const key of text) {
    wedge({ key, timeStamp: at });
    at += stepMs;
  }
  return wedge({ key: "Enter", timeStamp: at });
}

test("a reader's code is found whole, whatever stood before it", () => {
  const wedge = createWedge();
  type("un nom", 180, wedge);
  expect(type("6BFOXN%TSMAHN-H", 8, wedge, 60_000)).toBe("6BFOXN%TSMAHN-H");
});

test("keys that are no letters, such as Shift, do not break a code", () => {
  const wedge = createWedge();
  let at = 0;
  for (const key of ["K", "Shift", "O", "N", "C", "Shift", "E", "R", "T", "1"]) {
    wedge({ key, timeStamp: (at += 6) });
  }
  expect(wedge({ key: "Enter", timeStamp: at + 6 })).toBe("KONCERT1");
});

test("a person's typing is no code, nor a short burst, nor a code without its Enter at once", () => {
  expect(type("Léa Martin-Durand", 120)).toBeNull();
  expect(type("1234", 5)).toBeNull();
  const wedge = createWedge();
  for (const [index, key] of [..."6BFOXN%TSMAHN"].entries()) wedge({ key, timeStamp: index * 5 });
  expect(wedge({ key: "Enter", timeStamp: 5_000 })).toBeNull();
});
