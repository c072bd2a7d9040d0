"use client";

import { Download, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Button } from "../components/button.tsx";
import { buttonLook } from "../components/button-look.ts";
import { Facts } from "../components/facts.tsx";
import { Notice } from "../components/notice.tsx";
import { Panel } from "../components/panel.tsx";
import { Table } from "../components/table.tsx";
import { useSay } from "../components/use-say.ts";
import { saveFile, toCsv } from "../lists/csv.ts";
import { type Progress, undoImport } from "./run-import.ts";

const shown = 100;

/** What the import did, and each line that it left out with the reason. */
export function ImportResult({ progress, onRestart }: { progress: Progress; onRestart(): void }) {
  const t = useTranslations("import");
  const say = useSay();
  const [undo, setUndo] = useState<"no" | "busy" | "done" | "failed">("no");
  const { errors } = progress;
  const takeBack = async () => {
    setUndo("busy");
    setUndo(
      await undoImport(progress.calls).then(
        (done) => (done ? "done" : "failed"),
        () => "failed",
      ),
    );
  };
  return (
    <div className="flex flex-col gap-5">
      <Panel
        title={t("done")}
        level={2}
        foot={
          <>
            <Link href="/contacts" className={buttonLook("ink", "sm")}>
              {t("seeContacts")}
            </Link>
            <Button size="sm" onClick={onRestart}>
              {t("again")}
            </Button>
            {progress.calls.length > 0 && undo !== "done" && (
              <Button
                size="sm"
                look="quiet"
                busy={undo === "busy"}
                icon={<Undo2 aria-hidden className="size-3.5" />}
                onClick={() => void takeBack()}
              >
                {t("undo")}
              </Button>
            )}
          </>
        }
      >
        <Facts
          facts={[
            { label: t("added"), value: say.number(progress.added) },
            { label: t("already"), value: say.number(progress.already) },
            { label: t("twice"), value: say.number(progress.twice) },
            { label: t("failed"), value: say.number(progress.failed) },
          ]}
        />
        {progress.consents > 0 && (
          <p className="mt-2 text-sm text-soft">
            {t("consentsNoted", { count: progress.consents })}
          </p>
        )}
      </Panel>
      {undo === "done" && <Notice>{t("undone")}</Notice>}
      {undo === "failed" && <Notice tone="error">{t("undoFailed")}</Notice>}
      {errors.length > 0 && (
        <Panel
          title={t("leftOut")}
          level={2}
          flush
          aside={
            <Button
              size="sm"
              look="quiet"
              icon={<Download aria-hidden className="size-3.5" />}
              onClick={() =>
                saveFile(
                  `${t("fileName")}.csv`,
                  toCsv(
                    [t("line"), t("reason")],
                    errors.map((error) => [error.line, say(error)]),
                  ),
                )
              }
            >
              {t("download")}
            </Button>
          }
        >
          <div className="border-t border-line">
            <Table
              label={t("leftOut")}
              columns={[
                { key: "line", label: t("line"), type: "text" },
                { key: "reason", label: t("reason"), type: "text" },
              ]}
              rows={errors
                .slice(0, shown)
                .map((error) => ({ line: say.number(error.line), reason: say(error) }))}
            />
          </div>
        </Panel>
      )}
    </div>
  );
}
