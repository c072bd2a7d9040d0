import type { Place, Places } from "#integrations/places/index.ts";
import { daysBetween } from "./calendar.ts";
import { shiftDay } from "./durations.ts";
import { type LineReader, lineReader } from "./pasted-line.ts";
import { readTable } from "./pasted-table.ts";
import { readTitle } from "./pasted-title.ts";
import type { Values } from "./span.ts";

export type PastedRow = {
  /** 1 for the first line of the text. */
  line: number;
  /** « YYYY-MM-DD », moved by the shift asked for. */
  day: string;
  city: string;
  place?: Place;
  venueName?: string;
  time?: string;
  schedule?: Values["schedule"][];
  status?: Values["status"]["status"];
  holdRank?: number;
  capacity?: number;
  note?: string;
};

export type RejectReason =
  | Values["invalid_date"]["reason"]
  | "no_date"
  | "no_place"
  | "unreadable"
  | "too_long"
  | "too_many_lines";
export type Rejected = { line: number; text: string; reason: RejectReason };
export type PastedList = {
  title?: string;
  artist?: string;
  rows: PastedRow[];
  rejected: Rejected[];
};

export type PastedListOptions = {
  today: string;
  shift?: { years?: number; months?: number; days?: number };
  places: Places;
  locale?: "fr" | "en";
};

const MOST_LINES = 20_000;
const LONGEST_LINE = 500;
/** Half a year back from one line to the next is not disorder but the turn of a year. */
const TURN_OF_YEAR = -182;
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/g;

/**
 * Reads a pasted routing or table of dates, in the order of its lines. What cannot be a date with a
 * place is returned as rejected with its line and a reason; headings give title, artist and year.
 */
export function readPastedList(text: string, options: PastedListOptions): PastedList {
  const controls = text.match(CONTROL)?.length ?? 0;
  if (controls > 0 && (text.includes("\u0000") || controls * 50 > text.length))
    return { rows: [], rejected: [{ line: 1, text: "", reason: "unreadable" }] };
  const lines = text.split(/\r\n|\r|\n/);
  const rejected: Rejected[] = [];
  if (lines.length > MOST_LINES) {
    rejected.push({ line: MOST_LINES + 1, text: "", reason: "too_many_lines" });
    lines.length = MOST_LINES;
  }
  const reader = lineReader({
    today: options.today,
    places: options.places,
    locale: options.locale ?? "fr",
  });
  const table = readTable(lines);
  const result: PastedList = table
    ? { rows: [], rejected }
    : { ...readTitle(lines, reader, options.places), rows: [], rejected };
  const year = table ? undefined : yearOfHeading(lines, reader);
  readLines(lines, table, reader, year, result);
  const { shift } = options;
  if (shift) for (const row of result.rows) row.day = shiftDay(row.day, shift);
  return result;
}

function readLines(
  lines: string[],
  table: ReturnType<typeof readTable>,
  reader: LineReader,
  headingYear: number | undefined,
  result: PastedList,
) {
  let year = headingYear;
  let month: number | undefined;
  let before: string | undefined;
  lines.forEach((raw, index) => {
    const line = index + 1;
    const written = raw.trim();
    if (!written || (table && index <= table.header)) return;
    const refuse = (reason: RejectReason) =>
      result.rejected.push({ line, text: written.slice(0, 200), reason });
    if (written.length > LONGEST_LINE) return void refuse("too_long");
    const read = table
      ? reader.cells(table.cells(raw), year)
      : reader.line(written, { year, month });
    if ("heading" in read) {
      if (read.heading.month !== undefined) ({ month, year = year } = read.heading);
      else if (result.rows.length > 0 || !couldBeTitle(written)) refuse("no_date");
      return;
    }
    if ("reason" in read) return void refuse(read.reason);
    const { yearStated, ...row } = read.row;
    if (
      !yearStated &&
      year !== undefined &&
      before &&
      daysBetween(before, row.day) < TURN_OF_YEAR
    ) {
      year += 1;
      row.day = shiftDay(row.day, { years: 1 });
    }
    before = row.day;
    result.rows.push({ line, ...row });
  });
}

/** Before the first date, a short line of words is a heading and no mistake. */
const couldBeTitle = (line: string) => /\p{L}{2}/u.test(line) && line.length <= 120;

/** « dates annoncées, 2022 »: the year of a heading, for the dates that say none. */
function yearOfHeading(lines: string[], reader: LineReader): number | undefined {
  for (const line of lines) {
    if (!line.trim()) continue;
    if (reader.hasDate(line)) return undefined;
    const found = /(?<!\d)(20\d{2})(?!\d)/.exec(line);
    if (found) return Number(found[1]);
  }
  return undefined;
}
