import { sql } from "kysely";
import { z } from "zod";
import { choice } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { roleNames, roleWords } from "./roles.ts";

export const listMembers = defineTool({
  name: "organization_list_members",
  title: { fr: "Membres et invitations", en: "Members and invitations" },
  description: "Members with role and status, and open invitations.",
  permission: "organization:read",
  effect: "read",
  input: z.object({ role: choice("role", roleNames).optional() }),
  output: z.object({
    members: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        email: z.string(),
        role: z.enum(roleNames),
        status: z.string(),
      }),
    ),
    invitations: z.array(
      z.object({ email: z.string(), role: z.enum(roleNames), expiresAt: z.string() }),
    ),
  }),
  examples: [
    { fr: "qui est dans l’équipe ?", en: "who is in the team?", input: {} },
    { fr: "liste des membres", en: "list of members", input: {} },
    { fr: "qui a accès à quoi chez nous", en: "who has access to what here", input: {} },
    { fr: "montre les comptables", en: "show the accountants", input: { role: "accountant" } },
    {
      fr: "quelles invitations sont encore ouvertes ?",
      en: "which invitations are still open?",
      input: {},
    },
    { fr: "c’est qui les responsables", en: "who are the managers", input: { role: "manager" } },
    {
      fr: "qui scanne les billets dans l’équipe ?",
      en: "who scans tickets in the team?",
      input: { role: "door_staff" },
    },
    {
      fr: "qui chez nous s’occupe du contrôle à l’entrée",
      en: "who handles the door for us",
      input: { role: "door_staff" },
    },
  ],
  async run(ctx, input) {
    let members = ctx.tx
      .selectFrom("members")
      .select(["id", "name", "email", "role", "status"])
      .where("status", "<>", "left")
      .orderBy("name");
    if (input.role) members = members.where("role", "=", input.role);
    let invitations = ctx.tx
      .selectFrom("invitations")
      .select(["email", "role", "expires_at"])
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .where("expires_at", ">", sql<Date>`now()`)
      .orderBy("email");
    if (input.role) invitations = invitations.where("role", "=", input.role);
    return {
      members: (await members.execute()).map((row) => ({
        ...row,
        role: z.enum(roleNames).parse(row.role),
      })),
      invitations: (await invitations.execute()).map((row) => ({
        email: row.email,
        role: z.enum(roleNames).parse(row.role),
        expiresAt: new Date(row.expires_at).toISOString(),
      })),
    };
  },
  summary: (output, say) => {
    const members = say.count(output.members.length, {
      fr: { one: "membre", other: "membres" },
      en: { one: "member", other: "members" },
    });
    const open = say.count(output.invitations.length, {
      fr: { one: "invitation en cours", other: "invitations en cours" },
      en: { one: "open invitation", other: "open invitations" },
    });
    return output.invitations.length > 0 ? `${members}, ${open}.` : `${members}.`;
  },
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Membres", en: "Members" }),
    columns: [
      { key: "name", label: say({ fr: "Nom", en: "Name" }), type: "text" },
      { key: "email", label: "E-mail", type: "text" },
      { key: "role", label: say({ fr: "Rôle", en: "Role" }), type: "text" },
      { key: "status", label: say({ fr: "État", en: "State" }), type: "text" },
    ],
    rows: [
      ...output.members.map((member) => ({
        name: member.name,
        email: member.email,
        role: say(roleWords[member.role]),
        status: say(
          member.status === "active"
            ? { fr: "Actif", en: "Active" }
            : { fr: "Suspendu", en: "Suspended" },
        ),
      })),
      ...output.invitations.map((invitation) => ({
        name: "—",
        email: invitation.email,
        role: say(roleWords[invitation.role]),
        status: say({ fr: "Invité", en: "Invited" }),
      })),
    ],
    total: output.members.length + output.invitations.length,
  }),
  about: (output) =>
    output.members.map(({ id, name }) => ({ kind: "member" as const, id, label: name })),
});
