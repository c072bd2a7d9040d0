import type { LanguageModelV4, LanguageModelV4StreamPart } from "@ai-sdk/provider";
import type { InterpreterOptions } from "../interpreter/options.ts";

/** What a stand-in for the interpreter does with a turn: calls to make at each step, then words. */
export type Script = (options: InterpreterOptions) => {
  calls?: { tool: string; input: unknown }[];
  text(options: InterpreterOptions): string;
};

/** A model with the interpreter's contract, for tests that are about the loop around it. */
export function scriptedInterpreter(script: Script) {
  return (options: InterpreterOptions): LanguageModelV4 => ({
    specificationVersion: "v4",
    provider: "koncert",
    modelId: "interpreter",
    supportedUrls: {},
    doGenerate: async () => {
      throw new Error("the loop streams");
    },
    async doStream({ prompt }) {
      const { calls = [], text } = script(options);
      const asked = prompt.findLastIndex((message) => message.role === "user");
      const done = prompt.slice(asked).filter((message) => message.role === "tool").length;
      const call = calls[done];
      const parts: LanguageModelV4StreamPart[] = call
        ? [
            {
              type: "tool-call",
              toolCallId: `interpreter-${done}`,
              toolName: call.tool,
              input: JSON.stringify(call.input),
            },
            finish("tool-calls"),
          ]
        : [
            { type: "text-start", id: "0" },
            { type: "text-delta", id: "0", delta: text(options) },
            { type: "text-end", id: "0" },
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
    },
  });
}

function finish(unified: "stop" | "tool-calls"): LanguageModelV4StreamPart {
  const usage = {
    inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
    outputTokens: { total: 0, text: 0, reasoning: 0 },
  };
  return { type: "finish", finishReason: { unified, raw: undefined }, usage };
}
