import { median } from "./measure.ts";

/** How far the limits before and after a round may differ: beyond it the machine did something else. */
const mostSpread = 0.25;
const rounds = 5;
const mostTries = 9;

export type Rounds<Figure extends string> = {
  /** Medians over the rounds that count. */
  figures: Record<Figure, number>;
  /** The median of a ratio that is taken within each round. */
  ratio(of: (round: Record<Figure, number>) => number): number;
  counted: number;
  void: number;
};

/**
 * Measures limits and designs interleaved, five rounds that count. A round is void where the limit
 * measured before it and after it differ: the machine was busy. When too many are void they count all
 * the same, and are said to be.
 */
export async function inRounds<Figure extends string>(
  limit: () => Promise<number>,
  round: (limit: number) => Promise<Record<Figure, number>>,
): Promise<Rounds<Figure>> {
  const good: Record<Figure, number>[] = [];
  const busy: Record<Figure, number>[] = [];
  let before = await limit();
  for (let tries = 0; tries < mostTries && good.length < rounds; tries++) {
    const figures = await round(before);
    const after = await limit();
    const spread = Math.abs(after - before) / Math.max(after, before);
    (spread > mostSpread ? busy : good).push(figures);
    before = after;
  }
  const used = good.length >= rounds ? good : [...good, ...busy];
  const names = Object.keys(used[0] ?? {}) as Figure[];
  return {
    figures: Object.fromEntries(
      names.map((name) => [name, median(used.map((one) => one[name]))]),
    ) as Record<Figure, number>,
    ratio: (of) => median(used.map(of)),
    counted: used.length,
    void: good.length >= rounds ? busy.length : 0,
  };
}

/** The value below which that part of the values lies. */
export function percentile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
