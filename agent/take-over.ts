import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Prompt,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from "@ai-sdk/provider";
import type { Usage } from "./price-usage.ts";

export type TakeOver = {
  claude: LanguageModelV4;
  standIn: LanguageModelV4;
  /** What this run has already changed, for the person to read; null where it changed nothing. */
  closing(): string | null;
  /** Told once, when the stand-in takes over, with the reason for the log. */
  onTakeOver(reason: string): void;
  /** Tokens of each answer that Claude finished. */
  onUsage(usage: Usage): void;
  /** Silence after which Claude counts as gone. */
  silenceMs?: number;
};

type Controller = ReadableStreamDefaultController<LanguageModelV4StreamPart>;
type State =
  | { who: "claude" }
  /** Claude was cut after it had asked for calls: they run first. */
  | { who: "nobody" }
  | { who: "stand-in"; from: number }
  | { who: "closing"; text: string };

/**
 * Claude, replaced by the stand-in within the same turn once it fails: before the stream, in it, or by
 * silence. Text already streamed stays. Calls already made are never asked for again: after a change
 * the turn is closed by saying what was done, otherwise the stand-in starts from the person's message.
 */
export function withTakeOver(options: TakeOver): LanguageModelV4 {
  const { claude } = options;
  let state: State = { who: "claude" };

  const replace = async (call: LanguageModelV4CallOptions) => {
    if (state.who !== "stand-in" && state.who !== "closing") {
      const text = options.closing();
      state =
        text === null ? { who: "stand-in", from: call.prompt.length } : { who: "closing", text };
    }
    if (state.who === "closing") return say(state.text);
    return options.standIn.doStream({ ...call, prompt: restart(call.prompt, state.from) });
  };

  return {
    specificationVersion: "v4",
    provider: claude.provider,
    modelId: claude.modelId,
    supportedUrls: claude.supportedUrls,
    doGenerate: (call) => claude.doGenerate(call),
    async doStream(call) {
      if (state.who !== "claude") return replace(call);
      const watch = watchSilence(options.silenceMs ?? 90_000);
      const abortSignal = call.abortSignal
        ? AbortSignal.any([call.abortSignal, watch.signal])
        : watch.signal;
      let opened: LanguageModelV4StreamResult;
      try {
        opened = await claude.doStream({ ...call, abortSignal });
      } catch (error) {
        watch.end();
        if (call.abortSignal?.aborted) throw error;
        options.onTakeOver(reasonOf(error));
        return replace(call);
      }

      const pump = async (controller: Controller) => {
        const cut = await relay(opened.stream, controller, watch.heard, options.onUsage);
        watch.end();
        if (!cut) return;
        call.abortSignal?.throwIfAborted();
        options.onTakeOver(cut.reason);
        if (cut.calledTools) {
          state = { who: "nobody" };
          controller.enqueue(finish("tool-calls"));
          return;
        }
        const { stream } = await replace(call);
        for await (const part of stream) controller.enqueue(part);
      };
      const stream = new ReadableStream<LanguageModelV4StreamPart>({
        start: (controller) => {
          pump(controller).then(
            () => controller.close(),
            (error: unknown) => controller.error(error),
          );
        },
        cancel: () => watch.end(),
      });
      return { ...opened, stream };
    },
  };
}

/** Passes Claude's stream on. Where it was cut, says why, once its open blocks are closed. */
async function relay(
  stream: ReadableStream<LanguageModelV4StreamPart>,
  controller: Controller,
  heard: () => void,
  onUsage: (usage: Usage) => void,
): Promise<{ reason: string; calledTools: boolean } | undefined> {
  const open = new Map<string, "text-end" | "reasoning-end">();
  let calledTools = false;
  let reason = "the stream ended early";
  try {
    for await (const part of stream) {
      heard();
      if (part.type === "error") {
        reason = reasonOf(part.error);
        break;
      }
      if (part.type === "finish") {
        if (part.finishReason.unified === "error") break;
        onUsage(usageOf(part));
        controller.enqueue(part);
        return undefined;
      }
      if (part.type === "text-start") open.set(part.id, "text-end");
      if (part.type === "reasoning-start") open.set(part.id, "reasoning-end");
      if (part.type === "text-end" || part.type === "reasoning-end") open.delete(part.id);
      if (part.type === "tool-call" && !part.providerExecuted) calledTools = true;
      controller.enqueue(part);
    }
  } catch (error) {
    reason = reasonOf(error);
  }
  for (const [id, type] of open) controller.enqueue({ type, id });
  return { reason, calledTools };
}

/** The prompt without what Claude did in this turn; with what the stand-in did since. */
function restart(prompt: LanguageModelV4Prompt, from: number): LanguageModelV4Prompt {
  const asked = prompt.findLastIndex((message) => message.role === "user");
  return [...prompt.slice(0, asked + 1), ...prompt.slice(Math.max(from, asked + 1))];
}

function say(text: string): LanguageModelV4StreamResult {
  const parts: LanguageModelV4StreamPart[] = [
    { type: "stream-start", warnings: [] },
    { type: "text-start", id: "closing" },
    { type: "text-delta", id: "closing", delta: text },
    { type: "text-end", id: "closing" },
    finish("stop"),
  ];
  return {
    stream: new ReadableStream({
      start(controller) {
        for (const part of parts) controller.enqueue(part);
        controller.close();
      },
    }),
  };
}

function finish(unified: "stop" | "tool-calls"): LanguageModelV4StreamPart {
  return {
    type: "finish",
    finishReason: { unified, raw: undefined },
    usage: {
      inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
      outputTokens: { total: 0, text: 0, reasoning: 0 },
    },
  };
}

function usageOf({ usage }: Extract<LanguageModelV4StreamPart, { type: "finish" }>): Usage {
  const { total = 0, cacheRead = 0, cacheWrite = 0, noCache } = usage.inputTokens;
  return {
    input: noCache ?? Math.max(0, total - cacheRead - cacheWrite),
    cacheRead,
    cacheWrite,
    output: usage.outputTokens.total ?? 0,
  };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : JSON.stringify(error);
}

function watchSilence(milliseconds: number) {
  const controller = new AbortController();
  const give = () => controller.abort(new Error("Claude was silent for too long"));
  let timer = setTimeout(give, milliseconds);
  return {
    signal: controller.signal,
    heard: () => {
      clearTimeout(timer);
      timer = setTimeout(give, milliseconds);
    },
    end: () => clearTimeout(timer),
  };
}
