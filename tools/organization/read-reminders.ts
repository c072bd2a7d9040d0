import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";

export type Reminders = {
  /** Contracts and quotes that were sent and are not signed. */
  unsigned: { title: string; days: number }[];
  /** Invoices whose day has passed. */
  unpaid: { title: string; cents: number | null; currency: string; days: number }[];
  /** Dates of the coming two weeks with points of the advance still open. */
  unprepared: { label: string; day: string; open: number }[];
  approvals: number;
};

/** A paper that was sent is asked about again after this many days. */
const patienceDays = 7;
const advanceDays = 14;

/** What waits for an answer from others, and what is late. */
export async function readReminders(ctx: ToolContext): Promise<Reminders> {
  const { rows } = await sql<Reminders>`
    with clock as (select (${ctx.now}::timestamptz at time zone time_zone)::date as today from organizations)
    select
      (select coalesce(jsonb_agg(jsonb_build_object('title', d.title, 'days', c.today - d.updated_at::date) order by d.updated_at), '[]')
        from documents d, clock c where d.kind in ('contract', 'quote') and d.status = 'sent' and d.updated_at::date <= c.today - ${patienceDays}::int) as unsigned,
      (select coalesce(jsonb_agg(jsonb_build_object('title', concat_ws(' ', d.title, d.number), 'cents', d.total_cents, 'currency', d.currency,
          'days', c.today - d.due_on) order by d.due_on), '[]')
        from documents d, clock c where d.kind = 'invoice' and d.status in ('issued', 'sent') and d.due_on < c.today) as unpaid,
      (select coalesce(jsonb_agg(jsonb_build_object('label', q.label, 'day', q.day, 'open', q.open) order by q.day), '[]') from (
        select concat_ws(' · ', coalesce(p.title, a.name), coalesce(v.city, v.name)) as label, p.day, count(*)::int as open
          from advancing_items i join performances p on p.id = i.performance_id
          join artists a on a.id = p.artist_id left join venues v on v.id = p.venue_id, clock c
         where i.status in ('missing', 'asked') and p.status in ('confirmed', 'on_sale')
           and p.day between c.today and c.today + ${advanceDays}::int
         group by p.id, a.name, v.city, v.name) q) as unprepared,
      (select count(*)::int from approvals where status = 'pending' and expires_at > ${ctx.now}::timestamptz) as approvals`.execute(
    ctx.tx,
  );
  if (!rows[0]) throw new Error("no reminders");
  return rows[0];
}
