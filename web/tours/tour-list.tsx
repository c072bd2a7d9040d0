"use client";

import { Route } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ToolOutput } from "#tools/call-tool.ts";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { type Column, DataList } from "../lists/data-list.tsx";
import type { ListQuery } from "../lists/list-query.ts";
import type { Filter } from "../lists/list-tools.tsx";
import { readAll } from "../lists/read-all.ts";
import { NewTour } from "./new-tour.tsx";
import { usePeriod } from "./use-period.ts";

type Answer = ToolOutput<"tours_list_tours">;
type Tour = Answer["tours"][number];

export function TourList({
  rows,
  total,
  query,
  input,
  filters,
}: {
  rows: Tour[];
  total: number;
  query: ListQuery;
  input: Record<string, unknown>;
  filters: Filter[];
}) {
  const t = useTranslations("tours");
  return (
    <DataList
      label={t("title")}
      rows={rows}
      total={total}
      query={query}
      columns={useTourColumns()}
      filters={filters}
      named={(row) => row.name}
      href={(row) => `/tours/${row.id}`}
      readAll={() => readAll("tours_list_tours", input, (value: Answer) => value.tours)}
      fileName={t("file")}
      searchLabel={t("search")}
      empty={{
        icon: <Route aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: (
          <span className="flex flex-wrap justify-center gap-2">
            <NewTour />
          </span>
        ),
      }}
    />
  );
}

function useTourColumns(): Column<Tour>[] {
  const t = useTranslations("tours");
  const choice = useChoiceLabel();
  const period = usePeriod();
  const say = useSay();
  return [
    {
      key: "name",
      label: t("name"),
      sortable: true,
      width: "minmax(10rem, 2fr)",
      cell: (row) => <NameCell row={row} />,
      csv: (row) => row.name,
    },
    {
      key: "artist",
      label: t("artist"),
      fileOnly: true,
      cell: () => null,
      csv: (row) => row.artist,
    },
    {
      key: "starts",
      label: t("period"),
      sortable: true,
      from: "sm",
      width: "minmax(11rem, 1.5fr)",
      cell: (row) => period(row.startsOn, row.endsOn),
      csv: (row) => row.startsOn,
    },
    { key: "ends", label: t("ends"), fileOnly: true, cell: () => null, csv: (row) => row.endsOn },
    {
      key: "dates",
      label: t("dates"),
      sortable: true,
      figure: true,
      width: "6rem",
      cell: (row) => <DatesCell row={row} />,
      csv: (row) => row.dates,
    },
    {
      key: "sold",
      label: t("sold"),
      sortable: true,
      figure: true,
      from: "md",
      width: "8rem",
      cell: (row) => say.number(row.sold),
      csv: (row) => row.sold,
    },
    {
      key: "status",
      label: t("status"),
      sortable: true,
      from: "md",
      width: "8rem",
      cell: (row) => choice("tour_status", row.status),
      csv: (row) => choice("tour_status", row.status),
    },
  ];
}

function NameCell({ row }: { row: Tour }) {
  return (
    <span className="block min-w-0">
      <span className="block truncate" title={row.name}>
        {row.name}
      </span>
      <span className="block truncate font-normal text-faint">{row.artist}</span>
    </span>
  );
}

function DatesCell({ row }: { row: Tour }) {
  const t = useTranslations("tours");
  const say = useSay();
  return (
    <>
      <span className="text-ink">{say.number(row.dates)}</span>
      {row.options > 0 && (
        <span className="block text-option">{t("options", { count: row.options })}</span>
      )}
    </>
  );
}
