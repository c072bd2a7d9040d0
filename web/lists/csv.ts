/** A cell of a CSV file: a formula of a spreadsheet stays text. */
export function csvCell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as CSV with semicolons and a byte order mark, as French spreadsheets open it. */
export function toCsv(head: string[], rows: (string | number | null | undefined)[][]): string {
  return `\uFEFF${[head, ...rows].map((row) => row.map(csvCell).join(";")).join("\r\n")}\r\n`;
}

export function saveFile(name: string, text: string, type = "text/csv;charset=utf-8") {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
