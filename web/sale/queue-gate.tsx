"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, useEffect, useState } from "react";
import type { Locale } from "#tools/core/text.ts";
import { ChooseTickets } from "./choose-tickets.tsx";
import { Countdown } from "./countdown.tsx";
import { looks } from "./looks.ts";
import { QueuePanel, type QueueWords } from "./queue-panel.tsx";
import { useQueue } from "./use-queue.ts";

export type GateWords = QueueWords &
  Record<"queueCalled" | "queueCalledHelp" | "queueCalledLeft", string>;

/** The waiting room opens this long before the sale. */
const roomMs = 3_600_000;

/**
 * Stands before the choice of tickets when more buyers come than the date takes at once, and before
 * its opening. A hold that is refused because the queue is on leads here as well.
 */
export function QueueGate({
  slug,
  locale,
  isOn,
  opensAt,
  words,
  choice,
}: {
  slug: string;
  locale: Locale;
  isOn: boolean;
  /** Of a sale that has not begun. */
  opensAt: string | null;
  words: GateWords;
  choice: Omit<ComponentProps<typeof ChooseTickets>, "slug" | "locale" | "onQueue">;
}) {
  const { sight, callEnds, from, isIn, isOffline, join } = useQueue(slug);
  const router = useRouter();
  const { isOpen } = choice;
  useEffect(() => {
    if (!isOn && opensAt === null) return;
    const wait = isOn || opensAt === null ? 0 : Date.parse(opensAt) - roomMs - Date.now();
    const clock = setTimeout(join, Math.min(Math.max(0, wait), 2 ** 31 - 1));
    return () => clearTimeout(clock);
  }, [isOn, opensAt, join]);

  const isCalled = sight?.status === "called";
  const isOver = sight?.status === "over";
  // The prices of a sale that has just begun are asked for in place.
  useEffect(() => {
    if ((isCalled && !isOpen) || isOver) router.refresh();
  }, [isCalled, isOpen, isOver, router]);
  const left = useSecondsLeft(callEnds, sight?.secondsLeft ?? null);

  // A call runs out only while somebody waits behind it.
  const mayChoose = isCalled
    ? left !== 0 || !sight.isOn
    : sight?.status !== "waiting" && sight?.isOn === false;
  if (!isIn || isOver || mayChoose) {
    return (
      <>
        {isCalled && sight.isOn && (
          <div className="mb-4 rounded-lg border border-ink bg-surface p-4">
            <div role="alert">
              <p className="font-display text-xl font-semibold tracking-tight">
                {words.queueCalled}
              </p>
              <p className="mt-1 text-soft">{words.queueCalledHelp}</p>
            </div>
            {left !== null && (
              <div className="mt-3 border-t border-line pt-3">
                <Countdown left={left} label={words.queueCalledLeft} presses={30} />
              </div>
            )}
          </div>
        )}
        <ChooseTickets {...choice} slug={slug} locale={locale} onQueue={join} />
      </>
    );
  }
  if (isCalled || sight?.status === "missed" || sight?.status === "left") {
    return (
      <div className="rounded-lg border border-line bg-surface p-5" role="alert">
        <p className="font-display text-xl font-semibold tracking-tight">{words.queueMissed}</p>
        <p className="mt-2 text-soft">{words.queueMissedHelp}</p>
        <button type="button" onClick={join} className={`mt-4 ${looks.act}`}>
          {words.queueAgain}
        </button>
      </div>
    );
  }
  return (
    <>
      <QueuePanel sight={sight} from={from} isOffline={isOffline} locale={locale} words={words} />
      <div className="mt-6">
        <ChooseTickets
          {...choice}
          slug={slug}
          locale={locale}
          isOpen={false}
          offers={choice.offers.map((offer) => ({ ...offer, open: false }))}
          onQueue={join}
        />
      </div>
    </>
  );
}

/** What is left of a call; null where there is none. */
function useSecondsLeft(ends: number | null, most: number | null): number | null {
  const [now, setNow] = useState(0);
  useEffect(() => {
    if (ends === null) return;
    const clock = setInterval(() => setNow(performance.now()), 500);
    return () => clearInterval(clock);
  }, [ends]);
  if (ends === null || most === null) return null;
  return Math.min(most, Math.max(0, Math.ceil((ends - now) / 1_000)));
}
