"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ToolInput, ToolOutput } from "#tools/call-tool.ts";
import { callTool } from "../forms/call-tool.ts";

export type PlatformPreview = ToolOutput<"ticketing_preview_platform_sales">;

/** What an import would do of a file; the last answer stays while the next one comes. */
export function usePlatformPreview(asked: ToolInput<"ticketing_preview_platform_sales">): {
  preview: PlatformPreview | null;
  busy: boolean;
  error: string | null;
} {
  const lost = useTranslations("form")("unreachable");
  const key = JSON.stringify(asked);
  const [answer, setAnswer] = useState<{
    key: string;
    preview: PlatformPreview | null;
    error: string | null;
  }>({ key: "", preview: null, error: null });
  useEffect(() => {
    let gone = false;
    const ask = async () => {
      try {
        const outcome = await callTool("ticketing_preview_platform_sales", JSON.parse(key));
        if (gone) return;
        setAnswer((before) => ({
          key,
          preview: outcome.ok ? (outcome.value as PlatformPreview) : before.preview,
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
