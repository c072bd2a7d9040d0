import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { name } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";

export const disconnectSlack = defineTool({
  name: "organization_disconnect_slack",
  title: { fr: "Déconnecter un espace Slack", en: "Disconnect a Slack workspace" },
  description:
    "Forgets a Slack workspace with its tokens and the accounts linked in it; conversations stay in KONCERT.",
  permission: "organization:manage",
  effect: "write",
  input: z.object({
    workspace: name().describe("its name or id; the only one if left out").optional(),
  }),
  output: z.object({ workspace: z.string(), people: z.int() }),
  examples: [
    { fr: "déconnecte Slack", en: "disconnect Slack", input: {} },
    { fr: "retire KONCERT de notre Slack", en: "take KONCERT out of our Slack", input: {} },
    {
      fr: "débranche l’espace Slack Bleu Nuit",
      en: "unplug the Slack workspace Bleu Nuit",
      input: { workspace: "Bleu Nuit" },
    },
    {
      fr: "on quitte Slack, coupe la connexion",
      en: "we are leaving Slack, cut the connection",
      input: {},
    },
    {
      fr: "supprime la connexion Slack de l’espace Régie",
      en: "remove the Slack connection of the workspace Régie",
      input: { workspace: "Régie" },
    },
    { fr: "oublie notre espace Slack", en: "forget our Slack workspace", input: {} },
  ],
  async run(ctx, input) {
    const teams = await ctx.tx
      .selectFrom("slack_teams")
      .select(["id", "name as label"])
      .orderBy("name")
      .execute();
    const wanted = input.workspace?.toLowerCase();
    const meant = wanted
      ? teams.filter(({ id, label }) => id === wanted || label.toLowerCase() === wanted)
      : teams;
    const [team, ...others] = meant;
    if (!team) {
      throw new ToolError("not_found", {
        fr: "Aucun espace Slack de ce nom n’est connecté.",
        en: "No Slack workspace of that name is connected.",
      });
    }
    if (others.length > 0) {
      throw new ToolError(
        "invalid_input",
        {
          fr: "Plusieurs espaces Slack sont connectés : lequel déconnecter ?",
          en: "Several Slack workspaces are connected: which one to disconnect?",
        },
        { field: "workspace", choices: meant },
      );
    }
    const { rows } = await sql<{ team: string; people: number }>`
      select team, people from koncert.disconnect_slack(${team.id}::uuid)`.execute(ctx.tx);
    return { workspace: team.label, people: rows[0]?.people ?? 0 };
  },
  summary: (output, say) =>
    say({
      fr: `L’espace Slack « ${output.workspace} » est déconnecté. Son accès est révoqué chez Slack.`,
      en: `The Slack workspace “${output.workspace}” is disconnected. Its access is revoked at Slack.`,
    }),
});
