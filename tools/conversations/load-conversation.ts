import { asActor } from "#database/as-actor.ts";
import type { Context } from "../core/context.ts";
import { noSuchConversation, readMessage, type StoredMessage } from "./conversation.ts";

export type LoadedConversation = { id: string; title: string; messages: ShownMessage[] };

/** With the thumb that its reader gave. */
export type ShownMessage = StoredMessage & { score: number | null };

const messagesShown = 500;

/** A conversation of the caller with its latest messages, oldest first. Throws not_found. */
export function loadConversation(context: Context, id: string): Promise<LoadedConversation> {
  return asActor(
    context.database,
    context.actor,
    async (tx) => {
      const [conversation, rows] = await Promise.all([
        tx
          .selectFrom("conversations")
          .select(["id", "title"])
          .where("id", "=", id)
          .where("archived_at", "is", null)
          .executeTakeFirst(),
        tx
          .selectFrom("messages")
          .select(["id", "role", "parts", "score"])
          .where("conversation_id", "=", id)
          .orderBy("position", "desc")
          .limit(messagesShown)
          .execute(),
      ]);
      if (!conversation) throw noSuchConversation();
      return {
        id: conversation.id,
        title: conversation.title ?? "…",
        messages: rows
          .toReversed()
          .map((row) => ({ ...visible(readMessage(row)), score: row.score })),
      };
    },
    { permission: "agent:use", reading: true },
  );
}

const hidden = new Set(["data-context", "data-memory", "data-compaction"]);

/** Without what the loop keeps beside the words for itself. */
function visible(message: StoredMessage): StoredMessage {
  return { ...message, parts: message.parts.filter((part) => !hidden.has(part.type)) };
}
