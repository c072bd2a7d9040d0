import { sql } from "kysely";
import { canonical } from "./canonical.ts";
import { ToolError } from "./errors.ts";
import { parseInput } from "./parse.ts";
import type { Preview, Tool, ToolContext } from "./tool.ts";

export type Gate = { approvalId: string; preview: Preview; expiresAt: string };

const lifetimeHours = 72;

/** Stores what is asked, with its preview, for a person to decide. */
export async function openApproval(
  ctx: ToolContext,
  tool: Tool,
  input: Record<string, unknown>,
  inputHash: string,
): Promise<Gate> {
  const preview: Preview = (await tool.preview?.(ctx, input)) ?? {
    title: tool.title,
    lines: [],
  };
  const row =
    (await openAlready(ctx, tool, inputHash, preview)) ??
    (await ctx.tx
      .insertInto("approvals")
      .values({
        tool: tool.name,
        input: JSON.stringify(input),
        input_hash: inputHash,
        preview: JSON.stringify(preview),
        requested_by: sql<string>`koncert.member_id()`,
        requested_via: ctx.actor.via,
        conversation_id: ctx.conversationId ?? null,
        run_id: ctx.runId ?? null,
        expires_at: sql<Date>`now() + make_interval(hours => ${lifetimeHours})`,
      })
      .returning(["id", "expires_at"])
      .executeTakeFirstOrThrow());
  return { approvalId: row.id, preview, expiresAt: new Date(row.expires_at).toISOString() };
}

/** The same request made twice is one request, as long as the same would happen. */
function openAlready(ctx: ToolContext, tool: Tool, inputHash: string, preview: Preview) {
  return ctx.tx
    .selectFrom("approvals")
    .select(["id", "expires_at"])
    .where("tool", "=", tool.name)
    .where("input_hash", "=", inputHash)
    .where("requested_by", "is not distinct from", sql<string>`koncert.member_id()`)
    .where("status", "=", "pending")
    .where("expires_at", ">", sql<Date>`now()`)
    .where(sql<boolean>`preview = ${JSON.stringify(preview)}::jsonb`)
    .executeTakeFirst();
}

/**
 * Consumes an approval for exactly this tool and input, inside the transaction that runs it:
 * of two attempts one wins, and a failed run leaves the approval open. What would happen now must be
 * what the person read: a name in the input may have come to mean another row since.
 */
export async function takeApproval(
  ctx: ToolContext,
  approvalId: string,
  tool: Tool,
  input: unknown,
  inputHash: string,
): Promise<void> {
  if (ctx.actor.via === "agent" || ctx.actor.via === "mcp") throw onlyAPerson();
  const taken = await ctx.tx
    .updateTable("approvals")
    .set({
      status: "accepted",
      decided_by: sql<string>`koncert.member_id()`,
      decided_at: sql<Date>`now()`,
      call_id: ctx.callId,
    })
    .where("id", "=", approvalId)
    .where("tool", "=", tool.name)
    .where("input_hash", "=", inputHash)
    .where("status", "=", "pending")
    .where("expires_at", ">", sql<Date>`now()`)
    .returning(["id", "preview"])
    .executeTakeFirst();
  if (!taken) {
    throw new ToolError("expired", {
      fr: "Cette demande d’approbation n’est plus ouverte : déjà décidée, expirée ou modifiée. Refaites la demande.",
      en: "This approval is no longer open: decided, expired or changed. Ask again.",
    });
  }
  const now = await tool.preview?.(ctx, parseInput(tool, input));
  if (now && canonical(JSON.parse(JSON.stringify(now))) !== canonical(taken.preview)) {
    throw new ToolError("conflict", {
      fr: "Depuis cette demande, la situation a changé : ce qui se passerait n’est plus ce qui est affiché. Refaites la demande.",
      en: "Things have changed since this request: what would happen is no longer what it shows. Ask again.",
    });
  }
}

export function onlyAPerson() {
  return new ToolError("forbidden", {
    fr: "Seule une personne peut décider d’une approbation.",
    en: "Only a person can decide an approval.",
  });
}
