import { z } from "zod";
import type { Text } from "../core/text.ts";
import { subjectKinds, type Subject, type ToolContext } from "../core/tool.ts";
import { decideApproval } from "./decide-approval.ts";

export const subject = z.object({ kind: z.enum(subjectKinds), id: z.uuid(), label: z.string() });

export const callTitle = (ctx: ToolContext, tool: string): Text =>
  ctx.find(tool)?.title ?? { fr: tool, en: tool };

/** What a stored call came to, in the reader's words; nothing where its output no longer has its tool's shape. */
export function sayCall(
  ctx: ToolContext,
  name: string,
  output: unknown,
): { summary: string | null; about: Subject[] } {
  const tool = ctx.find(name);
  const kept = tool?.output.safeParse(output);
  if (!tool || !kept?.success) return { summary: null, about: [] };
  return { summary: tool.summary(kept.data, ctx.say), about: aboutOf(ctx, name, kept.data) };
}

/** An accepted request is about what it did, not about itself. */
function aboutOf(ctx: ToolContext, name: string, output: unknown): Subject[] {
  const decided = name === decideApproval.name ? decideApproval.output.parse(output) : undefined;
  if (decided?.value) return sayCall(ctx, decided.tool, decided.value).about;
  return ctx.find(name)?.about?.(output) ?? [];
}
