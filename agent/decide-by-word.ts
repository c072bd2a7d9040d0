import type { Outcome } from "#tools/core/outcome.ts";
import type { PendingApproval } from "#tools/conversations/open-turn.ts";
import type { StoredMessage } from "#tools/conversations/conversation.ts";
import table from "./decision-words.json" with { type: "json" };

export type Decision =
  | { kind: "decide"; approval: PendingApproval; decision: "accept" | "refuse" }
  /** A decision was meant, but there are several to take. */
  | { kind: "several" };

/** « importe » decides what a document proposes, and nothing else. */
const importTool = "documents_import_rows";

type Meaning = keyof typeof table;
const meanings = new Map<string, Meaning>(
  (Object.keys(table) as Meaning[]).flatMap((meaning) =>
    table[meaning].map((words) => [words, meaning] as const),
  ),
);

/**
 * What a whole message that is plainly a decision means for the approvals that wait in the
 * conversation. « J'accepte » decides the only one; a mere « oui » does so only right after the answer
 * that asked for it, because later it may answer something else.
 */
export function decideByWord(
  text: string,
  pending: PendingApproval[],
  lastAnswer: StoredMessage | undefined,
): Decision | undefined {
  const meaning = meanings.get(plain(text));
  if (!meaning) return undefined;
  const imports = meaning === "import";
  const fitting = imports ? pending.filter(({ tool }) => tool === importTool) : pending;
  if (fitting.length === 0) return undefined;
  const explicit = imports || meaning === "accept" || meaning === "refuse";
  const [approval, ...others] = fitting;
  if (!approval || others.length > 0) return explicit ? { kind: "several" } : undefined;
  if (!explicit && !asksFor(lastAnswer, approval.id)) return undefined;
  return {
    kind: "decide",
    approval,
    decision: meaning === "no" || meaning === "refuse" ? "refuse" : "accept",
  };
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
}

/** Whether the answer raised this approval and asked nothing else. */
function asksFor(message: StoredMessage | undefined, approvalId: string): boolean {
  if (!message) return false;
  if (message.parts.some((part) => part.type === "data-choices")) return false;
  return message.parts.some((part) => {
    const outcome = part["output"] as Outcome | undefined;
    return (
      part.type.startsWith("tool-") &&
      outcome?.ok === false &&
      "pending" in outcome &&
      outcome.pending.approvalId === approvalId
    );
  });
}
