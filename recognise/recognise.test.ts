import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { localPlaces as places } from "#integrations/places/index.ts";
import { recognise } from "./index.ts";
import { today } from "./testing.ts";

describe("any text at all", () => {
  const words = fc.constantFrom(
    "le",
    "12",
    "mars",
    "19h30",
    "portes",
    "Lyon",
    "option 2",
    "1 240,50 €",
    "décale",
    "de",
    "cinq ans",
    "les trois premières",
    "-",
    ",",
    "\n",
    "’",
    "É",
    "œuvre",
    "31/02/2027",
    "𝄞",
    "e\u0301",
    "minuit",
    "à",
    "TVA",
    "5,5 %",
  );
  const sentence = fc.oneof(
    fc.string({ unit: "grapheme", maxLength: 120 }),
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.array(words, { maxLength: 14 }).map((parts) => parts.join(" ")),
  );

  test("is read without failing, in pieces that are where they say, in order and apart", () => {
    fc.assert(
      fc.property(sentence, fc.constantFrom("fr" as const, "en" as const), (text, locale) => {
        let end = 0;
        for (const span of recognise(text, { locale, today, places })) {
          expect(text.slice(span.start, span.end)).toBe(span.text);
          expect(span.start).toBeGreaterThanOrEqual(end);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.confidence).toBeGreaterThan(0);
          expect(span.confidence).toBeLessThanOrEqual(1);
          end = span.end;
        }
      }),
      { numRuns: 400 },
    );
  });

  test("written dates come back as they were written", () => {
    const day = fc
      .date({ min: new Date("2026-11-26"), max: new Date("2035-12-31"), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, (iso) => {
        const [year, month, number] = iso.split("-");
        const wordy = new Intl.DateTimeFormat("fr", { dateStyle: "full", timeZone: "UTC" }).format(
          new Date(iso),
        );
        for (const text of [iso, `${number}/${month}/${year}`, wordy])
          expect(recognise(text, { locale: "fr", today, places })).toMatchObject([
            { type: "date", value: { day: iso } },
          ]);
      }),
    );
  });

  test("amounts come back as they were written in both languages", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999_999 }), (cents) => {
        for (const locale of ["fr", "en-GB"]) {
          const text = new Intl.NumberFormat(locale, { style: "currency", currency: "EUR" }).format(
            cents / 100,
          );
          expect(recognise(text, { locale: "fr", today, places })).toMatchObject([
            { type: "money", value: { cents, currency: "EUR" } },
          ]);
        }
      }),
    );
  });
});
