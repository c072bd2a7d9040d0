"use client";

import { ChevronRight, ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { DateRow } from "#tools/core/card.ts";
import { DayBlock } from "../components/date-row.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import { dayOf } from "../session/day-of.ts";

/** Dates whose door can be opened; tonight's stand first and large. */
export function DoorList({
  dates,
  night,
}: {
  dates: DateRow[];
  /** The instant that says which night it is. */
  night: string;
}) {
  const t = useTranslations("door");
  const tonight = dates.filter((date) => date.day === dayOf(night, date.timeZone));
  const coming = dates.filter((date) => !tonight.includes(date));
  return (
    <div className="flex flex-col gap-7">
      {tonight.length > 0 && (
        <section>
          <h2 className="mb-2 font-display text-lg font-semibold tracking-tight">{t("tonight")}</h2>
          <Dates dates={tonight} large />
        </section>
      )}
      {coming.length > 0 && (
        <section>
          <h2 className="mb-2 font-display text-lg font-semibold tracking-tight">{t("coming")}</h2>
          <Dates dates={coming} />
        </section>
      )}
    </div>
  );
}

function Dates({ dates, large = false }: { dates: DateRow[]; large?: boolean }) {
  const t = useTranslations("door");
  const say = useSay();
  return (
    <ul className="overflow-clip rounded-lg border border-line bg-surface shadow-lift">
      {dates.map((date) => (
        <li key={date.id} className="flex items-stretch border-b border-line last:border-0">
          {/* A page of its own: what it may run, such as a reader of codes, is said with its document. */}
          <a
            href={`/door/${date.id}`}
            className={classNames(
              "flex min-w-0 flex-1 items-center gap-3 pr-2 pl-4 hover:bg-hover focus-visible:outline-offset-[-2px]",
              large ? "min-h-20" : "min-h-15",
            )}
          >
            <DayBlock day={date.day} />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block truncate font-medium">
                {date.city ?? date.title}
              </span>
              <span dir="auto" className="block truncate text-sm text-soft">
                {[date.artist, date.venue].filter(Boolean).join(" · ")}
              </span>
            </span>
            <span className="figures text-right text-sm text-soft">
              {date.doorsAt && (
                <span className="block">{say.time(date.doorsAt, date.timeZone)}</span>
              )}
              <span className="block text-faint">{t("sold", { count: date.sold })}</span>
            </span>
            <ChevronRight aria-hidden className="size-4 text-faint" />
          </a>
          <Link
            href={`/door/${date.id}/supervise`}
            aria-label={t("superviseDay", { day: say.shortDay(date.day) })}
            title={t("supervise")}
            className="grid w-13 shrink-0 place-items-center border-l border-line text-soft hover:bg-hover hover:text-ink focus-visible:outline-offset-[-2px]"
          >
            <ListChecks aria-hidden className="size-5" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
