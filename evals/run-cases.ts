import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runTurn } from "#agent/run-turn.ts";
import type { Models } from "#agent/models.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import type { World } from "#tools/testing/world.ts";
import { type EvalCase, evalCase } from "./case.ts";
import { problemOf, type Trace } from "./check.ts";
import { openFixture } from "./fixture.ts";

export type CaseResult = {
  id: string;
  family: string;
  passed: boolean;
  /** Something was changed although a check failed. */
  wrongWrite: boolean;
  problems: string[];
  said: {
    said: string;
    answer: string;
    calls: { tool: string; input: unknown; outcome: string }[];
  }[];
};

const folder = path.join(import.meta.dirname, "cases");

export function readCases(): EvalCase[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .flatMap((file) =>
      evalCase.array().parse(JSON.parse(readFileSync(path.join(folder, file), "utf8"))),
    );
}

/** The cases that pass although nothing is said: what a model that does nothing would score. */
export async function passedIdle(cases: readonly EvalCase[]): Promise<number> {
  const world = await openFixture();
  try {
    let passed = 0;
    for (const one of cases) {
      const problems = await Promise.all(
        one.expect.map((check) => problemOf(check, { answer: "", outcomes: [] }, world)),
      );
      if (problems.every((problem) => problem === undefined)) passed += 1;
    }
    return passed;
  } finally {
    await world.close();
  }
}

/** One case in a fresh company. */
export async function runCase(one: EvalCase, models: Models): Promise<CaseResult> {
  const world = await openFixture();
  try {
    const said: CaseResult["said"] = [];
    const trace: Trace = { answer: "", outcomes: [] };
    let conversationId: string | undefined;
    for (const words of one.says) {
      const turn = await say(world, one, words, models, conversationId);
      ({ conversationId } = turn);
      trace.answer = turn.answer;
      trace.outcomes.push(...turn.outcomes);
      said.push({ said: words, answer: turn.answer, calls: turn.calls });
    }
    const problems: string[] = [];
    for (const check of one.expect) {
      const problem = await problemOf(check, trace, world);
      if (problem) problems.push(problem);
    }
    const wrote = trace.outcomes.some((outcome) => outcome.ok && outcome.effect !== "read");
    return {
      id: one.id,
      family: one.family,
      passed: problems.length === 0,
      wrongWrite: problems.length > 0 && wrote,
      problems,
      said,
    };
  } finally {
    await world.close();
  }
}

async function say(
  world: World,
  one: EvalCase,
  words: string,
  models: Models,
  conversationId: string | undefined,
) {
  let answer = "";
  const record = await runTurn(
    world.context({ locale: one.locale }),
    { conversationId, message: { parts: [{ type: "text", text: words }] } },
    {
      models,
      emit: (chunk) => {
        if (chunk.type === "text-delta") answer += chunk.delta;
      },
    },
  );
  const outcomes: Outcome[] = record.calls.map((call) => call.outcome);
  const calls = record.calls.map(({ tool, input, outcome }) => ({
    tool,
    input,
    outcome: outcome.ok ? "done" : "pending" in outcome ? "waits for approval" : outcome.error.code,
  }));
  return { conversationId: record.conversationId, answer, outcomes, calls };
}
