"use client";

import { useEffect, useState } from "react";
import type { ToolInput, ToolOutput } from "#tools/call-tool.ts";
import { callTool } from "../forms/call-tool.ts";

export type Stats = ToolOutput<"ticketing_get_stats">;

const everyMs = 10_000;

/** Sales figures read again and again while the page is looked at; the last ones stay when none come. */
export function useLiveStats(
  first: Stats,
  asked: ToolInput<"ticketing_get_stats">,
): { stats: Stats; stale: boolean } {
  const [answer, setAnswer] = useState({ stats: first, stale: false });
  const key = JSON.stringify(asked);
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout>;
    // The next question waits for the answer to the last: a slow server is not asked twice.
    const wait = () => {
      clearTimeout(timer);
      if (!gone) timer = setTimeout(() => void read(), everyMs);
    };
    const read = async () => {
      try {
        if (document.visibilityState !== "visible") return;
        const outcome = await callTool("ticketing_get_stats", JSON.parse(key));
        if (gone) return;
        setAnswer((before) =>
          outcome.ok ? { stats: outcome.value as Stats, stale: false } : { ...before, stale: true },
        );
      } catch {
        if (!gone) setAnswer((before) => ({ ...before, stale: true }));
      } finally {
        wait();
      }
    };
    wait();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [key]);
  return answer;
}
