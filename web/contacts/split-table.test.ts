import { expect, test } from "vitest";
import { splitTable } from "./split-table.ts";

test("a table is cut into parts that each carry the headings and know their first line", () => {
  expect(splitTable("\uFEFFnom;email\r\nA;a@b.fr\r\n\r\nB;b@b.fr\r\nC;c@b.fr", true, 2)).toEqual([
    { text: "nom;email\nA;a@b.fr\r\n\r\nB;b@b.fr\r", firstLine: 2, rows: 2 },
    { text: "nom;email\nC;c@b.fr", firstLine: 5, rows: 1 },
  ]);
});

test("a line break inside quotes does not cut a row, nor does a quote inside a cell", () => {
  const text = 'A;"une note\nsur deux lignes ""citée""\nfin"\nB;12" vinyle\nC;fin';
  expect(splitTable(text, false, 1).map(({ text, firstLine }) => [text, firstLine])).toEqual([
    ['A;"une note\nsur deux lignes ""citée""\nfin"', 1],
    ['B;12" vinyle', 4],
    ["C;fin", 5],
  ]);
});

test("headings alone, or nothing, make no part", () => {
  expect(splitTable("nom;email\n", true, 10)).toEqual([]);
  expect(splitTable("", false, 10)).toEqual([]);
});
