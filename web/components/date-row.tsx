"use client";

import { ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import type { DateRow as Row } from "#tools/core/card.ts";
import { missingWord } from "#tools/tours/rules.ts";
import { classNames } from "../design/class-names.ts";
import { dayParts } from "./day-parts.ts";
import { Status } from "./status.tsx";
import { StatusGlyph } from "./status-glyph.tsx";
import { useSay } from "./use-say.ts";

/** The day as it stands everywhere, its number first, then weekday and month; `alone` beside a heading, no wider than its words. */
export function DayBlock({
  day,
  muted = false,
  alone = false,
}: {
  day: string;
  muted?: boolean;
  alone?: boolean;
}) {
  const say = useSay();
  const parts = dayParts(day, say.locale);
  return (
    <time
      dateTime={day}
      className={classNames("flex items-center gap-2", muted ? "text-faint" : "text-ink")}
    >
      <span className="sr-only">{say.day(day)}</span>
      <span
        aria-hidden
        className={classNames(
          "font-display text-xl leading-none font-semibold tracking-tight",
          !alone && "w-[1.35em] text-right",
        )}
      >
        {parts.number}
      </span>
      <span
        aria-hidden
        className={classNames(
          "flex flex-col text-xs leading-[1.05rem] text-faint",
          !alone && "w-16",
        )}
      >
        <span className={muted ? undefined : "text-soft"}>{parts.weekday}</span>
        <span className="whitespace-nowrap">{parts.month}</span>
      </span>
    </time>
  );
}

/** One date: day, town, venue, status, and what is missing. Its details open in place. */
export function DateRow({
  date,
  actions,
  named = false,
}: {
  date: Row;
  actions?: ReactNode;
  /** Among dates of several artists, each says whose it is. */
  named?: boolean;
}) {
  const t = useTranslations("date");
  const say = useSay();
  const [open, setOpen] = useState(false);
  const details = useId();
  const cancelled = date.status === "cancelled";
  const share = date.capacity ? date.sold / date.capacity : 0;
  const time = date.showAt ?? date.doorsAt;
  const selling = date.sold > 0 || date.status === "on_sale";
  return (
    <div className={classNames("transition-colors duration-120", open && "bg-hover")}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls={details}
        onClick={() => setOpen(!open)}
        className="grid w-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 min-h-13 px-4 py-2 text-left hover:bg-hover focus-visible:outline-offset-[-2px]"
      >
        <DayBlock day={date.day} muted={cancelled} />
        <span className="min-w-0">
          <span className="flex min-w-0 items-baseline gap-2">
            <span
              className={classNames(
                "truncate font-medium",
                cancelled && "text-faint line-through decoration-danger",
              )}
            >
              {date.city ?? date.title}
            </span>
            <span className="hidden truncate text-sm text-faint @md:inline">{date.venue}</span>
          </span>
          <span className="block truncate text-sm text-soft @md:hidden">
            {[named && date.artist, date.venue].filter(Boolean).join(" · ")}
          </span>
          <span className="figures hidden min-w-0 items-center gap-x-3 truncate text-sm text-soft @md:flex">
            {named && <span className="text-ink">{date.artist}</span>}
            {time && <span>{say.time(time, date.timeZone)}</span>}
            {selling && (
              <span>
                {say.number(date.sold)}
                {date.capacity !== null && (
                  <span className="text-faint"> / {say.number(date.capacity)}</span>
                )}
              </span>
            )}
            <Missing date={date} />
          </span>
        </span>
        <span className="flex items-center gap-2">
          <span className="hidden @md:inline">
            <Status status={date.status} rank={date.holdRank} share={share} />
          </span>
          {date.missing.length > 0 && !cancelled && (
            <span className="figures flex items-center gap-1 text-sm text-option @md:hidden">
              <span aria-hidden className="size-1.5 rotate-45 border border-current" />
              {date.missing.length}
              <span className="sr-only">{t("missingTitle")}</span>
            </span>
          )}
          <span className="@md:hidden">
            <StatusGlyph status={date.status} rank={date.holdRank} share={share} size={18} />
            <span className="sr-only">{t(`statusWord.${date.status}`)}</span>
          </span>
          <ChevronDown
            aria-hidden
            className={classNames(
              "size-4 text-faint transition-transform duration-200",
              open && "rotate-180",
            )}
          />
        </span>
      </button>
      <div id={details} hidden={!open} className="px-4 pt-1 pb-4 @md:pl-[7.5rem]">
        <DateDetails date={date} />
        {actions && <div className="mt-3 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

function Missing({ date }: { date: Row }) {
  const t = useTranslations("date");
  const say = useSay();
  if (date.missing.length === 0 || date.status === "cancelled") return null;
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-option">
      <span aria-hidden className="size-1.5 shrink-0 rotate-45 border border-current" />
      <span className="truncate">
        {t("missing", { list: date.missing.map((key) => say(missingWord(key))).join(", ") })}
      </span>
    </span>
  );
}

function DateDetails({ date }: { date: Row }) {
  const t = useTranslations("date");
  const say = useSay();
  const share = date.capacity ? date.sold / date.capacity : 0;
  const facts: [string, ReactNode][] = [
    [t("status"), <Status key="status" status={date.status} rank={date.holdRank} share={share} />],
    [t("artist"), date.artist],
    [t("tour"), date.tour],
    [t("venue"), [date.venue, date.city].filter(Boolean).join(", ")],
    [t("doors"), date.doorsAt && say.time(date.doorsAt, date.timeZone)],
    [t("show"), date.showAt && say.time(date.showAt, date.timeZone)],
    [t("capacity"), date.capacity !== null && say.number(date.capacity)],
    [t("sold"), date.sold > 0 && say.number(date.sold)],
    [t("missingTitle"), date.missing.length > 0 && <Missing key="missing" date={date} />],
  ];
  return (
    <dl className="figures grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-1 text-sm">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-faint">{label}</dt>
            <dd className="min-w-0 text-ink">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
