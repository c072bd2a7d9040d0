import type { Places } from "#integrations/places/index.ts";
import { yearOf } from "./calendar.ts";
import { capacityAt, holdRankAt } from "./counts.ts";
import { type SaidDate, dayNumber, saidDate, weekdayName, yearNumber } from "./date-parts.ts";
import { month as monthWord } from "./date-words.ts";
import { resolveDate } from "./dates.ts";
import { type Token, tokenize } from "./normalize.ts";
import type { PastedRow, RejectReason } from "./pasted-list.ts";
import { type Spot, spotReader } from "./pasted-place.ts";
import type { Column } from "./pasted-table.ts";
import { readSchedule } from "./schedule.ts";
import type { Reading } from "./span.ts";
import { clockOf, saidTime } from "./times.ts";
import { statusWord } from "./vocabulary.ts";

type Context = { year?: number; month?: number };
type Read =
  | { row: Omit<PastedRow, "line"> & { yearStated: boolean } }
  | { heading: { month?: number; year?: number } }
  | { reason: RejectReason };

export type LineReader = ReturnType<typeof lineReader>;

/** Cuts of a line: spaces stand for what was read, so that the rest keeps its separators. */
function blank(line: string, start: number, end: number): string {
  return line.slice(0, start) + "\u0001".repeat(end - start) + line.slice(end);
}

export function lineReader(options: { today: string; places: Places; locale: "fr" | "en" }) {
  const { today, places, locale } = options;
  const spot = spotReader(places);
  const readingOf = (text: string): Reading => ({
    text,
    tokens: tokenize(text),
    locale,
    today,
    places,
  });

  function dateIn(
    tokens: readonly Token[],
    context: Context,
  ): { said: SaidDate; from: number; next: number } | undefined {
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]!;
      if (token.glued && tokens[at - 1]?.kind !== "sign") continue;
      const found = saidDate(tokens, at);
      if (found) return { said: found.value, from: at, next: found.next };
    }
    if (context.month === undefined) return undefined;
    const weekday = weekdayName(tokens, 0);
    const day = dayNumber(tokens, weekday?.next ?? 0);
    return (
      day && {
        said: { day: day.value, month: context.month, weekday: weekday?.value },
        from: 0,
        next: day.next,
      }
    );
  }

  function monthHeading(tokens: readonly Token[]): { month?: number; year?: number } {
    const found = monthWord(tokens, 0);
    if (!found) return {};
    const year = yearNumber(tokens, found.next);
    const rest = tokens.slice(year?.next ?? found.next).filter((token) => token.kind !== "sign");
    return rest.length === 0 ? { month: found.value, year: year?.value } : {};
  }

  /** Everything but date and place: times, hold, status, capacity; the rest of the line comes back. */
  function details(line: string): { rest: string; found: Partial<PastedRow> } {
    const found: Partial<PastedRow> = {};
    let rest = line;
    const reading = readingOf(line);
    const { tokens } = reading;
    const cut = (from: number, next: number) => {
      rest = blank(rest, tokens[from]!.start, tokens[next - 1]!.end);
    };
    const pairs = readSchedule(reading).flatMap((span) => (span.type === "schedule" ? [span] : []));
    for (const pair of pairs) rest = blank(rest, pair.start, pair.end);
    if (pairs.length > 0) {
      found.schedule = pairs.map((pair) => pair.value);
      found.time = found.schedule.find((item) => item.kind === "set_time")?.time;
    }
    for (let at = 0; at < tokens.length;) {
      const token = tokens[at]!;
      if (rest[token.start] === "\u0001") {
        at += 1;
        continue;
      }
      const hold = holdRankAt(tokens, at);
      const size = capacityAt(tokens, at) ?? seatsAt(tokens, at);
      const status = at > 0 ? statusWord(reading, at) : undefined;
      const time =
        !token.glued || tokens[at - 1]?.kind === "sign" ? saidTime(tokens, at) : undefined;
      const clock = time && clockOf(time.value);
      if (hold) {
        found.holdRank = hold.value;
        cut(at, hold.next);
        at = hold.next;
      } else if (size) {
        found.capacity = size.value;
        cut(at, size.next);
        at = size.next;
      } else if (status?.type === "status" && standsAlone(tokens, at, status.next)) {
        found.status = status.value.status;
        cut(at, status.next);
        at = status.next;
      } else if (time && clock && time.value.sure > 0.8) {
        found.time ??= clock.time;
        cut(at, time.next);
        at = time.next;
      } else at += 1;
    }
    if (found.holdRank !== undefined) found.status ??= "option";
    return { rest, found };
  }

  function line(written: string, context: Context): Read {
    const tokens = tokenize(written);
    const dated = dateIn(tokens, context);
    if (!dated) return { heading: monthHeading(tokens) };
    const resolved = resolve(dated.said, context.year);
    if (typeof resolved === "string") return { reason: resolved };
    const without = blank(written, tokens[dated.from]!.start, tokens[dated.next - 1]!.end);
    const { rest, found } = details(without);
    return finish(resolved, spot.inLine(rest), found);
  }

  function resolve(
    said: SaidDate,
    year: number | undefined,
  ): { day: string; yearStated: boolean } | RejectReason {
    const from = year !== undefined && said.year === undefined ? { ...said, year } : said;
    const resolved = resolveDate(from, today, locale);
    return "date" in resolved
      ? { day: resolved.date.day, yearStated: said.year !== undefined }
      : resolved.invalid;
  }

  function finish(
    date: { day: string; yearStated: boolean },
    where: Spot | undefined,
    found: Partial<PastedRow>,
  ): Read {
    if (!where || (!where.city && !where.venueName)) return { reason: "no_place" };
    const { city = "", place, venueName, capacity } = where;
    const kept = Object.fromEntries(
      Object.entries({ place, venueName, capacity, ...found }).filter(
        ([, value]) => value !== undefined,
      ),
    );
    return { row: { ...date, city, ...kept } };
  }

  function cells(values: Partial<Record<Column, string>>, year: number | undefined): Read {
    const tokens = tokenize(values.date ?? "");
    const dated = dateIn(tokens, {});
    if (!dated) return { reason: "no_date" };
    const resolved = resolve(dated.said, year);
    if (typeof resolved === "string") return { reason: resolved };
    const extra = details(
      ["", values.time, values.status, values.hold && `option ${values.hold.replace(/\D/g, "")}`]
        .filter(Boolean)
        .join(" ; "),
    );
    const found: Partial<PastedRow> = extra.found;
    if (/^(?:on )?(?:hold|pencil(?:led)?)$/i.test(values.status?.trim() ?? ""))
      found.status ??= "option";
    const size = Number((values.capacity ?? "").replace(/[^\d]/g, ""));
    if (size > 0) found.capacity = size;
    if (values.note) found.note = values.note;
    return finish(resolved, spot.inCells(values.city, values.venue, values.country), found);
  }

  return {
    line,
    cells,
    hasDate: (text: string) => dateIn(tokenize(text), {}) !== undefined,
    yearNow: yearOf(today),
  };
}

/** « 1 800 places », « 800 pl. ». */
function seatsAt(tokens: readonly Token[], at: number) {
  const { text } = tokens[at]!;
  if (!/^\d/.test(text)) return undefined;
  let next = at + 1;
  let figure = text;
  while (tokens[next]?.kind === "number" && tokens[next]!.text.length === 3 && !tokens[next]!.glued)
    figure += tokens[next++]!.text;
  return /^(?:places?|pl|seats?|pax|cap)$/.test(tokens[next]?.text ?? "")
    ? { value: Number(figure), next: next + 1 }
    : undefined;
}

/** A status is a segment of its own, or the end of the line: « Le Confirmé » is a venue's business. */
function standsAlone(tokens: readonly Token[], at: number, next: number): boolean {
  const after = tokens[next];
  return after === undefined || after.kind === "sign" || tokens[at - 1]?.text === "(";
}
