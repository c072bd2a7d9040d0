import { useCallback, useEffect, useMemo, useState } from "react";
import type { Outcome } from "#tools/core/outcome.ts";
import { callTool, SignedOut } from "../forms/call-tool.ts";
import { type CheckIn, createScanLine, type Scan } from "./scan-line.ts";
import { signal } from "./signals.ts";
import { type Shown, toneOf } from "./verdict.tsx";

const patienceMs = 8_000;
/** Who is let in walks on; a refusal stays until somebody has read it. */
const welcomeMs = 2_200;

/** Scans of this device, one after the other, and what the screen says of the latest. */
export function useScans(
  performanceId: string,
  direction: "in" | "out",
  gate: string,
  onChange: () => void,
) {
  const [shown, setShown] = useState<{ serial: number; what: Shown } | null>(null);
  const [waiting, setWaiting] = useState(0);
  const tell = useCallback(
    (what: Shown) => {
      const tone = toneOf(what);
      signal(tone === "in" || tone === "undone" ? "in" : tone === "lost" ? "lost" : "refused");
      setShown((before) => ({ serial: (before?.serial ?? 0) + 1, what }));
      onChange();
    },
    [onChange],
  );
  const line = useMemo(() => createScanLine(send, tell, setWaiting), [tell]);

  useEffect(() => {
    if (!shown || toneOf(shown.what) !== "in") return;
    const clock = setTimeout(() => setShown(null), welcomeMs);
    return () => clearTimeout(clock);
  }, [shown]);

  const add = (scan: Scan) =>
    line.add({ ...scan, performance: performanceId, direction, ...(gate ? { gate } : {}) });

  const undo = async (checkIn: string) => {
    type Undone = { holder: string | null; type: string | null; direction: "in" | "out" };
    const input = { performance: performanceId, check_in: checkIn };
    const outcome = await callTool("ticketing_undo_check_in", input).catch(() => null);
    if (!outcome) return tell({ kind: "lost" });
    if (!outcome.ok) {
      return tell({ kind: "failed", message: "error" in outcome ? outcome.error.message : "" });
    }
    const undone = outcome.value as Undone;
    tell({
      kind: "undone",
      holder: undone.holder ?? undone.type,
      inside: undone.direction === "in",
    });
  };
  const dismiss = useCallback(() => setShown(null), []);
  return { shown, waiting, add, undo, dismiss };
}

/** A door does not wait for a network that hangs: after a while the scan counts as lost. */
async function send(input: unknown, callId: string): Promise<Outcome<CheckIn>> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error("no answer in time")), patienceMs);
  });
  try {
    const outcome = await Promise.race([callTool("ticketing_check_in", input, callId), late]);
    return outcome as Outcome<CheckIn>;
  } catch (error) {
    if (error instanceof SignedOut) window.location.reload();
    throw error;
  }
}
