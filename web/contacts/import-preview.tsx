"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { contactKinds } from "#tools/contacts/kinds.ts";
import type { Column } from "#tools/contacts/read-table.ts";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { SelectField } from "../components/select.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { TextField } from "../components/field.tsx";
import { useSay } from "../components/use-say.ts";
import { useChoiceLabel } from "../forms/form-control.tsx";
import { classNames } from "../design/class-names.ts";
import { ImportColumns } from "./import-columns.tsx";
import { ImportSample } from "./import-sample.tsx";
import type { Settings } from "./run-import.ts";
import { splitTable } from "./split-table.ts";
import { usePreview } from "./use-preview.ts";

const previewed = 10_000;

/** What the import will do, before anything is written. */
export function ImportPreview({
  table,
  onRun,
  onRestart,
}: {
  table: string;
  onRun(settings: Settings): void;
  onRestart(): void;
}) {
  const t = useTranslations("import");
  const say = useSay();
  const choice = useChoiceLabel();
  const [columns, setColumns] = useState<(Column | null)[] | undefined>();
  const [headed, setHeaded] = useState<boolean | undefined>();
  const [kind, setKind] = useState<(typeof contactKinds)[number]>("fan");
  const [tag, setTag] = useState("");
  const parts = useMemo(() => splitTable(table, true, previewed), [table]);
  const first = parts[0]?.text ?? table;
  const all = parts.reduce((sum, part) => sum + part.rows, 0);
  const { preview, busy, error } = usePreview({ table: first, columns, headed });

  const again = (
    <Button look="quiet" onClick={onRestart}>
      {t("restart")}
    </Button>
  );
  if (error) {
    return (
      <Notice tone="error" action={again}>
        {error}
      </Notice>
    );
  }
  if (!preview) return <Skeleton className="h-72 w-full rounded-lg" />;
  const counts = [
    { label: t("fresh"), count: preview.fresh, strong: true },
    { label: t("already"), count: preview.already },
    { label: t("twice"), count: preview.twice },
    { label: t("failed"), count: preview.failed, bad: preview.failed > 0 },
  ];
  const partial = all > preview.lines + 1;
  return (
    <div
      aria-busy={busy}
      className={classNames("flex flex-col gap-5 transition-opacity", busy && "opacity-60")}
    >
      <dl className="grid grid-cols-2 gap-px overflow-clip rounded-lg border border-line bg-line sm:grid-cols-4">
        {counts.map(({ label, count, strong, bad }) => (
          <div key={label} className="flex flex-col-reverse bg-surface px-4 py-3">
            <dt className="text-sm text-faint">{label}</dt>
            <dd
              className={classNames(
                "figures font-display text-2xl font-semibold tracking-tight",
                bad ? "text-danger" : !strong && "text-soft",
              )}
            >
              {say.number(count)}
            </dd>
          </div>
        ))}
      </dl>
      {partial && <Notice>{t("partial", { count: preview.lines, total: all })}</Notice>}
      <ImportColumns
        preview={preview}
        onColumns={setColumns}
        onHeaded={(on) => {
          setHeaded(on);
          setColumns(undefined);
        }}
      />
      <ImportSample preview={preview} />
      <form
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          onRun({
            kind,
            headed: preview.headed,
            columns: preview.columns.map(({ column }) => column),
            ...(tag.trim() ? { tags: [tag.trim()] } : {}),
          });
        }}
      >
        <SelectField
          label={t("kind")}
          value={kind}
          onChange={(value) => setKind(contactKinds.find((one) => one === value) ?? "fan")}
          options={contactKinds.map((value) => ({ value, label: choice("contact_kind", value) }))}
        />
        <TextField
          label={t("tag")}
          value={tag}
          maxLength={80}
          onChange={(event) => setTag(event.target.value)}
        />
        <div className="flex flex-wrap justify-end gap-2 sm:col-span-2">
          {again}
          <Button
            type="submit"
            look="ink"
            disabled={busy || (preview.fresh + preview.already === 0 && !partial)}
          >
            {partial ? t("runAll") : t("run", { count: preview.fresh })}
          </Button>
        </div>
      </form>
    </div>
  );
}
