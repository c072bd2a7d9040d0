"use client";

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- Columns fold away on a phone. */

import { ArrowDown, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tick } from "../components/select.tsx";
import { classNames } from "../design/class-names.ts";
import type { Column } from "./data-list.tsx";
import type { ListQuery } from "./list-query.ts";

/** Columns fold away where the list, not the window, is narrow. */
export const foldClass = {
  sm: "hidden @lg:block",
  md: "hidden @2xl:block",
  lg: "hidden @4xl:block",
} as const;

export const rowClass =
  "grid items-center gap-x-4 px-4 grid-cols-(--columns) @max-lg:grid-cols-(--columns-narrow) @max-2xl:@lg:grid-cols-(--columns-sm) @max-4xl:@2xl:grid-cols-(--columns-md)";

type Sized = { from?: "sm" | "md" | "lg"; width?: string };

/** The widths of the columns that stand at each width of the list. */
export function rowStyle(columns: readonly Sized[], selectable: boolean): Record<string, string> {
  const widths = (kept: readonly Sized[]) =>
    [
      ...(selectable ? ["1rem"] : []),
      ...kept.map((column) => column.width ?? "minmax(6rem, 1fr)"),
    ].join(" ");
  const upTo = (...names: (string | undefined)[]) =>
    widths(columns.filter(({ from }) => names.includes(from)));
  return {
    "--columns": widths(columns),
    "--columns-md": upTo(undefined, "sm", "md"),
    "--columns-sm": upTo(undefined, "sm"),
    "--columns-narrow": upTo(undefined),
  };
}

export function ListHead<Row>({
  columns,
  query,
  selectable,
  all,
  onAll,
  onSort,
}: {
  columns: Column<Row>[];
  query: ListQuery;
  selectable: boolean;
  all: boolean;
  onAll(): void;
  onSort(key: string): void;
}) {
  const t = useTranslations("list");
  return (
    <div
      role="row"
      aria-rowindex={1}
      style={rowStyle(columns, selectable)}
      className={classNames(rowClass, "min-h-9 border-b border-line text-sm text-faint")}
    >
      {selectable && (
        <span role="columnheader" aria-label={t("selection")} className="flex">
          <Tick checked={all} onChange={onAll} label={t("selectAll")} />
        </span>
      )}
      {columns.map((column) => {
        const sorted = query.sort === column.key;
        const Arrow = query.descending ? ArrowDown : ArrowUp;
        return (
          <span
            key={column.key}
            role="columnheader"
            aria-sort={sorted ? (query.descending ? "descending" : "ascending") : undefined}
            className={classNames(
              "min-w-0",
              column.from && foldClass[column.from],
              column.figure && "text-right",
            )}
          >
            {column.sortable ? (
              <button
                type="button"
                onClick={() => onSort(column.key)}
                className={classNames(
                  "-mx-1.5 inline-flex h-8 max-w-full items-center gap-1 rounded-sm px-1.5 hover:bg-hover hover:text-ink",
                  sorted && "font-medium text-ink",
                )}
              >
                <span className="truncate">{column.label}</span>
                {sorted && <Arrow aria-hidden className="size-3.5 shrink-0" />}
              </button>
            ) : (
              <span className="block truncate">{column.label}</span>
            )}
          </span>
        );
      })}
    </div>
  );
}
