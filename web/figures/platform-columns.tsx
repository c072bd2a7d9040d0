"use client";

import { useTranslations } from "next-intl";
import type { PlatformColumn } from "#tools/ticketing/platform-table.ts";
import { Panel } from "../components/panel.tsx";
import { Select } from "../components/select.tsx";
import type { PlatformPreview } from "./use-platform-preview.ts";

const names = [
  "external_id",
  "order_reference",
  "category",
  "price",
  "price_in_cents",
  "quantity",
  "status",
  "paid",
  "valid",
  "cancelled",
  "sold_at",
  "session",
  "postal_code",
  "city",
] as const satisfies readonly PlatformColumn[];

/** What each column of a platform's file holds, as understood and as a person corrects it. */
export function PlatformColumns({
  preview,
  onColumns,
}: {
  preview: PlatformPreview;
  onColumns(columns: (PlatformColumn | null)[]): void;
}) {
  const t = useTranslations("figures");
  return (
    <Panel title={t("columns")} subtitle={t("columnsHelp")} level={2} flush>
      <ul className="divide-y divide-line border-t border-line">
        {preview.columns.map(({ heading, column, samples }, at) => (
          // Two columns may bear the same heading, and their order never changes.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={at} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 text-sm">
            <span className="w-40 min-w-0 truncate font-medium" title={heading}>
              {heading || at + 1}
            </span>
            <Select
              label={t("column", { heading: heading || String(at + 1) })}
              value={column ?? ""}
              onChange={(value) =>
                onColumns(
                  preview.columns.map((one, index) =>
                    index === at ? (names.find((name) => name === value) ?? null) : one.column,
                  ),
                )
              }
              options={[
                { value: "", label: t("ignored") },
                ...names.map((value) => ({ value, label: t(`columnNames.${value}`) })),
              ]}
            />
            <span className="min-w-0 flex-1 truncate text-faint">{samples.join(" · ")}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
