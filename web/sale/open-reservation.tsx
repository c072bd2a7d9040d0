"use client";

import { useCallback, useEffect, useState } from "react";
import type { Outcome } from "#tools/core/outcome.ts";
import { useStored } from "../session/use-stored.ts";
import { keptOrderKey } from "./kept-order.ts";
import { looks } from "./looks.ts";
import { askOrder, postSale } from "./post-sale.ts";
import { useReturn } from "./use-return.ts";

type Known = { token: string; status: string };

const isPaid = (status: string) => status === "paid" || status === "partially_refunded";

/** For whoever comes back to a date while places are held or bought in this tab: leads back to them. */
export function OpenReservation({
  slug,
  words,
}: {
  slug: string;
  words: Record<"open" | "openPaid" | "resume" | "giveUp" | "seeTickets", string>;
}) {
  const [token, keepToken] = useStored("sessionStorage", keptOrderKey(slug));
  const [known, setKnown] = useState<Known | null>(null);
  const look = useCallback(() => {
    if (!token) return;
    const learn = (outcome: Outcome<Known>) => {
      if (!outcome.ok) return;
      const { status } = outcome.value;
      if (status === "held" || isPaid(status)) setKnown({ token, status });
      else keepToken(null);
    };
    // Without an answer nothing is known, and the page is of use all the same.
    void askOrder<Known>(token).then(learn, () => {});
  }, [token, keepToken]);
  useEffect(look, [look]);
  useReturn(look);

  if (!token || known?.token !== token) return null;
  const paid = isPaid(known.status);
  const giveUp = async () => {
    const outcome = await postSale("release", { order: token }, crypto.randomUUID()).catch(
      () => null,
    );
    if (!outcome) return;
    keepToken(null);
    window.location.reload();
  };
  return (
    <output className="mb-5 block rounded-lg border border-ink bg-surface p-4">
      <p className="font-medium">{paid ? words.openPaid : words.open}</p>
      <p className="mt-1 flex flex-wrap items-center gap-x-5">
        <a href={`/o/${token}`} className={looks.link}>
          {paid ? words.seeTickets : words.resume}
        </a>
        {!paid && (
          <button type="button" onClick={() => void giveUp()} className={`${looks.link} text-soft`}>
            {words.giveUp}
          </button>
        )}
      </p>
    </output>
  );
}
