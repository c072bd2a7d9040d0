import { sql } from "kysely";
import { z } from "zod";
import { count, day, ref } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";

export const listActivity = defineTool({
  name: "organization_list_activity",
  title: { fr: "Activité récente", en: "Recent activity" },
  description:
    "Writing calls, newest first: who, through what, which tool, rows touched, whether undone. Ids serve organization_undo_call.",
  permission: "organization:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    member: ref("member").optional(),
    from: day().optional(),
    to: day().optional(),
    limit: count(1, 100).default(20),
  }),
  output: z.object({
    total: z.int(),
    calls: z.array(
      z.object({
        id: z.uuid(),
        tool: z.string(),
        title: z.object({ fr: z.string(), en: z.string() }),
        by: z.string().nullable(),
        via: z.string().nullable(),
        at: z.string(),
        rows: z.int(),
        undone: z.boolean(),
      }),
    ),
  }),
  examples: [
    {
      fr: "qu’est-ce qui a changé aujourd’hui ?",
      en: "what changed today?",
      input: { from: "2026-11-26", to: "2026-11-26" },
    },
    { fr: "activité récente", en: "recent activity", input: {} },
    {
      fr: "qui a touché à quoi hier",
      en: "who touched what yesterday",
      input: { from: "2026-11-25", to: "2026-11-25" },
    },
    { fr: "montre l’historique des modifications", en: "show the history of changes", input: {} },
    {
      fr: "qu’a fait Marc cette semaine ?",
      en: "what did Marc do this week?",
      input: { member: "Marc", from: "2026-11-23", to: "2026-11-29" },
    },
    { fr: "les 5 dernières actions", en: "the last 5 actions", input: { limit: 5 } },
  ],
  async run(ctx, input) {
    const member = input.member ? await resolveRef(ctx, "member", input.member) : undefined;
    const { rows } = await sql<{
      id: string;
      tool: string;
      by: string | null;
      via: string | null;
      at: Date;
      undone: boolean;
      rows: number;
      total: number;
    }>`
      select c.id, c.tool, m.name as by, c.via, c.created_at as at, c.undone_by is not null as undone,
        (select count(*)::int from row_changes r
          where r.organization_id = c.organization_id and r.call_id = c.id) as rows,
        count(*) over ()::int as total
      from tool_calls c join organizations g on g.id = c.organization_id
      left join members m on m.id = c.member_id
      where c.effect <> 'read' and c.status = 'ok'
        and (${member?.id ?? null}::uuid is null or c.member_id = ${member?.id ?? null}::uuid)
        and (${input.from ?? null}::date is null or c.created_at >= ${input.from ?? null}::timestamp at time zone g.time_zone)
        and (${input.to ?? null}::date is null or c.created_at < (${input.to ?? null}::timestamp + interval '1 day') at time zone g.time_zone)
      order by c.created_at desc limit ${input.limit}`.execute(ctx.tx);
    return {
      total: rows[0]?.total ?? 0,
      calls: rows.map(({ total: _total, at, ...row }) => ({
        ...row,
        at: new Date(at).toISOString(),
        title: ctx.find(row.tool)?.title ?? { fr: row.tool, en: row.tool },
      })),
    };
  },
  summary: (output, say) =>
    output.total === 0
      ? say({ fr: "Aucune modification sur cette période.", en: "No change in this period." })
      : `${say.count(output.total, {
          fr: { one: "modification", other: "modifications" },
          en: { one: "change", other: "changes" },
        })}.`,
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Activité", en: "Activity" }),
    columns: [
      { key: "on", label: say({ fr: "Le", en: "On" }), type: "day" },
      { key: "title", label: say({ fr: "Action", en: "Action" }), type: "text" },
      { key: "by", label: say({ fr: "Par", en: "By" }), type: "text" },
      { key: "rows", label: say({ fr: "Lignes", en: "Rows" }), type: "number" },
      { key: "state", label: say({ fr: "État", en: "State" }), type: "text" },
    ],
    rows: output.calls.map((call) => ({
      on: call.at.slice(0, 10),
      title: say(call.title),
      by: call.by,
      rows: call.rows,
      state: call.undone ? say({ fr: "annulée", en: "undone" }) : null,
    })),
    total: output.total,
  }),
  about: (output) =>
    output.calls.map(({ id, title }) => ({ kind: "call" as const, id, label: title.fr })),
});
