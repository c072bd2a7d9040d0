import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Outcome } from "#tools/core/outcome.ts";
import type { TicketAct } from "./answer-change.ts";
import { useIntention } from "./use-intention.ts";

/** One change of tickets at a time, however often a button is pressed, and what came of it. */
export function useTicketChange(token: string, offline: string) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const intention = useIntention();

  const change = async (act: TicketAct, input: Record<string, unknown>): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setSaid(null);
    try {
      const response = await fetch(`/api/sale/orders/${token}/tickets`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ act, input, callId: intention.idOf({ act, input }) }),
      });
      const outcome = (await response.json()) as Outcome<{ token?: string }>;
      intention.settle();
      if (!outcome.ok) {
        setSaid({ ok: false, text: "error" in outcome ? outcome.error.message : offline });
        return false;
      }
      setSaid({ ok: true, text: outcome.summary });
      // The page under the link before exists no more.
      const moved = outcome.value.token;
      if (moved !== undefined && moved !== token) window.location.replace(`/o/${moved}`);
      else router.refresh();
      return true;
    } catch {
      setSaid({ ok: false, text: offline });
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, said, change };
}
