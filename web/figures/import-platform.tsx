"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { platformWords, type SalesPlatform, salesPlatforms } from "#tools/ticketing/platforms.ts";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { SelectField } from "../components/select.tsx";
import { useSay } from "../components/use-say.ts";
import { ImportSource } from "../contacts/import-source.tsx";
import { ImportErrors } from "./import-errors.tsx";
import { PlatformPreview } from "./platform-preview.tsx";

type Imported = ToolOutput<"ticketing_import_platform_sales">;

/** From which platform, its file, what will become of it, then what was done. */
export function ImportPlatform({
  performance,
  given,
}: {
  performance: string;
  given: SalesPlatform | null;
}) {
  const t = useTranslations("figures");
  const say = useSay();
  const router = useRouter();
  const [platform, setPlatform] = useState<SalesPlatform>(given ?? "weezevent");
  const [table, setTable] = useState<string | null>(null);
  const [done, setDone] = useState<{ summary: string; value: Imported } | null>(null);
  const restart = () => {
    setTable(null);
    setDone(null);
  };
  if (done) {
    return (
      <div className="flex flex-col gap-5">
        <Notice title={t("done")}>{done.summary}</Notice>
        {done.value.errors.length > 0 && <ImportErrors errors={done.value.errors} />}
        <div className="flex flex-wrap gap-2">
          <Button look="ink" onClick={() => router.push(`/ticketing/${performance}/platforms`)}>
            {t("toPlatforms")}
          </Button>
          <Button onClick={restart}>{t("another")}</Button>
        </div>
      </div>
    );
  }
  if (table !== null) {
    return (
      <PlatformPreview
        performance={performance}
        platform={platform}
        table={table}
        onRestart={restart}
        onDone={(summary, value) => {
          setDone({ summary, value });
          router.refresh();
        }}
      />
    );
  }
  return (
    <div className="flex flex-col gap-6">
      <div className="max-w-sm">
        <SelectField
          label={t("which")}
          value={platform}
          onChange={(value) => setPlatform(value)}
          options={salesPlatforms.map((value) => ({ value, label: say(platformWords[value]) }))}
        />
      </div>
      <ImportSource onTable={setTable} />
    </div>
  );
}
