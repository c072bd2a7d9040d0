import { z } from "zod";
import { cleanText, type StoredMessage } from "#tools/conversations/conversation.ts";
import { ToolError } from "#tools/core/errors.ts";
import { type Subject, subjectKinds } from "#tools/core/tool.ts";
import { notices } from "./notices.ts";

/** What a surface sends for a turn. Parts other than text and received documents are left out. */
export type TurnInput = {
  conversationId?: string | undefined;
  message?: { id?: string; parts: readonly { type: string; text?: unknown; data?: unknown }[] };
  trigger?: "submit" | "regenerate" | "edit" | undefined;
  messageId?: string | undefined;
  /** What the page shows beside the conversation. */
  screen?: { kind: string; id: string; label: string } | undefined;
};

const longest = 400_000;

/** The conversation that a message is for, when it names one. Reads nothing else. */
export function readConversationId(input: unknown): string | undefined {
  return z.looseObject({ conversationId: z.uuid() }).safeParse(input).data?.conversationId;
}

const form = z.object({
  message: z
    .object({
      id: z.uuid().optional().catch(undefined),
      parts: z.array(z.looseObject({ type: z.string() })).max(1_000),
    })
    .optional(),
  trigger: z.enum(["submit", "regenerate", "edit"]).default("submit"),
  messageId: z.string().max(100).optional(),
  // A page that says wrongly what it shows must not keep the message from being answered.
  screen: z
    .object({ kind: z.enum(subjectKinds), id: z.uuid(), label: z.string().max(200) })
    .optional()
    .catch(undefined),
});

const documentData = z.looseObject({ id: z.uuid() });
const mostDocuments = 20;

export type PreparedTurn = {
  trigger: "submit" | "regenerate" | "edit";
  messageId: string | undefined;
  message: StoredMessage;
  text: string;
  /** Ids of the received documents that it carries. */
  documents: string[];
  screen: Subject | undefined;
};

/**
 * What came from outside as a turn: the message as it is stored, and its words. Throws invalid_input
 * for a message that is empty, enormous or not one.
 */
export function prepareTurn(input: unknown): PreparedTurn {
  const read = form.safeParse(input);
  if (!read.success) throw new ToolError("invalid_input", notices.empty);
  const { message, trigger, messageId, screen } = read.data;
  const texts = (message?.parts ?? [])
    .filter((part) => part.type === "text" && typeof part["text"] === "string")
    .map((part) => cleanText(part["text"] as string))
    .filter((text) => text.trim() !== "");
  const text = texts.join("\n\n");
  const documents = (message?.parts ?? []).flatMap((part) => {
    const carried =
      part.type === "data-document" ? documentData.safeParse(part["data"]).data : null;
    return carried ? [carried.id] : [];
  });
  if (documents.length > mostDocuments) throw new ToolError("invalid_input", notices.tooManyFiles);
  if (trigger !== "regenerate") {
    if (text === "" && documents.length === 0) throw new ToolError("invalid_input", notices.empty);
    if (text.length > longest) throw new ToolError("invalid_input", notices.tooLong);
  }
  return {
    trigger,
    messageId,
    text,
    documents: [...new Set(documents)],
    screen,
    message: {
      id: message?.id ?? crypto.randomUUID(),
      role: "user",
      parts: texts.map((one) => ({ type: "text", text: one })),
    },
  };
}

/** A conversation's first title: the first line of what was asked, cut at a word. */
export function titleOf(text: string): string {
  const line =
    text
      .split("\n")
      .map((one) => one.trim())
      .find((one) => one !== "") ?? "…";
  if (line.length <= 60) return line;
  const cut = line.slice(0, 60);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), 30))}…`;
}
