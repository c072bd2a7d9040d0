import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Outcome } from "#tools/core/outcome.ts";
import type { AfterSaleAct } from "./answer-after-sale.ts";
import { useIntention } from "./use-intention.ts";

/** One thing at a time asked under a link, however often a button is pressed, and what came of it. */
export function useAfterSale(link: string, offline: string) {
  const router = useRouter();
  const [busy, setBusy] = useState<AfterSaleAct | null>(null);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const intention = useIntention();

  /** The value of what was done; null where it was refused or no answer came, which is then said. */
  const ask = async <Value>(
    act: AfterSaleAct,
    input: Record<string, unknown> = {},
  ): Promise<Value | null> => {
    if (busy) return null;
    setBusy(act);
    setSaid(null);
    try {
      const response = await fetch("/api/sale/after", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ act, link, input, callId: intention.idOf({ act, input }) }),
      });
      const outcome = (await response.json()) as Outcome<Value>;
      intention.settle();
      if (!outcome.ok) {
        setSaid({ ok: false, text: "error" in outcome ? outcome.error.message : offline });
        return null;
      }
      setSaid({ ok: true, text: outcome.summary });
      router.refresh();
      return outcome.value;
    } catch {
      setSaid({ ok: false, text: offline });
      return null;
    } finally {
      setBusy(null);
    }
  };
  return { busy, said, ask };
}
