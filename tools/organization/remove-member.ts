import { sql } from "kysely";
import { z } from "zod";
import { ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { changeMember } from "./change-member.ts";

export const removeMember = defineTool({
  name: "organization_remove_member",
  title: { fr: "Retirer un membre", en: "Remove a member" },
  description: "Ends a member's access at once; what they did stays in the history.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({ member: ref("member") }),
  output: z.object({ memberId: z.uuid(), name: z.string() }),
  examples: [
    {
      fr: "retire Paul de la structure",
      en: "remove Paul from the organization",
      input: { member: "Paul" },
    },
    {
      fr: "coupe l’accès de Marc Petit",
      en: "cut Marc Petit's access",
      input: { member: "Marc Petit" },
    },
    {
      fr: "Sam ne travaille plus avec nous, enlève-le",
      en: "Sam no longer works with us, take him out",
      input: { member: "Sam" },
    },
    { fr: "supprime le membre Inès", en: "delete the member Inès", input: { member: "Inès" } },
    { fr: "désactive le compte de Zoé", en: "deactivate Zoé's account", input: { member: "Zoé" } },
    {
      fr: "enlève les accès à Lea Martin",
      en: "revoke Lea Martin's access",
      input: { member: "Lea Martin" },
    },
    {
      fr: "Zoé ne travaille plus avec nous, retire-la",
      en: "Zoé no longer works with us, remove her",
      input: { member: "Zoé" },
    },
    {
      fr: "retire Marc Petit des membres",
      en: "remove Marc Petit from the members",
      input: { member: "Marc Petit" },
    },
    {
      fr: "révoque l’accès de Paul Durand",
      en: "revoke Paul Durand's access",
      input: { member: "Paul Durand" },
    },
  ],
  async run(ctx, input) {
    const { member, before } = await changeMember(ctx, input.member, { status: "left" });
    await sql`select koncert.record_audit('member_removed', 'members', ${member.id}::uuid)`.execute(
      ctx.tx,
    );
    return { memberId: member.id, name: before.name };
  },
  summary: (output, say) =>
    say({
      fr: `${output.name} n’a plus accès à la structure.`,
      en: `${output.name} no longer has access.`,
    }),
  about: (output) => [{ kind: "member", id: output.memberId, label: output.name }],
});
