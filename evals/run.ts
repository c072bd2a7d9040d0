import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { createInterpreter } from "#agent/interpreter/create-interpreter.ts";
import type { Models } from "#agent/models.ts";
import { modelsOf } from "#agent/open-models.ts";
import { readEnv } from "#integrations/env.ts";
import { localPlaces } from "#integrations/places/index.ts";
import { openWorld } from "#tools/testing/world.ts";
import { registry } from "#tools/registry.ts";
import { type EvalCase, readCases } from "./case.ts";
import { createViews, endStateOf } from "./end-state.ts";
import { openCompany } from "./fixture.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { type CaseResult, passesIdle, runCase } from "./run-cases.ts";

export type EvalOptions = {
  /** Ids or families; every case without any. */
  only?: string[] | undefined;
  /** The built-in interpreter, although a key is set. */
  interpreter?: boolean | undefined;
  /** Called as each case ends. */
  seen?: ((result: CaseResult) => void) | undefined;
};

export type EvalRun = {
  model: string;
  results: CaseResult[];
  /** Ids of the cases that hold where nothing was said. */
  idle: string[];
  seconds: number;
};

/** Runs cases with Claude where a key is set and with the built-in interpreter otherwise. */
export async function runCases({
  only = [],
  interpreter = false,
  seen,
}: EvalOptions = {}): Promise<EvalRun> {
  const env = readEnv();
  const models: Models = interpreter
    ? { claude: null, interpreter: createInterpreter }
    : modelsOf(env);
  const cases = readCases().filter(
    ({ id, family }) => only.length === 0 || only.includes(id) || only.includes(family),
  );
  const startedAt = performance.now();
  const world = await openWorld();
  try {
    await createViews(world);
    const results: CaseResult[] = [];
    for (const one of cases) {
      const result = await runCase(one, world, models);
      results.push(result);
      seen?.(result);
    }
    const untouched = endStateOf(world, (await openCompany(world)).id);
    const idle: EvalCase[] = [];
    for (const one of cases) if (await passesIdle(one, untouched)) idle.push(one);
    return {
      model: models.claude?.id ?? "interpreter",
      results,
      idle: idle.map(({ id }) => id),
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

/** The run as evals/results/latest.json; returns the file's path. */
export function writeResults(
  { model, results, idle, seconds }: EvalRun,
  leaveOneOut: LeftOutRates,
): string {
  const file = path.join(import.meta.dirname, "results/latest.json");
  mkdirSync(path.dirname(file), { recursive: true });
  const summary = {
    model,
    cases: results.length,
    passed: results.filter(({ passed }) => passed).length,
    wrong: results.filter(isWrong).map(({ id }) => id),
    doingNothing: idle.length,
    leaveOneOut,
    seconds,
    results,
  };
  writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`);
  return file;
}
