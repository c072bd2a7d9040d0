import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Models } from "#agent/models.ts";
import { modelsOf } from "#agent/open-models.ts";
import { createInterpreter } from "#agent/interpreter/create-interpreter.ts";
import { readEnv } from "#integrations/env.ts";
import { localPlaces } from "#integrations/places/index.ts";
import { registry } from "#tools/registry.ts";
import { leaveOneOut } from "./leave-one-out.ts";
import { type CaseResult, passedIdle, readCases, runCase } from "./run-cases.ts";

export type EvalOptions = {
  only?: string | undefined;
  interpreter?: boolean | undefined;
  print(line: string): void;
};

const share = (part: number, whole: number) =>
  whole === 0 ? "–" : `${((100 * part) / whole).toFixed(1)} %`;
const results = path.join(import.meta.dirname, "results");

/**
 * Runs the cases with Claude where a key is set and with the built-in interpreter otherwise, beside a
 * baseline that does nothing and the leave-one-out rate of the tools' own examples. Returns whether
 * the goals are met.
 */
export async function runEvals({ only, interpreter, print }: EvalOptions): Promise<boolean> {
  const env = readEnv();
  const models: Models = interpreter
    ? { claude: null, interpreter: createInterpreter }
    : modelsOf(env);
  const model = models.claude?.id ?? "interpreter";
  const cases = readCases().filter((one) => !only || one.id === only || one.family === only);
  const done: CaseResult[] = [];
  for (const one of cases) {
    const result = await runCase(one, models);
    done.push(result);
    if (!result.passed) print(`✗ ${one.family}/${one.id}: ${result.problems.join("; ")}`);
  }
  const passed = done.filter((one) => one.passed).length;
  const wrongWrites = done.filter((one) => one.wrongWrite).length;
  const nothing = await passedIdle(cases);
  const left = only ? [] : leaveOneOut(registry, localPlaces);
  const rightTool = left.filter((one) => one.rank === 0).length;
  const rightFields = left.filter((one) => one.fields === "same").length;

  print("");
  for (const [family, mine] of Map.groupBy(done, (one) => one.family)) {
    const right = mine.filter((one) => one.passed).length;
    print(`${family.padEnd(16)} ${String(right).padStart(3)} / ${mine.length}`);
  }
  print("");
  print(
    `${model}: ${passed} / ${done.length} (${share(passed, done.length)}), wrong writes: ${wrongWrites}`,
  );
  print(`doing nothing: ${nothing} / ${cases.length} (${share(nothing, cases.length)})`);
  if (left.length > 0) {
    print(
      `leave-one-out, ${left.length} wordings: right tool ${share(rightTool, left.length)}, same fields ${share(rightFields, left.length)}`,
    );
  }
  mkdirSync(results, { recursive: true });
  const file = path.join(results, `${model}.json`);
  const summary = {
    model,
    passed,
    cases: done.length,
    wrongWrites,
    doingNothing: nothing,
    leaveOneOut: { wordings: left.length, rightTool, sameFields: rightFields },
  };
  writeFileSync(
    file,
    `${JSON.stringify({ ...summary, results: done, missed: left.filter((one) => one.rank !== 0) }, null, 2)}\n`,
  );
  print(`→ ${path.relative(process.cwd(), file)}`);
  return passed >= 0.9 * done.length && wrongWrites === 0 && rightTool >= 0.85 * left.length;
}
