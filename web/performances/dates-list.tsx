"use client";

import { CalendarDays, Check, Clock, X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DateRow } from "#tools/core/card.ts";
import type { ToolOutput } from "#tools/call-tool.ts";
import { scheduleKinds } from "#tools/tours/rules.ts";
import { useSay } from "../components/use-say.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { type BulkAction, DataList } from "../lists/data-list.tsx";
import type { ListQuery } from "../lists/list-query.ts";
import type { Filter } from "../lists/list-tools.tsx";
import { readAll } from "../lists/read-all.ts";
import { useMay } from "../shell/permissions.tsx";
import { useDateColumns } from "./date-columns.tsx";
import { NewDate } from "./new-date.tsx";

type Answer = ToolOutput<"tours_list_performances">;

export function DatesList({
  rows,
  total,
  query,
  input,
  filters,
}: {
  rows: DateRow[];
  total: number;
  query: ListQuery;
  /** What the list tool was asked, for the exported file. */
  input: Record<string, unknown>;
  filters: Filter[];
}) {
  const t = useTranslations("performances");
  const say = useSay();
  return (
    <DataList
      label={t("title")}
      rows={rows}
      total={total}
      query={query}
      columns={useDateColumns()}
      filters={filters}
      named={(row) => `${row.city ?? row.title}, ${say.day(row.day)}`}
      href={(row) => `/performances/${row.id}`}
      actions={useDateActions()}
      readAll={() => readAll("tours_list_performances", input, (value: Answer) => value.dates)}
      fileName={t("file")}
      searchLabel={t("search")}
      empty={{
        icon: <CalendarDays aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: <NewDate />,
      }}
    />
  );
}

/** What can be done with several dates at once. */
export function useDateActions(): BulkAction<DateRow>[] {
  const t = useTranslations("performances");
  const { run, openForm } = useTools();
  if (!useMay()("tours:write")) return [];
  const ids = (rows: DateRow[]) => ({ performances: rows.map((row) => row.id) });
  return [
    {
      label: t("confirm"),
      icon: <Check aria-hidden className="size-3.5" />,
      run: (rows) => run("tours_confirm_performances", ids(rows)),
    },
    {
      label: t("changeTimes"),
      icon: <Clock aria-hidden className="size-3.5" />,
      run: (rows) =>
        openForm({
          tool: "tours_update_schedule",
          title: t("changeTimes"),
          preset: ids(rows),
          only: scheduleKinds,
        }),
    },
    {
      label: t("cancelDates"),
      icon: <X aria-hidden className="size-3.5" />,
      danger: true,
      run: (rows) =>
        openForm({
          tool: "tours_cancel_performances",
          title: t("cancelDates"),
          submit: t("cancelDates"),
          preset: ids(rows),
          only: ["reason"],
        }),
    },
  ];
}
