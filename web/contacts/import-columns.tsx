"use client";

import { useTranslations } from "next-intl";
import type { Column } from "#tools/contacts/read-table.ts";
import { CheckField, Select } from "../components/select.tsx";
import { Panel } from "../components/panel.tsx";
import type { Preview } from "./use-preview.ts";

const names = [
  "name",
  "first_name",
  "last_name",
  "company",
  "job_title",
  "email",
  "phone",
  "address",
  "postal_code",
  "city",
  "country",
  "tags",
  "notes",
  "consent",
] as const satisfies readonly Column[];

/** What each column of the table holds, as understood and as a person corrects it. */
export function ImportColumns({
  preview,
  onColumns,
  onHeaded,
}: {
  preview: Preview;
  onColumns(columns: (Column | null)[]): void;
  onHeaded(headed: boolean): void;
}) {
  const t = useTranslations("import");
  return (
    <Panel title={t("columns")} subtitle={t("columnsHelp")} level={2} flush>
      <div className="border-t border-line px-4 py-2.5">
        <CheckField label={t("headed")} checked={preview.headed} onChange={onHeaded} />
      </div>
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
