import { useCallback, useEffect, useState } from "react";
import type { DoorDevice, ScanInput } from "./device/door-device.ts";
import { signal } from "./signals.ts";
import { type Shown, toneOf } from "./verdict.tsx";

/** Who is let in walks on; a refusal stays until somebody has read it. */
const welcomeMs = 2_200;

/** Scans of this device, one after the other, and what the screen says of the latest. */
export function useScans(device: DoorDevice, direction: "in" | "out") {
  const [shown, setShown] = useState<{ serial: number; what: Shown } | null>(null);
  const tell = useCallback((what: Shown) => {
    const tone = toneOf(what);
    signal(tone === "in" || tone === "undone" ? "in" : tone === "lost" ? "lost" : "refused");
    setShown((before) => ({ serial: (before?.serial ?? 0) + 1, what }));
  }, []);

  useEffect(() => {
    if (!shown || toneOf(shown.what) !== "in") return;
    const clock = setTimeout(() => setShown(null), welcomeMs);
    return () => clearTimeout(clock);
  }, [shown]);

  const add = (scan: ScanInput) => {
    if (!device.view().welcome) return tell({ kind: "failed", why: "revoked" });
    if (!device.facts()) return tell({ kind: "failed", why: "noList" });
    device.scan(scan, direction).then(
      (verdict) => tell({ kind: "answered", verdict }),
      // One scan that this browser cannot keep says so, and the next one is read.
      () => tell({ kind: "failed", why: "store" }),
    );
  };
  const undo = (sequence: number) => {
    device.undo(sequence).then(
      (undone) =>
        tell(
          undone
            ? {
                kind: "undone",
                holder: undone.who ?? undone.type,
                inside: undone.direction === "out",
              }
            : { kind: "failed", why: "later" },
        ),
      () => tell({ kind: "failed", why: "store" }),
    );
    // The others should hear of it at once where there is a network.
    void device.sync().catch(() => {});
  };
  const dismiss = useCallback(() => setShown(null), []);
  return { shown, add, undo, dismiss };
}
