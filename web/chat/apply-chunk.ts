import type { UIMessageChunk } from "ai";
import {
  type DataPart,
  isOutcome,
  type Message,
  type Part,
  type SourcePart,
  type ToolPart,
} from "./message.ts";

/** A message under way: `texts` maps the open text blocks of the stream to their parts. */
export type Streaming = { message: Message; texts: Record<string, number>; error: string | null };

export const startStreaming = (id: string): Streaming => ({
  message: { id, role: "assistant", parts: [] },
  texts: {},
  error: null,
});

/** The message after one chunk of an `ai` UI message stream. Pure; unknown chunks change nothing. */
export function applyChunk(state: Streaming, chunk: UIMessageChunk): Streaming {
  switch (chunk.type) {
    case "start":
      return chunk.messageId
        ? { ...state, message: { ...state.message, id: chunk.messageId } }
        : state;
    case "text-start":
      return {
        ...push(state, { type: "text", text: "", state: "streaming" }),
        texts: { ...state.texts, [chunk.id]: state.message.parts.length },
      };
    case "text-delta":
      return changeText(state, chunk.id, (part) => ({ ...part, text: part.text + chunk.delta }));
    case "text-end":
      return changeText(state, chunk.id, (part) => ({ ...part, state: "done" }));
    case "tool-input-start":
      return putTool(state, {
        name: chunk.toolName,
        toolCallId: chunk.toolCallId,
        state: "input-streaming",
        input: undefined,
      });
    case "tool-input-available":
      return putTool(state, {
        name: chunk.toolName,
        toolCallId: chunk.toolCallId,
        state: "input-available",
        input: chunk.input,
      });
    case "tool-input-error":
      return putTool(state, {
        name: chunk.toolName,
        toolCallId: chunk.toolCallId,
        state: "output-error",
        input: chunk.input,
        errorText: chunk.errorText,
      });
    case "tool-output-available":
      return putTool(state, {
        toolCallId: chunk.toolCallId,
        state: "output-available",
        ...(isOutcome(chunk.output) ? { output: chunk.output } : {}),
      });
    case "tool-output-error":
      return putTool(state, {
        toolCallId: chunk.toolCallId,
        state: "output-error",
        errorText: chunk.errorText,
      });
    case "source-document":
      return push(state, chunk as SourcePart);
    case "error":
      return { ...state, error: chunk.errorText };
    default:
      return chunk.type.startsWith("data-") ? putData(state, chunk as DataPart) : state;
  }
}

function withParts(state: Streaming, parts: Part[]): Streaming {
  return { ...state, message: { ...state.message, parts } };
}

const push = (state: Streaming, part: Part) => withParts(state, [...state.message.parts, part]);

function replace(state: Streaming, index: number, part: Part): Streaming {
  return withParts(state, state.message.parts.with(index, part));
}

function changeText(
  state: Streaming,
  id: string,
  change: (part: Extract<Part, { type: "text" }>) => Part,
): Streaming {
  const index = state.texts[id];
  const part = index === undefined ? undefined : state.message.parts[index];
  return index !== undefined && part?.type === "text" ? replace(state, index, change(part)) : state;
}

function putTool(state: Streaming, change: Partial<ToolPart> & { toolCallId: string }): Streaming {
  const index = state.message.parts.findIndex(
    (part) => part.type === "tool" && part.toolCallId === change.toolCallId,
  );
  const known = state.message.parts[index];
  if (known?.type === "tool") return replace(state, index, { ...known, ...change });
  if (!change.name) return state;
  return push(state, {
    type: "tool",
    name: change.name,
    state: "input-available",
    input: undefined,
    ...change,
  });
}

/** A data part with an id replaces the one before it. */
function putData(state: Streaming, part: DataPart): Streaming {
  const index = part.id
    ? state.message.parts.findIndex((other) => other.type === part.type && other.id === part.id)
    : -1;
  return index === -1 ? push(state, part) : replace(state, index, part);
}
