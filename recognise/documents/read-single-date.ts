import type { Place } from "#integrations/places/index.ts";
import { type Spot, spotReader } from "../pasted-place.ts";
import type { ScheduleKind, Span } from "../span.ts";
import { labelled, type Line, type Source, sourceOf } from "./lines.ts";
import type { ReadDeal } from "./read-deal.ts";
import type { ReadDocumentOptions } from "./read-document.ts";
import { type Label, otherDates, playing } from "./words.ts";

export type ReadDate = Source & {
  day: string;
  city: string;
  place?: Place;
  venueName?: string;
  capacity?: number;
  status?: string;
  holdRank?: number;
  note?: string;
  times: { kind: ScheduleKind; time: string }[];
  deal?: ReadDeal;
};

/** The one date that a contract, an offer or a mail is about; nothing without a day and a town. */
export function readSingleDate(
  lines: readonly Line[],
  spansOf: (line: Line) => Span[],
  options: ReadDocumentOptions,
  knownVenue: (Source & { name: string }) | undefined,
): ReadDate | undefined {
  const day = dayIn(lines, spansOf);
  if (!day) return undefined;
  const spot = spotIn(lines, spansOf, options, day.line) ?? {};
  const venueName = spot.venueName ?? knownVenue?.name;
  if (!spot.place && !spot.city) return undefined;
  const times = timesIn(lines, spansOf, day.line);
  const capacity = capacityIn(lines, spansOf) ?? spot.capacity;
  const rank = lines.flatMap((line) => spansOf(line)).find((span) => span.type === "hold_rank");
  return {
    ...sourceOf(day.line, spot.place ? day.sure : Math.min(day.sure, 0.5)),
    day: day.day,
    city: spot.place?.name ?? spot.city ?? "",
    times,
    ...(spot.place ? { place: spot.place } : {}),
    ...(venueName ? { venueName } : {}),
    ...(capacity === undefined ? {} : { capacity }),
    ...(rank ? { status: "option", holdRank: rank.value.rank } : {}),
  };
}

function dayIn(lines: readonly Line[], spansOf: (line: Line) => Span[]) {
  let best: { day: string; line: Line; sure: number } | undefined;
  for (const line of lines) {
    if (!/\d/.test(line.text)) continue;
    const dates = spansOf(line).filter(
      (span) => span.type === "date" && span.value.monthStated && span.start < line.text.length,
    );
    const [date] = dates;
    if (date?.type !== "date") continue;
    const isLabelled = labelled(lines, line)?.label === "date";
    const other = otherDates.test(line.plain);
    const cued = playing.test(line.plain);
    if (other && !isLabelled && !cued) continue;
    const sure =
      (isLabelled ? 0.9 : other ? 0.35 : cued ? 0.75 : 0.5) - (date.value.yearStated ? 0 : 0.15);
    if (!best || sure > best.sure) best = { day: date.value.day, line, sure };
  }
  return best;
}

/** Town and venue: as labels name them, else as the line of the date or one near it does. */
function spotIn(
  lines: readonly Line[],
  spansOf: (line: Line) => Span[],
  { places }: ReadDocumentOptions,
  dated: Line,
): Spot | undefined {
  const reader = spotReader(places);
  const said = (label: Label) =>
    lines.map((line) => labelled(lines, line)).find((found) => found?.label === label)?.value;
  const venue = said("venue");
  const city = said("city");
  if (venue || city) {
    if (city) {
      const inCity = reader.inCells(city, venue?.split(",")[0]?.trim(), undefined);
      if (inCity?.place) return inCity;
    }
    const inVenue = venue ? reader.inLine(venue) : undefined;
    if (inVenue?.place) return inVenue;
    const near = townNear(lines, spansOf, dated);
    return { ...near, ...(venue ? { venueName: venue.split(",")[0]?.trim() ?? venue } : {}) };
  }
  return townNear(lines, spansOf, dated);
}

const reach = 6;

/** The town of the dated line, else of the nearest line that names one. */
function townNear(
  lines: readonly Line[],
  spansOf: (line: Line) => Span[],
  dated: Line,
): Spot | undefined {
  const near = lines
    .filter((line) => Math.abs(line.at - dated.at) <= reach && !/^fait a\b/.test(line.plain))
    .toSorted((a, b) => Math.abs(a.at - dated.at) - Math.abs(b.at - dated.at));
  for (const line of near) {
    const place = spansOf(line).find((span) => span.type === "place");
    if (place?.type === "place") return { city: place.value.place.name, place: place.value.place };
  }
  return undefined;
}

function timesIn(lines: readonly Line[], spansOf: (line: Line) => Span[], dated: Line) {
  const times = new Map<ScheduleKind, string>();
  for (const line of lines)
    for (const span of spansOf(line))
      if (span.type === "schedule" && !times.has(span.value.kind))
        times.set(span.value.kind, span.value.time);
  const beside = spansOf(dated).find((span) => span.type === "time");
  if (!times.has("set_time") && beside?.type === "time") times.set("set_time", beside.value.time);
  return [...times].map(([kind, time]) => ({ kind, time }));
}

function capacityIn(lines: readonly Line[], spansOf: (line: Line) => Span[]): number | undefined {
  for (const line of lines) {
    const found = labelled(lines, line);
    if (found?.label === "capacity") {
      const figure = Number(/\d[\d\s.,\u00a0\u202f]*/.exec(found.value)?.[0].replace(/\D/g, ""));
      if (figure >= 10 && figure <= 500_000) return figure;
    }
  }
  const span = lines.flatMap((line) => spansOf(line)).find((one) => one.type === "capacity");
  return span?.type === "capacity" ? span.value.capacity : undefined;
}
