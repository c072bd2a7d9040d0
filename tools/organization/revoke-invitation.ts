import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { email } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

export const revokeInvitation = defineTool({
  name: "organization_revoke_invitation",
  title: { fr: "Révoquer une invitation", en: "Revoke an invitation" },
  description: "Withdraws the open invitation of an e-mail address; its link stops working.",
  permission: "organization:invite",
  effect: "write",
  input: z.object({ email: email() }),
  output: z.object({ email: z.string() }),
  examples: [
    {
      fr: "révoque l’invitation de lea@exemple.fr",
      en: "revoke lea@example.com's invitation",
      input: { email: "lea@exemple.fr" },
    },
    {
      fr: "annule l’invitation envoyée à marc@exemple.fr",
      en: "cancel the invitation sent to marc@example.com",
      input: { email: "marc@exemple.fr" },
    },
    {
      fr: "retire l’invitation sam@exemple.fr",
      en: "withdraw the invitation sam@example.com",
      input: { email: "sam@exemple.fr" },
    },
    {
      fr: "paul@exemple.fr ne doit plus pouvoir accepter son invitation",
      en: "paul@example.com must not be able to accept the invitation",
      input: { email: "paul@exemple.fr" },
    },
    {
      fr: "bloque le lien d’invitation de zoe@exemple.fr",
      en: "block the invitation link of zoe@example.com",
      input: { email: "zoe@exemple.fr" },
    },
    {
      fr: "finalement n’invite pas ines@exemple.fr",
      en: "do not invite ines@example.com after all",
      input: { email: "ines@exemple.fr" },
    },
  ],
  async run(ctx, input) {
    const revoked = await ctx.tx
      .updateTable("invitations")
      .set({ revoked_at: sql<Date>`now()` })
      .where(sql`lower(email)`, "=", input.email)
      .where("accepted_at", "is", null)
      .where("revoked_at", "is", null)
      .returning("id")
      .execute();
    if (revoked.length === 0) {
      throw new ToolError("not_found", {
        fr: `Aucune invitation en cours pour ${input.email}.`,
        en: `There is no open invitation for ${input.email}.`,
      });
    }
    return { email: input.email };
  },
  summary: (output, say) =>
    say({
      fr: `L’invitation de ${output.email} est révoquée.`,
      en: `The invitation of ${output.email} is revoked.`,
    }),
});
