import { writeFileSync, mkdirSync } from "node:fs";
import { loadavg } from "node:os";
import path from "node:path";

export type Ratio = {
  name: string;
  /** What is measured over what it is held against. */
  ratio: number;
  goal: string;
  met: boolean;
  /** Figures behind the ratio, for reading only. */
  figures: Record<string, number>;
};

const results: Ratio[] = [];
const kept: Record<string, unknown> = {};

/** Prints a ratio beside its goal and keeps it for the file. */
export function report(ratio: Ratio): void {
  results.push(ratio);
  const figures = Object.entries(ratio.figures)
    .map(([name, value]) => `${name} ${Number(value.toPrecision(4))}`)
    .join(", ");
  console.log(
    `${ratio.met ? "met   " : "missed"} ${ratio.name}: ${ratio.ratio.toFixed(2)} (goal ${ratio.goal}; ${figures})`,
  );
}

/** Keeps figures without a goal for the file, under a name. */
export function keep(name: string, figures: unknown): void {
  kept[name] = figures;
}

/** Writes every ratio of this run to bench/results/latest.json. */
export function save(): void {
  const directory = path.join(import.meta.dirname, "results");
  mkdirSync(directory, { recursive: true });
  const run = { at: new Date().toISOString(), load: loadavg()[0], results, ...kept };
  writeFileSync(path.join(directory, "latest.json"), `${JSON.stringify(run, null, 2)}\n`);
}

/** Calls per second of `work` by `clients` loops during `ms`. */
export async function throughput(
  clients: number,
  ms: number,
  work: (client: number, turn: number) => Promise<unknown>,
): Promise<number> {
  const until = performance.now() + ms;
  const started = performance.now();
  let done = 0;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let turn = 0; performance.now() < until; turn++) {
        await work(client, turn);
        done += 1;
      }
    }),
  );
  return (done * 1_000) / (performance.now() - started);
}

export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
