/** What the bot asks of a workspace: no more than it uses. */
export const botScopes = [
  "app_mentions:read",
  "assistant:write",
  "chat:write",
  "commands",
  "files:read",
  "im:history",
  "im:write",
  "links:read",
  "links:write",
  "users:read",
  "users:read.email",
] as const;
