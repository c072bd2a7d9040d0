import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { noSlackLink, slackLinkId } from "./slack-link.ts";

export const getSlackLink = defineTool({
  name: "organization_get_slack_link",
  title: { fr: "Lien d’un compte Slack", en: "Link of a Slack account" },
  description:
    "Which Slack account a link would tie to the person who opened it, before they confirm; for that page.",
  permission: "organization:read",
  effect: "read",
  untrusted: true,
  input: z.object({ link: words(100).describe("the secret of the link") }),
  output: z.object({
    workspace: z.string(),
    slackName: z.string(),
    slackEmail: z.string().nullable(),
    email: z.string(),
    sameEmail: z.boolean(),
    until: z.string(),
  }),
  examples: [
    ["que relie ce lien Slack ?", "what does this Slack link tie?"],
    ["voir le lien Slack ouvert", "see the open Slack link"],
    ["quel compte Slack va être relié ?", "which Slack account will be linked?"],
    ["à qui est ce lien Slack", "whose Slack link is this"],
    ["vérifier le lien reçu dans Slack", "check the link received in Slack"],
    ["lire le lien de rattachement Slack", "read the Slack linking link"],
  ].map(([fr = "", en = ""]) => ({ fr, en, input: { link: "c2VjcmV0" } })),
  async run(ctx, input) {
    const id = slackLinkId(ctx, input.link);
    const { rows } = await sql<{
      team: string;
      slack_name: string;
      slack_email: string | null;
      expires_at: Date;
      email: string;
    }>`
      select l.team, l.slack_name, l.slack_email, l.expires_at, m.email
        from koncert.slack_link(${id}::uuid) l, members m where m.id = koncert.member_id()`.execute(
      ctx.tx,
    );
    const [found] = rows;
    if (!found) throw noSlackLink();
    return {
      workspace: found.team,
      slackName: found.slack_name,
      slackEmail: found.slack_email,
      email: found.email,
      sameEmail: found.slack_email?.toLowerCase() === found.email.toLowerCase(),
      until: new Date(found.expires_at).toISOString(),
    };
  },
  summary: (output, say) =>
    say({
      fr: `Ce lien relie ${output.slackName}, de l’espace Slack « ${output.workspace} ».`,
      en: `This link ties ${output.slackName}, of the Slack workspace “${output.workspace}”.`,
    }),
});
