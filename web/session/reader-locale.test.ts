import { expect, test } from "vitest";
import { readerLocale } from "./reader-locale.ts";

const read = (headers: Record<string, string>) => readerLocale(new Headers(headers));

test("a visitor reads the language that their browser prefers among ours", () => {
  expect(read({ "accept-language": "en-US,en;q=0.9,fr;q=0.8" })).toBe("en");
  expect(read({ "accept-language": "de,fr;q=0.5,en;q=0.7" })).toBe("en");
  expect(read({ "accept-language": "fr-CH, en;q=0.9" })).toBe("fr");
});

test("another language, a refused one or no wish at all reads French", () => {
  expect(read({ "accept-language": "de-DE,de;q=0.9" })).toBe("fr");
  expect(read({ "accept-language": "en;q=0" })).toBe("fr");
  expect(read({})).toBe("fr");
});

test("what the visitor chose here comes before their browser's wish", () => {
  expect(read({ "accept-language": "en", cookie: "koncert-locale=fr" })).toBe("fr");
});
