import type { Outcome } from "#tools/core/outcome.ts";
import type { Uploaded } from "./upload-file.ts";

/** Where a figure, date or name of an answer comes from; offsets into the message's whole text. */
export type GroundingSpan = { start: number; end: number; callId: string | null };
export type Offer = { label: string; say: string };

export type TextPart = { type: "text"; text: string; state?: "streaming" | "done" };
export type ToolPart = {
  type: "tool";
  name: string;
  toolCallId: string;
  state: "input-streaming" | "input-available" | "output-available" | "output-error";
  input: unknown;
  output?: Outcome;
  errorText?: string;
};
export type DataPart =
  | { type: "data-grounding"; id?: string; data: { spans: GroundingSpan[] } }
  | { type: "data-notice"; id?: string; data: { text: string } }
  | { type: "data-choices"; id?: string; data: { question: string; choices: Offer[] } }
  /** A received document that came with the message. */
  | { type: "data-document"; id?: string; data: Uploaded };
/** A line of a received document that the answer quotes. */
export type SourcePart = {
  type: "source-document";
  title: string;
  providerMetadata?: { anthropic?: { citedText?: string; startPageNumber?: number } };
};
export type Part = TextPart | ToolPart | DataPart | SourcePart;

export type Score = 1 | -1;
export type Message = {
  id: string;
  role: "user" | "assistant";
  parts: Part[];
  score?: Score;
};

/** A message as the stream protocol stores it: tools are `tool-<name>` or `dynamic-tool` parts. */
export type StoredMessage = { id: string; role: string; parts: unknown[]; score?: number | null };

type Stored = { type?: unknown; [key: string]: unknown };

const dataTypes = new Set(["data-grounding", "data-notice", "data-choices", "data-document"]);

/** Reads a stored part; null for the kinds that this page does not show. */
export function readPart(stored: unknown): Part | null {
  const part = stored as Stored;
  if (typeof part.type !== "string") return null;
  if (part.type === "text") {
    return { type: "text", text: String(part["text"] ?? ""), state: "done" };
  }
  if (dataTypes.has(part.type)) return part as DataPart;
  if (part.type === "source-document") return part as SourcePart;
  const name =
    part.type === "dynamic-tool"
      ? part["toolName"]
      : part.type.startsWith("tool-")
        ? part.type.slice(5)
        : null;
  if (typeof name !== "string") return null;
  return {
    type: "tool",
    name,
    toolCallId: String(part["toolCallId"] ?? ""),
    state: (part["state"] as ToolPart["state"] | undefined) ?? "output-available",
    input: part["input"],
    ...(isOutcome(part["output"]) ? { output: part["output"] } : {}),
    ...(typeof part["errorText"] === "string" ? { errorText: part["errorText"] } : {}),
  };
}

export function readMessage(stored: StoredMessage): Message {
  return {
    id: stored.id,
    role: stored.role === "user" ? "user" : "assistant",
    parts: stored.parts.map(readPart).filter((part) => part !== null),
    ...(stored.score === 1 || stored.score === -1 ? { score: stored.score } : {}),
  };
}

export function isOutcome(value: unknown): value is Outcome {
  return typeof value === "object" && value !== null && "ok" in value && "callId" in value;
}

/** What a person reads of a message: its text parts, one after the other. */
export const textOf = (message: Message): string =>
  message.parts
    .filter((part) => part.type === "text")
    .map((part) => part.text)
    .join("");
