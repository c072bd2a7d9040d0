"use client";

import { useCallback, useEffect, useState } from "react";
import { classNames } from "../design/class-names.ts";
import { askOrder } from "./post-sale.ts";
import { useReturn } from "./use-return.ts";

/** The time that places stay held, by the server's clock. The page asks anew when it is seen again. */
export function useCountdown(token: string, secondsLeft: number): number {
  const [given, setGiven] = useState({ seconds: secondsLeft });
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    const until = performance.now() + given.seconds * 1_000;
    const tick = () => setLeft(Math.max(0, Math.ceil((until - performance.now()) / 1_000)));
    const clock = setInterval(tick, 500);
    return () => clearInterval(clock);
  }, [given]);
  const ask = useCallback(async () => {
    type Held = { status: string; secondsLeft: number | null };
    const outcome = await askOrder<Held>(token).catch(() => null);
    if (!outcome?.ok) return;
    const { status, secondsLeft: seconds } = outcome.value;
    if (status === "held" || status === "expired") setGiven({ seconds: seconds ?? 0 });
    else window.location.reload();
  }, [token]);
  useReturn(useCallback(() => void ask(), [ask]));
  return left;
}

/** « 8:05 » to look at; aloud, the minutes as they pass. It presses for its last seconds, two minutes unless said. */
export function Countdown({
  left,
  label,
  presses = 120,
}: {
  left: number;
  label: string;
  presses?: number;
}) {
  const minutes = Math.floor(left / 60);
  const isShort = left <= presses;
  return (
    <>
      <p className="flex items-baseline justify-between gap-3" role="timer">
        <span className="text-soft">{label}</span>
        <span
          className={classNames(
            "figures font-display text-xl font-semibold",
            isShort && "text-danger",
          )}
        >
          {isShort && (
            <span aria-hidden className="mr-1 text-base">
              ▲
            </span>
          )}
          {minutes}:{String(left % 60).padStart(2, "0")}
        </span>
      </p>
      <p aria-live="polite" className="sr-only">
        {label} {Math.ceil(left / 60)} min
      </p>
    </>
  );
}
