import { type RawBuilder, sql } from "kysely";
import { z } from "zod";
import type { SubjectKind } from "../core/tool.ts";
import { named } from "../find/read-subject.ts";

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** One column of a row before and after a call; a value that is a list or a long text is left out. */
export const change = z.object({ field: z.string(), before: scalar, after: scalar });
export type Change = z.infer<typeof change>;

/** What is kept in tables of its own and yet is part of the row that a person sees. */
const parts: Partial<Record<SubjectKind, readonly [table: string, column: string][]>> = {
  tour: [
    ["tour_days", "tour_id"],
    ["team_members", "tour_id"],
  ],
  performance: [
    ["schedule_items", "performance_id"],
    ["team_members", "performance_id"],
    ["deals", "performance_id"],
    ["advancing_items", "performance_id"],
    ["transports", "performance_id"],
    ["accommodations", "performance_id"],
    ["ticket_types", "performance_id"],
    ["guest_lists", "performance_id"],
  ],
  venue: [
    ["stages", "venue_id"],
    ["configurations", "venue_id"],
    ["venue_contacts", "venue_id"],
  ],
  contact: [["consents", "contact_id"]],
  document: [["document_versions", "document_id"]],
};

/** The calls that changed a row or one of its parts. */
export function callsOn(kind: SubjectKind, id: string): RawBuilder<unknown> {
  const ids = (parts[kind] ?? []).map(
    ([table, column]) =>
      sql`union all select id from ${sql.table(table)} where ${sql.ref(column)} = ${id}::uuid`,
  );
  return sql`select call_id from row_changes
    where row_id = any (array(select ${id}::uuid ${sql.join(ids, sql` `)}))`;
}

const leftOut = new Set(["id", "organization_id", "created_at", "created_by"]);
const longestShown = 80;

type Image = Record<string, unknown>;
export type Images = { before: Image; after: Image }[];

/** What a call `p` changed in the columns of the row itself, oldest first, within a statement. */
export function changesOf(kind: SubjectKind, id: string): RawBuilder<Images> {
  const table = kind === "performance" ? "performances" : (named[kind]?.name ?? "");
  return sql<Images>`(select coalesce(jsonb_agg(jsonb_build_object('before', r.before, 'after', r.after) order by r.id), '[]')
    from row_changes r
    where r.organization_id = p.organization_id and r.call_id = p.id and r.row_id = ${id}::uuid
      and r.operation = 'update' and r.table_name = ${table})`;
}

/** The columns in which two images of a row differ. */
export function differences(before: Image, after: Image): Change[] {
  return Object.keys(after)
    .filter(
      (field) =>
        !leftOut.has(field) && JSON.stringify(before[field]) !== JSON.stringify(after[field]),
    )
    .map((field) => ({ field, before: shown(before[field]), after: shown(after[field]) }));
}

function shown(value: unknown): Change["before"] {
  if (typeof value === "number" || typeof value === "boolean") return value;
  return typeof value === "string" && value.length <= longestShown ? value : null;
}
