"use client";

import { useState } from "react";
import { importPart, nothingDone, type Progress, type Settings } from "./run-import.ts";
import { type Part, splitTable } from "./split-table.ts";

const rowsPerPart = 500;

export type Import = {
  parts: (Part & { callId: string })[];
  settings: Settings;
  progress: Progress;
  /** Why it stands still, and before which line. */
  stopped: { error: unknown; line: number } | null;
};

/** Imports a table part after part; stopped by a lost connection, it goes on from where it was. */
export function useImport() {
  const [running, setRunning] = useState<Import | null>(null);
  const go = async (from: Import) => {
    let now: Import = { ...from, stopped: null };
    setRunning(now);
    try {
      for (const part of from.parts.slice(from.progress.parts)) {
        now = { ...now, progress: await importPart(part, now.settings, now.progress) };
        setRunning(now);
      }
    } catch (error) {
      const line = now.parts[now.progress.parts]?.firstLine ?? 0;
      setRunning({ ...now, stopped: { error, line } });
    }
  };
  return {
    running,
    start: (table: string, settings: Settings) =>
      void go({
        parts: splitTable(table, settings.headed ?? false, rowsPerPart).map((part) => ({
          ...part,
          callId: crypto.randomUUID(),
        })),
        settings,
        progress: nothingDone,
        stopped: null,
      }),
    resume: () => running && void go(running),
    forget: () => setRunning(null),
  };
}
