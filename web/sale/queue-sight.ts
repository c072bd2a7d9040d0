import type { Queue } from "#tools/ticketing/get-queue.ts";
import { aheadOf, minutesLeft, nextLook } from "#tools/ticketing/queue-rules.ts";

/** A browser's place as its page shows it. */
export type QueueSight = {
  status: "none" | "waiting" | "called" | "missed" | "left" | "over";
  isOn: boolean;
  opensAt: string | null;
  isSoldOut: boolean;
  waiting: number;
  /** Null until the draw. */
  ahead: number | null;
  minutes: number | null;
  /** Of a call. */
  secondsLeft: number | null;
  /** Seconds before it is worth asking again. */
  again: number;
};

/** Of a date that is not on sale any more. */
export const overSight: QueueSight = {
  status: "over",
  isOn: false,
  opensAt: null,
  isSoldOut: false,
  waiting: 0,
  ahead: null,
  minutes: null,
  secondsLeft: null,
  again: 60,
};

/** What the page of a browser shows of its place. */
export function sightOf(facts: Queue, at: Date): QueueSight {
  if (facts.isOver) return overSight;
  const { place, opensAt } = facts;
  const now = at.getTime();
  const untilOpening = opensAt === null ? null : (Date.parse(opensAt) - now) / 1_000;
  const isWaiting = place?.status === "waiting";
  const ahead = isWaiting && place.rank !== null ? aheadOf(place.rank, facts) : null;
  return {
    status: place?.status ?? "none",
    isOn: facts.isOn,
    opensAt,
    isSoldOut: facts.isSoldOut,
    waiting: facts.waiting,
    ahead,
    minutes: ahead === null ? null : minutesLeft(ahead, facts),
    secondsLeft:
      place?.status === "called" && place.callEndsAt
        ? Math.max(0, Math.ceil((Date.parse(place.callEndsAt) - now) / 1_000))
        : null,
    again: nextLook(ahead, untilOpening),
  };
}
