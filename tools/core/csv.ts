import type { Locale } from "./text.ts";

/** A figure: digits that a spreadsheet may read as a number, minus included. */
class Figure {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

export type CsvCell = string | number | Figure | null;

/** A cell that a spreadsheet would run as a formula is written as text (OWASP, CSV injection). */
function written(cell: CsvCell): string {
  if (cell === null) return "";
  if (cell instanceof Figure) return cell.text;
  const text = String(cell);
  const safe = typeof cell === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV with semicolons and a byte order mark, as French spreadsheets open it. */
export function csvFile(rows: CsvCell[][]): string {
  return `\uFEFF${rows.map((row) => row.map(written).join(";")).join("\r\n")}\r\n`;
}

/** An amount with the decimal sign of the language: « 1240,50 ». */
export function csvAmount(cents: number, locale: Locale): Figure {
  const text = (cents / 100).toFixed(2);
  return new Figure(locale === "fr" ? text.replace(".", ",") : text);
}
