import { sql } from "kysely";
import { z } from "zod";
import { onlyAPerson, takeApproval } from "../core/approval.ts";
import { ToolError } from "../core/errors.ts";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

/** Decides a stored request; on « accept » the stored call runs in this very transaction. */
export const decideApproval = defineTool({
  name: "organization_decide_approval",
  title: { fr: "Décider d’une approbation", en: "Decide an approval" },
  description:
    "A person accepts or refuses a pending approval; accepting runs it. Never for the model.",
  permission: "organization:approve",
  effect: "write",
  input: z.object({
    approval: ref("approval"),
    decision: choice("decision", ["accept", "refuse"]),
  }),
  output: z.object({
    approvalId: z.uuid(),
    tool: z.string(),
    decision: z.enum(["accept", "refuse"]),
    summary: z.object({ fr: z.string(), en: z.string() }),
    value: z.unknown(),
  }),
  examples: [
    {
      fr: "j’accepte le remboursement en attente",
      en: "I accept the pending refund",
      input: { approval: "remboursement", decision: "accept" },
    },
    {
      fr: "refuse la demande d’annulation de Lyon",
      en: "refuse the request to cancel Lyon",
      input: { approval: "Lyon", decision: "refuse" },
    },
    {
      fr: "valide l’approbation",
      en: "approve the request",
      input: { approval: "approbation", decision: "accept" },
    },
    {
      fr: "non, on ne valide pas la demande de mise en vente",
      en: "no, do not approve the on-sale request",
      input: { approval: "mise en vente", decision: "refuse" },
    },
    {
      fr: "approuve l’annulation en attente",
      en: "approve the pending cancellation",
      input: { approval: "annulation", decision: "accept" },
    },
    {
      fr: "rejette l’approbation en cours",
      en: "reject the open approval",
      input: { approval: "approbation", decision: "refuse" },
    },
  ],
  async run(ctx, input) {
    if (ctx.actor.via === "agent" || ctx.actor.via === "mcp") throw onlyAPerson();
    const approval = await ctx.tx
      .selectFrom("approvals")
      .select(["id", "tool", "input", "input_hash", "status"])
      .where("id", "=", requireId(input.approval))
      .executeTakeFirst();
    if (!approval) throw unknown();
    const tool = ctx.find(approval.tool);
    if (!tool) throw gone();
    if (input.decision === "refuse") {
      const refused = await ctx.tx
        .updateTable("approvals")
        .set({
          status: "refused",
          decided_by: sql<string>`koncert.member_id()`,
          decided_at: sql<Date>`now()`,
        })
        .where("id", "=", approval.id)
        .where("status", "=", "pending")
        .returning("id")
        .executeTakeFirst();
      if (!refused) throw gone();
      return {
        approvalId: approval.id,
        tool: approval.tool,
        decision: input.decision,
        summary: {
          fr: `Demande refusée : ${tool.title.fr.toLowerCase()}. Rien n’a été fait.`,
          en: `Request refused: ${tool.title.en.toLowerCase()}. Nothing was done.`,
        },
        value: null,
      };
    }
    await takeApproval(ctx, approval.id, tool, approval.input, approval.input_hash);
    const value = await ctx.call(approval.tool, approval.input);
    const summary = {
      fr: tool.summary(value, ctx.sayIn("fr")),
      en: tool.summary(value, ctx.sayIn("en")),
    };
    await ctx.tx
      .updateTable("approvals")
      .set({ result: JSON.stringify({ summary, value }) })
      .where("id", "=", approval.id)
      .execute();
    return {
      approvalId: approval.id,
      tool: approval.tool,
      decision: input.decision,
      summary,
      value,
    };
  },
  summary: (output, say) => say(output.summary),
  about: (output) => [{ kind: "approval", id: output.approvalId, label: output.tool }],
});

function requireId(text: string): string {
  const id = z.uuid().safeParse(text);
  if (!id.success) throw unknown();
  return id.data;
}

function unknown() {
  return new ToolError(
    "not_found",
    { fr: "Cette demande d’approbation n’existe pas.", en: "There is no such approval." },
    { field: "approval" },
  );
}

function gone() {
  return new ToolError("expired", {
    fr: "Cette demande d’approbation n’est plus ouverte : déjà décidée, expirée ou modifiée. Refaites la demande.",
    en: "This approval is no longer open: decided, expired or changed. Ask again.",
  });
}
