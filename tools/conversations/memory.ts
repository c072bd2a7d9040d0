import { asActor } from "#database/as-actor.ts";
import type { Context } from "../core/context.ts";
import { storable } from "./conversation.ts";

/** What the interpreter remembers of a conversation: rows last spoken of, question under way. */
export function saveMemory(
  context: Context,
  conversationId: string,
  memory: unknown,
): Promise<void> {
  return asActor(context.database, context.actor, async (tx) => {
    await tx
      .updateTable("conversations")
      .set({ focus: storable(memory ?? []) })
      .where("id", "=", conversationId)
      .execute();
  });
}
