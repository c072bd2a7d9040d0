import {
  convertToModelMessages,
  type FilePart,
  type ModelMessage,
  type ToolSet,
  type UIMessage,
} from "ai";
import type { StoredMessage } from "#tools/conversations/conversation.ts";

/**
 * The conversation as the model reads it, from its last compaction on. The context of each message was
 * kept with it, so that what was sent before is sent again byte for byte; the last message marks how far
 * the cache reaches.
 */
export async function toModelHistory(
  messages: StoredMessage[],
  tools: ToolSet,
  files: ReadonlyMap<string, FilePart> = new Map(),
): Promise<ModelMessage[]> {
  const history = await convertToModelMessages(sinceCompaction(messages).map(toUiMessage), {
    tools,
    ignoreIncompleteToolCalls: true,
    convertDataPart: (part) => {
      if (part.type === "data-context") {
        return { type: "text", text: (part.data as { text: string }).text };
      }
      if (part.type === "data-document") return files.get((part.data as { id: string }).id);
      if (part.type === "data-compaction") {
        const { text, providerMetadata } = part.data as {
          text: string;
          providerMetadata: Record<string, Record<string, string>>;
        };
        return { type: "text", text, providerOptions: providerMetadata };
      }
      return undefined;
    },
  });
  const spoken = history.filter(({ content }) => content.length > 0);
  const last = spoken.at(-1);
  if (last?.role === "user") {
    last.providerOptions = { anthropic: { cacheControl: { type: "ephemeral" } } };
  }
  return spoken;
}

/** The messages that the model still reads word for word. */
export function sinceCompaction(messages: StoredMessage[]): StoredMessage[] {
  const compacted = messages.findLastIndex((message) =>
    message.parts.some((part) => part.type === "data-compaction"),
  );
  return messages.slice(Math.max(0, compacted - 1));
}

const toUiMessage = (message: StoredMessage) => message as unknown as UIMessage;
