import { sql } from "kysely";
import { asActor } from "#database/as-actor.ts";
import type { Context } from "../core/context.ts";
import { bodyOf, storable, type StoredMessage } from "./conversation.ts";

export type RunFigures = {
  status: "done" | "stopped" | "failed";
  provider: string;
  model: string;
  inputTokens: number;
  cachedTokens: number;
  outputTokens: number;
  /** Millionths of a cent. */
  costMicrocents: number;
  durationMs: number;
  toolCalls: number;
  error: string | null;
};

export type ClosedTurn = {
  conversationId: string;
  runId: string;
  /** Null where nothing was answered. */
  message: StoredMessage | null;
  run: RunFigures;
};

/** Stores the answer and the figures of its run. The conversation stays locked for it. */
export function closeTurn(context: Context, turn: ClosedTurn): Promise<void> {
  return asActor(context.database, context.actor, async (tx) => {
    const { message, run } = turn;
    await Promise.all([
      tx
        .updateTable("conversations")
        .set({ last_message_at: sql<Date>`now()` })
        .where("id", "=", turn.conversationId)
        .execute(),
      message
        ? sql`
            insert into messages (id, conversation_id, run_id, position, role, parts, body)
            select ${message.id}::uuid, c.id, ${turn.runId}::uuid,
              coalesce((select max(m.position) + 1 from messages m where m.conversation_id = c.id), 0),
              'assistant', ${storable(message.parts)}::jsonb, ${bodyOf(message.parts)}
            from conversations c where c.id = ${turn.conversationId}::uuid`.execute(tx)
        : undefined,
      tx
        .updateTable("runs")
        .set({
          status: run.status,
          provider: run.provider,
          model: run.model,
          input_tokens: run.inputTokens,
          cached_tokens: run.cachedTokens,
          output_tokens: run.outputTokens,
          cost_microcents: run.costMicrocents,
          duration_ms: run.durationMs,
          tool_calls: run.toolCalls,
          error: run.error,
          finished_at: sql<Date>`now()`,
        })
        .where("id", "=", turn.runId)
        .execute(),
    ]);
  });
}
