import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { ref } from "../core/fields.ts";
import { forbidden } from "../core/failures.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const unlinkSlack = defineTool({
  name: "organization_unlink_slack",
  title: { fr: "Délier un compte Slack", en: "Unlink a Slack account" },
  description:
    "Ends at once what somebody's Slack account may do as their member; one's own unless a member is named.",
  permission: "organization:read",
  effect: "write",
  input: z.object({ member: ref("member").optional() }),
  output: z.object({ name: z.string(), accounts: z.int() }),
  examples: [
    { fr: "délie mon compte Slack", en: "unlink my Slack account", input: {} },
    {
      fr: "je ne veux plus être relié à Slack",
      en: "I no longer want to be linked to Slack",
      input: {},
    },
    {
      fr: "délie le compte Slack de Lea Martin",
      en: "unlink Lea Martin’s Slack account",
      input: { member: "Lea Martin" },
    },
    { fr: "coupe Slack pour Paul", en: "cut Slack off for Paul", input: { member: "Paul" } },
    {
      fr: "Zoé a perdu son téléphone, délie son Slack",
      en: "Zoé lost her phone, unlink her Slack",
      input: { member: "Zoé" },
    },
    { fr: "oublie mon Slack", en: "forget my Slack", input: {} },
  ],
  async run(ctx, input) {
    const named = input.member && (await resolveRef(ctx, "member", input.member, "member"));
    const member = await ctx.tx
      .selectFrom("members")
      .select(["id", "name"])
      .where("id", "=", named ? named.id : sql<string>`koncert.member_id()`)
      .executeTakeFirstOrThrow();
    const linked = await ctx.tx
      .selectFrom("slack_people")
      .select("id")
      .where("member_id", "=", member.id)
      .execute();
    const ended = await ctx.tx
      .deleteFrom("slack_people")
      .where("member_id", "=", member.id)
      .returning("id")
      .execute();
    if (linked.length > ended.length) throw forbidden();
    if (linked.length === 0) {
      throw new ToolError("not_found", {
        fr: `Aucun compte Slack n’est relié à ${member.name}.`,
        en: `No Slack account is linked to ${member.name}.`,
      });
    }
    return { name: member.name, accounts: ended.length };
  },
  summary: (output, say) =>
    say({
      fr: `Slack n’agit plus au nom de ${output.name}.`,
      en: `Slack no longer acts for ${output.name}.`,
    }),
});
