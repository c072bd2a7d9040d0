import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addMonths, normalize, stem, tokenize, trigrams, trigramSimilarity } from "./index.ts";

describe("normalized text", () => {
  test.each([
    ["L’Été à Bœuf", "l'ete a boeuf"],
    ["19\u202fh\u00a030", "19 h 30"],
    ["Bar–le—Duc", "bar-le-duc"],
    ["e\u0301te\u0301", "ete"],
  ])("%j is %j", (text, expected) => expect(normalize(text).text).toBe(expected));

  test("every piece knows where it stands in the original", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 80 }), (text) => {
        const { text: folded, offsets } = normalize(text);
        expect(offsets).toHaveLength(folded.length + 1);
        expect(offsets.at(-1)).toBe(text.length);
        for (let at = 1; at < offsets.length; at++)
          expect(offsets[at]!).toBeGreaterThanOrEqual(offsets[at - 1]!);
        for (const token of tokenize(text))
          expect(token.raw).toBe(text.slice(token.start, token.end));
      }),
    );
  });
});

describe("stems bring forms of a word together", () => {
  test.each([
    ["fr", ["decale", "decaler", "decalons", "decalees"]],
    ["fr", ["confirme", "confirmer", "confirmee", "confirmes"]],
    ["fr", ["facture", "factures", "facturer"]],
    ["fr", ["vendre", "vends", "vendez"]],
    ["fr", ["mettre", "mets", "mettez"]],
    ["en", ["cancel", "cancelled", "cancels", "cancelling"]],
    ["en", ["move", "moved", "moves", "moving"]],
  ] as const)("in %s: %j", (locale, words) => {
    expect(new Set(words.map((word) => stem(word, locale))).size).toBe(1);
  });

  test.each(["lyon", "mars", "six", "as"])(
    "a short word keeps three letters at least: %s",
    (word) => {
      expect(stem(word, "fr").length).toBeGreaterThanOrEqual(Math.min(3, word.length));
    },
  );
});

test("trigrams are those of pg_trgm, and likeness is the share in common", () => {
  expect([...trigrams("cat")].toSorted()).toEqual(["  c", " ca", "at ", "cat"].toSorted());
  expect(trigramSimilarity("transbordeur", "transbordeur")).toBe(1);
  expect(trigramSimilarity("transbordeur", "trensbordeur")).toBeGreaterThan(0.5);
  expect(trigramSimilarity("lyon", "")).toBe(0);
});

test("a day moved by months stays within the month reached", () => {
  expect([
    addMonths("2027-01-31", 1),
    addMonths("2028-02-29", 12),
    addMonths("2027-01-15", -1),
  ]).toEqual(["2027-02-28", "2029-02-28", "2026-12-15"]);
});
