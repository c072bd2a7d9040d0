"use client";

import { FileDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useState } from "react";

/** The conversation as a place to drop files; it says so while one is held over it. */
export function FileDrop({
  onFiles,
  children,
}: {
  onFiles(files: FileList): void;
  children: ReactNode;
}) {
  const t = useTranslations("composer");
  const [over, setOver] = useState(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- The paper clip does the same by keyboard.
    <div
      className="relative flex h-full min-h-0 flex-col"
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        onFiles(event.dataTransfer.files);
      }}
    >
      {children}
      {over && (
        <div className="pointer-events-none absolute inset-2 z-10 grid place-items-center rounded-lg border-2 border-dashed border-signal bg-paper/85">
          <p className="flex items-center gap-2 font-display text-lg font-semibold">
            <FileDown aria-hidden className="size-5 text-signal" />
            {t("dropHere")}
          </p>
        </div>
      )}
    </div>
  );
}
