"use client";

import { useTranslations } from "next-intl";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { Notice } from "../components/notice.tsx";
import { Panel } from "../components/panel.tsx";
import { callTool } from "../forms/call-tool.ts";
import { useMay } from "../shell/permissions.tsx";
import type { Reading } from "./document-page.tsx";

/** What was read in a received document, each with its page and line, and the button that imports it. */
export function ReadInDocument({ reading }: { reading: Reading }) {
  const t = useTranslations("document");
  const may = useMay();
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [told, setTold] = useState<{ text: string; failed: boolean } | null>(null);
  const isNew = reading.found.some((one) => one.isNew);

  const importAll = async () => {
    setBusy(true);
    const outcome = await callTool("documents_import_rows", {
      document: reading.id,
      ...reading.rows,
    }).catch(() => null);
    setBusy(false);
    if (outcome?.ok) setTold({ text: outcome.summary, failed: false });
    else {
      const text = outcome && "error" in outcome ? outcome.error.message : t("notImported");
      setTold({ text, failed: true });
    }
    router.refresh();
  };

  if (reading.found.length === 0) {
    return <Notice>{t(reading.silence ?? "nothingFound")}</Notice>;
  }
  return (
    <Panel
      flush
      level={2}
      title={t("readHere")}
      aside={
        isNew &&
        may("tours:write") && (
          <Button look="signal" size="sm" busy={busy} onClick={() => void importAll()}>
            {t("import")}
          </Button>
        )
      }
    >
      {told && (
        <div className="px-4 pb-3">
          <Notice tone={told.failed ? "error" : "info"}>{told.text}</Notice>
        </div>
      )}
      <ul className="divide-y divide-line border-t border-line">
        {reading.found.map((one) => (
          <li
            key={`${one.what}${one.page}${one.value}`}
            className="flex flex-col gap-0.5 px-4 py-3"
          >
            <span className="flex flex-wrap items-baseline gap-x-2 text-xs text-faint">
              <span>{one.what}</span>
              <span className={one.check ? "text-option" : ""}>
                {one.check ? t("check") : one.state}
              </span>
            </span>
            <span className="figures font-medium break-words">{one.value}</span>
            <span className="text-sm break-words text-soft">
              {t("quote", { page: one.page, quote: one.quote })}
            </span>
          </li>
        ))}
      </ul>
      {reading.remarks.map((remark) => (
        <p key={remark} className="border-t border-line px-4 py-3 text-sm">
          {remark}
        </p>
      ))}
    </Panel>
  );
}
