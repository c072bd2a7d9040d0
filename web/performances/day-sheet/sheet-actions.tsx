"use client";

import { FileDown, Printer } from "lucide-react";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { Button } from "../../components/button.tsx";
import { classNames } from "../../design/class-names.ts";
import { useTools } from "../../forms/tool-runner.tsx";
import { useMay } from "../../shell/permissions.tsx";

const languages = ["fr", "en"] as const;

/** The sheet's language, paper, and the PDF that is stored with the date's documents. */
export function SheetActions({ id, language }: { id: string; language: string }) {
  const t = useTranslations("daySheet");
  const { run } = useTools();
  const [busy, setBusy] = useState(false);
  const mayWrite = useMay()("documents:write");
  const write = async () => {
    setBusy(true);
    const outcome = await run("documents_create_document", {
      kind: "day_sheet",
      performance: id,
      language,
    });
    setBusy(false);
    const document = outcome?.ok && outcome.about.find(({ kind }) => kind === "document");
    if (document) window.location.assign(`/api/documents/${document.id}.pdf`);
  };
  return (
    <span className="flex flex-wrap items-center gap-2 print:hidden">
      <nav aria-label={t("language")} className="inline-flex rounded-sm bg-sunken p-0.5">
        {languages.map((one) => (
          <Link
            key={one}
            href={`/performances/${id}/day-sheet?language=${one}`}
            replace
            aria-current={one === language ? "page" : undefined}
            className={classNames(
              "inline-flex h-8 items-center rounded-[5px] px-3 text-sm",
              one === language ? "bg-surface text-ink shadow-lift" : "text-soft hover:text-ink",
            )}
          >
            {t(`languages.${one}`)}
          </Link>
        ))}
      </nav>
      <Button icon={<Printer aria-hidden className="size-4" />} onClick={() => window.print()}>
        {t("print")}
      </Button>
      {mayWrite && (
        <Button
          look="ink"
          busy={busy}
          icon={<FileDown aria-hidden className="size-4" />}
          onClick={() => void write()}
        >
          {t("pdf")}
        </Button>
      )}
    </span>
  );
}
