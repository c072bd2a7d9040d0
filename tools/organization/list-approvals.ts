import { sql } from "kysely";
import { z } from "zod";
import { choice } from "../core/fields.ts";
import { defineTool } from "../core/tool.ts";
import { readPreview } from "./read-preview.ts";

const statuses = ["pending", "accepted", "refused", "expired"] as const;

export const listApprovals = defineTool({
  name: "organization_list_approvals",
  title: { fr: "Approbations", en: "Approvals" },
  description:
    "Requests that wait for a person, or past ones by status, newest first, with their preview.",
  permission: "organization:read",
  effect: "read",
  untrusted: true,
  input: z.object({ status: choice("approval_status", statuses).default("pending") }),
  output: z.object({
    status: z.enum(statuses),
    total: z.int(),
    approvals: z.array(
      z.object({
        id: z.uuid(),
        tool: z.string(),
        title: z.object({ fr: z.string(), en: z.string() }),
        lines: z.array(z.object({ label: z.string(), value: z.string() })),
        requestedBy: z.string().nullable(),
        createdAt: z.string(),
        expiresAt: z.string(),
      }),
    ),
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
    const state = sql<string>`case when ${lapsed} then 'expired' else approvals.status end`;
    const rows = await ctx.tx
      .selectFrom("approvals")
      .leftJoin("members", "members.id", "approvals.requested_by")
      .select([
        "approvals.id",
        "approvals.tool",
        "approvals.preview",
        "approvals.created_at",
        "approvals.expires_at",
        "members.name as requested_by_name",
      ])
      .where(state, "=", input.status)
      .orderBy("approvals.created_at", "desc")
      .limit(50)
      .execute();
    return {
      status: input.status,
      total: rows.length,
      approvals: rows.map((row) => ({
        id: row.id,
        tool: row.tool,
        ...readPreview(row.preview, ctx.say),
        requestedBy: row.requested_by_name,
        createdAt: new Date(row.created_at).toISOString(),
        expiresAt: new Date(row.expires_at).toISOString(),
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
