"use client";

import { useTranslations } from "next-intl";
import type { ValueType } from "#tools/core/card.ts";
import { classNames } from "../design/class-names.ts";
import { isFigure, Value } from "./value.tsx";

export type Column = {
  key: string;
  label: string;
  type: ValueType;
  /** A figure that was written out already stands to the right as well. */
  figure?: boolean;
};

const toTheRight = (column: Column) => column.figure ?? isFigure(column.type);

/** Rows of typed values; figures stand to the right. Scrolls sideways on a phone, its first column stays. */
export function Table({
  columns,
  rows,
  currency,
  label,
}: {
  columns: Column[];
  rows: Record<string, string | number | null>[];
  currency?: string;
  label: string;
}) {
  const t = useTranslations("table");
  return (
    <section
      className="relative overflow-x-auto"
      aria-label={label}
      // A region that scrolls is reached by keyboard.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
    >
      <table className="w-full border-collapse text-sm">
        <thead>
          <tr className="border-b border-line text-faint">
            {columns.map((column, index) => (
              <th
                key={column.key}
                scope="col"
                className={classNames(
                  "h-9 px-3 text-left font-normal whitespace-nowrap first:pl-4 last:pr-4",
                  toTheRight(column) && index > 0 && "text-right",
                )}
              >
                {column.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, number) => (
            // Rows of a result have no identity of their own and never reorder.
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={number} className="border-b border-line last:border-0 hover:bg-hover">
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  className={classNames(
                    "h-10 px-3 whitespace-nowrap first:pl-4 last:pr-4",
                    index === 0 && "font-medium",
                    toTheRight(column) && index > 0 && "text-right",
                  )}
                >
                  <Value
                    value={row[column.key] ?? null}
                    type={column.type}
                    {...(currency ? { currency } : {})}
                  />
                </td>
              ))}
            </tr>
          ))}
          {rows.length === 0 && (
            <tr>
              <td colSpan={columns.length} className="px-4 py-6 text-center text-faint">
                {t("empty")}
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
