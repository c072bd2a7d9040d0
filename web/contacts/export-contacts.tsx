"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { ToolInput, ToolOutput } from "#tools/call-tool.ts";
import { Button } from "../components/button.tsx";
import { toast } from "../components/toast.tsx";
import { useTools } from "../forms/tool-runner.tsx";
import { saveFile } from "../lists/csv.ts";

/** The file is made by the tool, which keeps a line of every export in the log. */
export function useSaveContacts() {
  const t = useTranslations("list");
  const { run } = useTools();
  return async (filter: ToolInput<"contacts_export_contacts">) => {
    const outcome = await run("contacts_export_contacts", filter, { quiet: true });
    if (!outcome?.ok) return;
    const file = outcome.value as ToolOutput<"contacts_export_contacts">;
    saveFile(file.fileName, file.csv);
    toast(t("exported", { count: file.total }));
  };
}

export function ExportContacts({ filter }: { filter: ToolInput<"contacts_export_contacts"> }) {
  const t = useTranslations("list");
  const save = useSaveContacts();
  const [busy, setBusy] = useState(false);
  return (
    <Button
      size="sm"
      busy={busy}
      icon={<Download aria-hidden className="size-3.5" />}
      onClick={async () => {
        setBusy(true);
        await save(filter);
        setBusy(false);
      }}
    >
      {t("export")}
    </Button>
  );
}
