"use client";

import { FlaskConical, ShoppingBag } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import type { ToolInput, ToolOutput } from "#tools/call-tool.ts";
import { orderChannels, orderStatuses } from "#tools/ticketing/order-status.ts";
import { buttonLook } from "../components/button-look.ts";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { type Column, DataList } from "../lists/data-list.tsx";
import type { ListQuery } from "../lists/list-query.ts";
import { readAll } from "../lists/read-all.ts";
import { dayOf } from "../session/day-of.ts";
import { periods } from "./order-filters.ts";
import { OrderStatus } from "./order-status.tsx";

type Answer = ToolOutput<"ticketing_find_orders">;
type Order = Answer["orders"][number];

const zone = "Europe/Paris";

/** Every order, newest first; the same filters give the exported file. */
export function OrderList({
  rows,
  total,
  query,
  input,
  performance,
}: {
  rows: Order[];
  total: number;
  query: ListQuery;
  /** What the list was asked with. */
  input: ToolInput<"ticketing_find_orders">;
  /** The one date that the list is about. */
  performance: { id: string; label: string } | null;
}) {
  const t = useTranslations("orders");
  const say = useSay();
  const choice = useChoiceLabel();
  const columns: Column<Order>[] = [
    {
      key: "buyer",
      label: t("buyer"),
      sortable: true,
      width: "minmax(9rem, 2fr)",
      cell: (row) => (
        <span className="block min-w-0 py-0.5">
          <span className="flex min-w-0 items-center gap-1.5">
            <span className="truncate">{row.buyer ?? row.email ?? t("anonymous")}</span>
            {row.test && (
              <FlaskConical aria-label={t("test")} className="size-3.5 shrink-0 text-option" />
            )}
          </span>
          <span className="figures block truncate text-sm font-normal text-faint">
            {row.number}
            <span className="@2xl:hidden"> · {row.performance}</span>
          </span>
        </span>
      ),
      csv: (row) => row.buyer,
    },
    {
      key: "performance",
      label: t("performance"),
      sortable: true,
      from: "md",
      width: "minmax(10rem, 3fr)",
      cell: (row) => row.performance,
      csv: (row) => row.performance,
    },
    {
      key: "ordered",
      label: t("ordered"),
      sortable: true,
      from: "md",
      width: "8rem",
      cell: (row) => (
        <span className="figures">
          {say.shortDay(dayOf(row.orderedAt, zone))}
          <span className="block text-faint">{say.time(row.orderedAt, zone)}</span>
        </span>
      ),
      csv: (row) => row.orderedAt,
    },
    {
      key: "channel",
      label: t("channel"),
      from: "lg",
      width: "7rem",
      cell: (row) => choice("order_channel", row.channel),
      csv: (row) => choice("order_channel", row.channel),
    },
    {
      key: "tickets",
      label: t("tickets"),
      figure: true,
      from: "sm",
      width: "4.5rem",
      cell: (row) => say.number(row.tickets),
      csv: (row) => row.tickets,
    },
    {
      key: "status",
      label: t("status"),
      from: "sm",
      width: "10.5rem",
      cell: (row) => <OrderStatus status={row.status} />,
      csv: (row) => choice("order_status", row.status),
    },
    {
      key: "total",
      label: t("total"),
      sortable: true,
      figure: true,
      width: "7rem",
      cell: (row) => (
        <span className="text-ink">
          {say.money(row.totalCents, row.currency)}
          {row.refundedCents > 0 && (
            <span className="block text-faint">−{say.money(row.refundedCents, row.currency)}</span>
          )}
        </span>
      ),
      csv: (row) => row.totalCents / 100,
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
          name: "order_status",
          label: t("status"),
          all: t("allStatuses"),
          options: orderStatuses.map((value) => ({ value, label: choice("order_status", value) })),
        },
        {
          name: "order_channel",
          label: t("channel"),
          all: t("allChannels"),
          options: orderChannels.map((value) => ({
            value,
            label: choice("order_channel", value),
          })),
        },
        {
          name: "period",
          label: t("ordered"),
          all: t("allPeriods"),
          options: Object.keys(periods).map((value) => ({
            value,
            label: t(value as keyof typeof periods),
          })),
        },
        ...(performance
          ? [
              {
                name: "performance",
                label: t("performance"),
                all: t("allDates"),
                options: [{ value: performance.id, label: performance.label }],
              },
            ]
          : []),
      ]}
      named={(row) => t("one", { number: row.number })}
      href={(row) => `/orders/${row.id}`}
      readAll={() => readAll("ticketing_find_orders", input, (value: Answer) => value.orders)}
      fileName={t("file")}
      empty={{
        icon: <ShoppingBag aria-hidden />,
        title: t("empty"),
        help: t("emptyHelp"),
        action: (
          <Link href="/ticketing" className={buttonLook("ink", "md")}>
            {t("toTicketing")}
          </Link>
        ),
      }}
    />
  );
}
