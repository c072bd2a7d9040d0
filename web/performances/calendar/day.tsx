"use client";

import { Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import type { KeyboardEvent } from "react";
import type { DateRow } from "#tools/core/card.ts";
import { dayParts } from "../../components/day-parts.ts";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import { useChoiceLabel } from "../../forms/form-control.tsx";
import { DateChip } from "./date-chip.tsx";

export type MarkedDay = { day: string; kind: string; note: string | null };

const shown = 4;

/** One day of a calendar: its number, what is marked, its dates. The number adds a date. */
export function Day({
  day,
  dates,
  mark,
  named,
  today,
  outside,
  stop,
  wide = false,
  onCreate,
  onKeyDown,
}: {
  day: string;
  dates: DateRow[];
  mark: MarkedDay | undefined;
  named: boolean;
  today: boolean;
  outside: boolean;
  /** Where the tab key enters the calendar. */
  stop: boolean;
  wide?: boolean;
  onCreate: ((day: string) => void) | undefined;
  onKeyDown(event: KeyboardEvent): void;
}) {
  const t = useTranslations("calendar");
  const status = useTranslations("date.statusWord");
  const choice = useChoiceLabel();
  const say = useSay();
  const parts = dayParts(day, say.locale);
  const number = (
    <>
      <span
        className={classNames(
          "figures grid h-6 min-w-6 place-items-center rounded-full px-1 text-sm",
          today ? "bg-signal font-medium text-on-signal" : outside ? "text-faint" : "text-soft",
        )}
      >
        {parts.number}
      </span>
      {wide && <span className="text-sm text-soft">{parts.weekday}</span>}
    </>
  );
  const label = t(dates.length > 0 ? "dayWith" : "dayEmpty", {
    day: say.day(day),
    count: dates.length,
  });
  return (
    <div
      className={classNames(
        "group/day flex h-full flex-col gap-1",
        wide && "min-h-11 justify-center",
      )}
    >
      <div className="flex items-center gap-1.5">
        {onCreate ? (
          <button
            type="button"
            data-day={day}
            tabIndex={stop ? 0 : -1}
            aria-label={`${label} ${t("create")}`}
            title={t("create")}
            onClick={() => onCreate(day)}
            onKeyDown={onKeyDown}
            className="flex h-6 flex-1 items-center gap-1.5 rounded-sm text-left focus-visible:outline-offset-0"
          >
            {number}
            <Plus
              aria-hidden
              className={classNames(
                "ml-auto size-4 text-faint group-focus-within/day:opacity-100 group-hover/day:opacity-100",
                !wide && "opacity-0",
              )}
            />
          </button>
        ) : (
          <span className="flex items-center gap-1.5">
            <span className="sr-only">{label}</span>
            <span aria-hidden className="contents">
              {number}
            </span>
          </span>
        )}
      </div>
      {mark && (
        <p className="truncate px-1.5 text-xs text-faint" title={mark.note ?? undefined}>
          {choice("day_kind", mark.kind)}
          {mark.note && ` · ${mark.note}`}
        </p>
      )}
      {dates.slice(0, shown).map((date) => (
        <DateChip
          key={date.id}
          date={date}
          named={named}
          label={[
            date.city ?? date.title,
            date.venue,
            date.artist,
            date.holdRank ? t("hold", { rank: date.holdRank }) : status(date.status),
          ]
            .filter(Boolean)
            .join(", ")}
        />
      ))}
      {dates.length > shown && (
        <p className="px-1.5 text-xs text-faint">{t("more", { count: dates.length - shown })}</p>
      )}
    </div>
  );
}
