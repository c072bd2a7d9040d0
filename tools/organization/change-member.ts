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
  if (before.status === "left") {
    throw new ToolError("conflict", {
      fr: `${before.name} ne fait plus partie de la structure.`,
      en: `${before.name} is no longer a member.`,
    });
  }
  if ("role" in change && change.role === before.role) {
    throw new ToolError("conflict", {
      fr: `${before.name} a déjà ce rôle.`,
      en: `${before.name} already has this role.`,
    });
  }
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
