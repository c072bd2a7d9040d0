"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ToolInput, ToolOutput } from "#tools/call-tool.ts";
import { callTool } from "../forms/call-tool.ts";

export type Preview = ToolOutput<"contacts_preview_import">;
type Asked = ToolInput<"contacts_preview_import">;

/** What an import would do of a table; the last answer stays while the next one comes. */
export function usePreview(asked: Asked): {
  preview: Preview | null;
  busy: boolean;
  error: string | null;
} {
  const t = useTranslations("form");
  const lost = t("unreachable");
  const key = JSON.stringify(asked);
  const [answer, setAnswer] = useState<{
    key: string;
    preview: Preview | null;
    error: string | null;
  }>({ key: "", preview: null, error: null });
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      try {
        const outcome = await callTool("contacts_preview_import", JSON.parse(key));
        if (gone) return;
        setAnswer((before) => ({
          key,
          preview: outcome.ok ? (outcome.value as Preview) : before.preview,
          error: "error" in outcome ? outcome.error.message : null,
        }));
      } catch {
        if (!gone) setAnswer((before) => ({ ...before, key, error: lost }));
      }
    };
    void ask();
    return () => {
      gone = true;
    };
  }, [key, lost]);
  return { preview: answer.preview, error: answer.error, busy: answer.key !== key };
}
