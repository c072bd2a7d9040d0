import { expect, test } from "vitest";
import { safeNext } from "./safe-next.ts";

test("a path of the site is kept", () => {
  expect(safeNext("/invitation?token=a%20b#c")).toBe("/invitation?token=a%20b#c");
});

test("any other address leads to the first page", () => {
  for (const next of [
    "//evil.test",
    "/\\evil.test",
    "https://evil.test",
    "/\t/evil.test",
    undefined,
    ["/"],
  ]) {
    expect(safeNext(next)).toBe("/");
  }
});
