"use client";

import { Ticket } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ToolOutput } from "#tools/call-tool.ts";
import { saleStates } from "#tools/ticketing/sale-state-names.ts";
import { buttonLook } from "../components/button-look.ts";
import { DayBlock } from "../components/date-row.tsx";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { type Column, DataList } from "../lists/data-list.tsx";
import { type ListQuery, listInput } from "../lists/list-query.ts";
import { readAll } from "../lists/read-all.ts";
import { FillBar } from "./fill-bar.tsx";
import { SaleState } from "./sale-state.tsx";

type Answer = ToolOutput<"ticketing_list_sales">;
type Date = Answer["dates"][number];

export function SalesList({
  rows,
  total,
  currency,
  query,
}: {
  rows: Date[];
  total: number;
  currency: string;
  query: ListQuery;
}) {
  const t = useTranslations("ticketing");
  const say = useSay();
  const choice = useChoiceLabel();
  const columns: Column<Date>[] = [
    {
      key: "day",
      label: t("date"),
      sortable: true,
      width: "minmax(13rem, 2fr)",
      cell: (row) => (
        <span className="flex min-w-0 items-center gap-3 py-0.5">
          <DayBlock day={row.day} muted={row.state === "ended" || row.state === "cancelled"} />
          <span className="min-w-0">
            <span className="block truncate">{row.city ?? row.venue ?? row.artist}</span>
            <span className="block truncate text-sm font-normal text-faint">
              <span className="@2xl:hidden">{row.artist}</span>
              <span className="hidden @2xl:inline">{row.venue}</span>
            </span>
          </span>
        </span>
      ),
      csv: (row) => row.label,
    },
    {
      key: "artist",
      label: t("artist"),
      sortable: true,
      from: "md",
      cell: (row) => row.artist,
      csv: (row) => row.artist,
    },
    {
      key: "sold",
      label: t("fill"),
      sortable: true,
      width: "minmax(6rem, 9rem)",
      cell: (row) => <FillBar sold={row.sold} of={row.capacity} />,
      csv: (row) => row.sold,
    },
    {
      key: "gross",
      label: t("gross"),
      sortable: true,
      figure: true,
      from: "md",
      width: "7rem",
      cell: (row) => say.money(row.grossCents, currency),
      csv: (row) => row.grossCents / 100,
    },
    {
      key: "recent",
      label: t("week"),
      sortable: true,
      figure: true,
      from: "lg",
      width: "5rem",
      cell: (row) => (row.recent > 0 ? `+${say.number(row.recent)}` : "–"),
      csv: (row) => row.recent,
    },
    {
      key: "state",
      label: t("state"),
      from: "sm",
      width: "8rem",
      cell: (row) => (
        <SaleState state={row.state} share={row.capacity ? row.sold / row.capacity : 0} />
      ),
      csv: (row) => choice("sale_state", row.state),
    },
  ];
  return (
    <DataList
      label={t("label")}
      rows={rows}
      total={total}
      query={query}
      columns={columns}
      searchLabel={t("search")}
      filters={[
        {
          name: "sale_state",
          label: t("state"),
          all: t("allStates"),
          options: saleStates.map((value) => ({ value, label: choice("sale_state", value) })),
        },
      ]}
      named={(row) => row.label}
      href={(row) => `/ticketing/${row.id}`}
      readAll={() =>
        readAll(
          "ticketing_list_sales",
          { ...listInput(query), ...query.filters },
          (value: Answer) => value.dates,
        )
      }
      fileName={t("file")}
      empty={{
        icon: <Ticket aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: (
          <Link href="/performances" className={buttonLook("ink", "md")}>
            {t("toDates")}
          </Link>
        ),
      }}
    />
  );
}
