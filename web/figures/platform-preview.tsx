"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import type { PlatformColumn } from "#tools/ticketing/platform-table.ts";
import type { SalesPlatform } from "#tools/ticketing/platforms.ts";
import { Button } from "../components/button.tsx";
import { Figure, Figures } from "../components/figures.tsx";
import { Notice } from "../components/notice.tsx";
import { CheckField } from "../components/select.tsx";
import { Skeleton } from "../components/skeleton.tsx";
import { useSay } from "../components/use-say.ts";
import { classNames } from "../design/class-names.ts";
import { callTool } from "../forms/call-tool.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { ImportErrors } from "./import-errors.tsx";
import { PlatformColumns } from "./platform-columns.tsx";
import { PlatformSample } from "./platform-sample.tsx";
import { usePlatformPreview } from "./use-platform-preview.ts";

type Imported = ToolOutput<"ticketing_import_platform_sales">;

/** What the import will do, before anything is written; its columns can be put right. */
export function PlatformPreview({
  performance,
  platform,
  table,
  onRestart,
  onDone,
}: {
  performance: string;
  platform: SalesPlatform;
  table: string;
  onRestart(): void;
  onDone(summary: string, value: Imported): void;
}) {
  const t = useTranslations("figures");
  const form = useTranslations("form");
  const say = useSay();
  const { tell } = useTools();
  const [columns, setColumns] = useState<(PlatformColumn | null)[] | undefined>();
  const [whole, setWhole] = useState(false);
  const [running, setRunning] = useState(false);
  const [lost, setLost] = useState(false);
  // The same import sent again after a lost answer is one import.
  const callId = useRef<{ key: string; id: string } | null>(null);
  const asked = { performance, platform, table, whole, columns };
  const { preview, busy, error } = usePlatformPreview(asked);

  const run = async () => {
    setRunning(true);
    setLost(false);
    const key = JSON.stringify(asked);
    if (callId.current?.key !== key) callId.current = { key, id: crypto.randomUUID() };
    try {
      const outcome = await callTool("ticketing_import_platform_sales", asked, callId.current.id);
      if (outcome.ok) onDone(outcome.summary, outcome.value as Imported);
      else tell(outcome);
    } catch {
      setLost(true);
    } finally {
      setRunning(false);
    }
  };
  const again = (
    <Button look="quiet" onClick={onRestart}>
      {t("restart")}
    </Button>
  );
  if (!preview) {
    return error ? (
      <Notice tone="error" action={again}>
        {error}
      </Notice>
    ) : (
      <Skeleton className="h-72 w-full rounded-lg" />
    );
  }
  const moves = preview.fresh + preview.changed + preview.gone;
  const also = t("also", {
    pending: preview.pending,
    elsewhere: preview.elsewhere,
    twice: preview.twice,
    gone: preview.gone,
  }).trim();
  return (
    <div
      aria-busy={busy}
      className={classNames("flex flex-col gap-5 transition-opacity", busy && "opacity-60")}
    >
      {error && <Notice tone="error">{error}</Notice>}
      <Figures>
        <Figure label={t("fresh")} value={say.number(preview.fresh)} />
        <Figure label={t("changed")} value={say.number(preview.changed)} />
        <Figure label={t("known")} value={say.number(preview.known)} />
        <Figure
          label={t("failed")}
          value={say.number(preview.failed)}
          danger={preview.failed > 0}
        />
      </Figures>
      <p className="figures text-sm text-soft">
        {also && `${also} `}
        {t("after", {
          sold: say.number(preview.soldAfter),
          money: say.money(preview.grossAfterCents),
        })}
      </p>
      <CheckField label={t("whole")} checked={whole} onChange={setWhole} />
      {preview.remembered && <p className="text-sm text-soft">{t("remembered")}</p>}
      <PlatformColumns preview={preview} onColumns={setColumns} />
      {preview.errors.length > 0 && <ImportErrors errors={preview.errors} />}
      <PlatformSample preview={preview} />
      {lost && <Notice tone="error">{form("unreachable")}</Notice>}
      <div className="flex flex-wrap justify-end gap-2">
        {again}
        <Button
          look="ink"
          busy={running}
          disabled={busy || moves + preview.known === 0}
          onClick={() => void run()}
        >
          {t("run", { count: moves })}
        </Button>
      </div>
    </div>
  );
}
