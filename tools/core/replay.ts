import { sql } from "kysely";
import { asActor } from "#database/as-actor.ts";
import type { Context } from "./context.ts";
import type { Tool } from "./tool.ts";

/**
 * What an earlier call with the same id left: its output and whether it can be undone, "other" when
 * the id served another tool or input, undefined when there was none.
 */
export async function recall(
  context: Context,
  tool: Tool,
  inputHash: string,
): Promise<{ output: unknown; undoable: boolean } | "other" | undefined> {
  const earlier = await asActor(context.database, context.actor, async (tx) => {
    const { rows } = await sql<{
      tool: string;
      input_hash: string;
      output: unknown;
      undoable: boolean;
    }>`
      select c.*, koncert.undo_state(${context.callId}::uuid) = 'possible' as undoable
      from koncert.recall_call(${context.callId}::uuid) c`.execute(tx);
    return rows[0];
  }).catch(() => undefined);
  if (!earlier) return undefined;
  if (earlier.tool !== tool.name || earlier.input_hash !== inputHash) return "other";
  return { output: earlier.output, undoable: earlier.undoable === true };
}
