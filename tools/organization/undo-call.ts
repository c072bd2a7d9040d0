import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import type { Text } from "../core/text.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";

const changed = z.object({ table: z.string(), rows: z.int() });

const name = "organization_undo_call";

export const undoCall = defineTool({
  name,
  title: { fr: "Annuler la dernière action", en: "Undo the last action" },
  description:
    "Reverses one writing call row by row; without an id, the last undoable one of this conversation.",
  permission: "organization:read",
  effect: "write",
  input: z.object({ call: ref("call").optional() }),
  output: z.object({
    callId: z.uuid(),
    tool: z.string(),
    title: z.object({ fr: z.string(), en: z.string() }),
    changes: z.int(),
    tables: z.array(changed),
  }),
  examples: [
    { fr: "annule la dernière action", en: "undo the last action", input: {} },
    { fr: "annule ça", en: "undo that", input: {} },
    { fr: "reviens en arrière", en: "go back", input: {} },
    {
      fr: "je me suis trompé, défais ce que tu viens de faire",
      en: "my mistake, revert what you just did",
      input: {},
    },
    { fr: "remets comme avant", en: "put it back as it was", input: {} },
    { fr: "annule la dernière modification stp", en: "undo the last change please", input: {} },
    { fr: "oups, retour arrière", en: "oops, undo", input: {} },
  ],
  async escalate(ctx, input) {
    const call = await findCall(ctx, input.call);
    return standsOnApproval(ctx, call);
  },
  async preview(ctx, input) {
    const call = await findCall(ctx, input.call);
    const title = await titleOf(ctx, call);
    // Tried and put back, so that nobody is asked to accept what is no longer possible.
    await sql`savepoint tried`.execute(ctx.tx);
    const undone = await undo(ctx, call.id);
    await sql`rollback to savepoint tried`.execute(ctx.tx);
    return {
      title: { fr: `Annuler : ${title.fr}`, en: `Undo: ${title.en}` },
      lines: [
        { label: { fr: "Fait le", en: "Done on" }, value: new Date(call.created_at).toISOString() },
        { label: { fr: "Lignes rétablies", en: "Rows restored" }, value: String(undone.changes) },
      ],
      warnings: [
        {
          fr: "Revenir sur cette action demande aussi l’accord d’une personne.",
          en: "Taking this action back needs a person's approval as well.",
        },
      ],
    };
  },
  async run(ctx, input) {
    const call = await findCall(ctx, input.call);
    const undone = await undo(ctx, call.id);
    const tables = Object.entries(Object.groupBy(undone.rows, (row) => row.table)).map(
      ([table, touched]) => ({ table, rows: touched?.length ?? 0 }),
    );
    return {
      callId: call.id,
      tool: call.tool,
      title: await titleOf(ctx, call),
      changes: undone.changes,
      tables,
    };
  },
  summary: (output, say) =>
    say({
      fr: `C’est annulé : ${output.title.fr.toLowerCase()} (${say.count(output.changes, {
        fr: { one: "ligne rétablie", other: "lignes rétablies" },
        en: { one: "row restored", other: "rows restored" },
      })}).`,
      en: `Undone: ${output.title.en.toLowerCase()} (${say.count(output.changes, {
        fr: { one: "ligne rétablie", other: "lignes rétablies" },
        en: { one: "row restored", other: "rows restored" },
      })}).`,
    }),
  about: (output) => [{ kind: "call", id: output.callId, label: output.tool }],
});

async function undo(ctx: ToolContext, callId: string) {
  const { rows } = await sql<{ undone: { changes: number; rows: { table: string }[] } }>`
    select koncert.undo_call(${callId}::uuid) as undone`.execute(ctx.tx);
  return rows[0]?.undone ?? { changes: 0, rows: [] };
}

/** What was done; of an act that a person accepted, the act rather than the decision. */
async function titleOf(ctx: ToolContext, call: Call): Promise<Text> {
  const accepted = await ctx.tx
    .selectFrom("approvals")
    .select("tool")
    .where("call_id", "=", call.id)
    .where("status", "=", "accepted")
    .executeTakeFirst();
  const tool = accepted?.tool ?? call.tool;
  return ctx.find(tool)?.title ?? { fr: tool, en: tool };
}

type Call = { id: string; tool: string; input: unknown };

/** The call named, or the caller's last one that still stands, in this conversation when there is one. */
async function findCall(ctx: ToolContext, id: string | undefined) {
  let query = ctx.tx
    .selectFrom("tool_calls")
    .select(["id", "tool", "input", "created_at"])
    .where("status", "=", "ok")
    .where("effect", "<>", "read");
  if (id) {
    if (!z.uuid().safeParse(id).success) throw nothing();
    query = query.where("id", "=", id);
  } else {
    query = query
      .where("undone_by", "is", null)
      .where("tool", "<>", name)
      .where("member_id", "=", sql<string>`koncert.member_id()`)
      .where((where) =>
        where.exists(
          where
            .selectFrom("row_changes")
            .select("row_changes.id")
            .whereRef("row_changes.call_id", "=", "tool_calls.id"),
        ),
      )
      .orderBy("created_at", "desc")
      .limit(1);
    if (ctx.conversationId) query = query.where("conversation_id", "=", ctx.conversationId);
  }
  const call = await query.executeTakeFirst();
  if (!call) throw nothing();
  return call;
}

/**
 * Whether taking the call back needs a person: what a person had to accept, what only a person may
 * do, and, for an undo, what it would do again.
 */
async function standsOnApproval(ctx: ToolContext, call: Call): Promise<boolean> {
  const accepted = await ctx.tx
    .selectFrom("approvals")
    .select("id")
    .where("call_id", "=", call.id)
    .where("status", "=", "accepted")
    .executeTakeFirst();
  const tool = ctx.find(call.tool);
  if (accepted || tool?.effect === "irreversible") return true;
  if (call.tool === name) {
    const undone = await ctx.tx
      .selectFrom("tool_calls")
      .select(["id", "tool", "input"])
      .where("undone_by", "=", call.id)
      .executeTakeFirst();
    return undone ? standsOnApproval(ctx, undone) : false;
  }
  return (await tool?.escalateUndo?.(ctx, call.input)) ?? false;
}

function nothing() {
  return new ToolError("not_found", {
    fr: "Il n’y a rien à annuler ici.",
    en: "There is nothing to undo here.",
  });
}
