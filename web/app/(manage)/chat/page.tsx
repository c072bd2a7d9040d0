import { randomUUID } from "node:crypto";
import { listConversations } from "#agent/conversations.ts";
import { Thread } from "../../../chat/thread.tsx";
import { contextOf } from "../../../session/context-of.ts";
import { currentSession } from "../../../session/current-session.ts";
import { firstName } from "../../../session/first-name.ts";

export default async function NewConversation() {
  const session = await currentSession();
  if (!session) return null;
  const id = randomUUID();
  const spoken = await listConversations(contextOf(session), { limit: 1 });
  return (
    <Thread
      key={id}
      conversationId={id}
      stored={[]}
      name={firstName(session.user.name)}
      fresh={spoken.length === 0}
    />
  );
}
