/** The queue of a date as every buyer sees it, by `koncert.queue_state`. */
export type QueueFacts = {
  waiting: number;
  /** Rank of whoever is called next; null while nobody with a rank waits. */
  nextRank: number | null;
  /** Called during the last two minutes. */
  calledLately: number;
};

const lately = 2;

/** How many stand before a rank: those who wait keep their ranks in order, so it only goes down. */
export function aheadOf(rank: number, { nextRank }: Pick<QueueFacts, "nextRank">): number {
  return nextRank === null ? 0 : Math.max(0, rank - nextRank);
}

/** Minutes until a call, at the pace of the last two minutes; null while nothing tells the pace. */
export function minutesLeft(
  ahead: number,
  { calledLately }: Pick<QueueFacts, "calledLately">,
): number | null {
  if (calledLately === 0) return null;
  return Math.max(1, Math.ceil(((ahead + 1) * lately) / calledLately));
}

/** Seconds before the next look: often near the front, rarely far behind or long before the opening. */
export function nextLook(ahead: number | null, secondsToOpening: number | null): number {
  if (secondsToOpening !== null) return Math.min(30, Math.max(1, Math.ceil(secondsToOpening)));
  if (ahead === null) return 5;
  return ahead < 100 ? 2 : ahead < 1_000 ? 5 : 10;
}
