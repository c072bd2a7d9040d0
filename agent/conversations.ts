export { listConversations } from "#tools/conversations/list-conversations.ts";
export type { ConversationSummary } from "#tools/conversations/list-conversations.ts";
export { loadConversation } from "#tools/conversations/load-conversation.ts";
export type { LoadedConversation } from "#tools/conversations/load-conversation.ts";
export {
  deleteConversation,
  renameConversation,
} from "#tools/conversations/change-conversation.ts";
