import { sql } from "kysely";
import { z } from "zod";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { requirePage } from "./slack-teams.ts";
import { noSlackLink, slackLinkId } from "./slack-link.ts";

export const linkSlack = defineTool({
  name: "organization_link_slack",
  title: { fr: "Relier son compte Slack", en: "Link one’s Slack account" },
  description:
    "The person who opened the link of a Slack message says that this Slack account is theirs; it opens once.",
  permission: "organization:read",
  effect: "write",
  withheld: ["link"],
  input: z.object({ link: words(100).describe("the secret of the link") }),
  output: z.object({ workspace: z.string(), slackName: z.string() }),
  examples: [
    ["relier mon compte Slack", "link my Slack account"],
    ["c’est bien mon compte Slack", "this is my Slack account"],
    ["associer Slack à mon compte", "tie Slack to my account"],
    ["confirmer le lien avec Slack", "confirm the link with Slack"],
    ["utiliser KONCERT depuis mon Slack", "use KONCERT from my Slack"],
    ["reconnaître mon compte dans Slack", "recognise my account in Slack"],
  ].map(([fr = "", en = ""]) => ({ fr, en, input: { link: "c2VjcmV0" } })),
  async run(ctx, input) {
    requirePage(ctx);
    const id = slackLinkId(ctx, input.link);
    const { rows } = await sql<{ team: string; slack_name: string }>`
      select team, slack_name from koncert.link_slack(${id}::uuid)`.execute(ctx.tx);
    const [linked] = rows;
    if (!linked) throw noSlackLink();
    const mine = await ctx.tx
      .selectFrom("members")
      .innerJoin("organizations", "organizations.id", "members.organization_id")
      .select(["members.email", "organizations.name as organization"])
      .where("members.id", "=", sql<string>`koncert.member_id()`)
      .executeTakeFirstOrThrow();
    await ctx.tx
      .insertInto("outbox")
      .values({
        name: "mail/slack-linked",
        data: JSON.stringify({
          to: mine.email,
          locale: ctx.locale,
          organization: mine.organization,
          workspace: linked.team,
          slackName: linked.slack_name,
        }),
      })
      .execute();
    return { workspace: linked.team, slackName: linked.slack_name };
  },
  summary: (output, say) =>
    say({
      fr: `Votre compte est relié à ${output.slackName} dans l’espace Slack « ${output.workspace} ».`,
      en: `Your account is linked to ${output.slackName} in the Slack workspace “${output.workspace}”.`,
    }),
});
