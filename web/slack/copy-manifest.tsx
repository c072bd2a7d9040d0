"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../components/button.tsx";

type Choice = { by: "http" | "socket"; manifest: string };

/** The manifest to paste at Slack, for an installation with a public address or without. */
export function CopyManifest({ choices }: { choices: Choice[] }) {
  const t = useTranslations("organization.slack.manifest");
  const [copied, setCopied] = useState<string | null>(null);
  return (
    <div className="flex flex-col gap-2">
      <h3 className="font-medium">{t("title")}</h3>
      {choices.map(({ by, manifest }) => (
        <details key={by} className="rounded-md border border-line">
          <summary className="cursor-pointer px-3 py-2">{t(by)}</summary>
          <div className="flex flex-col items-start gap-2 border-t border-line p-3">
            <textarea
              readOnly
              rows={10}
              aria-label={t("title")}
              value={manifest}
              className="w-full rounded-sm border border-line bg-sunken p-3 font-mono text-xs"
            />
            <Button
              look="outline"
              size="sm"
              onClick={() => void navigator.clipboard.writeText(manifest).then(() => setCopied(by))}
            >
              {copied === by ? (
                <Check aria-hidden className="size-4" />
              ) : (
                <Copy aria-hidden className="size-4" />
              )}
              {t(copied === by ? "copied" : "copy")}
            </Button>
          </div>
        </details>
      ))}
    </div>
  );
}
