import type { ModelStep, RunTrace, Traces } from "#integrations/traces/traces.ts";
import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { interpreterRun } from "./turn.ts";
import type { MadeCall } from "./run-calls.ts";

/** Hands a finished run to whoever watches runs outside: figures and names of tools, never content. */
export function traceRun(
  context: Context,
  run: {
    runId: string;
    conversationId: string;
    status: string;
    startedAt: number;
    endedAt: number;
    steps: ModelStep[];
    calls: MadeCall[];
  },
) {
  const { traces } = context.integrations;
  if (isSilent(traces)) return;
  const { calls, steps, ...facts } = run;
  const { actor } = context;
  const trace: RunTrace = {
    ...facts,
    organizationId: actor.organizationId,
    userId: actor.kind === "member" ? actor.userId : null,
    via: actor.via,
    steps:
      steps.length > 0
        ? steps
        : [
            {
              provider: interpreterRun.provider,
              model: interpreterRun.model,
              startedAt: run.startedAt,
              endedAt: run.endedAt,
              inputTokens: 0,
              cachedTokens: 0,
              outputTokens: 0,
              costMicrocents: 0,
            },
          ],
    calls: calls.map(({ tool, outcome, took }) => ({
      tool,
      startedAt: took?.from ?? run.startedAt,
      endedAt: took?.to ?? run.endedAt,
      outcome: told(outcome),
    })),
  };
  traces.run(trace);
}

const isSilent = (traces: Traces) => traces.name === "none";

function told(outcome: Outcome): string {
  if (outcome.ok) return "ok";
  return "pending" in outcome ? "pending" : outcome.error.code;
}
