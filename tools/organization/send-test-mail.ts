import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { defineTool } from "../core/tool.ts";

export const sendTestMail = defineTool({
  name: "organization_send_test_mail",
  title: { fr: "Envoyer un e-mail d’essai", en: "Send a test e-mail" },
  description: "Sends an e-mail to the member who asks, to see that mail leaves and arrives.",
  permission: "organization:manage",
  effect: "write",
  outbound: true,
  input: z.object({}),
  output: z.object({ to: z.string() }),
  examples: [
    { fr: "envoie-moi un e-mail d’essai", en: "send me a test e-mail", input: {} },
    { fr: "teste l’envoi des mails", en: "test that mail is sent", input: {} },
    { fr: "vérifie que les e-mails partent", en: "check that e-mails leave", input: {} },
    { fr: "un mail de test stp", en: "a test mail please", input: {} },
    { fr: "est-ce que la messagerie fonctionne, essaie", en: "try whether mail works", input: {} },
    { fr: "fais un essai d’envoi vers mon adresse", en: "try sending to my address", input: {} },
  ],
  async run(ctx) {
    const { actor } = ctx;
    const member =
      actor.kind === "member" &&
      (await ctx.tx
        .selectFrom("members")
        .innerJoin("organizations", "organizations.id", "members.organization_id")
        .select(["members.email", "members.locale", "organizations.name"])
        .where("members.user_id", "=", actor.userId)
        .executeTakeFirst());
    if (!member) {
      throw new ToolError("invalid_input", {
        fr: "Seul un membre a une adresse à laquelle écrire.",
        en: "Only a member has an address to write to.",
      });
    }
    await ctx.tx
      .insertInto("outbox")
      .values({
        name: "mail/test",
        data: JSON.stringify({
          to: member.email,
          organization: member.name,
          locale: member.locale,
        }),
      })
      .execute();
    return { to: member.email };
  },
  summary: ({ to }, say) =>
    say({
      fr: `E-mail d’essai en route vers ${to}.`,
      en: `Test e-mail on its way to ${to}.`,
    }),
});
