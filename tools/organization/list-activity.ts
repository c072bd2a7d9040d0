import { sql } from "kysely";
import { z } from "zod";
import { choice, count, day, ref } from "../core/fields.ts";
import { listing } from "../core/listing.ts";
import { defineTool, subjectKinds } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { callTitle, sayCall, subject } from "./say-call.ts";
import { callsOn, change, changesOf, differences, type Images } from "./subject-changes.ts";
import { type UndoState, undoState, undoStates } from "./undo-state.ts";

export const vias = ["web", "agent", "slack", "mcp", "terminal", "job", "sale"] as const;

/** The folders of tools, which name what a call was about. */
export const toolDomains = [
  "tours",
  "ticketing",
  "contacts",
  "documents",
  "business",
  "organization",
] as const;

export const listActivity = defineTool({
  name: "organization_list_activity",
  title: { fr: "Activité récente", en: "Recent activity" },
  description:
    "Writing calls, newest first: who, through what, which tool, rows touched, whether undone. With a subject, those that changed this row, and what they changed in it. Ids serve organization_undo_call.",
  permission: "organization:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    member: ref("member").optional(),
    from: day().optional(),
    to: day().optional(),
    subject: z
      .object({ kind: z.enum(subjectKinds), id: z.uuid() })
      .optional()
      .describe("one row whose history is asked"),
    via: choice("via", vias).optional(),
    domain: choice("tool_domain", toolDomains).optional(),
    ...listing(["at"]),
    limit: count(1, 1_000).default(20),
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
        /** When, by the organization's clock. */
        day: z.string(),
        time: z.string(),
        rows: z.int(),
        undone: z.boolean(),
        /** Whether it can be taken back, where the history of one row is asked. */
        undo: z.enum(undoStates).nullable(),
        /** What came of it, in words, and the rows that it was about. */
        summary: z.string().nullable(),
        about: z.array(subject),
        changes: z.array(change),
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
    const words = input.search?.replace(/[\\%_]/g, "\\$&") ?? null;
    const written = sql<boolean>`c.effect <> 'read' and c.status = 'ok'
        and (c.actor_kind <> 'buyer' or c.tool = 'ticketing_pay_order')
        and c.tool <> 'ticketing_send_scans'
        and (c.tool <> 'ticketing_settle_payment' or c.output ->> 'outcome' in ('applied', 'to_check')
          and c.output ->> 'news' not in ('payment:open', 'payment:processing'))
        and (${member?.id ?? null}::uuid is null or c.member_id = ${member?.id ?? null}::uuid)
        and (${input.via ?? null}::text is null or c.via = ${input.via ?? null})
        and (${input.domain ?? null}::text is null or starts_with(coalesce((select a.tool from approvals a
          where a.call_id = c.id and a.status = 'accepted'), c.tool), ${`${input.domain}_`}))
        and (${input.from ?? null}::date is null or c.created_at >= ${input.from ?? null}::timestamp at time zone (select time_zone from clock))
        and (${input.to ?? null}::date is null or c.created_at < (${input.to ?? null}::timestamp + interval '1 day') at time zone (select time_zone from clock))
        and (${words}::text is null or c.output::text ilike '%' || ${words} || '%' or c.input::text ilike '%' || ${words} || '%')
        ${input.subject ? sql`and c.id = any (array(${callsOn(input.subject.kind, input.subject.id)}))` : sql``}`;
    const { rows } = await sql<{
      id: string;
      tool: string;
      called: string;
      output: unknown;
      by: string | null;
      via: string | null;
      at: Date;
      day: string;
      time: string;
      undone: boolean;
      undo: UndoState | null;
      rows: number;
      total: number;
      images: Images;
    }>`
      with clock as (select time_zone from organizations),
      page as (
        select c.id, ${words === null ? sql`null::int` : sql`count(*) over ()::int`} as total
          from tool_calls c where ${written}
        order by c.created_at ${input.sort && !input.descending ? sql`asc` : sql`desc`}, c.id
        limit ${input.limit} offset ${input.offset}
      )
      select p.id, m.name as by, p.via, p.created_at as at, p.undone_by is not null as undone,
        -- A search reads them all, so it counts them too; a page alone does not.
        coalesce(l.total, (select count(*)::int from tool_calls c where ${written})) as total,
        ${input.subject ? undoState("p.id") : sql`null`} as undo,
        to_char(p.created_at at time zone k.time_zone, 'YYYY-MM-DD') as day,
        to_char(p.created_at at time zone k.time_zone, 'HH24:MI') as time,
        coalesce((select a.tool from approvals a
          where a.call_id = p.id and a.status = 'accepted' limit 1), p.tool) as tool,
        p.tool as called, p.output,
        (select count(*)::int from row_changes r
          where r.organization_id = p.organization_id and r.call_id = p.id) as rows,
        ${input.subject ? changesOf(input.subject.kind, input.subject.id) : sql`'[]'::jsonb`} as images
      from page l cross join clock k join tool_calls p on p.id = l.id left join members m on m.id = p.member_id
      order by p.created_at ${input.sort && !input.descending ? sql`asc` : sql`desc`}, p.id`.execute(
      ctx.tx,
    );
    return {
      total: rows[0]?.total ?? 0,
      calls: rows.map(({ total: _total, at, called, output, images, ...row }) => ({
        ...row,
        ...sayCall(ctx, called, output),
        changes: images.flatMap(({ before, after }) => differences(before, after)),
        at: new Date(at).toISOString(),
        title: callTitle(ctx, row.tool),
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
      on: call.day,
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
