import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";

/** Places that the capacity leaves for another quota; null where no capacity is known. */
export async function placesLeft(
  ctx: ToolContext,
  performanceId: string,
  except: string | null = null,
): Promise<number | null> {
  const { rows } = await sql<{ left: number | null }>`
    select coalesce(p.capacity, c.capacity, v.capacity) - coalesce(
        (select sum(coalesce(t.quota, t.held + t.sold + t.allotted)) from ticket_types t
          where t.performance_id = p.id and t.id is distinct from ${except}::uuid), 0)
      - coalesce((select s.allotted from ticket_series s where s.performance_id = p.id), 0) as left
    from performances p
    left join configurations c on c.id = p.configuration_id
    left join venues v on v.id = p.venue_id
    where p.id = ${performanceId}`.execute(ctx.tx);
  const left = rows[0]?.left;
  return left === null || left === undefined ? null : Math.max(0, Number(left));
}

/**
 * Fixes the capacity of a date that had only its room's, so that sales are counted against it.
 * Returns the capacity, null where none is known.
 */
export async function fixCapacity(ctx: ToolContext, performanceId: string): Promise<number | null> {
  const { rows } = await sql<{ own: number | null; room: number | null }>`
    select p.capacity as own, coalesce(c.capacity, v.capacity) as room from performances p
    left join configurations c on c.id = p.configuration_id
    left join venues v on v.id = p.venue_id
    where p.id = ${performanceId}`.execute(ctx.tx);
  const { own = null, room = null } = rows[0] ?? {};
  if (own !== null || room === null) return own;
  await ctx.tx
    .updateTable("performances")
    .set({ capacity: room })
    .where("id", "=", performanceId)
    .where("capacity", "is", null)
    .execute();
  return room;
}

/** What VAT and position of a new ticket type depend on. */
export async function venueFacts(ctx: ToolContext, performanceId: string) {
  const { rows } = await sql<{
    country: string;
    day: string;
    paidBefore: number | null;
    /** Of the ticket types that the date has. */
    names: string[];
    currency: string;
  }>`
    select coalesce(v.country, 'FR') as country, p.day, o.currency,
      case when p.production_id is null then null else d.paid_performances_before + (
        select count(*) from performances e where e.production_id = p.production_id and e.day < p.day
          and e.status in ('confirmed', 'on_sale', 'played', 'settled')) end as "paidBefore",
      array(select t.name from ticket_types t where t.performance_id = p.id) as names
    from performances p
    join organizations o on o.id = p.organization_id
    left join venues v on v.id = p.venue_id
    left join productions d on d.id = p.production_id
    where p.id = ${performanceId}`.execute(ctx.tx);
  const row = rows[0];
  if (!row) throw new Error(`no performance ${performanceId}`);
  return { ...row, paidBefore: row.paidBefore ?? undefined };
}
