import { sql } from "kysely";
import { z } from "zod";
import { instant } from "../core/instant.ts";
import type { ToolContext } from "../core/tool.ts";
import { saleStates } from "./sale-state-names.ts";
import { countedTypes, saleState } from "./sale-states.ts";
import { ticketKinds } from "./ticket-kinds.ts";

const ticketType = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(ticketKinds),
  description: z.string().nullable(),
  priceCents: z.int(),
  vatRateBp: z.int(),
  quota: z.int().nullable(),
  held: z.int(),
  sold: z.int(),
  /** Places that other platforms may sell. */
  allotted: z.int(),
  minPerOrder: z.int(),
  maxPerOrder: z.int(),
  accessCode: z.string().nullable(),
  accessCodeLimit: z.int().nullable(),
  justification: z.string().nullable(),
  hidden: z.boolean(),
  opensAt: z.string().nullable(),
  closesAt: z.string().nullable(),
});
export type TicketType = z.infer<typeof ticketType>;

const guest = z.object({
  id: z.uuid(),
  name: z.string(),
  list: z.string(),
  plusOnes: z.int(),
  status: z.string(),
  email: z.string().nullable(),
  note: z.string().nullable(),
});

/** What the page of a date's sale shows, its tickets aside. */
export const boxOffice = z.object({
  performanceId: z.uuid(),
  label: z.string(),
  day: z.string(),
  artist: z.string(),
  artistId: z.uuid(),
  tour: z.string().nullable(),
  city: z.string().nullable(),
  venue: z.string().nullable(),
  timeZone: z.string(),
  status: z.string(),
  state: z.enum(saleStates),
  slug: z.string().nullable(),
  publishedAt: z.string().nullable(),
  capacity: z.int().nullable(),
  sold: z.int(),
  held: z.int(),
  /** Held, sold, and with other platforms. */
  taken: z.int(),
  currency: z.string(),
  today: z.string(),
  ticketTypes: z.array(ticketType),
  /** Who waits while more buyers come than are let in at once. */
  queue: z.object({ buyersAtOnce: z.int(), waiting: z.int() }),
  guestLists: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      quota: z.int().nullable(),
      places: z.int(),
      /** Names are taken until then. */
      deadline: z.string().nullable(),
      isClosed: z.boolean(),
      /** The partner whose list it is. */
      person: z.string().nullable(),
      email: z.string().nullable(),
    }),
  ),
  guests: z.array(guest),
  /** Dates of the same artist that have sold, nearest first: what a curve is compared with. */
  others: z.array(z.object({ id: z.uuid(), label: z.string() })),
});

const shownOthers = 40;

/** One date with its ticket types and guest lists, in one statement. */
export async function readBoxOfficeDate(
  ctx: ToolContext,
  id: string,
): Promise<z.infer<typeof boxOffice>> {
  const { rows } = await sql<z.infer<typeof boxOffice>>`
    with clock as (
      select g.currency, g.time_zone as zone, (${ctx.now}::timestamptz at time zone g.time_zone)::date as today
      from organizations g
    ), counted as (${countedTypes})
    select p.id as "performanceId", p.day, a.name as artist, a.id as "artistId", t.name as tour,
      v.city, v.name as venue, coalesce(v.time_zone, zone) as "timeZone", p.status, ${saleState} as state, p.slug,
      ${instant("p.published_at")} as "publishedAt", coalesce(p.capacity, c.capacity, v.capacity) as capacity,
      coalesce(k.sold, 0) as sold, coalesce(k.held, 0) as held, coalesce(k.taken, 0) as taken, currency, today,
      concat_ws(' · ', to_char(p.day, 'DD/MM/YYYY'), coalesce(v.city, v.name, p.title)) as label,
      coalesce((select jsonb_agg(jsonb_build_object('id', y.id, 'name', y.name, 'kind', y.kind, 'description', y.description,
          'priceCents', y.price_cents, 'vatRateBp', y.vat_rate_bp, 'quota', y.quota, 'held', y.held, 'sold', y.sold,
          'allotted', y.allotted, 'minPerOrder', y.min_per_order, 'maxPerOrder', y.max_per_order, 'accessCode', y.access_code,
          'accessCodeLimit', y.access_code_limit, 'justification', y.justification, 'hidden', y.hidden,
          'opensAt', ${instant("y.sale_starts_at")}, 'closesAt', ${instant("y.sale_ends_at")}) order by y.position, y.name)
        from ticket_types y where y.performance_id = p.id), '[]') as "ticketTypes",
      jsonb_build_object('buyersAtOnce', coalesce((select q.buyers_at_once from sale_queues q where q.performance_id = p.id), 1000),
        'waiting', (select count(*) from queue_places q where q.performance_id = p.id and q.status = 'waiting')) as queue,
      coalesce((select jsonb_agg(jsonb_build_object('id', l.id, 'name', l.name, 'quota', l.quota,
          'deadline', ${instant("l.deadline")}, 'isClosed', coalesce(l.deadline <= ${ctx.now}::timestamptz, false),
          'person', l.person_name, 'email', l.person_email,
          'places', (select coalesce(sum(1 + u.plus_ones), 0) from guests u
            where u.guest_list_id = l.id and u.status in ('invited', 'confirmed'))) order by l.created_at)
        from guest_lists l where l.performance_id = p.id), '[]') as "guestLists",
      coalesce((select jsonb_agg(jsonb_build_object('id', u.id, 'name', u.name, 'list', l.name, 'plusOnes', u.plus_ones,
          'status', u.status, 'email', u.email, 'note', u.note) order by l.created_at, u.search_name, u.id)
        from guests u join guest_lists l on l.id = u.guest_list_id
        where u.performance_id = p.id and u.status <> 'cancelled'), '[]') as guests,
      coalesce((select jsonb_agg(jsonb_build_object('id', o.id, 'label', o.label)) from (
        select q.id, concat_ws(' · ', to_char(q.day, 'DD/MM/YYYY'), coalesce(w.city, w.name, q.title)) as label
        from performances q left join venues w on w.id = q.venue_id
        where q.artist_id = p.artist_id and q.id <> p.id
          and exists (select from ticket_types y where y.performance_id = q.id and y.sold > 0)
        order by abs(q.day - p.day), q.id limit ${shownOthers}) o), '[]') as others
    from performances p cross join clock
    join artists a on a.id = p.artist_id
    left join tours t on t.id = p.tour_id
    left join venues v on v.id = p.venue_id
    left join configurations c on c.id = p.configuration_id
    left join counted k on k.performance_id = p.id
    where p.id = ${id}`.execute(ctx.tx);
  const [row] = rows;
  if (!row) throw new Error(`no performance ${id}`);
  return row;
}
