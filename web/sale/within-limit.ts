const windowMs = 60_000;
const mostAddresses = 100_000;

/**
 * Counts requests of an address in a minute, in this process: where thousands arrive at once, a row
 * for each would cost more than what it guards. Several servers allow as many times more.
 */
export function createLimit(perMinute: number) {
  let counts = new Map<string, number>();
  let until = 0;
  return (address: string): boolean => {
    const now = performance.now();
    if (now >= until || counts.size > mostAddresses) {
      counts = new Map();
      until = now + windowMs;
    }
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    return count <= perMinute;
  };
}
