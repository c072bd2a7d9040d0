"use client";

import { useTranslations } from "next-intl";
import Link from "next/link";
import type { DateRow as Row } from "#tools/core/card.ts";
import { buttonLook } from "../components/button-look.ts";
import { DateRow } from "../components/date-row.tsx";
import { Panel } from "../components/panel.tsx";
import { pageOf } from "../shell/links.ts";

/** Dates on the page of what they belong to; each opens in place, and leads to its own page. */
export function DatesPanel({
  title,
  dates,
  total,
  all,
  named = false,
}: {
  title: string;
  dates: Row[];
  total: number;
  /** Where all of them are listed. */
  all?: string;
  named?: boolean;
}) {
  const t = useTranslations("card");
  return (
    <Panel title={title} level={2} subtitle={t("dates", { count: total })} flush>
      <ul className="@container divide-y divide-line border-t border-line">
        {dates.map((date) => (
          <li key={date.id}>
            <DateRow
              date={date}
              named={named}
              actions={
                <Link
                  href={pageOf("performance", date.id) ?? "/performances"}
                  className={buttonLook("outline", "sm")}
                >
                  {t("openDate")}
                </Link>
              }
            />
          </li>
        ))}
      </ul>
      {total > dates.length && all && (
        <Link
          href={all}
          className="flex min-h-11 items-center justify-center border-t border-line px-4 text-sm text-soft hover:bg-hover hover:text-ink"
        >
          {t("allDates", { count: total })}
        </Link>
      )}
    </Panel>
  );
}
