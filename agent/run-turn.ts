import { setImmediate as afterWriting } from "node:timers/promises";
import type { UIMessageChunk } from "ai";
import { callTool } from "#tools/call-tool.ts";
import { closeTurn, type RunFigures } from "#tools/conversations/close-turn.ts";
import { openTurn } from "#tools/conversations/open-turn.ts";
import type { StoredMessage } from "#tools/conversations/conversation.ts";
import { toToolError } from "#tools/core/failures.ts";
import type { Context } from "#tools/core/context.ts";
import { createSay } from "#tools/core/text.ts";
import type { Tool } from "#tools/core/tool.ts";
import { readAttached } from "#tools/conversations/attached.ts";
import { readEnv } from "#integrations/env.ts";
import { sendOutbox } from "#tools/core/send-outbox.ts";
import { registry } from "#tools/registry.ts";
import { answerWithModel } from "./answer-with-model.ts";
import { answerDecision } from "./answer-decision.ts";
import { decideByWord } from "./decide-by-word.ts";
import { documentPart, documentsOf } from "./attached-files.ts";
import { MessageRecorder } from "./message-recorder.ts";
import type { Models } from "./models.ts";
import { openModels } from "./open-models.ts";
import { notices } from "./notices.ts";
import { prepareTurn, readConversationId, titleOf, type TurnInput } from "./prepare-message.ts";
import { contextBlock } from "./prompt.ts";
import { traceRun } from "./trace-run.ts";
import type { MadeCall } from "./run-calls.ts";
import { interpreterRun, type Answered, type Turn } from "./turn.ts";

export type TurnOptions = {
  /** Receives the answer as it is written, in the chunks of the chat's stream protocol. */
  emit(chunk: UIMessageChunk): void;
  signal?: AbortSignal | undefined;
  models?: Models;
  registry?: readonly Tool[];
  door?: typeof callTool;
  /** Where links in mails point; of the environment without one. */
  baseUrl?: string;
};

export type TurnRecord = {
  conversationId: string;
  runId: string;
  message: StoredMessage | null;
  calls: MadeCall[];
  run: RunFigures;
};

/**
 * Answers one message of a conversation and stores both. The first chunk leaves before any work; the
 * last tells that the answer is complete. An error of the person's is told in the stream; nothing throws
 * but a database that is gone. An abort keeps what was written so far.
 */
export async function runTurn(
  context: Context,
  input: TurnInput,
  options: TurnOptions,
): Promise<TurnRecord> {
  const startedAt = performance.now();
  const begun = Date.now();
  const conversationId = readConversationId(input) ?? crypto.randomUUID();
  const runId = crypto.randomUUID();
  const messageId = crypto.randomUUID();
  const recorder = new MessageRecorder(messageId);
  const emit = (chunk: UIMessageChunk) => {
    recorder.take(chunk);
    options.emit(chunk);
  };
  emit({ type: "start", messageId, messageMetadata: { conversationId, runId } });
  await afterWriting();

  let answered: Answered = {
    calls: [],
    run: { ...interpreterRun, status: "failed", toolCalls: 0, error: null },
  };
  let opened = false;
  try {
    const models = options.models ?? openModels();
    const { message, text, documents, trigger, messageId: target, screen } = prepareTurn(input);
    const attached = await readAttached(context, documents);
    const open = await openTurn(context, {
      conversationId,
      runId,
      trigger,
      message: { ...message, parts: [...message.parts, ...attached.map(documentPart)] },
      messageId: target,
      screen,
      title: titleOf(text || (attached[0]?.title ?? "")),
      describe: (around) =>
        contextBlock({ ...around, now: context.now, locale: context.locale, attached }),
      provider: models.claude ? "anthropic" : interpreterRun.provider,
      model: models.claude?.id ?? interpreterRun.model,
    });
    opened = true;
    emit({
      type: "message-metadata",
      messageMetadata: { conversationId, runId, userMessageId: open.message.id },
    });
    answered = await answer({
      context,
      conversationId,
      runId,
      open,
      // A message that comes again has the effects of the first time, not its own.
      actsAs: trigger === "submit" ? open.message.id : runId,
      text: wordsOf(open.message),
      attached: documentsOf(open.message),
      emit,
      answered: () => recorder.text,
      signal: options.signal,
      models,
      registry: options.registry ?? registry,
      door: options.door ?? callTool,
    });
  } catch (thrown) {
    const error = toToolError(thrown, context, "agent");
    const say = createSay(context.locale, context.now);
    options.emit({ type: "error", errorText: say(error.text) });
    answered.run.error = error.code;
  }
  const run: RunFigures = {
    ...answered.run,
    durationMs: Math.round(performance.now() - startedAt),
  };
  if (run.status === "failed" && opened && recorder.text === "" && run.error !== null) {
    options.emit({
      type: "error",
      errorText: createSay(context.locale, context.now)(notices.failed),
    });
  }
  const message = await recorder.finish();
  if (opened) await closeTurn(context, { conversationId, runId, message, run });
  options.emit({ type: "finish" });
  if (opened) {
    const { calls, steps = [] } = answered;
    const when = { startedAt: begun, endedAt: Date.now() };
    traceRun(context, { runId, conversationId, status: run.status, ...when, steps, calls });
  }
  if (answered.calls.some(({ outcome }) => outcome.ok && outcome.effect !== "read")) {
    const baseUrl = options.baseUrl ?? readEnv().KONCERT_URL;
    await sendOutbox(context.database, context.integrations, baseUrl);
  }
  return { conversationId, runId, message, calls: answered.calls, run };
}

function answer(turn: Turn): Promise<Answered> {
  const { history, pending } = turn.open;
  const lastAnswer = history.findLast((message) => message.role === "assistant");
  const decision = decideByWord(turn.text, pending, lastAnswer);
  return decision ? answerDecision(turn, decision) : answerWithModel(turn);
}

const wordsOf = (message: StoredMessage) =>
  message.parts
    .filter((part) => part.type === "text")
    .map((part) => String(part["text"]))
    .join("\n\n");
