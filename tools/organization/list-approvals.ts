import { sql } from "kysely";
import { z } from "zod";
import { choice } from "../core/fields.ts";
import { listing } from "../core/listing.ts";
import { defineTool, type ToolContext } from "../core/tool.ts";
import { readPreview } from "./read-preview.ts";

const statuses = ["pending", "accepted", "refused", "expired"] as const;

type Status = (typeof statuses)[number];

const approval = z.object({
  id: z.uuid(),
  tool: z.string(),
  status: z.enum(statuses),
  title: z.object({ fr: z.string(), en: z.string() }),
  lines: z.array(z.object({ label: z.string(), value: z.string() })),
  warnings: z.array(z.string()),
  requestedBy: z.string().nullable(),
  via: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  decidedBy: z.string().nullable(),
  decidedAt: z.string().nullable(),
  /** What came of an accepted request, in words. */
  result: z.string().nullable(),
});

const kept = z.object({ summary: z.object({ fr: z.string(), en: z.string() }) });

export const listApprovals = defineTool({
  name: "organization_list_approvals",
  title: { fr: "Approbations", en: "Approvals" },
  description:
    "Requests that wait for a person, or past ones by status, newest first, with their preview.",
  permission: "organization:read",
  effect: "read",
  untrusted: true,
  input: z.object({
    status: choice("approval_status", [...statuses, "decided"]).default("pending"),
    /** One request by its id, whatever its state. */
    approval: z.uuid().optional(),
    ...listing(["created"]),
  }),
  output: z.object({
    status: z.enum([...statuses, "decided"]),
    total: z.int(),
    approvals: z.array(approval),
  }),
  examples: [
    { fr: "qu’est-ce qui attend mon accord ?", en: "what is waiting for my approval?", input: {} },
    { fr: "les approbations en attente", en: "pending approvals", input: {} },
    { fr: "y a des trucs à valider ?", en: "anything to sign off?", input: {} },
    {
      fr: "montre les demandes refusées",
      en: "show the refused requests",
      input: { status: "refused" },
    },
    {
      fr: "quelles demandes ai-je acceptées",
      en: "which requests did I accept",
      input: { status: "accepted" },
    },
    { fr: "liste des demandes à approuver", en: "list of requests to approve", input: {} },
  ],
  async run(ctx, input) {
    // Nothing runs when a request lapses: one past its time is expired from then on.
    const lapsed = sql<boolean>`(approvals.status = 'pending' and approvals.expires_at <= now())`;
    const state = sql<Status>`case when ${lapsed} then 'expired' else approvals.status end`;
    const title = sql<string>`koncert.normalize(concat_ws(' ', approvals.preview::text, asking.name))`;
    const rows = await ctx.tx
      .selectFrom("approvals")
      .leftJoin("members as asking", "asking.id", "approvals.requested_by")
      .leftJoin("members as deciding", "deciding.id", "approvals.decided_by")
      .select([
        "approvals.id",
        "approvals.tool",
        "approvals.preview",
        "approvals.requested_via as via",
        "approvals.result",
        "approvals.created_at",
        "approvals.expires_at",
        "approvals.decided_at",
        "asking.name as requestedBy",
        "deciding.name as decidedBy",
        state.as("status"),
        sql<number>`(count(*) over ())::int`.as("total"),
      ])
      .where((where) => {
        if (input.approval) return where("approvals.id", "=", input.approval);
        return input.status === "decided"
          ? where(state, "<>", "pending")
          : where(state, "=", input.status);
      })
      .$if(input.search !== undefined, (query) =>
        query.where(
          title,
          "like",
          sql<string>`'%' || (select koncert.normalize(${input.search ?? ""})) || '%'`,
        ),
      )
      .orderBy(sql`coalesce(approvals.decided_at, approvals.created_at)`, "desc")
      .orderBy("approvals.id")
      .limit(input.limit)
      .offset(input.offset)
      .execute();
    const iso = (at: Date | string) => new Date(at).toISOString();
    return {
      status: input.status,
      total: rows[0]?.total ?? 0,
      approvals: rows.map(({ preview, result, created_at, expires_at, decided_at, ...row }) => ({
        id: row.id,
        tool: row.tool,
        status: row.status,
        ...readPreview(preview, ctx.say),
        requestedBy: row.requestedBy,
        via: row.via,
        createdAt: iso(created_at),
        expiresAt: iso(expires_at),
        decidedBy: row.decidedBy,
        decidedAt: decided_at && iso(decided_at),
        result: resultOf(ctx, result),
      })),
    };
  },
  summary: (output, say) =>
    output.total === 0
      ? say({ fr: "Aucune demande à cet état.", en: "No request in this state." })
      : `${say.count(output.total, {
          fr: { one: "demande", other: "demandes" },
          en: { one: "request", other: "requests" },
        })} : ${say.list(output.approvals.map((approval) => say(approval.title)))}.`,
  show: (output, say) => ({
    kind: "table",
    title: say({ fr: "Approbations", en: "Approvals" }),
    columns: [
      { key: "title", label: say({ fr: "Demande", en: "Request" }), type: "text" },
      { key: "by", label: say({ fr: "Demandée par", en: "Asked by" }), type: "text" },
      { key: "on", label: say({ fr: "Le", en: "On" }), type: "day" },
    ],
    rows: output.approvals.map((approval) => ({
      title: say(approval.title),
      by: approval.requestedBy,
      on: approval.createdAt.slice(0, 10),
    })),
    total: output.total,
  }),
  about: (output) =>
    output.approvals.map(({ id, title }) => ({ kind: "approval" as const, id, label: title.fr })),
});

function resultOf(ctx: ToolContext, result: unknown): string | null {
  const read = kept.safeParse(result);
  return read.success ? ctx.say(read.data.summary) : null;
}
