import type { Outcome } from "#tools/core/outcome.ts";
import type { ToolOutput } from "#tools/call-tool.ts";

export type CheckIn = ToolOutput<"ticketing_check_in">;
export type Scan = { code: string } | { who: string };
export type ScanInput = Scan & { performance: string; direction: "in" | "out"; gate?: string };

/** What became of a scan: answered, refused by an error in words, or not answered at all. */
export type Verdict =
  | { kind: "answered"; answer: CheckIn }
  | { kind: "failed"; message: string }
  | { kind: "lost" };

type Send = (input: ScanInput, callId: string) => Promise<Outcome<CheckIn>>;

/**
 * Scans one after the other, in the order in which they were made: a scan under way never swallows the
 * next one. One that got no answer keeps its call id, so that scanning it again finds the answer of the
 * first time instead of « already in ».
 */
export function createScanLine(
  send: Send,
  tell: (verdict: Verdict, scan: ScanInput) => void,
  onLength: (waiting: number) => void = () => {},
) {
  const waiting: ScanInput[] = [];
  const unanswered = new Map<string, string>();
  let isRunning = false;

  async function run() {
    if (isRunning) return;
    isRunning = true;
    for (let scan = waiting[0]; scan; scan = waiting[0]) {
      const key = JSON.stringify(scan);
      const callId = unanswered.get(key) ?? crypto.randomUUID();
      const outcome = await send(scan, callId).catch(() => null);
      waiting.shift();
      onLength(waiting.length);
      if (outcome) unanswered.delete(key);
      else unanswered.set(key, callId);
      tell(verdictOf(outcome), scan);
    }
    isRunning = false;
  }

  return {
    add(scan: ScanInput) {
      const key = JSON.stringify(scan);
      // A second reading of what already waits would be refused as already in.
      if (waiting.some((one) => JSON.stringify(one) === key)) return;
      waiting.push(scan);
      onLength(waiting.length);
      void run();
    },
  };
}

function verdictOf(outcome: Outcome<CheckIn> | null): Verdict {
  if (!outcome) return { kind: "lost" };
  if (outcome.ok) return { kind: "answered", answer: outcome.value };
  return { kind: "failed", message: "error" in outcome ? outcome.error.message : "" };
}
