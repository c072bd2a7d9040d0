import type { Database } from "#database/pool.ts";
import { asActor } from "#database/as-actor.ts";
import { sql } from "kysely";
import type { Context } from "./context.ts";
import type { Tool } from "./tool.ts";

type CallRecord = { input: unknown; inputHash: string; durationMs: number };

/** The audit row of a writing call. It travels with the commit; its key makes the call single. */
export function recordCall(
  context: Context,
  tool: Tool,
  record: CallRecord & {
    output: unknown;
    /** Hears whether all that the call changed can be taken back. */
    answer: (reversible: unknown) => void;
  },
) {
  return {
    answer: record.answer,
    call: "koncert.record_call",
    values: [
      context.callId,
      tool.name,
      tool.effect,
      JSON.stringify(record.input),
      record.inputHash,
      JSON.stringify(record.output ?? null),
      record.durationMs,
      context.runId ?? null,
      context.conversationId ?? null,
    ],
  };
}

type Read = {
  id: string;
  tool: string;
  input: unknown;
  input_hash: string;
  duration_ms: number;
  run_id: string | null;
  conversation_id: string | null;
};

type Batch = { context: Context; reads: Read[] };

const waiting = new Map<Database, Map<string, Batch>>();
const flushAfterMs = 250;
const flushing = new Set<Promise<void>>();

/** Reads are logged in batches: a synchronous audit row would halve their speed. */
export function logReads(context: Context, tool: Tool, record: CallRecord) {
  let batches = waiting.get(context.database);
  if (!batches) {
    batches = new Map();
    waiting.set(context.database, batches);
    setTimeout(() => void flushReads(context.database), flushAfterMs).unref();
  }
  const key = JSON.stringify(context.actor);
  const batch = batches.get(key) ?? { context, reads: [] };
  batches.set(key, batch);
  batch.reads.push({
    id: context.callId,
    tool: tool.name,
    input: record.input,
    input_hash: record.inputHash,
    duration_ms: record.durationMs,
    run_id: context.runId ?? null,
    conversation_id: context.conversationId ?? null,
  });
}

/** Writes what is waiting; called by a timer, and by surfaces before they stop. */
export async function flushReads(database: Database): Promise<void> {
  const batches = waiting.get(database);
  waiting.delete(database);
  for (const { context, reads } of batches?.values() ?? []) {
    const written = asActor(database, context.actor, async (tx) => {
      await sql`select koncert.record_reads(${JSON.stringify(reads)}::jsonb)`.execute(tx);
    }).catch((error: Error) => {
      console.error(
        JSON.stringify({ level: "error", message: `reads not logged: ${error.message}` }),
      );
    });
    flushing.add(written);
    void written.finally(() => flushing.delete(written));
  }
  await Promise.all(flushing);
}
