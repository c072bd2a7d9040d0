import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { words } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readGrant, requirePage, sealTokens } from "./slack-teams.ts";

export const connectSlack = defineTool({
  name: "organization_connect_slack",
  title: { fr: "Connecter un espace Slack", en: "Connect a Slack workspace" },
  description:
    "Keeps a Slack workspace whose sign-in the integrations page has just finished; its tokens are sealed.",
  permission: "organization:manage",
  effect: "write",
  withheld: ["grant"],
  input: z.object({ grant: words(8_000).describe("what the server heard from Slack, sealed") }),
  output: z.object({ workspaceId: z.uuid(), workspace: z.string() }),
  examples: [
    ["connecter l’espace Slack", "connect the Slack workspace"],
    ["ajouter KONCERT à notre Slack", "add KONCERT to our Slack"],
    ["relier Slack à la structure", "tie Slack to the organization"],
    ["installer KONCERT dans Slack", "install KONCERT in Slack"],
    ["brancher un second espace Slack", "plug in a second Slack workspace"],
    ["refaire l’installation Slack", "install in Slack again"],
  ].map(([fr = "", en = ""]) => ({ fr, en, input: { grant: "c2VhbGVk" } })),
  async run(ctx, input) {
    requirePage(ctx);
    const given = readGrant(ctx, input.grant);
    const { organizationId } = ctx.actor;
    const { secret, keyId } = sealTokens(
      ctx.integrations.secrets,
      { organizationId, team: given.team },
      given.tokens,
    );
    const columns = {
      name: given.name,
      bot_user_id: given.botUser,
      secret,
      key_id: keyId,
      token_expires_at: given.tokens.expiresAt,
    };
    const again = await ctx.tx
      .updateTable("slack_teams")
      .set(columns)
      .where("team_id", "=", given.team)
      .returning("id")
      .executeTakeFirst();
    const row =
      again ??
      (await ctx.tx
        .insertInto("slack_teams")
        .values({ team_id: given.team, ...columns })
        .onConflict((conflict) => conflict.column("team_id").doNothing())
        .returning("id")
        .executeTakeFirst());
    if (!row) {
      throw new ToolError("conflict", {
        fr: "Cet espace Slack est déjà connecté à une autre structure. Déconnectez-le là-bas d’abord.",
        en: "This Slack workspace is already connected to another organization. Disconnect it there first.",
      });
    }
    return { workspaceId: row.id, workspace: given.name };
  },
  summary: (output, say) =>
    say({
      fr: `L’espace Slack « ${output.workspace} » est connecté. Chaque membre y relie son compte une fois.`,
      en: `The Slack workspace “${output.workspace}” is connected. Each member links their account once.`,
    }),
});
