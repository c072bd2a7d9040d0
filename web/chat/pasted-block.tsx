"use client";

import { ClipboardList, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../components/button.tsx";

/** A long pasted text, folded to its first lines. */
export function PastedBlock({
  text,
  lines,
  onRemove,
}: {
  text: string;
  lines: number;
  onRemove?: () => void;
}) {
  const t = useTranslations("composer");
  return (
    <div className="flex min-w-0 items-start gap-1">
      <details className="group min-w-0 flex-1 rounded-md border border-line bg-surface">
        <summary className="flex list-none items-center gap-2 rounded-md px-3 py-2 text-sm hover:bg-hover">
          <ClipboardList aria-hidden className="size-4 shrink-0 text-faint" />
          <span className="shrink-0 font-medium">{t("pasted", { count: lines })}</span>
          <span className="truncate text-faint group-open:hidden">
            {text.trim().split("\n")[0]}
          </span>
        </summary>
        <pre className="max-h-60 overflow-auto border-t border-line px-3 py-2 font-sans text-sm whitespace-pre-wrap text-soft">
          {text.length > 20_000 ? `${text.slice(0, 20_000)}…` : text}
        </pre>
      </details>
      {onRemove && (
        <IconButton label={t("removePasted")} onClick={onRemove}>
          <X />
        </IconButton>
      )}
    </div>
  );
}
