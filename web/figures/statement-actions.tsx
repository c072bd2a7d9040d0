"use client";

import { FileDown, FileSpreadsheet, Stamp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { toast } from "../components/toast.tsx";
import { callTool } from "../forms/call-tool.ts";
import { useTools } from "../forms/tool-runner.tsx";
import { saveBase64 } from "../orders/save-base64.ts";
import { useMay } from "../shell/permissions.tsx";

/** The statement as a file, and its settling once the date took place. */
export function StatementActions({
  performance,
  settle,
}: {
  performance: string;
  /** Null while there is nothing to settle. */
  settle: "first" | "again" | null;
}) {
  const t = useTranslations("figures");
  const may = useMay();
  const { run, tell } = useTools();
  const [busy, setBusy] = useState<"pdf" | "csv" | "settle" | null>(null);
  const save = async (format: "pdf" | "csv") => {
    setBusy(format);
    try {
      const outcome = await callTool("ticketing_export_statement", { performance, format });
      if (outcome.ok) saveBase64(outcome.value as ToolOutput<"ticketing_export_statement">);
      else tell(outcome);
    } catch {
      toast(t("fileFailed"), { failed: true });
    } finally {
      setBusy(null);
    }
  };
  return (
    <>
      <Button
        busy={busy === "csv"}
        icon={<FileSpreadsheet aria-hidden className="size-4" />}
        onClick={() => void save("csv")}
      >
        {t("csv")}
      </Button>
      <Button
        busy={busy === "pdf"}
        icon={<FileDown aria-hidden className="size-4" />}
        onClick={() => void save("pdf")}
      >
        {t("pdf")}
      </Button>
      {settle && may("ticketing:write") && (
        <Button
          look="ink"
          busy={busy === "settle"}
          icon={<Stamp aria-hidden className="size-4" />}
          onClick={() => {
            setBusy("settle");
            void run("ticketing_settle_statement", { performance }).finally(() => setBusy(null));
          }}
        >
          {t(settle === "first" ? "settle" : "settleAgain")}
        </Button>
      )}
    </>
  );
}
