import type { Json } from "#database/types.ts";
import { ToolError } from "../core/errors.ts";

/** A message as the stream protocol of the chat stores it: `parts` are its typed pieces. */
export type StoredMessage = { id: string; role: "user" | "assistant"; parts: StoredPart[] };
export type StoredPart = { type: string } & Record<string, unknown>;

export type MessageRow = { id: string; role: string; parts: Json };

export function readMessage(row: MessageRow): StoredMessage {
  return {
    id: row.id,
    role: row.role === "user" ? "user" : "assistant",
    parts: row.parts as unknown as StoredPart[],
  };
}

/** What a person reads of a message. */
export function bodyOf(parts: StoredPart[]): string {
  return parts
    .filter((part) => part.type === "text")
    .map((part) => String(part["text"] ?? ""))
    .join("\n");
}

/** JSON that PostgreSQL takes: neither NUL nor half of a surrogate pair. */
export function storable(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "string" ? cleanText(inner) : inner,
  );
}

export function cleanText(text: string): string {
  return text.replaceAll("\u0000", "").toWellFormed();
}

export function noSuchConversation() {
  return new ToolError("not_found", {
    fr: "Cette conversation n’existe pas ou n’existe plus.",
    en: "This conversation does not exist or no longer exists.",
  });
}
