/**
 * A run of the agent as it may leave the house: ids, names of tools and models, figures. No words, no
 * names, no amounts of anybody: the type has no place for them.
 */
export type RunTrace = {
  runId: string;
  conversationId: string;
  organizationId: string;
  /** The member's account; null for a job. */
  userId: string | null;
  via: string;
  status: string;
  startedAt: number;
  endedAt: number;
  steps: ModelStep[];
  calls: ToolStep[];
};

export type ModelStep = {
  provider: string;
  model: string;
  startedAt: number;
  endedAt: number;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  /** Millionths of a cent. */
  costMicrocents: number;
};

export type ToolStep = {
  tool: string;
  startedAt: number;
  endedAt: number;
  /** "ok", "pending", or the code of the refusal. */
  outcome: string;
};

/** What a person thought of an answer; null takes it back. */
export type AnswerScore = { runId: string; messageId: string; score: 1 | -1 | null };

/** Where runs are watched, outside. */
export interface Traces {
  readonly name: "none" | "langfuse";
  /** Hands a finished run over; it leaves in the background and never throws. */
  run(trace: RunTrace): void;
  /** Throws ProviderError. */
  score(score: AnswerScore): Promise<void>;
  /** Sends what waits. */
  flush(): Promise<void>;
}

/** Nothing leaves. */
export const noTraces: Traces = {
  name: "none",
  run() {},
  async score() {},
  async flush() {},
};
