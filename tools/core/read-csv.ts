import { parse } from "csv-parse/sync";
import { ToolError } from "./errors.ts";

export type CsvRow = { cells: string[]; line: number };

export const mostCsvLines = 10_000;

/**
 * The rows of a pasted table: comma, semicolon, tab or bar between cells. Line numbers are those of
 * the text, from 1. Throws `invalid_input` for a table that is empty or ends inside a quote.
 */
export function readCsv(text: string): [CsvRow, ...CsvRow[]] {
  let records: { record: string[]; info: { lines: number } }[];
  try {
    records = parse(text, {
      delimiter: guessDelimiter(text),
      bom: true,
      info: true,
      trim: true,
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
    }) as unknown as typeof records;
  } catch (error) {
    const line = (error as { lines?: number }).lines;
    throw new ToolError(
      "invalid_input",
      {
        fr: `Le tableau est illisible${line ? `, ligne ${line}` : ""} : un guillemet reste ouvert.`,
        en: `The table cannot be read${line ? `, line ${line}` : ""}: a quote stays open.`,
      },
      { field: "table" },
    );
  }
  const [first, ...rest] = records.map(({ record, info }) => ({ cells: record, line: info.lines }));
  if (!first) {
    throw new ToolError(
      "invalid_input",
      { fr: "Le tableau est vide.", en: "The table is empty." },
      { field: "table" },
    );
  }
  return [first, ...rest];
}

/** Throws `limit_reached` for more rows than one call takes. */
export function checkLength(rows: CsvRow[], most: number): void {
  if (rows.length <= most) return;
  throw new ToolError(
    "limit_reached",
    {
      fr: `Le tableau compte ${rows.length} lignes ; le maximum est de ${most} par import.`,
      en: `The table has ${rows.length} lines; the maximum is ${most} per import.`,
    },
    { field: "table" },
  );
}

function guessDelimiter(text: string): string {
  const [first = ""] = text.split(/\r?\n/, 1);
  const counted = [";", "\t", ",", "|"].map((sign) => ({ sign, n: first.split(sign).length }));
  return counted.reduce((best, next) => (next.n > best.n ? next : best)).sign;
}

/** A heading without accents, capitals or signs, so that « N° de commande » and « n de commande » are one. */
export const plainHeading = (heading: string): string =>
  heading
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
