"use client";

import { CircleAlert, FileText, ImageIcon, Mail, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { IconButton } from "../components/button.tsx";
import { Spinner } from "../components/spinner.tsx";
import type { Uploaded } from "./upload-file.ts";
import type { WaitingFile } from "./use-files.ts";

function Mark({ mime }: { mime: string }) {
  const Icon = mime.startsWith("image") ? ImageIcon : /mail|rfc822/.test(mime) ? Mail : FileText;
  return <Icon aria-hidden className="size-4 shrink-0 text-faint" />;
}

/** A received document of a message: opens its page. */
export function DocumentChip({ document }: { document: Uploaded }) {
  const t = useTranslations("composer");
  return (
    <a
      href={`/documents/${document.id}`}
      className="flex min-w-0 items-center gap-2 rounded-md border border-line bg-surface px-3 py-2 text-sm hover:bg-hover"
    >
      <Mark mime={document.mime} />
      <span className="truncate font-medium">{document.title}</span>
      {document.pages > 0 && (
        <span className="shrink-0 text-faint">{t("pages", { count: document.pages })}</span>
      )}
    </a>
  );
}

/** Files on their way to the message, each with how far it is. */
export function WaitingFiles({
  files,
  onRemove,
}: {
  files: WaitingFile[];
  onRemove(key: string): void;
}) {
  const t = useTranslations("composer");
  return (
    <ul className="flex flex-col gap-2 px-3 pt-3" aria-label={t("files")}>
      {files.map((file) => (
        <li
          key={file.key}
          className="flex min-w-0 items-start gap-2 rounded-md border border-line bg-surface py-1 pr-1 pl-3 text-sm"
        >
          <span className="grid size-8 shrink-0 place-items-center">
            {file.error ? (
              <CircleAlert aria-hidden className="size-4 text-danger" />
            ) : file.documents ? (
              <Mark mime={file.documents[0]?.mime ?? ""} />
            ) : (
              <Spinner size={14} />
            )}
          </span>
          <span className="min-w-0 flex-1 self-center py-1">
            <span className="block truncate font-medium">{file.name}</span>
            <output
              className={
                file.error ? "block text-xs text-danger" : "figures block text-xs text-faint"
              }
            >
              {file.error ??
                (file.documents
                  ? t("fileReady", { count: file.documents.length })
                  : file.share < 1
                    ? t("fileSending", { percent: Math.round(file.share * 100) })
                    : t("fileReading"))}
            </output>
          </span>
          <IconButton
            label={t("removeFile", { name: file.name })}
            onClick={() => onRemove(file.key)}
          >
            <X />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
