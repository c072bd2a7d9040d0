import { createUIMessageStream, createUIMessageStreamResponse } from "ai";
import type { Context } from "#tools/core/context.ts";
import type { TurnInput } from "./prepare-message.ts";
import { runTurn, type TurnOptions } from "./run-turn.ts";

export type { TurnInput as ChatBody } from "./prepare-message.ts";

/**
 * Answers a message of the chat page as a UI message stream. The response begins at once: its first
 * chunk, which names the conversation and the run, leaves before the database is asked. When `signal`
 * aborts, what was written is kept.
 */
export function streamChat(
  context: Context,
  body: TurnInput,
  signal?: AbortSignal,
  options: Pick<TurnOptions, "models" | "registry" | "door"> = {},
): Response {
  const stream = createUIMessageStream({
    execute: async ({ writer }) => {
      await runTurn(context, body, { ...options, signal, emit: (chunk) => writer.write(chunk) });
    },
    onError: (error) => {
      console.error(
        JSON.stringify({
          level: "error",
          message: error instanceof Error ? error.message : String(error),
        }),
      );
      return context.locale === "fr"
        ? "La réponse n’a pas pu être enregistrée. Rechargez la conversation."
        : "The answer could not be saved. Reload the conversation.";
    },
  });
  return createUIMessageStreamResponse({ stream, headers: { "x-accel-buffering": "no" } });
}
