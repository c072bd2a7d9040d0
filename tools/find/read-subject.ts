import { sql } from "kysely";
import type { Tx } from "#database/as-actor.ts";
import type { Subject, SubjectKind } from "../core/tool.ts";

/** A row with what a person may call it by. */
export type SubjectRow = Subject & {
  day?: string;
  city?: string;
  venue?: string;
  status?: string;
};

/** Tables whose rows carry one column that names them. */
export const named: Partial<Record<SubjectKind, { name: string; label: string }>> = {
  ticket_type: { name: "ticket_types", label: "name" },
  guest_list: { name: "guest_lists", label: "name" },
  expense: { name: "expenses", label: "label" },
  income: { name: "incomes", label: "label" },
  member: { name: "members", label: "name" },
  artist: { name: "artists", label: "name" },
  production: { name: "productions", label: "title" },
  tour: { name: "tours", label: "name" },
  venue: { name: "venues", label: "name" },
  contact: { name: "contacts", label: "display_name" },
  document: { name: "documents", label: "title" },
  order: { name: "orders", label: "number" },
};

/** The row of an id, as the actor may see it; undefined for none. */
export async function readSubject(
  tx: Tx,
  kind: SubjectKind,
  id: string,
): Promise<SubjectRow | undefined> {
  if (kind === "performance") {
    const { rows } = await sql<{
      day: string;
      city: string | null;
      venue: string | null;
      status: string;
    }>`
      select to_char(p.day, 'YYYY-MM-DD') as day, v.city, v.name as venue, p.status
      from performances p left join venues v on v.id = p.venue_id where p.id = ${id}`.execute(tx);
    const [row] = rows;
    if (!row) return undefined;
    const { day, city, venue, status } = row;
    const label = [day.split("-").toReversed().join("/"), city, venue].filter(Boolean).join(" · ");
    return { kind, id, label, day, status, ...(city && { city }), ...(venue && { venue }) };
  }
  const table = named[kind];
  if (!table) return undefined;
  const { rows } = await sql<{ id: string; label: string }>`
    select id, ${sql.ref(table.label)} as label
    from ${sql.table(table.name)} where id = ${id}`.execute(tx);
  return rows[0] && { kind, ...rows[0] };
}
