import type { GroundingSpan } from "#agent/grounding.ts";
import type { TurnRecord } from "#agent/run-turn.ts";
import type { Outcome, Pending } from "#tools/core/outcome.ts";

/** One answer, as `--json` prints it. */
export type Report = {
  conversationId: string;
  runId: string;
  answer: string;
  calls: { tool: string; input: unknown; callId: string; outcome: Outcome }[];
  choices: { label: string; say: string }[];
  approvals: Pending["pending"][];
  notices: string[];
  grounding: GroundingSpan[];
  usage: {
    provider: string;
    model: string;
    status: string;
    inputTokens: number;
    cachedTokens: number;
    outputTokens: number;
    costCents: number;
    durationMs: number;
    toolCalls: number;
  };
  errors: string[];
};

export function reportOf(record: TurnRecord, errors: string[]): Report {
  const parts = record.message?.parts ?? [];
  const data = <T>(type: string): T[] =>
    parts.filter((part) => part.type === type).map((part) => part["data"] as T);
  const { run } = record;
  return {
    conversationId: record.conversationId,
    runId: record.runId,
    answer: parts
      .filter((part) => part.type === "text")
      .map((part) => String(part["text"]))
      .join(""),
    calls: record.calls.map(({ tool, input, outcome }) => ({
      tool,
      input,
      callId: outcome.callId,
      outcome,
    })),
    choices: data<{ choices: Report["choices"] }>("data-choices").flatMap(({ choices }) => choices),
    approvals: record.calls.flatMap(({ outcome }) =>
      "pending" in outcome ? [outcome.pending] : [],
    ),
    notices: data<{ text: string }>("data-notice").map(({ text }) => text),
    grounding: data<{ spans: GroundingSpan[] }>("data-grounding").flatMap(({ spans }) => spans),
    usage: {
      provider: run.provider,
      model: run.model,
      status: run.status,
      inputTokens: run.inputTokens,
      cachedTokens: run.cachedTokens,
      outputTokens: run.outputTokens,
      costCents: run.costMicrocents / 1_000_000,
      durationMs: run.durationMs,
      toolCalls: run.toolCalls,
    },
    errors,
  };
}
