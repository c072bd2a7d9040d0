"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { DateRow } from "#tools/core/card.ts";
import { useSay } from "../../components/use-say.ts";
import { classNames } from "../../design/class-names.ts";
import { Day, type MarkedDay } from "./day.tsx";
import { monthName, weekdayNames } from "./names.ts";
import { monthOf, plusDays, plusMonths, stepFrom, weekOf } from "./month-days.ts";

const arrow =
  "grid size-8 place-items-center rounded-sm text-soft hover:bg-hover hover:text-ink [&_svg]:size-4";

/**
 * Dates by month, by week on a phone. Arrows move from day to day, Page Up and Page Down from month
 * to month; Enter on a day adds a date there.
 */
export function Calendar({
  dates,
  marked = [],
  anchor,
  today,
  address,
  onCreate,
}: {
  dates: DateRow[];
  /** Days off, travel and the like. */
  marked?: MarkedDay[];
  /** The day around which the calendar stands. */
  anchor: string;
  today: string;
  /** The page's address with `DAY` where the anchor goes. */
  address: string;
  onCreate?: ((day: string) => void) | undefined;
}) {
  const t = useTranslations("calendar");
  const say = useSay();
  const router = useRouter();
  const frame = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState<string | null>(null);
  const of = Map.groupBy(dates, (date) => date.day);
  const marks = new Map(marked.map((day) => [day.day, day]));
  const named = new Set(dates.map((date) => date.artist)).size > 1;
  const hrefOf = (day: string) => address.replace("DAY", day);
  const month = anchor.slice(0, 7);
  const stop = focused?.startsWith(month)
    ? focused
    : today.startsWith(month)
      ? today
      : `${month}-01`;

  // A month that was not in sight has to be drawn before one of its days takes the focus.
  const wanted = focused?.startsWith(month) ? focused : null;
  useEffect(() => {
    if (wanted) frame.current?.querySelector<HTMLElement>(`table [data-day="${wanted}"]`)?.focus();
  }, [wanted]);

  const onKeyDown = (event: KeyboardEvent, day: string) => {
    const next = stepFrom(day, event.key);
    if (!next || event.metaKey || event.ctrlKey || event.altKey) return;
    event.preventDefault();
    setFocused(next);
    if (!next.startsWith(month)) router.replace(hrefOf(next), { scroll: false });
  };

  const dayProps = (day: string) => ({
    day,
    dates: of.get(day) ?? [],
    mark: marks.get(day),
    named,
    today: day === today,
    outside: !day.startsWith(month),
    stop: day === stop,
    onCreate,
    onKeyDown: (event: KeyboardEvent) => onKeyDown(event, day),
  });
  const week = weekOf(anchor);
  return (
    <div ref={frame} className="flex flex-col gap-3">
      <div className="flex items-center gap-1">
        <h2 className="mr-auto font-display text-lg font-semibold tracking-tight first-letter:uppercase">
          {monthName(anchor, say.locale)}
        </h2>
        <Link
          href={hrefOf(today)}
          className="inline-flex h-8 items-center rounded-sm border border-line bg-surface px-3 text-sm hover:bg-hover"
        >
          {t("today")}
        </Link>
        <span className="hidden sm:flex">
          <Link
            href={hrefOf(plusMonths(anchor, -1))}
            aria-label={t("previousMonth")}
            className={arrow}
          >
            <ChevronLeft aria-hidden />
          </Link>
          <Link href={hrefOf(plusMonths(anchor, 1))} aria-label={t("nextMonth")} className={arrow}>
            <ChevronRight aria-hidden />
          </Link>
        </span>
        <span className="flex sm:hidden">
          <Link
            href={hrefOf(plusDays(anchor, -7))}
            aria-label={t("previousWeek")}
            className={arrow}
          >
            <ChevronLeft aria-hidden />
          </Link>
          <Link href={hrefOf(plusDays(anchor, 7))} aria-label={t("nextWeek")} className={arrow}>
            <ChevronRight aria-hidden />
          </Link>
        </span>
      </div>
      <table
        className="hidden w-full table-fixed border-separate border-spacing-0 overflow-clip rounded-lg border border-line bg-surface sm:table"
        aria-label={monthName(anchor, say.locale)}
      >
        <thead>
          <tr>
            {weekdayNames(say.locale).map((name) => (
              <th
                key={name.long}
                scope="col"
                abbr={name.long}
                className="border-b border-line px-2 py-1.5 text-left text-sm font-normal text-faint"
              >
                {name.short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthOf(anchor).map((days) => (
            <tr key={days[0]}>
              {days.map((day) => (
                <td
                  key={day}
                  className={classNames(
                    "h-28 border-line p-1 align-top not-last:border-r [tr:not(:last-child)>&]:border-b",
                    !day.startsWith(month) && "bg-sunken/60",
                  )}
                >
                  <Day {...dayProps(day)} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <ol className="divide-y divide-line overflow-clip rounded-lg border border-line bg-surface sm:hidden">
        {week.map((day) => (
          <li key={day} className="p-1.5">
            <Day {...dayProps(day)} outside={false} stop wide />
          </li>
        ))}
      </ol>
    </div>
  );
}
