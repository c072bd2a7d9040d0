import { createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { choice, email } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { roleNames, roleWords } from "./roles.ts";

export const inviteMember = defineTool({
  name: "organization_invite_member",
  title: { fr: "Inviter un membre", en: "Invite a member" },
  description: "Invites a person by e-mail with a role; the link is mailed and lasts 14 days.",
  permission: "organization:invite",
  effect: "write",
  outbound: true,
  input: z.object({ email: email(), role: choice("role", roleNames).default("viewer") }),
  output: z.object({
    invitationId: z.uuid(),
    email: z.string(),
    role: z.enum(roleNames),
    expiresAt: z.string(),
  }),
  examples: [
    {
      fr: "invite lea@exemple.fr comme comptable",
      en: "invite lea@example.com as accountant",
      input: { email: "lea@exemple.fr", role: "accountant" },
    },
    {
      fr: "ajoute marc@exemple.fr dans l’équipe, régisseur",
      en: "add marc@example.com to the team, manager",
      input: { email: "marc@exemple.fr", role: "manager" },
    },
    {
      fr: "donne un accès lecture à paul@exemple.fr",
      en: "give paul@example.com read access",
      input: { email: "paul@exemple.fr", role: "viewer" },
    },
    {
      fr: "il me faut sam@exemple.fr au contrôle des billets",
      en: "I need sam@example.com on the door",
      input: { email: "sam@exemple.fr", role: "door_staff" },
    },
    {
      fr: "envoie une invitation à ines@exemple.fr",
      en: "send an invitation to ines@example.com",
      input: { email: "ines@exemple.fr" },
    },
    {
      fr: "nouveau membre : zoe@exemple.fr, propriétaire",
      en: "new member: zoe@example.com, owner",
      input: { email: "zoe@exemple.fr", role: "owner" },
    },
  ],
  async run(ctx, input) {
    const member = await ctx.tx
      .selectFrom("members")
      .select("id")
      .where(sql`lower(email)`, "=", input.email)
      .where("status", "=", "active")
      .executeTakeFirst();
    if (member) {
      throw new ToolError("conflict", {
        fr: `${input.email} fait déjà partie de la structure. Changez son rôle si besoin.`,
        en: `${input.email} is already a member. Change their role instead.`,
      });
    }
    await ctx.tx
      .updateTable("invitations")
      .set({ revoked_at: sql<Date>`now()` })
      .where(sql`lower(email)`, "=", input.email)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .execute();
    const token = randomBytes(24).toString("base64url");
    const row = await ctx.tx
      .insertInto("invitations")
      .values({
        email: input.email,
        role: input.role,
        token_hash: createHash("sha256").update(token).digest("hex"),
      })
      .returning(["id", "expires_at"])
      .executeTakeFirstOrThrow();
    const organization = await ctx.tx
      .selectFrom("organizations")
      .select(["name", "locale"])
      .executeTakeFirstOrThrow();
    await ctx.tx
      .insertInto("outbox")
      .values({
        name: "mail/invitation",
        data: JSON.stringify({
          to: input.email,
          token,
          role: input.role,
          organization: organization.name,
          locale: organization.locale,
        }),
      })
      .execute();
    return {
      invitationId: row.id,
      email: input.email,
      role: input.role,
      expiresAt: new Date(row.expires_at).toISOString(),
    };
  },
  summary: (output, say) =>
    say({
      fr: `Invitation envoyée à ${output.email} (${roleWords[output.role].fr.toLowerCase()}), valable 14 jours.`,
      en: `Invitation sent to ${output.email} (${roleWords[output.role].en.toLowerCase()}), valid for 14 days.`,
    }),
});
