import { expect, test } from "vitest";
import { changedPassages, compareTexts } from "./compare-texts.ts";

test("what was added, removed and kept is told line by line, in order", () => {
  expect(
    compareTexts("doors 19:00\nshow 20:00\ncurfew", "doors 19:30\nshow 20:00\nnote\ncurfew"),
  ).toEqual([
    { kind: "removed", line: "doors 19:00" },
    { kind: "added", line: "doors 19:30" },
    { kind: "same", line: "show 20:00" },
    { kind: "added", line: "note" },
    { kind: "same", line: "curfew" },
  ]);
});

test("two texts that are the same have no changed passage", () => {
  expect(changedPassages(compareTexts("a\nb", "a\nb"))).toEqual([]);
});

test("far from one another, changes make passages with a line around each", () => {
  const before = ["a", "b", "c", "d", "e", "f", "g"];
  const after = ["A", ...before.slice(1, 6), "G"];
  const passages = changedPassages(compareTexts(before.join("\n"), after.join("\n")));
  expect(passages.map(({ skipped, differences }) => [skipped, differences.length])).toEqual([
    [0, 3],
    [3, 3],
  ]);
});
