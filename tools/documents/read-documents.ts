import { sql } from "kysely";
import { z } from "zod";
import { ToolError } from "../core/errors.ts";
import { orderBy } from "../core/listing.ts";
import type { ToolContext } from "../core/tool.ts";
import { resolveRef } from "../find/resolve-ref.ts";
import { documentContent } from "./content.ts";
import { documentKinds, documentStatuses } from "./kinds.ts";
import { pageBreak } from "./store-file.ts";

export const documentRow = z.object({
  id: z.uuid(),
  kind: z.enum(documentKinds),
  title: z.string(),
  number: z.string().nullable(),
  status: z.enum(documentStatuses),
  language: z.string(),
  version: z.int(),
  performanceId: z.uuid().nullable(),
  performance: z.string().nullable(),
  artistId: z.uuid().nullable(),
  artist: z.string().nullable(),
  contactId: z.uuid().nullable(),
  contact: z.string().nullable(),
  totalCents: z.int().nullable(),
  currency: z.string(),
  issuedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  createdAt: z.string(),
});
export type DocumentRow = z.infer<typeof documentRow>;

export type DocumentFilter = {
  ids?: string[] | undefined;
  performanceIds?: string[] | undefined;
  kind?: string | undefined;
  status?: string | undefined;
  artistId?: string | undefined;
  /** Words of the title or the number. */
  words?: string | undefined;
  sort?: (typeof sorts)[number] | undefined;
  descending?: boolean | undefined;
  limit: number;
  offset?: number;
};

export const sorts = ["title", "kind", "status", "performance", "total", "issued_on"] as const;
const columnsOf = {
  title: "search_name",
  kind: "kind",
  status: "status",
  performance: "day",
  total: "totalCents",
  issued_on: "issuedOn",
};

/** Documents, newest first or in the order asked for, with how many fit in all. */
export async function readDocuments(
  ctx: ToolContext,
  filter: DocumentFilter,
): Promise<{ total: number; documents: DocumentRow[] }> {
  const conditions = [sql<boolean>`true`];
  if (filter.ids) conditions.push(sql<boolean>`d.id = any(${filter.ids}::uuid[])`);
  if (filter.performanceIds) {
    conditions.push(sql<boolean>`d.performance_id = any(${filter.performanceIds}::uuid[])`);
  }
  if (filter.kind) conditions.push(sql<boolean>`d.kind = ${filter.kind}`);
  if (filter.status) conditions.push(sql<boolean>`d.status = ${filter.status}`);
  if (filter.artistId) conditions.push(sql<boolean>`d.artist_id = ${filter.artistId}::uuid`);
  if (filter.words) {
    conditions.push(
      sql<boolean>`d.id = any ((select koncert.rows_with(${filter.words}, 'document'))::uuid[])`,
    );
  }
  const { rows } = await sql<Omit<DocumentRow, "createdAt"> & { createdAt: Date; total: number }>`
    with listed as (
      select d.id, d.kind, d.title, d.search_name, d.number, d.status, d.language,
        d.current_version as version, d.performance_id as "performanceId", p.day,
        case when p.id is null then null
          else concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) end as performance,
        d.artist_id as "artistId", a.name as artist, d.contact_id as "contactId",
        c.display_name as contact, d.total_cents as "totalCents", d.currency,
        d.issued_on as "issuedOn", d.due_on as "dueOn", d.created_at as "createdAt"
      from documents d
      left join performances p on p.id = d.performance_id
      left join venues v on v.id = p.venue_id
      left join artists a on a.id = d.artist_id
      left join contacts c on c.id = d.contact_id
      where ${sql.join(conditions, sql` and `)}
    )
    select *, count(*) over ()::int as total from listed
    order by ${orderBy(columnsOf, filter, sql`"createdAt" desc`)}
    limit ${filter.limit} offset ${filter.offset ?? 0}`.execute(ctx.tx);
  return {
    total: rows[0]?.total ?? 0,
    documents: rows.map((row) => ({
      ...documentRow.omit({ createdAt: true }).parse(row),
      createdAt: new Date(row.createdAt).toISOString(),
    })),
  };
}

/** One document and its newest version, or an earlier one. Throws `not_found`. */
export async function readDocument(ctx: ToolContext, text: string, version: number | undefined) {
  const found = await resolveDocument(ctx, text);
  const { documents } = await readDocuments(ctx, { ids: [found.id], limit: 1 });
  const document = documentRow.parse(documents[0]);
  const wanted = version ?? document.version;
  const row = await ctx.tx
    .selectFrom("document_versions")
    .select(["content", "body_text", "mime", "size", "file_key", "version"])
    .where("document_id", "=", document.id)
    .where("version", "=", wanted)
    .executeTakeFirst();
  if (!row) {
    throw new ToolError(
      "not_found",
      {
        fr: `${document.title} n’a pas de version ${wanted}.`,
        en: `${document.title} has no version ${wanted}.`,
      },
      { field: "version" },
    );
  }
  const parsed = documentContent.safeParse(row.content);
  return {
    document: { ...document, version: row.version },
    latest: document.version,
    text: (row.body_text ?? "").replaceAll(pageBreak, "\n\n"),
    content: parsed.success ? parsed.data : null,
    /** What came from outside is read there as it came. */
    file: row.file_key && row.mime ? { mime: row.mime, size: row.size ?? 0 } : null,
  };
}

/** The versions of a document, newest first. */
export async function readVersions(ctx: ToolContext, documentId: string) {
  const { rows } = await sql<{ version: number; day: string; time: string; by: string | null }>`
    select w.version, to_char(w.created_at at time zone g.time_zone, 'YYYY-MM-DD') as day,
      to_char(w.created_at at time zone g.time_zone, 'HH24:MI') as time, m.name as by
    from document_versions w join organizations g on g.id = w.organization_id
    left join members m on m.id = w.created_by
    where w.document_id = ${documentId}::uuid order by w.version desc limit 200`.execute(ctx.tx);
  return rows;
}

/** A document by its number, else as any reference. */
async function resolveDocument(ctx: ToolContext, text: string) {
  const numbered = await ctx.tx
    .selectFrom("documents")
    .select(["id", "title as label"])
    .where(sql<string>`upper(number)`, "=", text.trim().toUpperCase())
    .limit(2)
    .execute();
  const [only] = numbered;
  return only && numbered.length === 1 ? only : resolveRef(ctx, "document", text);
}
