import type { ReactNode } from "react";
import { listConversations } from "#agent/conversations.ts";
import { ChatFrame } from "../../../chat/chat-frame.tsx";
import { contextOf } from "../../../session/context-of.ts";
import { currentSession } from "../../../session/current-session.ts";

export default async function ChatLayout({ children }: { children: ReactNode }) {
  const session = await currentSession();
  if (!session) return null;
  const conversations = await listConversations(contextOf(session), { limit: 50 });
  return <ChatFrame conversations={conversations}>{children}</ChatFrame>;
}
