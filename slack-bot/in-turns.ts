export type InTurn = <T>(work: () => Promise<T>) => Promise<T>;

/**
 * Runs work at most so many at a time, in the order in which it came. What answers Slack in time is
 * never behind what takes a while.
 */
export function inTurns(atOnce: number): InTurn {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
