import type { LanguageModelV4 } from "@ai-sdk/provider";
import type { ModelStep } from "#integrations/traces/traces.ts";
import { saveMemory } from "#tools/conversations/memory.ts";
import type { StoredMessage } from "#tools/conversations/conversation.ts";
import type { Outcome } from "#tools/core/outcome.ts";
import { createSay, type Text } from "#tools/core/text.ts";
import { ground } from "./grounding.ts";
import { documentsOf, loadFiles } from "./attached-files.ts";
import { sinceCompaction, toModelHistory } from "./history.ts";
import type { Offer } from "./interpreter/options.ts";
import { notices } from "./notices.ts";
import { addUsage, noUsage, priceUsage, type Usage } from "./price-usage.ts";
import { RunCalls } from "./run-calls.ts";
import { runModel, type ModelEnd } from "./run-model.ts";
import { interpreterRun, type Answered, type Turn } from "./turn.ts";
import { withTakeOver } from "./take-over.ts";
import { forModels } from "./tool-definitions.ts";
import { toToolSet } from "./toolset.ts";

/** Answers with Claude where it may be called, with the built-in interpreter otherwise. */
export async function answerWithModel(turn: Turn): Promise<Answered> {
  const { context, open, emit } = turn;
  const say = createSay(context.locale, context.now);
  const notify = (text: Text) => emit({ type: "data-notice", data: { text: say(text) } });
  const tools = forModels(turn.registry);
  const limit = limitOf(turn);
  const budget = limit ? limit.cents * 1_000_000 : Infinity;
  const { claude } = turn.models;
  const mayAsk = claude !== null && open.spentMicrocents < budget;
  const conversation = [...open.history, open.message];
  const calls = new RunCalls(turn.door, context, {
    runId: turn.runId,
    conversationId: turn.conversationId,
    actsAs: turn.actsAs,
    tainted:
      mayAsk &&
      (readUntrusted(open.history) || conversation.some((one) => documentsOf(one).length > 0)),
  });
  const offers: Offer[] = [];
  const interpreter = turn.models.interpreter({
    context: calls.context,
    said: turn.text,
    attached: turn.attached,
    screen: open.screen,
    call: (name, input) => turn.door(calls.context, name, input),
    outcomeOf: (toolCallId) => calls.outcomeOf(toolCallId),
    registry: tools,
    memory: memoryOf(turn),
    offer: (choices) => void offers.splice(0, offers.length, ...choices),
  });

  const steps: ModelStep[] = [];
  let since = Date.now();
  let usage: Usage = noUsage;
  let cost = 0;
  let failure: string | null = null;
  let model: LanguageModelV4 = interpreter;
  if (mayAsk) {
    model = withTakeOver({
      claude: claude.model,
      standIn: interpreter,
      closing: () => closingOf(calls, say),
      onTakeOver: (reason) => {
        failure = reason;
        calls.takeOver();
        notify(notices.takenOver);
      },
      onUsage: (one) => {
        usage = addUsage(usage, one);
        const price = priceUsage(claude.id, one);
        cost += price;
        steps.push({
          provider: "anthropic",
          model: claude.id,
          startedAt: Math.max(since, calls.made.at(-1)?.took?.to ?? 0),
          endedAt: (since = Date.now()),
          inputTokens: one.input + one.cacheRead + one.cacheWrite,
          cachedTokens: one.cacheRead,
          outputTokens: one.output,
          costMicrocents: price,
        });
      },
    });
  } else if (claude && limit) {
    notify(notices.overBudget(limit.text));
  }

  const toolset = {
    ...toToolSet(tools, context.locale, (name, input, id) => calls.call(name, input, id)),
    ...(mayAsk ? claude.search : {}),
  };
  const told = new Set<string>();
  const end = await runModel({
    model,
    tools: toolset,
    messages: await toModelHistory(
      conversation,
      toolset,
      mayAsk ? await loadFiles(context, sinceCompaction(conversation)) : undefined,
    ),
    signal: turn.signal,
    isSpent: () => mayAsk && open.spentMicrocents + cost >= budget,
    emit: (chunk) => {
      if (chunk.type === "tool-output-available") told.add(chunk.toolCallId);
      emit(chunk);
    },
  });
  await calls.settled();
  for (const { toolCallId, outcome } of calls.made) {
    if (!told.has(toolCallId)) emit({ type: "tool-output-available", toolCallId, output: outcome });
  }
  if (end.error)
    console.error(JSON.stringify({ level: "error", message: end.error, runId: turn.runId }));
  tellEnd(end, notify, limit?.text);
  if (end.status === "done") finishAnswer(turn, calls, offers);
  return {
    calls: calls.made,
    steps,
    run: {
      ...interpreterRun,
      ...(mayAsk ? { provider: "anthropic", model: claude.id } : {}),
      status: end.cause === "budget" ? "stopped" : end.status,
      inputTokens: usage.input + usage.cacheRead + usage.cacheWrite,
      cachedTokens: usage.cacheRead,
      outputTokens: usage.output,
      costMicrocents: cost,
      toolCalls: calls.made.length,
      error: end.error ?? failure,
    },
  };
}

function limitOf({ context, open }: Turn): { cents: number; text: Text } | undefined {
  if (open.budgetCents === null) return undefined;
  const { budgetCents: cents } = open;
  const money = (locale: "fr" | "en") => createSay(locale, context.now).money(cents);
  return { cents, text: { fr: money("fr"), en: money("en") } };
}

function tellEnd(end: ModelEnd, notify: (text: Text) => void, limit: Text | undefined) {
  if (end.cause === "budget" && limit) notify(notices.stoppedByBudget(limit));
  if (end.cause === "steps") notify(notices.tooManySteps);
}

/** Choices to press, and where each figure comes from. */
function finishAnswer(turn: Turn, calls: RunCalls, offers: Offer[]) {
  const { emit, context, open } = turn;
  const say = createSay(context.locale, context.now);
  if (turn.answered().trim() === "" && calls.made.length === 0) {
    emit({ type: "text-start", id: "none" });
    emit({ type: "text-delta", id: "none", delta: say(notices.noAnswer) });
    emit({ type: "text-end", id: "none" });
  }
  const choices = offers.length > 0 ? offers : choicesOf(calls.made.at(-1)?.outcome);
  if (choices.length > 0) {
    emit({ type: "data-choices", data: { question: lastLine(turn.answered()), choices } });
  }
  const spans = ground(
    turn.answered(),
    [...outcomesOf(open.history), ...calls.made.map(({ outcome }) => outcome)],
    { timeZone: open.timeZone, locale: context.locale, said: turn.text },
  );
  if (spans.length > 0) emit({ type: "data-grounding", data: { spans } });
}

function choicesOf(outcome: Outcome | undefined): Offer[] {
  if (!outcome || outcome.ok || !("error" in outcome)) return [];
  return (outcome.error.choices ?? []).map(({ label }) => ({ label, say: label }));
}

const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";

function memoryOf(turn: Turn) {
  return {
    load: async () => turn.open.memory,
    save: (state: unknown) => saveMemory(turn.context, turn.conversationId, state),
  };
}

function closingOf(calls: RunCalls, say: (text: Text) => string): string | null {
  if (calls.effects.length === 0) return null;
  const done = calls.effects.map(({ outcome }) =>
    outcome.ok ? outcome.summary : "pending" in outcome ? say(outcome.pending.preview.title) : "",
  );
  return [
    say(notices.doneBefore),
    ...done.map((line) => `- ${line}`),
    say(notices.askForRest),
  ].join("\n");
}

/** Results that stand in the conversation. */
export function outcomesOf(history: StoredMessage[]): Outcome[] {
  return history.flatMap((message) =>
    message.parts.flatMap((part) => {
      const output = part["output"] as Outcome | undefined;
      return part.type.startsWith("tool-") && output && "callId" in output ? [output] : [];
    }),
  );
}

/** Text of others that the model reads again with the conversation. */
const readUntrusted = (history: StoredMessage[]) =>
  outcomesOf(history).some((outcome) => outcome.ok && outcome.untrusted);
