"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Page } from "../shell/page.tsx";
import { ImportPreview } from "./import-preview.tsx";
import { ImportRun } from "./import-run.tsx";
import { ImportSource } from "./import-source.tsx";
import { useImport } from "./use-import.ts";

/** A file or a pasted table, then what will become of it, then the import line by line. */
export function ImportPage() {
  const t = useTranslations("import");
  const [table, setTable] = useState<string | null>(null);
  const { running, start, resume, forget } = useImport();
  const restart = () => {
    setTable(null);
    forget();
  };
  return (
    <Page title={t("title")} back={{ href: "/contacts", label: t("back") }}>
      {running ? (
        <ImportRun running={running} onResume={resume} onRestart={restart} />
      ) : table === null ? (
        <ImportSource onTable={setTable} />
      ) : (
        <ImportPreview
          table={table}
          onRun={(settings) => start(table, settings)}
          onRestart={restart}
        />
      )}
    </Page>
  );
}
