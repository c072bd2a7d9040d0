import { sql } from "kysely";
import { asActor } from "#database/as-actor.ts";
import type { Context } from "../core/context.ts";
import { cleanText, noSuchConversation } from "./conversation.ts";

/** Gives a conversation of the caller another title, cut at 120 characters. Throws not_found. */
export function renameConversation(context: Context, id: string, title: string): Promise<void> {
  return asActor(context.database, context.actor, async (tx) => {
    const renamed = await tx
      .updateTable("conversations")
      .set({ title: cleanText(title).trim().slice(0, 120) || "…" })
      .where("id", "=", id)
      .where("archived_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!renamed) throw noSuchConversation();
  });
}

/** Removes the words of a conversation for good. Its runs and calls stay, for the accounts and the undo. */
export function deleteConversation(context: Context, id: string): Promise<void> {
  return asActor(context.database, context.actor, async (tx) => {
    const archived = await tx
      .updateTable("conversations")
      .set({
        archived_at: sql<Date>`now()`,
        title: null,
        summary: null,
        focus: JSON.stringify([]),
      })
      .where("id", "=", id)
      .where("archived_at", "is", null)
      .returning("id")
      .executeTakeFirst();
    if (!archived) throw noSuchConversation();
    await tx.deleteFrom("messages").where("conversation_id", "=", id).execute();
  });
}
