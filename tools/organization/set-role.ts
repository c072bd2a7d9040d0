import { sql } from "kysely";
import { z } from "zod";
import { choice, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { changeMember } from "./change-member.ts";
import { roleNames, roleWords } from "./roles.ts";

export const setRole = defineTool({
  name: "organization_set_role",
  title: { fr: "Changer le rôle d’un membre", en: "Change a member's role" },
  description: "Gives a member another role; the last owner keeps theirs.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({ member: ref("member"), role: choice("role", roleNames) }),
  output: z.object({
    memberId: z.uuid(),
    name: z.string(),
    before: z.enum(roleNames),
    role: z.enum(roleNames),
  }),
  examples: [
    {
      fr: "passe Lea Martin en comptable",
      en: "make Lea Martin accountant",
      input: { member: "Lea Martin", role: "accountant" },
    },
    {
      fr: "mets Marc en responsable",
      en: "set Marc as manager",
      input: { member: "Marc", role: "manager" },
    },
    {
      fr: "change le rôle de Paul : lecture seule",
      en: "change Paul's role to viewer",
      input: { member: "Paul", role: "viewer" },
    },
    {
      fr: "Zoé devient propriétaire",
      en: "Zoé becomes owner",
      input: { member: "Zoé", role: "owner" },
    },
    {
      fr: "Sam doit juste scanner les billets, change ses droits",
      en: "Sam should only scan tickets, change their rights",
      input: { member: "Sam", role: "door_staff" },
    },
    {
      fr: "donne les droits de comptable à Inès",
      en: "give Inès the accountant rights",
      input: { member: "Inès", role: "accountant" },
    },
  ],
  async run(ctx, input) {
    const { member, before } = await changeMember(ctx, input.member, { role: input.role });
    await sql`select koncert.record_audit('role_changed', 'members', ${member.id}::uuid,
      ${JSON.stringify({ before: before.role, after: input.role })}::jsonb)`.execute(ctx.tx);
    return {
      memberId: member.id,
      name: before.name,
      before: z.enum(roleNames).parse(before.role),
      role: input.role,
    };
  },
  summary: (output, say) =>
    say({
      fr: `${output.name} passe de « ${roleWords[output.before].fr.toLowerCase()} » à « ${roleWords[output.role].fr.toLowerCase()} ».`,
      en: `${output.name} goes from ${roleWords[output.before].en.toLowerCase()} to ${roleWords[output.role].en.toLowerCase()}.`,
    }),
  about: (output) => [{ kind: "member", id: output.memberId, label: output.name }],
});
