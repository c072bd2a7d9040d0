import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";
import type { PerformanceDetails } from "./performance-details.ts";

const daysOfSales = 30;

/**
 * What a date's page shows beside its row, in one statement. Row-level security leaves out what the
 * reader may not see. Undefined where there is no such date.
 */
export async function readDetails(
  ctx: ToolContext,
  id: string,
): Promise<PerformanceDetails | undefined> {
  const { rows } = await sql<{ details: PerformanceDetails }>`
    select jsonb_build_object(
      'notes', p.notes, 'ownTitle', p.title, 'artistId', p.artist_id, 'production', d.title, 'session', p.session,
      'holdExpiresOn', p.hold_expires_on, 'cancelReason', p.cancel_reason,
      'publishedAt', ${iso("p.published_at")}, 'slug', p.slug,
      'address', case when v.address is not null then concat_ws(', ', v.address, concat_ws(' ', v.postal_code, v.city)) end,
      'venuePhone', v.phone, 'venueNotes', v.notes,
      'promoter', o.display_name, 'promoterId', o.id, 'promoterPhone', o.phone, 'promoterEmail', o.email,
      'currency', g.currency,
      'previous', (${neighbour(sql`(n.day, n.session, n.id) < (p.day, p.session, p.id)`, sql`desc`)}),
      'next', (${neighbour(sql`(n.day, n.session, n.id) > (p.day, p.session, p.id)`, sql`asc`)}),
      'schedule', (select ${list(
        sql`'id', i.id, 'kind', i.kind, 'label', i.label, 'startsAt', ${iso("i.starts_at")},
          'endsAt', ${iso("i.ends_at")}, 'note', i.note`,
        sql`i.starts_at, i.kind`,
      )}
        from schedule_items i where i.performance_id = p.id),
      'ticketTypes', (select ${list(
        sql`'id', y.id, 'name', y.name, 'kind', y.kind, 'priceCents', y.price_cents,
          'currency', y.currency, 'quota', coalesce(y.quota, p.capacity, c.capacity, v.capacity, 0), 'sold', y.sold`,
        sql`y.position, y.name`,
      )}
        from ticket_types y where y.performance_id = p.id),
      'grossCents', case when (select koncert.may('ticketing:read')) then
        (select coalesce(sum(k.price_cents), 0) from tickets k where k.performance_id = p.id and k.status = 'issued') end,
      'sales', (select ${list(sql`'day', s.day, 'sold', s.sold, 'grossCents', s.cents`, sql`s.day`)} from (
          select (k.created_at at time zone g.time_zone)::date as day, count(*) as sold, sum(k.price_cents) as cents
          from tickets k where k.performance_id = p.id and k.status = 'issued'
            and k.created_at >= ${ctx.now.toISOString()}::timestamptz - make_interval(days => ${daysOfSales}::int)
          group by 1) s),
      'guests', (select ${list(sql`'id', e.id, 'name', e.name, 'plusOnes', e.plus_ones, 'list', l.name`, sql`l.name, e.name`)}
        from guests e join guest_lists l on l.id = e.guest_list_id
        where e.performance_id = p.id and e.status in ('invited', 'confirmed')),
      'places', (select coalesce(sum(1 + e.plus_ones), 0) from guests e
        where e.performance_id = p.id and e.status in ('invited', 'confirmed')),
      'team', (select ${list(
        sql`'id', m.id, 'contactId', w.id, 'name', w.display_name, 'role', m.role, 'phone', w.phone,
          'email', w.email, 'ofTour', m.tour_id is not null`,
        sql`m.tour_id nulls first, w.search_name, m.role`,
      )}
        from team_members m join contacts w on w.id = m.contact_id
        where m.performance_id = p.id or m.tour_id = p.tour_id),
      'transports', (select ${list(
        sql`'id', r.id, 'kind', r.kind, 'from', r.from_place, 'to', r.to_place,
          'departsAt', ${iso("r.departs_at")}, 'arrivesAt', ${iso("r.arrives_at")}, 'reference', r.reference,
          'km', r.distance_km, 'costCents', r.cost_cents, 'currency', r.currency`,
        sql`r.departs_at nulls last, r.created_at`,
      )}
        from transports r where r.performance_id = p.id),
      'accommodations', (select ${list(
        sql`'id', h.id, 'name', h.name, 'city', h.city, 'address', h.address, 'phone', h.phone,
          'checkInOn', h.check_in_on, 'checkOutOn', h.check_out_on, 'rooms', h.rooms, 'reference', h.reference,
          'costCents', h.cost_cents, 'currency', h.currency`,
        sql`h.check_in_on, h.name`,
      )}
        from accommodations h where h.performance_id = p.id),
      'advancing', (select ${list(sql`'id', x.id, 'topic', x.topic, 'status', x.status, 'dueOn', x.due_on, 'note', x.note`, sql`x.position, x.created_at, x.topic`)}
        from advancing_items x where x.performance_id = p.id),
      'deal', (select jsonb_build_object('kind', b.kind, 'status', b.status, 'currency', b.currency,
          'guaranteeCents', b.guarantee_cents, 'percentageBp', b.percentage_bp, 'splitPointCents', b.split_point_cents,
          'recoupableCostCents', b.recoupable_cost_cents, 'depositCents', b.deposit_cents,
          'depositDueOn', b.deposit_due_on, 'terms', b.terms)
        from deals b where b.performance_id = p.id and b.status <> 'cancelled' limit 1),
      'documents', (select ${list(
        sql`'id', f.id, 'kind', f.kind, 'title', f.title, 'number', f.number, 'status', f.status,
          'language', f.language, 'totalCents', f.total_cents, 'currency', f.currency`,
        sql`f.created_at desc, f.id`,
      )}
        from documents f where f.performance_id = p.id or (f.performance_id is null
          and f.kind in ('rider', 'technical_rider', 'hospitality_rider') and (f.tour_id = p.tour_id or f.artist_id = p.artist_id))),
      'entries', (select ${list(
        sql`'id', z.id, 'kind', z.kind, 'label', z.label, 'category', z.category,
          'amountCents', z.amount_cents, 'currency', z.currency, 'on', z.incurred_on`,
        sql`z.incurred_on, z.id`,
      )}
        from (select 'expense' as kind, id, label, category, amount_cents, currency, incurred_on from expenses where performance_id = p.id
          union all
          select 'income', id, label, category, amount_cents, currency, incurred_on from incomes where performance_id = p.id) z)
    ) as details
    from performances p
    join organizations g on g.id = p.organization_id
    left join productions d on d.id = p.production_id
    left join venues v on v.id = p.venue_id
    left join configurations c on c.id = p.configuration_id
    left join contacts o on o.id = p.promoter_contact_id
    where p.id = ${id}`.execute(ctx.tx);
  return rows[0]?.details;
}

/** An instant as JSON writes it everywhere else. */
const iso = (column: string) =>
  sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

const list = (fields: ReturnType<typeof sql>, order: ReturnType<typeof sql>) =>
  sql`coalesce(jsonb_agg(jsonb_build_object(${fields}) order by ${order}), '[]')`;

/** The nearest date on one side: within the tour where there is one, else of the artist. */
const neighbour = (side: ReturnType<typeof sql>, order: ReturnType<typeof sql>) => sql`
  select jsonb_build_object('id', n.id, 'day', n.day, 'city', nv.city)
  from performances n left join venues nv on nv.id = n.venue_id
  where n.status <> 'cancelled' and ${side}
    and case when p.tour_id is null then n.artist_id = p.artist_id else n.tour_id = p.tour_id end
  order by n.day ${order}, n.session ${order}, n.id ${order} limit 1`;
