"use client";

const changed = new EventTarget();

/** A conversation began, went on or changed its name: the history reads itself again. */
export const announceConversation = () => changed.dispatchEvent(new Event("changed"));

export function onConversation(listener: () => void): () => void {
  changed.addEventListener("changed", listener);
  return () => changed.removeEventListener("changed", listener);
}

export type ConversationLine = { id: string; title: string | null; lastMessageAt: string };

export async function fetchConversations(
  search: string,
  signal?: AbortSignal,
): Promise<ConversationLine[]> {
  const response = await fetch(`/api/conversations?${new URLSearchParams({ search })}`, {
    signal: signal ?? null,
  });
  if (!response.ok) throw new Error(`conversations: ${response.status}`);
  return (await response.json()) as ConversationLine[];
}

export async function changeConversation(
  id: string,
  change: { title: string } | "delete",
): Promise<void> {
  const response = await fetch(`/api/conversations/${id}`, {
    method: change === "delete" ? "DELETE" : "PATCH",
    headers: { "content-type": "application/json" },
    ...(change === "delete" ? {} : { body: JSON.stringify(change) }),
  });
  if (!response.ok) throw new Error(`conversation: ${response.status}`);
  announceConversation();
}

type Age = "today" | "yesterday" | "week" | "older";

/** Conversations by age, the newest first. */
export function byAge(lines: ConversationLine[], now = new Date()): [Age, ConversationLine[]][] {
  const midnight = new Date(now).setHours(0, 0, 0, 0);
  const day = 86_400_000;
  const ageOf = (at: number): Age =>
    at >= midnight
      ? "today"
      : at >= midnight - day
        ? "yesterday"
        : at >= midnight - 6 * day
          ? "week"
          : "older";
  const groups = Map.groupBy(lines, (line) => ageOf(Date.parse(line.lastMessageAt)));
  return (["today", "yesterday", "week", "older"] as const).flatMap((age) => {
    const group = groups.get(age);
    return group ? [[age, group] as [Age, ConversationLine[]]] : [];
  });
}
