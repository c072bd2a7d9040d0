import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { localPlaces } from "#integrations/places/index.ts";
import { openWorld } from "#tools/testing/world.ts";
import { registry } from "#tools/registry.ts";
import { phrasingsOf, readCases } from "./case.ts";
import { builtIn, type Contender, keyOf } from "./contenders.ts";
import { createViews, endStateOf } from "./end-state.ts";
import { openCompany } from "./fixture.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { type CaseResult, passesIdle, runCase } from "./run-cases.ts";

export type EvalOptions = {
  /** Ids or families; every case without any. */
  only?: string[] | undefined;
  /** Who answers: the built-in interpreter without one. */
  contender?: Contender | undefined;
  /** In how many of its wordings each case is said, all of them without a number. */
  phrasings?: number | undefined;
  /** How often each wording is said: a model may answer it otherwise the next time. */
  repeats?: number | undefined;
  /** Called as each attempt ends. */
  seen?: ((result: CaseResult) => void) | undefined;
};

export type EvalRun = {
  model: string;
  /** Every attempt: each wording of each case, as often as asked for. */
  results: CaseResult[];
  /** Ids of the cases that hold where nothing was said. */
  idle: string[];
  seconds: number;
};

/** Says every case in its wordings to one contender, and looks at what stands afterwards. */
export async function runCases({
  only = [],
  contender = builtIn,
  phrasings = Infinity,
  repeats = 1,
  seen,
}: EvalOptions = {}): Promise<EvalRun> {
  const cases = readCases().filter(
    ({ id, family }) => only.length === 0 || only.includes(id) || only.includes(family),
  );
  const startedAt = performance.now();
  const world = await openWorld();
  try {
    await createViews(world);
    const results: CaseResult[] = [];
    for (const one of cases.flatMap((each) => phrasingsOf(each).slice(0, phrasings))) {
      for (let repeat = 1; repeat <= repeats; repeat += 1) {
        const models = contender.modelsFor(keyOf(one.id, one.phrasing, repeat));
        const result = await runCase(one, world, models, repeat);
        results.push(result);
        seen?.(result);
      }
    }
    const untouched = endStateOf(world, (await openCompany(world)).id);
    const idle: string[] = [];
    for (const one of cases)
      if (await passesIdle(phrasingsOf(one)[0]!, untouched)) idle.push(one.id);
    return {
      model: contender.model,
      results,
      idle,
      seconds: Math.round((performance.now() - startedAt) / 1000),
    };
  } finally {
    await world.close();
  }
}

export type LeftOutRates = {
  wordings: number;
  rightTool: number;
  rightToolAndInput: number;
  missed: { text: string; tool: string; got: string }[];
};

/** How the interpreter does on each example of a tool when that example was not there to learn from. */
export function leftOutRates(): LeftOutRates {
  const left = leaveOneOut(registry, localPlaces);
  return {
    wordings: left.length,
    rightTool: left.filter(({ rank }) => rank === 0).length,
    rightToolAndInput: left.filter(({ fields }) => fields === "same").length,
    missed: left
      .filter(({ rank }) => rank !== 0)
      .map(({ text, tool, got }) => ({ text, tool, got })),
  };
}

export const isWrong = ({ wrongWrite, unapproved }: CaseResult) => wrongWrite || unapproved;

export type Score = {
  family: string;
  cases: number;
  attempts: number;
  passed: number;
  /** Cases of which every attempt passed: pass^k, k being the attempts at each. */
  passedAlways: number;
  /** Cases that hold where nothing was said. */
  idle: number;
  wrong: number;
};

/** What a run came to, family by family, and in all at the end. */
export function scoresOf({ results, idle }: EvalRun): Score[] {
  const families = [...Map.groupBy(results, ({ family }) => family)];
  return [...families, ["", results] as const].map(([family, mine]) => {
    const byCase = Map.groupBy(mine, ({ id }) => id);
    return {
      family,
      cases: byCase.size,
      attempts: mine.length,
      passed: mine.filter(({ passed }) => passed).length,
      passedAlways: [...byCase.values()].filter((all) => all.every(({ passed }) => passed)).length,
      idle: [...byCase.keys()].filter((id) => idle.includes(id)).length,
      wrong: mine.filter(isWrong).length,
    };
  });
}

/** The runs as evals/results/latest.json; returns the file's path. */
export function writeResults(runs: EvalRun[], leaveOneOut: LeftOutRates | undefined): string {
  const file = path.join(import.meta.dirname, "results/latest.json");
  mkdirSync(path.dirname(file), { recursive: true });
  const models = runs.map((run) => ({
    model: run.model,
    scores: scoresOf(run),
    wrong: run.results.filter(isWrong).map(({ id, phrasing }) => `${id} ${phrasing}`),
    seconds: run.seconds,
    results: run.results,
  }));
  writeFileSync(file, `${JSON.stringify({ models, leaveOneOut }, null, 2)}\n`);
  return file;
}
