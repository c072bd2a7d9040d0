"use client";

import Link from "next/link";
import type { DateRow } from "#tools/core/card.ts";
import { StatusGlyph } from "../../components/status-glyph.tsx";
import { classNames } from "../../design/class-names.ts";

/** A hold has a dashed edge and no ground, a firm date a full ground: seen by shape, then by colour. */
const shapes: Record<DateRow["status"], string> = {
  option: "border-dashed border-option/70 hover:bg-option-wash",
  confirmed: "border-confirmed/25 bg-confirmed-wash hover:border-confirmed",
  on_sale: "border-on-sale/25 bg-on-sale-wash hover:border-on-sale",
  played: "border-line bg-sunken text-soft hover:border-edge",
  settled: "border-line bg-sunken text-soft hover:border-edge",
  cancelled: "border-transparent text-faint line-through hover:border-line",
};

/** A date in a calendar; `named` tells whose it is, among dates of several artists. */
export function DateChip({ date, named, label }: { date: DateRow; named: boolean; label: string }) {
  const where = date.city ?? date.venue ?? date.title;
  return (
    <Link
      href={`/performances/${date.id}`}
      prefetch={false}
      aria-label={label}
      title={label}
      className={classNames(
        "flex min-w-0 items-center gap-1.5 rounded-sm border px-1.5 py-1 text-sm leading-4",
        shapes[date.status],
      )}
    >
      <StatusGlyph
        status={date.status}
        rank={date.holdRank}
        share={date.capacity ? date.sold / date.capacity : 0}
        size={14}
      />
      <span className="min-w-0 truncate">
        <span className="font-medium">{where}</span>
        {named && <span className="text-soft"> {date.artist}</span>}
      </span>
    </Link>
  );
}
