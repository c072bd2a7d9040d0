"use client";

import { useTranslations } from "next-intl";
import { Button } from "../components/button.tsx";
import { Meter } from "../components/meter.tsx";
import { Notice } from "../components/notice.tsx";
import { SignedOut } from "../forms/call-tool.ts";
import { ImportResult } from "./import-result.tsx";
import { Refused } from "./run-import.ts";
import type { Import } from "./use-import.ts";

/** How far an import is; then what it did. */
export function ImportRun({
  running: { parts, progress, stopped },
  onResume,
  onRestart,
}: {
  running: Import;
  onResume(): void;
  onRestart(): void;
}) {
  const t = useTranslations("import");
  const form = useTranslations("form");
  if (progress.parts === parts.length) {
    return <ImportResult progress={progress} onRestart={onRestart} />;
  }
  const why = (error: unknown) =>
    error instanceof Refused
      ? error.message
      : form(error instanceof SignedOut ? "signedOut" : "unreachable");
  return (
    <div className="flex flex-col gap-4">
      <div aria-live="polite">
        <Meter
          value={progress.rows}
          of={parts.reduce((sum, part) => sum + part.rows, 0)}
          label={t("unit")}
        />
      </div>
      {stopped === null ? (
        <p className="text-sm text-soft">{t("running")}</p>
      ) : (
        <Notice
          tone="error"
          action={
            <Button size="sm" onClick={onResume}>
              {t("resume")}
            </Button>
          }
        >
          {why(stopped.error)} {t("stopped", { line: stopped.line })}
        </Notice>
      )}
    </div>
  );
}
