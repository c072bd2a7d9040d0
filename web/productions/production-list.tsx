"use client";

import { Drama } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { productionKinds } from "#tools/tours/kinds.ts";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { type Column, DataList } from "../lists/data-list.tsx";
import { type ListQuery, listInput } from "../lists/list-query.ts";
import { readAll } from "../lists/read-all.ts";

type Answer = ToolOutput<"tours_list_productions">;
type Production = Answer["productions"][number];

export function ProductionList({
  rows,
  total,
  query,
  first,
}: {
  rows: Production[];
  total: number;
  query: ListQuery;
  /** The first step where there is nothing yet. */
  first: ReactNode;
}) {
  const t = useTranslations("productions");
  const say = useSay();
  const choice = useChoiceLabel();
  const columns: Column<Production>[] = [
    {
      key: "title",
      label: t("name"),
      sortable: true,
      width: "minmax(10rem, 2fr)",
      cell: (row) => <span className="block truncate">{row.title}</span>,
      csv: (row) => row.title,
    },
    {
      key: "artist",
      label: t("artist"),
      sortable: true,
      from: "sm",
      cell: (row) => row.artist,
      csv: (row) => row.artist,
    },
    {
      key: "kind",
      label: t("kind"),
      sortable: true,
      from: "md",
      cell: (row) => choice("production_kind", row.kind),
      csv: (row) => choice("production_kind", row.kind),
    },
    {
      key: "duration",
      label: t("duration"),
      sortable: true,
      figure: true,
      from: "md",
      width: "6rem",
      cell: (row) =>
        row.durationMinutes === null ? "–" : t("minutes", { count: row.durationMinutes }),
      csv: (row) => row.durationMinutes,
    },
    {
      key: "next",
      label: t("next"),
      sortable: true,
      from: "lg",
      cell: (row) => (row.next ? say.day(row.next) : "–"),
      csv: (row) => row.next,
    },
    {
      key: "dates",
      label: t("dates"),
      sortable: true,
      figure: true,
      width: "6rem",
      cell: (row) => say.number(row.dates),
      csv: (row) => row.dates,
    },
    {
      key: "paid",
      label: t("paid"),
      sortable: true,
      figure: true,
      from: "sm",
      width: "7rem",
      cell: (row) => say.number(row.paid),
      csv: (row) => row.paid,
    },
  ];
  const { kind } = query.filters;
  return (
    <DataList
      label={t("title")}
      rows={rows}
      total={total}
      query={query}
      columns={columns}
      filters={[
        {
          name: "kind",
          label: t("kind"),
          all: t("allKinds"),
          options: productionKinds.map((value) => ({
            value,
            label: choice("production_kind", value),
          })),
        },
      ]}
      named={(row) => row.title}
      href={(row) => `/productions/${row.id}`}
      readAll={() =>
        readAll(
          "tours_list_productions",
          { ...listInput(query), ...(kind ? { kind } : {}) },
          (value: Answer) => value.productions,
        )
      }
      fileName={t("file")}
      empty={{
        icon: <Drama aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: first,
      }}
    />
  );
}
