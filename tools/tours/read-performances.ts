import { type RawBuilder, sql } from "kysely";
import type { DateRow } from "../core/card.ts";
import type { ToolContext } from "../core/tool.ts";
import { type MissingFacts, missingOf } from "./rules.ts";

type Row = Omit<DateRow, "missing" | "doorsAt" | "showAt"> &
  MissingFacts & { doorsAt: Date | null; showAt: Date | null };

/**
 * Dates as every surface shows them, with what is missing, by day: by id, or by a condition on
 * performances `p` and their venues `v`. One query. What the caller may not read never counts as missing.
 */
export async function readPerformances(
  ctx: ToolContext,
  chosen: string[] | RawBuilder<boolean>,
): Promise<DateRow[]> {
  if (Array.isArray(chosen) && chosen.length === 0) return [];
  const { rows } = await sql<Row>`
    select p.id, p.day, p.status, p.hold_rank as "holdRank", p.hold_expires_on as "holdExpiresOn",
      coalesce(p.title, d.title, a.name) as title, a.name as artist,
      t.name as tour, p.tour_id as "tourId", case when jsonb_exists(v.technical, 'to_be_named') then null else v.name end as venue, p.venue_id as "venueId",
      v.city, v.country, v.latitude, v.longitude, coalesce(v.time_zone, g.time_zone) as "timeZone",
      s.doors as "doorsAt", s.show as "showAt",
      coalesce(p.capacity, c.capacity, v.capacity) as capacity,
      coalesce(k.sold, 0)::int as sold, coalesce(k.types, 0)::int as "ticketTypes",
      not (select koncert.may('business:read')) or exists (select from deals e
        where e.performance_id = p.id and e.status <> 'cancelled') as "hasDeal",
      exists (select from transports e where e.performance_id = p.id) as "hasTransport",
      exists (select from accommodations e where e.performance_id = p.id) as "hasAccommodation",
      not (select koncert.may('documents:read')) or exists (select from documents e where e.kind in ('technical_rider', 'rider')
        and (e.performance_id = p.id or e.tour_id = p.tour_id or e.artist_id = p.artist_id)) as "hasRider",
      not (select koncert.may('documents:read')) or exists (select from documents e where e.kind = 'contract' and e.performance_id = p.id
        and e.status <> 'cancelled') as "hasContract",
      p.promoter_contact_id is not null as "hasPromoter",
      (select coalesce(array_agg(e.topic order by e.position), '{}') from advancing_items e
        where e.performance_id = p.id and e.status in ('missing', 'asked')) as "openAdvancing"
    from performances p
    join artists a on a.id = p.artist_id
    join organizations g on g.id = p.organization_id
    left join productions d on d.id = p.production_id
    left join tours t on t.id = p.tour_id
    left join venues v on v.id = p.venue_id
    left join configurations c on c.id = p.configuration_id
    left join lateral (select min(starts_at) filter (where kind = 'doors') as doors,
        min(starts_at) filter (where kind = 'set_time') as show
      from schedule_items i where i.performance_id = p.id) s on true
    left join lateral (select sum(sold) as sold, count(*) as types
      from ticket_types y where y.performance_id = p.id) k on true
    where ${Array.isArray(chosen) ? sql`p.id = any(${chosen}::uuid[])` : chosen}
    order by p.day, p.session, a.name, p.id`.execute(ctx.tx);
  return rows.map((row) => ({
    id: row.id,
    day: row.day,
    status: row.status,
    holdRank: row.holdRank,
    holdExpiresOn: row.holdExpiresOn,
    title: row.title,
    artist: row.artist,
    tour: row.tour,
    tourId: row.tourId,
    venue: row.venue,
    venueId: row.venueId,
    city: row.city,
    country: row.country,
    latitude: row.latitude,
    longitude: row.longitude,
    timeZone: row.timeZone,
    capacity: row.capacity,
    sold: row.sold,
    doorsAt: row.doorsAt ? new Date(row.doorsAt).toISOString() : null,
    showAt: row.showAt ? new Date(row.showAt).toISOString() : null,
    missing: missingOf({ ...row, doorsAt: row.doorsAt !== null, showAt: row.showAt !== null }),
  }));
}
