import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { startMigratedCluster } from "#database/testing/cluster-desk.ts";
import { copyTemplate, urlOf } from "#database/testing/template.ts";
import { type Broken, checkHistory, keepTold, type Told, type ToldLine } from "./check-history.ts";
import type { ChildTask } from "./race-child.ts";
import { seeded } from "./race-crowd.ts";
import { openReading, setStage, type Stage } from "./race-stage.ts";

export type KillPlan = {
  seed: string;
  cycles: number;
  /** Every so many cycles the server is killed rather than a client. */
  serverEvery: number;
  /** How many cycles go by between two readings of the whole history; the last one always is. */
  checkEvery?: number;
  /** Called after each cycle, for those who wait. */
  onCycle?: (cycle: number, killed: "client" | "server") => void;
};

export type KillReport = {
  killed: { client: number; server: number };
  told: Told;
  broken: Broken[];
  surprises: string[];
};

type ChildLine = ToldLine | { at: number } | { surprise: string };
type Buyers = {
  process: ChildProcess;
  seed: string;
  at: number;
  told: number;
  gone: Promise<void>;
};

const crowds = 2;
/** People of the one before that come again with the keys they had: their answers may have been lost. */
const comeAgain = 20;

/**
 * Lets crowds of buyers in processes of their own run against a server of its own, kills one of
 * them or the server at a moment of the seed, and reads the history after each kill. Stops at the
 * first cycle that leaves anything broken.
 */
export async function killCycles(plan: KillPlan): Promise<KillReport> {
  const cluster = await startMigratedCluster({ restarts: true });
  const cache = mkdtempSync(path.join(os.tmpdir(), "koncert-race-"));
  const report: KillReport = {
    killed: { client: 0, server: 0 },
    told: { held: [], paid: [], refunded: [] },
    broken: [],
    surprises: [],
  };
  const running: Buyers[] = [];
  const random = seeded(plan.seed);
  try {
    await copyTemplate(cluster.adminUrl, "race");
    const stage = await setStage(
      {
        url: urlOf(cluster.adminUrl, "race", "koncert_app"),
        adminUrl: urlOf(cluster.adminUrl, "race"),
      },
      [
        { capacity: 100, quotas: [60, 60, 30] },
        { capacity: null, quotas: [null, 3_000] },
      ],
    );
    const start = (seed: string, from: number) => startBuyers({ stage, seed, from }, cache, report);
    for (let n = 0; n < crowds; n++) running.push(start(`${plan.seed} ${n}`, 0));
    for (let cycle = 1; cycle <= plan.cycles; cycle++) {
      const victim = running.shift();
      if (!victim) break;
      await untilTold(victim, 1 + random.below(4));
      const server = cycle % plan.serverEvery === 0;
      if (server) {
        cluster.kill();
        running.push(victim);
      } else {
        victim.process.kill("SIGKILL");
        await victim.gone;
        running.push(start(victim.seed, Math.max(0, victim.at - comeAgain)));
      }
      report.killed[server ? "server" : "client"] += 1;
      if (cycle % (plan.checkEvery ?? 1) === 0 || cycle === plan.cycles) {
        report.broken = await checkNow(stage, report.told);
      }
      plan.onCycle?.(cycle, server ? "server" : "client");
      if (report.broken.length > 0 || report.surprises.length > 0) break;
    }
    return report;
  } finally {
    for (const { process } of running) process.kill("SIGKILL");
    await Promise.all(running.map(({ gone }) => gone));
    await cluster.close();
    rmSync(cache, { recursive: true, force: true });
  }
}

function startBuyers(
  { stage, seed, from }: { stage: Stage; seed: string; from: number },
  cache: string,
  report: KillReport,
): Buyers {
  const task: ChildTask = { stage, seed, from, atOnce: 6, connections: 6 };
  const child = spawn(
    process.execPath,
    [path.join(import.meta.dirname, "race-child.ts"), JSON.stringify(task)],
    {
      stdio: ["pipe", "pipe", "pipe"],
      env: { ...process.env, NODE_OPTIONS: "", NODE_COMPILE_CACHE: cache },
    },
  );
  const buyers: Buyers = { process: child, seed, at: from, told: 0, gone: Promise.resolve() };
  buyers.gone = new Promise((resolve) => child.once("close", () => resolve()));
  child.stdin?.on("error", () => {});
  let said = "";
  child.stderr?.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-2_000)));
  child.once("exit", (code) => {
    if (code !== null) report.surprises.push(`a crowd ended by itself (${code}): ${said}`);
  });
  createInterface({ input: child.stdout as NodeJS.ReadableStream }).on("line", (text) => {
    let line: ChildLine;
    try {
      line = JSON.parse(text) as ChildLine;
    } catch {
      // The last line of a process that was killed may be half a line: nobody was told.
      return;
    }
    if ("at" in line) buyers.at = line.at;
    else if ("surprise" in line) report.surprises.push(line.surprise);
    else {
      keepTold(report.told, line);
      buyers.told += 1;
    }
  });
  return buyers;
}

/** Waits until a crowd has got so many more answers, or has ended. */
async function untilTold(buyers: Buyers, more: number): Promise<void> {
  const enough = buyers.told + more;
  const isGone = () => buyers.process.exitCode !== null || buyers.process.signalCode !== null;
  while (buyers.told < enough && !isGone()) {
    await new Promise((resolve) => setTimeout(resolve, 3));
  }
}

/** Reads the history as soon as the server answers. */
async function checkNow(stage: Stage, told: Told): Promise<Broken[]> {
  for (const started = Date.now(); ;) {
    try {
      const { read, close } = await openReading(stage.adminUrl);
      try {
        // What was told before the reading begins must be in it.
        const known = { held: [...told.held], paid: [...told.paid], refunded: [...told.refunded] };
        return await checkHistory(read, known);
      } finally {
        await close().catch(() => {});
      }
    } catch (error) {
      if (Date.now() - started > 30_000) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
