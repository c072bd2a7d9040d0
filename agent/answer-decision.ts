import { hashOf } from "#tools/core/canonical.ts";
import { createSay } from "#tools/core/text.ts";
import { callIdOf } from "./call-id.ts";
import type { Decision } from "./decide-by-word.ts";
import { notices } from "./notices.ts";
import { interpreterRun, type Answered, type Turn } from "./turn.ts";

const tool = "organization_decide_approval";

/**
 * The person decided in words: the surface makes the call, as the person, and no model is asked. Regret
 * and retry go through the same words, so a decision is never taken twice.
 */
export async function answerDecision(turn: Turn, decision: Decision): Promise<Answered> {
  const { emit, open, context } = turn;
  const say = createSay(context.locale, context.now);
  if (decision.kind === "several") {
    const titles = open.pending.map(({ preview }) => `- ${say(preview.title)}`);
    write(turn, [say(notices.severalWait), ...titles].join("\n"));
    return { calls: [], run: { ...interpreterRun, status: "done", toolCalls: 0, error: null } };
  }
  const toolCallId = crypto.randomUUID();
  const input = { approval: decision.approval.id, decision: decision.decision };
  emit({ type: "tool-input-available", toolCallId, toolName: tool, input });
  const outcome = await turn.door(
    {
      ...context,
      callId: callIdOf(turn.actsAs, hashOf({ tool, input }), 0),
      runId: turn.runId,
      conversationId: turn.conversationId,
    },
    tool,
    input,
  );
  emit({ type: "tool-output-available", toolCallId, output: outcome });
  write(turn, outcome.ok ? outcome.summary : "error" in outcome ? outcome.error.message : "");
  return {
    calls: [{ tool, input, toolCallId, outcome }],
    run: { ...interpreterRun, status: "done", toolCalls: 1, error: null },
  };
}

function write(turn: Turn, text: string) {
  if (text === "") return;
  turn.emit({ type: "text-start", id: "decision" });
  turn.emit({ type: "text-delta", id: "decision", delta: text });
  turn.emit({ type: "text-end", id: "decision" });
}
