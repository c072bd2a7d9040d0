import type { Context } from "#tools/core/context.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import type { Tool } from "#tools/core/tool.ts";
import type { Row } from "./focus.ts";

/** What a conversation remembers between two turns: stored as JSON with the conversation. */
export type ConversationMemory = {
  load(): Promise<unknown>;
  save(state: unknown): Promise<void>;
};

/** A button under an answer: `say` is sent as the person's next message when it is pressed. */
export type Offer = { label: string; say: string };

export type InterpreterOptions = {
  context: Context;
  /** The person's own words of this turn, without what the loop adds around them. */
  said: string;
  /** Received documents that came with the message. */
  attached?: readonly { id: string; title: string }[];
  /** The row that the page shows beside the conversation. */
  screen?: Row | undefined;
  /** Quiet internal reads through the door: not shown, not part of the run. */
  call(name: string, input: unknown): Promise<Outcome>;
  /** What a tool call of this run came to, by the id under which the model asked for it. */
  outcomeOf(toolCallId: string): Outcome | undefined;
  registry: readonly Tool[];
  memory: ConversationMemory;
  /** Receives the readings or rows to choose from, when the answer is a question about them. */
  offer?(choices: Offer[]): void;
};
