import {
  isStepCount,
  streamText,
  toUIMessageChunk,
  type ModelMessage,
  type ToolSet,
  type UIMessageChunk,
} from "ai";
import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { AnthropicLanguageModelOptions } from "@ai-sdk/anthropic";
import { compactionInstructions, systemPrompt } from "./prompt.ts";

export const mostSteps = 40;

export type ModelRun = {
  model: LanguageModelV4;
  messages: ModelMessage[];
  tools: ToolSet;
  signal: AbortSignal | undefined;
  /** Asked after each step; true ends the run. */
  isSpent(): boolean;
  emit(chunk: UIMessageChunk): void;
};

export type ModelEnd = {
  status: "done" | "stopped" | "failed";
  /** Set where the loop was ended before the model was done. */
  cause: "budget" | "steps" | null;
  error: string | null;
};

const claudeOptions = {
  thinking: { type: "adaptive" },
  effort: "medium",
  sendReasoning: false,
  contextManagement: {
    edits: [
      {
        type: "clear_tool_uses_20250919",
        trigger: { type: "input_tokens", value: 60_000 },
        keep: { type: "tool_uses", value: 8 },
        clearAtLeast: { type: "input_tokens", value: 10_000 },
      },
      {
        type: "compact_20260112",
        trigger: { type: "input_tokens", value: 120_000 },
        instructions: compactionInstructions,
      },
    ],
  },
} satisfies AnthropicLanguageModelOptions;

/** The one loop: the model speaks and asks for tools until it is done. Emits the chunks of the answer. */
export async function runModel(run: ModelRun): Promise<ModelEnd> {
  let cause: ModelEnd["cause"] = null;
  let error: string | null = null;
  let aborted = false;
  const result = streamText({
    model: run.model,
    instructions: {
      role: "system",
      content: systemPrompt,
      providerOptions: { anthropic: { cacheControl: { type: "ephemeral", ttl: "1h" } } },
    },
    messages: run.messages,
    tools: run.tools,
    toolCallConcurrency: 1,
    maxRetries: 0,
    ...(run.signal ? { abortSignal: run.signal } : {}),
    providerOptions: { anthropic: claudeOptions },
    stopWhen: [
      isStepCount(mostSteps),
      ({ steps }) => {
        if (run.isSpent() && steps.at(-1)?.finishReason === "tool-calls") cause = "budget";
        return cause === "budget";
      },
    ],
    onError: () => {},
    onStepEnd: ({ stepNumber, finishReason }) => {
      if (stepNumber + 1 >= mostSteps && finishReason === "tool-calls") cause ??= "steps";
    },
  });
  const hideCompactions = compactionFilter(run.emit);
  try {
    for await (const part of result.stream) {
      if (part.type === "error") error = messageOf(part.error);
      if (part.type === "abort") aborted = true;
      const chunk = toUIMessageChunk(part, {
        tools: run.tools,
        sendReasoning: false,
        sendSources: true,
        sendStart: false,
        sendFinish: false,
      });
      if (!chunk || chunk.type === "error" || chunk.type === "abort") continue;
      if ("providerExecuted" in chunk && chunk.providerExecuted) continue;
      hideCompactions(chunk as UIMessageChunk);
    }
  } catch (thrown) {
    if (run.signal?.aborted) aborted = true;
    else error = messageOf(thrown);
  }
  if (aborted || run.signal?.aborted) return { status: "stopped", cause: null, error: null };
  return { status: error ? "failed" : "done", cause, error };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** A compaction is for the model alone: it is kept beside the words, not shown among them. */
function compactionFilter(emit: (chunk: UIMessageChunk) => void) {
  const open = new Map<string, { text: string; providerMetadata: unknown }>();
  return (chunk: UIMessageChunk) => {
    if (
      chunk.type === "text-start" &&
      chunk.providerMetadata?.["anthropic"]?.["type"] === "compaction"
    ) {
      open.set(chunk.id, { text: "", providerMetadata: chunk.providerMetadata });
      return;
    }
    const compaction =
      chunk.type === "text-delta" || chunk.type === "text-end" ? open.get(chunk.id) : undefined;
    if (!compaction) return emit(chunk);
    if (chunk.type === "text-delta") {
      compaction.text += chunk.delta;
    } else {
      open.delete((chunk as { id: string }).id);
      emit({ type: "data-compaction", data: compaction });
    }
  };
}
