"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../components/button.tsx";
import { TextAreaField } from "../components/field.tsx";
import { Notice } from "../components/notice.tsx";
import { classNames } from "../design/class-names.ts";
import { readFile } from "./run-import.ts";

/** Where the table comes from: a file dropped or chosen, or text that is pasted. */
export function ImportSource({ onTable }: { onTable(table: string): void }) {
  const t = useTranslations("import");
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const [pasted, setPasted] = useState("");
  const [wrong, setWrong] = useState<"tooLarge" | "unreadable" | null>(null);

  const take = async (file: File | undefined) => {
    if (!file) return;
    const text = await readFile(file);
    if (text === "tooLarge" || text === "unreadable") setWrong(text);
    else onTable(text);
  };

  return (
    <div className="flex flex-col gap-6">
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- A file is dropped here; the button below does the same. */}
      <section
        aria-label={t("drop")}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          void take(event.dataTransfer.files[0]);
        }}
        className={classNames(
          "flex flex-col items-center gap-2 rounded-lg border-2 border-dashed px-6 py-12 text-center transition-colors duration-120",
          over ? "border-signal bg-signal-wash" : "border-line bg-surface",
        )}
      >
        <FileUp aria-hidden className="size-6 text-faint" />
        <p className="font-display text-lg font-semibold tracking-tight">{t("drop")}</p>
        <p className="max-w-md text-sm text-soft">{t("dropHelp")}</p>
        <input
          ref={input}
          type="file"
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          className="sr-only"
          tabIndex={-1}
          aria-label={t("choose")}
          onChange={(event) => void take(event.target.files?.[0])}
        />
        <div className="mt-2">
          <Button look="ink" onClick={() => input.current?.click()}>
            {t("choose")}
          </Button>
        </div>
      </section>
      {wrong && <Notice tone="error">{t(wrong)}</Notice>}
      <form
        className="flex flex-col items-start gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (pasted.trim()) onTable(pasted);
        }}
      >
        <div className="w-full">
          <TextAreaField
            label={t("paste")}
            rows={6}
            value={pasted}
            onChange={(event) => setPasted(event.target.value)}
          />
        </div>
        <Button type="submit" disabled={!pasted.trim()}>
          {t("preview")}
        </Button>
      </form>
    </div>
  );
}
