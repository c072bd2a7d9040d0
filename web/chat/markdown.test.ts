import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, readBlocks, type Run } from "./markdown.ts";

function runsOf(block: Block): Run[] {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return block.runs;
    case "list":
      return block.items.flat();
    case "table":
      return [...block.head.flat(), ...block.rows.flat(2)];
    case "code":
      return [];
  }
}

const answer = [
  "# Tournée **Organique**",
  "Il reste *deux* dates, voir [la page](/tours) ou `KC-1`.",
  "à Lyon",
  "",
  "- 12 mars : **Lyon**",
  "- 13 mars : Nice",
  "",
  "| Ville | Jauge |",
  "|---|---|",
  "| Lyon | 3 000 |",
].join("\n");

test("every run says where it stands in the source", () => {
  for (const run of readBlocks(answer).flatMap(runsOf)) {
    expect(answer.slice(run.start, run.start + run.text.length)).toBe(run.text);
  }
});

test("headings, paragraphs, lists and tables are told apart", () => {
  expect(readBlocks(answer).map(({ kind }) => kind)).toEqual([
    "heading",
    "paragraph",
    "list",
    "table",
  ]);
});

test("whatever is written, nothing is lost from a plain line and places stay true", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
      for (const run of readBlocks(text).flatMap(runsOf)) {
        expect(text.slice(run.start, run.start + run.text.length)).toBe(run.text);
      }
    }),
  );
});

test("an address that runs code is left as text", () => {
  const [block] = readBlocks("[ici](javascript:alert(1))");
  expect(block && runsOf(block).every((run) => run.href === undefined)).toBe(true);
});

test("a product between two stars of a sum is not italic", () => {
  const [block] = readBlocks("2 * 3 * 4");
  expect(block && runsOf(block)).toEqual([{ text: "2 * 3 * 4", start: 0 }]);
});
