import { notFound } from "next/navigation";
import { z } from "zod";
import { loadConversation } from "#agent/conversations.ts";
import type { Context } from "#tools/core/context.ts";
import { ToolError } from "#tools/core/errors.ts";
import type { StoredMessage } from "../../../../chat/message.ts";
import { Thread } from "../../../../chat/thread.tsx";
import { contextOf } from "../../../../session/context-of.ts";
import { currentSession } from "../../../../session/current-session.ts";
import { firstName } from "../../../../session/first-name.ts";

export default async function Conversation({ params }: { params: Promise<{ id: string }> }) {
  const session = await currentSession();
  if (!session) return null;
  const id = z.uuid().safeParse((await params).id);
  if (!id.success) notFound();
  const stored = await load(contextOf(session), id.data);
  return (
    <Thread
      key={id.data}
      conversationId={id.data}
      stored={stored}
      name={firstName(session.user.name)}
      fresh={false}
    />
  );
}

async function load(context: Context, id: string): Promise<StoredMessage[]> {
  try {
    return (await loadConversation(context, id)).messages as StoredMessage[];
  } catch (error) {
    if (error instanceof ToolError && error.code === "not_found") notFound();
    throw error;
  }
}
