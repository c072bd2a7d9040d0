import { sql } from "kysely";
import { asActor } from "#database/as-actor.ts";
import type { Context } from "../core/context.ts";

export type ConversationSummary = {
  id: string;
  title: string;
  channel: string;
  lastMessageAt: string;
  /** The passage where a search found its words, null without a search or for a title. */
  excerpt: string | null;
};

/**
 * The caller's conversations, latest first; with `search`, those whose title or messages hold its
 * words, accents forgiven. `limit` is at most 200.
 */
export function listConversations(
  context: Context,
  options: { search?: string; limit?: number } = {},
): Promise<ConversationSummary[]> {
  const search = options.search?.trim().slice(0, 200) ?? "";
  return asActor(
    context.database,
    context.actor,
    async (tx) => {
      const { rows } = await sql<{
        id: string;
        title: string | null;
        channel: string;
        last_message_at: Date;
        body: string | null;
      }>`
        select c.id, c.title, c.channel, c.last_message_at, found.body
          from conversations c
          left join lateral (
            select m.body from messages m
             where ${search} <> '' and m.conversation_id = c.id
               and koncert.normalize(coalesce(m.body, '')) like '%' || (select koncert.normalize(${search})) || '%'
             order by m.position desc limit 1) found on true
         where c.archived_at is null
           and (${search} = '' or found.body is not null
             or koncert.normalize(coalesce(c.title, '')) like '%' || (select koncert.normalize(${search})) || '%')
         order by c.last_message_at desc, c.id
         limit ${Math.min(options.limit ?? 50, 200)}`.execute(tx);
      return rows.map((row) => ({
        id: row.id,
        title: row.title ?? "…",
        channel: row.channel,
        lastMessageAt: new Date(row.last_message_at).toISOString(),
        excerpt: row.body === null ? null : excerptOf(row.body, search),
      }));
    },
    { permission: "agent:use", reading: true },
  );
}

function excerptOf(body: string, search: string): string {
  const line = body.replaceAll(/\s+/g, " ");
  const at = Math.max(0, line.toLowerCase().indexOf(search.toLowerCase()) - 40);
  return `${at > 0 ? "…" : ""}${line.slice(at, at + 140)}${at + 140 < line.length ? "…" : ""}`;
}
