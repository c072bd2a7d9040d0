import { ToolError } from "../core/errors.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

/** Changes one member; the database keeps an owner. Returns the row as it was. */
export async function changeMember(
  ctx: ToolContext,
  text: string,
  change: { role: string } | { status: string },
) {
  const member = await resolveRef(ctx, "member", text, "member");
  const before = await ctx.tx
    .selectFrom("members")
    .select(["name", "role", "status"])
    .where("id", "=", member.id)
    .executeTakeFirstOrThrow();
  const changed = await ctx.tx
    .updateTable("members")
    .set(change)
    .where("id", "=", member.id)
    .returning("id")
    .executeTakeFirst();
  if (!changed) {
    throw new ToolError("forbidden", {
      fr: "Seul un propriétaire peut changer les membres.",
      en: "Only an owner may change members.",
    });
  }
  return { member, before };
}
