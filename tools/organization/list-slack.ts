import { sql } from "kysely";
import { z } from "zod";
import { defineTool } from "../core/tool.ts";

const person = z.object({
  id: z.uuid(),
  slackName: z.string(),
  memberId: z.uuid(),
  member: z.string(),
  mine: z.boolean(),
  since: z.string(),
});

export const listSlack = defineTool({
  name: "organization_list_slack",
  title: { fr: "Slack", en: "Slack" },
  description:
    "Whether Slack is set up here, which workspaces are connected and which members are linked in them. No secrets.",
  permission: "organization:read",
  effect: "read",
  untrusted: true,
  input: z.object({}),
  output: z.object({
    configured: z.boolean(),
    signsIn: z.boolean(),
    workspaces: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        since: z.string(),
        people: z.array(person),
      }),
    ),
  }),
  examples: [
    { fr: "est-ce que Slack est connecté ?", en: "is Slack connected?", input: {} },
    { fr: "qui est relié dans Slack ?", en: "who is linked in Slack?", input: {} },
    { fr: "montre nos espaces Slack", en: "show our Slack workspaces", input: {} },
    { fr: "je veux utiliser KONCERT dans Slack", en: "I want to use KONCERT in Slack", input: {} },
    { fr: "l’état de Slack stp", en: "the state of Slack please", input: {} },
    { fr: "comment on relie Slack", en: "how do we link Slack", input: {} },
  ],
  async run(ctx) {
    const { slack } = ctx.integrations;
    const { rows } = await sql<{
      id: string;
      name: string;
      since: string;
      people: z.infer<typeof person>[];
    }>`
      select t.id, t.name, to_char(t.created_at, 'YYYY-MM-DD') as since,
        coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'slackName', p.slack_name, 'memberId', m.id, 'member', m.name,
            'mine', p.member_id = koncert.member_id(), 'since', to_char(p.created_at, 'YYYY-MM-DD')) order by m.name, p.slack_name)
          from slack_people p join members m on m.id = p.member_id where p.workspace_id = t.id), '[]') as people
      from slack_teams t order by t.name, t.id`.execute(ctx.tx);
    return { configured: slack !== undefined, signsIn: slack?.signsIn ?? false, workspaces: rows };
  },
  summary({ configured, workspaces }, say) {
    if (!configured) {
      return say({
        fr: "Slack n’est pas installé sur ce serveur. La page des connexions dit comment faire.",
        en: "Slack is not set up on this server. The integrations page says how.",
      });
    }
    if (workspaces.length === 0) {
      return say({
        fr: "Aucun espace Slack n’est connecté. Ajoutez-en un sur la page des connexions.",
        en: "No Slack workspace is connected. Add one on the integrations page.",
      });
    }
    const told = workspaces.map(({ name, people }) => {
      const linked = say.count(people.length, {
        fr: { one: "membre relié", other: "membres reliés" },
        en: { one: "member linked", other: "members linked" },
      });
      return `${name} (${linked})`;
    });
    return `${say.list(told)}.`;
  },
  show: ({ workspaces }, say) =>
    workspaces.some(({ people }) => people.length > 0)
      ? {
          kind: "table",
          title: "Slack",
          columns: [
            { key: "member", label: say({ fr: "Membre", en: "Member" }), type: "text" },
            { key: "slack", label: "Slack", type: "text" },
            { key: "workspace", label: say({ fr: "Espace", en: "Workspace" }), type: "text" },
          ],
          rows: workspaces.flatMap(({ name: workspace, people }) =>
            people.map(({ member, slackName }) => ({ member, slack: slackName, workspace })),
          ),
          total: workspaces.reduce((sum, { people }) => sum + people.length, 0),
        }
      : [],
});
