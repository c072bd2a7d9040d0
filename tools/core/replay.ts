import { sql } from "kysely";
import { asActor } from "#database/as-actor.ts";
import type { Context } from "./context.ts";
import type { Tool } from "./tool.ts";

/**
 * What an earlier call with the same id left: its output, "other" when the id served another
 * tool or input, undefined when there was none.
 */
export async function recall(
  context: Context,
  tool: Tool,
  inputHash: string,
): Promise<{ output: unknown } | "other" | undefined> {
  const earlier = await asActor(context.database, context.actor, async (tx) => {
    const { rows } = await sql<{ tool: string; input_hash: string; output: unknown }>`
      select * from koncert.recall_call(${context.callId}::uuid)`.execute(tx);
    return rows[0];
  }).catch(() => undefined);
  if (!earlier) return undefined;
  if (earlier.tool !== tool.name || earlier.input_hash !== inputHash) return "other";
  return { output: earlier.output };
}
