import { checkLength, type CsvRow, plainHeading, readCsv } from "../core/read-csv.ts";
import layouts from "./platform-layouts.json" with { type: "json" };

export const platformColumns = [
  "external_id",
  "order_reference",
  "category",
  "price",
  "price_in_cents",
  "quantity",
  "status",
  "paid",
  "valid",
  "cancelled",
  "sold_at",
  "session",
  "postal_code",
  "city",
] as const;
export type PlatformColumn = (typeof platformColumns)[number];

/** What a person said of a platform's columns, by their plain headings; null leaves one out. */
export type Layout = Record<string, PlatformColumn | null>;

export type PlatformTable = {
  rows: { line: number; cells: Partial<Record<PlatformColumn, string>> }[];
  columns: { heading: string; column: PlatformColumn | null; samples: string[] }[];
};

export const mostPlatformLines = 20_000;

const sampled = 3;
const headings = layouts.headings as Record<PlatformColumn, string[]>;
const starts = layouts.starts as Partial<Record<PlatformColumn, string[]>>;

/**
 * A platform's file as rows: what each column holds is what the person chose, else what was
 * remembered of this platform, else what its heading says. Two columns for one thing: the surer.
 */
export function readPlatformTable(
  text: string,
  { chosen, layout = {} }: { chosen?: (PlatformColumn | null)[] | undefined; layout?: Layout },
): PlatformTable {
  const [head, ...body] = readCsv(text);
  checkLength(body, mostPlatformLines);
  const mapped = chosen ?? mapColumns(head.cells, layout);
  return {
    rows: body.map((row) => ({ line: row.line, cells: pick(row, mapped) })),
    columns: head.cells.map((heading, at) => ({
      heading,
      column: mapped[at] ?? null,
      samples: body
        .map(({ cells }) => cells[at]?.trim() ?? "")
        .filter(Boolean)
        .slice(0, sampled),
    })),
  };
}

/** The choice of a person, to be remembered by heading. */
export const layoutOf = (columns: PlatformTable["columns"]): Layout =>
  Object.fromEntries(columns.map(({ heading, column }) => [plainHeading(heading), column]));

function mapColumns(head: string[], layout: Layout): (PlatformColumn | null)[] {
  const plain = head.map(plainHeading);
  const mapped = plain.map((heading) => layout[heading] ?? null);
  const decided = plain.map((heading) => heading in layout);
  for (const column of platformColumns) {
    if (mapped.includes(column)) continue;
    const at = findColumn(
      plain,
      column,
      (index) => decided[index] === true || mapped[index] !== null,
    );
    if (at !== undefined) mapped[at] = column;
  }
  return mapped;
}

function findColumn(
  plain: string[],
  column: PlatformColumn,
  taken: (at: number) => boolean,
): number | undefined {
  for (const wanted of headings[column]) {
    const at = plain.findIndex((heading, index) => heading === wanted && !taken(index));
    if (at >= 0) return at;
  }
  const at = plain.findIndex(
    (heading, index) =>
      !taken(index) && starts[column]?.some((start) => heading.startsWith(`${start} `)),
  );
  return at < 0 ? undefined : at;
}

function pick({ cells }: CsvRow, mapped: (PlatformColumn | null)[]) {
  const picked: Partial<Record<PlatformColumn, string>> = {};
  mapped.forEach((column, at) => {
    const cell = cells[at]?.trim();
    if (column && cell && picked[column] === undefined) picked[column] = cell;
  });
  return picked;
}
