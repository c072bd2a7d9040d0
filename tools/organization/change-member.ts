import { z } from "zod";
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
  if (!z.uuid().safeParse(text).success && !saysName(text, member.label)) {
    throw new ToolError(
      "not_found",
      {
        fr: `Aucun membre ne s’appelle « ${text} ».`,
        en: `No member is called “${text}”.`,
      },
      { field: "member", choices: [member] },
    );
  }
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

/** Rights are never changed on a likeness: each word said stands in the name. */
function saysName(text: string, name: string): boolean {
  const wordsOf = (value: string) =>
    value
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const known = wordsOf(name);
  return wordsOf(text).every((word) => known.includes(word));
}
