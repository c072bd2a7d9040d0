"use client";

/* oxlint-disable jsx-a11y/prefer-tag-over-role -- Columns fold away on a phone. */

import { useTranslations } from "next-intl";
import Link from "next/link";
import { Tick } from "../components/select.tsx";
import { classNames } from "../design/class-names.ts";
import type { Column } from "./data-list.tsx";
import { foldClass, rowClass, rowStyle } from "./list-head.tsx";

const wholeRow =
  "block w-full min-w-0 text-left font-medium outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:outline-offset-[-2px] focus-visible:after:outline-signal";

/** One row: its first cell is the link or the button that the whole row answers to. */
export function ListRow<Row extends { id: string }>({
  row,
  index,
  columns,
  href,
  onOpen,
  name,
  selectable,
  selected,
  onSelect,
}: {
  row: Row;
  index: number;
  columns: Column<Row>[];
  href: string | undefined;
  onOpen: (() => void) | undefined;
  name: string;
  selectable: boolean;
  selected: boolean;
  onSelect(range: boolean): void;
}) {
  const t = useTranslations("list");
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selectable ? selected : undefined}
      style={rowStyle(columns, selectable)}
      className={classNames(
        rowClass,
        "group/row relative min-h-11 border-b border-line py-1.5 text-sm last:border-0 hover:bg-hover has-[[data-row]:focus-visible]:bg-hover",
        selected && "bg-signal-wash/40",
      )}
    >
      {selectable && (
        <span role="cell" className="relative z-1 flex">
          <Tick checked={selected} onChange={() => onSelect(false)} label={t("select", { name })} />
        </span>
      )}
      {columns.map((column, at) => (
        <span
          key={column.key}
          role="cell"
          className={classNames(
            "min-w-0",
            column.from && foldClass[column.from],
            column.figure && "figures text-right",
          )}
        >
          {at === 0 && href ? (
            <Link href={href} data-row prefetch={false} className={wholeRow}>
              {column.cell(row)}
            </Link>
          ) : at === 0 && onOpen ? (
            <button type="button" data-row onClick={onOpen} className={wholeRow}>
              {column.cell(row)}
            </button>
          ) : at === 0 ? (
            <span data-row tabIndex={-1} className="block min-w-0 font-medium">
              {column.cell(row)}
            </span>
          ) : (
            <span className="block min-w-0 truncate text-soft">{column.cell(row)}</span>
          )}
        </span>
      ))}
    </div>
  );
}
