"use client";

import { MapPinned } from "lucide-react";
import { useTranslations } from "next-intl";
import dynamic from "next/dynamic";
import { usePathname, useRouter } from "next/navigation";
import { useTransition } from "react";
import type { DateRow } from "#tools/core/card.ts";
import { EmptyState } from "../components/empty-state.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { classNames } from "../design/class-names.ts";
import { listAddress, type ListQuery } from "../lists/list-query.ts";
import { type Filter, ListTools } from "../lists/list-tools.tsx";
import { useMay } from "../shell/permissions.tsx";
import { Calendar } from "./calendar/calendar.tsx";
import { NewDate, useNewDate } from "./new-date.tsx";

export const DatesMap = dynamic(() => import("../cards/map/dates-map.tsx"), {
  ssr: false,
  loading: () => <Skeleton className="aspect-[4/3] w-full rounded-none sm:aspect-[16/10]" />,
});

/** The same dates by day or by place, under the same search and filters. */
export function DatesOtherViews({
  view,
  rows,
  query,
  filters,
  anchor,
  today,
}: {
  view: "calendar" | "map";
  rows: DateRow[];
  query: ListQuery;
  filters: Filter[];
  anchor: string;
  today: string;
}) {
  const t = useTranslations("performances");
  const list = useTranslations("list");
  const path = usePathname();
  const router = useRouter();
  const newDate = useNewDate();
  const mayWrite = useMay()("tours:write");
  const [pending, startTransition] = useTransition();
  const change = (next: Partial<ListQuery>) =>
    startTransition(() => router.replace(listAddress(path, query, next), { scroll: false }));
  const placed = rows.some((date) => date.latitude !== null);
  return (
    <div
      aria-busy={pending}
      className={classNames(
        "flex flex-col gap-3 transition-opacity duration-120",
        pending && "opacity-60",
      )}
    >
      <ListTools
        query={query}
        // A calendar shows whatever month is asked for, past or to come.
        filters={view === "calendar" ? filters.filter(({ name }) => name !== "period") : filters}
        label={t("search")}
        aside={null}
        selected={0}
        actions={[]}
        onChange={change}
        onClear={() => {}}
      />
      {view === "calendar" ? (
        <Calendar
          dates={rows}
          anchor={anchor}
          today={today}
          address={listAddress(path, query, { filters: { ...query.filters, day: "DAY" } })}
          onCreate={mayWrite ? (day) => newDate({ day, status: "option" }, true) : undefined}
        />
      ) : (
        <div className="@container overflow-clip rounded-lg border border-line bg-surface">
          {placed ? (
            <DatesMap dates={rows} />
          ) : (
            <EmptyState
              icon={<MapPinned aria-hidden />}
              title={list("nothing")}
              action={<NewDate />}
            >
              {t("noPlace")}
            </EmptyState>
          )}
        </div>
      )}
    </div>
  );
}
