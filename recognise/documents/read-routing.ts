import { type PastedRow, readPastedList } from "../pasted-list.ts";
import { readTable } from "../pasted-table.ts";
import { inTitleCase } from "../pasted-title.ts";
import { type Line, type Source, sourceOf } from "./lines.ts";
import type { ReadDate } from "./read-single-date.ts";
import type { ReadDocument, ReadDocumentOptions } from "./read-document.ts";
import { otherDates } from "./words.ts";

type Named = Source & { name: string };
export type Routing = Pick<ReadDocument, "dates" | "left"> & { title?: Named; artist?: Named };

/** The rows of a list or table of dates, wherever in the paper it begins. */
export function readRouting(lines: readonly Line[], options: ReadDocumentOptions): Routing {
  const head = lines.findIndex((line) => readTable([line.text]) !== undefined);
  const from = Math.max(head, 0);
  const text = (part: readonly Line[]) => part.map((line) => line.text).join("\n");
  const list = readPastedList(text(lines.slice(from)), options);
  const heading = head > 0 ? readPastedList(text(lines.slice(0, head)), options) : list;
  const lineOf = (number: number) => lines[from + number - 1];
  const [first] = lines;
  const named = (name: string | undefined): Named | undefined =>
    name && first ? { ...sourceOf(first, 0.6), name: inTitleCase(name) } : undefined;
  const title = named(heading.title);
  const artist = named(heading.artist);
  return {
    ...(title ? { title } : {}),
    ...(artist ? { artist } : {}),
    dates: list.rows.flatMap((row): ReadDate[] => {
      const line = lineOf(row.line);
      if (!line || !row.place || (head < 0 && otherDates.test(line.plain))) return [];
      return [{ ...sourceOf(line, head < 0 ? 0.75 : 0.9), ...dateOf(row) }];
    }),
    left: list.rejected.flatMap(({ line: number, reason }) => {
      const line = lineOf(number);
      const says = line && /\d/.test(line.text) && reason !== "no_date";
      return says ? [{ page: line.page, text: line.text.trim().slice(0, 200), reason }] : [];
    }),
  };
}

function dateOf(row: PastedRow): Omit<ReadDate, keyof Source> {
  const { line: _, schedule = [], time, ...rest } = row;
  const hasShow = schedule.some((item) => item.kind === "set_time");
  return {
    ...rest,
    times: [
      ...schedule.map(({ kind, time: at }) => ({ kind, time: at })),
      ...(time && !hasShow ? [{ kind: "set_time" as const, time }] : []),
    ],
  };
}
