import type { DateRow } from "#tools/core/card.ts";
import { StatusGlyph, statusColours } from "../../components/status-glyph.tsx";
import type { Sample } from "./sample.ts";

/** A date as the product shows it everywhere, still. */
export function DateLine({
  date,
  status,
  word,
  rank,
}: {
  date: Sample;
  status: DateRow["status"];
  word: string;
  rank?: number;
}) {
  return (
    <div className="flex items-center gap-3 px-4 py-3 text-left">
      <span className="w-[1.35em] text-right font-display text-xl leading-none font-semibold tracking-tight">
        {date.parts.number}
      </span>
      <span className="flex w-16 shrink-0 flex-col text-xs leading-[1.05rem] text-faint">
        <span className="text-soft">{date.parts.weekday}</span>
        <span className="whitespace-nowrap">{date.parts.month}</span>
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate font-medium">
          {date.city} <span className="text-sm font-normal text-faint">{date.venue}</span>
        </span>
        <span className="figures block truncate text-sm text-soft">
          {date.artist} · {date.time("19:00")}
        </span>
      </span>
      <span className="flex items-center gap-1.5 text-sm whitespace-nowrap">
        <StatusGlyph status={status} rank={rank ?? null} share={date.sold / date.capacity} />
        <span className={`max-sm:sr-only ${statusColours[status]}`}>{word}</span>
      </span>
    </div>
  );
}
