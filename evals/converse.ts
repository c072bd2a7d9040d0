import type { Models } from "#agent/models.ts";
import type { Offer } from "#agent/interpreter/options.ts";
import { openModels } from "#agent/open-models.ts";
import type { MadeCall } from "#agent/run-calls.ts";
import { runTurn } from "#agent/run-turn.ts";
import type { Context } from "#tools/core/context.ts";
import type { Done, Outcome } from "#tools/core/outcome.ts";

export type Said = {
  words: string;
  answer: string;
  calls: MadeCall[];
  /** What the answer offers as buttons. */
  choices: Offer[];
  /** Tools of the approvals that this turn raised. */
  approvals: string[];
  errors: string[];
};

export type Converse = {
  readonly conversationId: string;
  /** Everything said so far, oldest first. */
  readonly said: readonly Said[];
  say(words: string): Promise<Said>;
};

/**
 * A conversation with the agent through the turn that every surface runs: Claude where a key is set,
 * the built-in interpreter otherwise. `context` is made anew for each turn.
 */
export function converse(context: () => Context, models: Models = openModels()): Converse {
  const conversationId = crypto.randomUUID();
  const said: Said[] = [];
  return {
    conversationId,
    said,
    async say(words) {
      const turn: Said = { words, answer: "", calls: [], choices: [], approvals: [], errors: [] };
      const { calls } = await runTurn(
        context(),
        { conversationId, message: { parts: [{ type: "text", text: words }] } },
        {
          models,
          baseUrl: "http://127.0.0.1",
          emit(chunk) {
            if (chunk.type === "text-delta") turn.answer += chunk.delta;
            if (chunk.type === "error") turn.errors.push(chunk.errorText);
            if (chunk.type === "data-choices")
              turn.choices = (chunk.data as { choices: Offer[] }).choices;
          },
        },
      );
      turn.calls = calls;
      turn.approvals = calls.flatMap(({ tool, outcome }) => ("pending" in outcome ? [tool] : []));
      said.push(turn);
      return turn;
    },
  };
}

/** Results of the calls that went through, in the order they were made. */
export const resultsOf = (turns: readonly Said[]): Done<unknown>[] =>
  turns.flatMap(({ calls }) => calls.map(({ outcome }) => outcome).filter(isDone));

export const isDone = (outcome: Outcome): outcome is Done<unknown> => outcome.ok;

export const outcomeWord = (outcome: Outcome): string =>
  outcome.ok ? "done" : "pending" in outcome ? "waits for approval" : outcome.error.code;

/** A conversation to read: what was said, the calls made, the answer. */
export const transcriptOf = (turns: readonly Said[]): string =>
  turns
    .map(({ words, calls, answer, choices, errors }) =>
      [
        `> ${words}`,
        ...calls.map(
          ({ tool, input, outcome }) =>
            `  ${tool} ${JSON.stringify(input)} → ${outcomeWord(outcome)}`,
        ),
        ...answer.split("\n").map((line) => `  ${line}`),
        ...(choices.length > 0 ? [`  [${choices.map(({ label }) => label).join(" | ")}]`] : []),
        ...errors.map((error) => `  ! ${error}`),
      ].join("\n"),
    )
    .join("\n\n");
