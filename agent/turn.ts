import type { ModelStep } from "#integrations/traces/traces.ts";
import type { UIMessageChunk } from "ai";
import type { callTool } from "#tools/call-tool.ts";
import type { RunFigures } from "#tools/conversations/close-turn.ts";
import type { OpenTurn } from "#tools/conversations/open-turn.ts";
import type { Context } from "#tools/core/context.ts";
import type { Tool } from "#tools/core/tool.ts";
import type { Models } from "./models.ts";
import type { MadeCall } from "./run-calls.ts";

/** What answering needs: the turn, who asks, and where the answer goes. */
export type Turn = {
  context: Context;
  conversationId: string;
  runId: string;
  open: OpenTurn;
  /** What the ids of the turn's calls are made from. */
  actsAs: string;
  text: string;
  /** Received documents that came with the message. */
  attached: { id: string; title: string }[];
  emit(chunk: UIMessageChunk): void;
  answered(): string;
  signal: AbortSignal | undefined;
  models: Models;
  registry: readonly Tool[];
  door: typeof callTool;
};

export type Answered = {
  calls: MadeCall[];
  /** Requests to a model over the network, for whoever watches runs. */
  steps?: ModelStep[];
  run: Omit<RunFigures, "durationMs">;
};

export const interpreterRun = {
  provider: "koncert",
  model: "interpreter",
  inputTokens: 0,
  cachedTokens: 0,
  outputTokens: 0,
  costMicrocents: 0,
} as const;
