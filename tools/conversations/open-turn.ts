import { sql } from "kysely";
import { asActor, type Tx } from "#database/as-actor.ts";
import type { Context } from "../core/context.ts";
import type { Preview, Subject } from "../core/tool.ts";
import { ToolError } from "../core/errors.ts";
import { readSubject, type SubjectRow } from "../find/read-subject.ts";
import {
  bodyOf,
  noSuchConversation,
  readMessage,
  storable,
  type StoredMessage,
} from "./conversation.ts";

export type TurnRequest = {
  conversationId: string;
  runId: string;
  /** `edit` replaces the message `messageId` and all that follows; `regenerate` keeps it and answers it again. */
  trigger: "submit" | "regenerate" | "edit";
  message: StoredMessage;
  messageId: string | undefined;
  /** What the page shows, as it says so itself: another company's row is read as nothing. */
  screen: Subject | undefined;
  title: string;
  /** What the model is told beside the message; kept with it. */
  describe(around: Around): string;
  provider: string;
  model: string;
};

export type PendingApproval = {
  id: string;
  tool: string;
  runId: string | null;
  preview: Preview;
};

/** What is true when the message comes. */
export type Around = {
  organizationName: string;
  memberName: string;
  timeZone: string;
  pending: PendingApproval[];
  screen: SubjectRow | undefined;
};

export type OpenTurn = Around & {
  /** What was said before this message, oldest first. */
  history: StoredMessage[];
  /** The message to answer: the one sent, or the one to answer again. */
  message: StoredMessage;
  isNew: boolean;
  memory: unknown;
  budgetCents: number | null;
  /** Spent by the organization this month, in millionths of a cent. */
  spentMicrocents: number;
};

/** Longer conversations start from their last compaction or from the latest of these. */
const messagesKept = 200;

/**
 * Stores the person's message and the run that answers it, in one transaction, and reads what the
 * answer needs. Locks the conversation. Throws not_found for a conversation of somebody else,
 * forbidden for a member who may not use the agent.
 */
export function openTurn(context: Context, request: TurnRequest): Promise<OpenTurn> {
  return asActor(context.database, context.actor, (tx) => open(tx, context, request), {
    permission: "agent:use",
  });
}

async function open(tx: Tx, context: Context, sent: TurnRequest): Promise<OpenTurn> {
  const { conversationId } = sent;
  const [created, conversation, known, surroundings, pendingRows, screen] = await Promise.all([
    tx
      .insertInto("conversations")
      .values({
        id: conversationId,
        title: sent.title,
        channel: context.actor.via === "agent" ? "web" : context.actor.via,
      })
      .onConflict((conflict) => conflict.column("id").doNothing())
      .returning("id")
      .executeTakeFirst(),
    tx
      .selectFrom("conversations")
      .select(["id", "focus"])
      .where("id", "=", conversationId)
      .where("archived_at", "is", null)
      .forUpdate()
      .executeTakeFirst(),
    tx
      .selectFrom("messages")
      .select(["id", "role", "parts", "position"])
      .where("conversation_id", "=", conversationId)
      .orderBy("position", "desc")
      .limit(messagesKept)
      .execute(),
    readSurroundings(tx, context.now),
    tx
      .selectFrom("approvals")
      .select(["id", "tool", "run_id", "preview"])
      .where("conversation_id", "=", conversationId)
      .where("status", "=", "pending")
      .where("expires_at", ">", sql<Date>`now()`)
      .orderBy("created_at")
      .execute(),
    sent.screen && readSubject(tx, sent.screen.kind, sent.screen.id),
  ]);
  if (!conversation) throw noSuchConversation();
  const messages = known.toReversed();
  const request = answeringAgain(messages, sent);
  const last = messages.at(-1)?.position ?? -1;
  const at = findTarget(messages, request);
  const kept = at === undefined ? messages : messages.slice(0, at);
  const target = at === undefined ? undefined : messages[at];
  const around = {
    ...surroundings,
    screen,
    pending: pendingRows.map((row) => ({
      id: row.id,
      tool: row.tool,
      runId: row.run_id,
      preview: row.preview as unknown as Preview,
    })),
  };
  const memory = target ? memoryBefore(readMessage(target)) : conversation.focus;
  const message: StoredMessage =
    request.trigger === "regenerate" && target
      ? readMessage(target)
      : {
          ...request.message,
          parts: [
            { type: "data-context", data: { text: request.describe(around) } },
            ...request.message.parts,
            { type: "data-memory", data: memory },
          ],
        };

  if (target) {
    const from = target.position + (request.trigger === "regenerate" ? 1 : 0);
    await tx
      .deleteFrom("messages")
      .where("conversation_id", "=", conversationId)
      .where("position", ">=", from)
      .execute();
  }
  await Promise.all([
    target && request.trigger === "regenerate"
      ? undefined
      : tx
          .insertInto("messages")
          .values({
            id: message.id,
            conversation_id: conversationId,
            position: target?.position ?? last + 1,
            role: "user",
            parts: storable(message.parts),
            body: bodyOf(message.parts),
          })
          .execute(),
    tx
      .insertInto("runs")
      .values({
        id: request.runId,
        conversation_id: conversationId,
        via: context.actor.via,
        provider: request.provider,
        model: request.model,
      })
      .execute(),
    tx
      .updateTable("conversations")
      .set({
        last_message_at: sql<Date>`now()`,
        ...(target ? { focus: storable(memory) } : {}),
      })
      .where("id", "=", conversationId)
      .execute(),
  ]);
  return {
    ...around,
    history: kept.map(readMessage),
    message,
    isNew: created !== undefined,
    memory,
  };
}

/** A message that is stored already was sent again because its answer got lost: it is answered again. */
function answeringAgain(messages: { id: string; role: string }[], sent: TurnRequest): TurnRequest {
  const stored = messages.some(({ id, role }) => id === sent.message.id && role === "user");
  return sent.trigger === "submit" && stored
    ? { ...sent, trigger: "regenerate", messageId: sent.message.id }
    : sent;
}

/** The person's message that an edit or a retry goes back to; without an id, their last one. */
function findTarget(
  messages: { id: string; role: string }[],
  request: TurnRequest,
): number | undefined {
  if (request.trigger === "submit") return undefined;
  const index = request.messageId
    ? messages.findIndex((message) => message.id === request.messageId)
    : messages.length - 1;
  const asked = messages.slice(0, index + 1).findLastIndex((message) => message.role === "user");
  if (asked === -1) {
    throw new ToolError("not_found", {
      fr: "Ce message n’est plus dans la conversation. Rechargez-la.",
      en: "This message is no longer in the conversation. Reload it.",
    });
  }
  return asked;
}

/** What the interpreter remembered before it read the message. */
function memoryBefore(message: StoredMessage): unknown {
  return message.parts.findLast((part) => part.type === "data-memory")?.["data"] ?? [];
}

async function readSurroundings(tx: Tx, now: Date) {
  const month = `${now.toISOString().slice(0, 7)}-01`;
  const { rows } = await sql<{
    organizationName: string;
    timeZone: string;
    budgetCents: number | null;
    memberName: string;
    spentMicrocents: number;
  }>`
    select o.name as "organizationName", o.time_zone as "timeZone",
      o.monthly_agent_budget_cents as "budgetCents",
      coalesce((select m.name from members m where m.id = koncert.member_id()), 'KONCERT') as "memberName",
      coalesce((select sum(r.cost_microcents) from runs r
        where o.monthly_agent_budget_cents is not null
          and r.created_at >= ${month}::date), 0)::bigint as "spentMicrocents"
    from organizations o`.execute(tx);
  const row = rows[0];
  if (!row) throw noSuchConversation();
  return row;
}
