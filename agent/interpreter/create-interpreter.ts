import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FinishReason,
  LanguageModelV4StreamPart,
  LanguageModelV4Usage,
} from "@ai-sdk/provider";
import { Conversation, type Move } from "./conversation.ts";
import type { InterpreterOptions } from "./options.ts";

const noUsage: LanguageModelV4Usage = {
  inputTokens: { total: 0, noCache: 0, cacheRead: 0, cacheWrite: 0 },
  outputTokens: { total: 0, text: 0, reasoning: 0 },
};

/**
 * The built-in interpreter as a model: requests in French and English become tool calls, without a
 * key and without a network. One for each turn; a turn may take several steps.
 */
export function createInterpreter(options: InterpreterOptions): LanguageModelV4 {
  let turn: Conversation | undefined;
  let asked: string[] = [];

  const move = async (call: LanguageModelV4CallOptions): Promise<Move> => {
    const goesOn = turn && call.prompt.at(-1)?.role === "tool" && asked.length > 0;
    turn = goesOn && turn ? turn : new Conversation(options);
    const next = goesOn
      ? await turn.proceed(asked.map((id) => options.outcomeOf(id)))
      : await turn.start();
    asked = "calls" in next ? next.calls.map((one) => one.id) : [];
    return next;
  };

  return {
    specificationVersion: "v4",
    provider: "koncert",
    modelId: "interpreter",
    supportedUrls: {},
    async doGenerate(call) {
      const next = await move(call);
      return {
        content: contentOf(next),
        finishReason: reasonOf(next),
        usage: noUsage,
        warnings: [],
      };
    },
    async doStream(call) {
      const next = await move(call);
      return {
        stream: new ReadableStream<LanguageModelV4StreamPart>({
          start(controller) {
            controller.enqueue({ type: "stream-start", warnings: [] });
            for (const part of streamOf(next)) controller.enqueue(part);
            controller.enqueue({ type: "finish", finishReason: reasonOf(next), usage: noUsage });
            controller.close();
          },
        }),
      };
    },
  };
}

const reasonOf = (move: Move): LanguageModelV4FinishReason =>
  "calls" in move ? { unified: "tool-calls", raw: "tool-calls" } : { unified: "stop", raw: "stop" };

function contentOf(move: Move): LanguageModelV4Content[] {
  if (!("calls" in move)) return [{ type: "text", text: move.text }];
  return move.calls.map(({ id, tool, input }) => ({
    type: "tool-call",
    toolCallId: id,
    toolName: tool,
    input: JSON.stringify(input),
  }));
}

function* streamOf(move: Move): Generator<LanguageModelV4StreamPart> {
  if ("calls" in move) {
    yield* contentOf(move).filter((part) => part.type === "tool-call");
    return;
  }
  const id = "answer";
  yield { type: "text-start", id };
  for (const delta of move.text.match(/.{1,60}(?:\s|$)|\S+/gsu) ?? [])
    yield { type: "text-delta", id, delta };
  yield { type: "text-end", id };
}
