import { cleanText, type StoredMessage } from "#tools/conversations/conversation.ts";
import { ToolError } from "#tools/core/errors.ts";
import { notices } from "./notices.ts";

/** What a surface sends for a turn. Parts other than text are left out. */
export type TurnInput = {
  conversationId?: string | undefined;
  message: { id?: string; parts: readonly { type: string }[] };
  trigger?: "submit" | "regenerate" | "edit" | undefined;
  messageId?: string | undefined;
};

const longest = 400_000;
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i;

/** The person's message as it is stored. Throws invalid_input for an empty or an enormous one. */
export function prepareMessage(input: TurnInput): { message: StoredMessage; text: string } {
  const texts = input.message.parts
    .filter((part): part is { type: "text"; text: string } => part.type === "text")
    .map((part) => cleanText(String(part.text)))
    .filter((text) => text.trim() !== "");
  const text = texts.join("\n\n");
  if (input.trigger !== "regenerate") {
    if (text === "") throw new ToolError("invalid_input", notices.empty);
    if (text.length > longest) throw new ToolError("invalid_input", notices.tooLong);
  }
  const { id } = input.message;
  return {
    message: {
      id: id && uuid.test(id) ? id : crypto.randomUUID(),
      role: "user",
      parts: texts.map((one) => ({ type: "text", text: one })),
    },
    text,
  };
}

export const isId = (text: string | undefined): text is string =>
  text !== undefined && uuid.test(text);

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
