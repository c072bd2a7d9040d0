import { describe, expect, test } from "vitest";
import { localPlaces } from "#integrations/places/index.ts";
import { readText } from "./read-text.ts";
import { editDistance, withSpelling } from "./spelling.ts";

const words = new Map([
  ["c", ["confirme", "combien"]],
  ["t", ["tarif", "tournee"]],
]);
const corrected = (text: string) => {
  const reading = readText(text, { locale: "fr", today: "2026-11-26", places: localPlaces });
  const all = new Set([...words.values()].flat());
  return withSpelling(reading, (word) => all.has(word), words).tokens.map((token) => token.text);
};

describe("misspelt words of a request", () => {
  test("are compared as the word meant", () => {
    expect(corrected("confrime le tarfi")).toEqual(["confirme", "le", "tarif"]);
  });

  test("keep what the person typed for names and notes", () => {
    const reading = readText("un tarfi", {
      locale: "fr",
      today: "2026-11-26",
      places: localPlaces,
    });
    expect(withSpelling(reading, () => false, words).text).toBe("un tarfi");
  });

  test("words as telephones write them are read in full", () => {
    expect(corrected("slt qd")).toEqual(["salut", "quand"]);
  });

  test("names and short words are left alone", () => {
    expect(corrected("Tarfi tari")).toEqual(["tarfi", "tari"]);
  });

  test("a swap of neighbours is one slip, and counting stops at the limit", () => {
    expect(editDistance("tarfi", "tarif", 3)).toBe(1);
    expect(editDistance("bordeaux", "marseille", 2)).toBe(2);
  });
});
