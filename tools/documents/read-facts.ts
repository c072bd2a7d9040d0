import { sql } from "kysely";
import type { ToolContext } from "../core/tool.ts";

type Person = { role: string; name: string; phone: string | null; email: string | null };

export type Facts = {
  organization: {
    name: string;
    legalName: string | null;
    siret: string | null;
    vatNumber: string | null;
    licences: string[];
    address: string | null;
    postalCode: string | null;
    city: string | null;
    email: string | null;
    phone: string | null;
    currency: string;
    timeZone: string;
  };
  performance: {
    id: string;
    day: string;
    status: string;
    title: string | null;
    notes: string | null;
    capacity: number | null;
    artistId: string;
    artist: string;
    artistNotes: string | null;
    tourId: string | null;
    tour: string | null;
    production: string | null;
    durationMinutes: number | null;
    venueId: string | null;
    venue: string | null;
    venueAddress: string | null;
    venuePostalCode: string | null;
    city: string | null;
    venuePhone: string | null;
    venueNotes: string | null;
    technical: Record<string, unknown> | null;
    stage: string | null;
    timeZone: string;
    promoterId: string | null;
  };
  promoter: {
    name: string;
    company: string | null;
    address: string | null;
    postalCode: string | null;
    city: string | null;
    email: string | null;
    phone: string | null;
  } | null;
  schedule: {
    kind: string;
    startsAt: Date;
    endsAt: Date | null;
    label: string | null;
    note: string | null;
  }[];
  team: Person[];
  venueContacts: Person[];
  transports: {
    kind: string;
    fromPlace: string;
    toPlace: string;
    departsAt: Date | null;
    arrivesAt: Date | null;
    vehicle: string | null;
    reference: string | null;
    note: string | null;
    travellers: string[];
  }[];
  accommodations: {
    name: string;
    address: string | null;
    city: string | null;
    phone: string | null;
    checkInOn: string;
    checkOutOn: string;
    rooms: number | null;
    reference: string | null;
    note: string | null;
    rooming: string[];
  }[];
  tickets: {
    name: string;
    priceCents: number;
    currency: string;
    quota: number | null;
    sold: number;
  }[];
  guests: number;
  deal: {
    kind: string;
    currency: string;
    guaranteeCents: number | null;
    percentageBp: number | null;
    depositCents: number | null;
    depositDueOn: string | null;
    vatRateBp: number | null;
    promoterId: string | null;
    terms: string | null;
  } | null;
  open: { topic: string; note: string | null }[];
};

/** Everything that documents say of a date. What the actor may not read is absent. */
export async function readFacts(ctx: ToolContext, performanceId: string): Promise<Facts> {
  const performances = await sql<Facts["performance"]>`
    select p.id, p.day, p.status, p.title, p.notes, coalesce(p.capacity, c.capacity, v.capacity) as capacity,
      a.id as "artistId", a.name as artist, a.notes as "artistNotes", t.id as "tourId", t.name as tour,
      d.title as production, d.duration_minutes as "durationMinutes",
      v.id as "venueId", v.name as venue, v.address as "venueAddress", v.postal_code as "venuePostalCode", v.city,
      v.phone as "venuePhone", v.notes as "venueNotes", v.technical, s.name as stage,
      coalesce(v.time_zone, g.time_zone) as "timeZone", p.promoter_contact_id as "promoterId"
    from performances p
    join artists a on a.id = p.artist_id
    join organizations g on g.id = p.organization_id
    left join tours t on t.id = p.tour_id
    left join productions d on d.id = p.production_id
    left join venues v on v.id = p.venue_id
    left join configurations c on c.id = p.configuration_id
    left join stages s on s.id = c.stage_id
    where p.id = ${performanceId}`.execute(ctx.tx);
  const [performance] = performances.rows;
  if (!performance) throw new Error(`no performance ${performanceId}`);
  const { tourId, venueId } = performance;
  const organizations = await sql<Facts["organization"]>`
    select name, legal_name as "legalName", siret, vat_number as "vatNumber", licence_numbers as licences,
      address, postal_code as "postalCode", city, email, phone, currency, time_zone as "timeZone"
    from organizations where id = koncert.organization_id()`.execute(ctx.tx);
  const [organization] = organizations.rows;
  if (!organization) throw new Error("no organization");
  const schedule = await sql<Facts["schedule"][number]>`
    select kind, starts_at as "startsAt", ends_at as "endsAt", label, note
    from schedule_items where performance_id = ${performanceId} order by starts_at, kind`.execute(
    ctx.tx,
  );
  const team = await sql<Person>`
    select m.role, c.display_name as name, c.phone, c.email from team_members m
    join contacts c on c.id = m.contact_id
    where m.performance_id = ${performanceId} or (m.tour_id = ${tourId}::uuid and m.performance_id is null)
    order by m.performance_id nulls last, m.created_at, c.search_name`.execute(ctx.tx);
  const venueContacts = await sql<Person>`
    select w.role, c.display_name as name, c.phone, c.email from venue_contacts w
    join contacts c on c.id = w.contact_id where w.venue_id = ${venueId}::uuid
    order by w.role, c.search_name`.execute(ctx.tx);
  const transports = await sql<Facts["transports"][number]>`
    select t.kind, t.from_place as "fromPlace", t.to_place as "toPlace", t.departs_at as "departsAt",
      t.arrives_at as "arrivesAt", t.vehicle, t.reference, t.note,
      array(select concat_ws(' ', w.name, '(' || w.seat || ')') from travellers w where w.transport_id = t.id order by w.name) as travellers
    from transports t where t.performance_id = ${performanceId} order by t.departs_at nulls last`.execute(
    ctx.tx,
  );
  const accommodations = await sql<Facts["accommodations"][number]>`
    select a.name, a.address, a.city, a.phone, a.check_in_on as "checkInOn", a.check_out_on as "checkOutOn",
      a.rooms, a.reference, a.note,
      array(select concat_ws(' ', r.name, '(' || r.room || ')') from rooming r where r.accommodation_id = a.id order by r.name) as rooming
    from accommodations a where a.performance_id = ${performanceId}
      or (a.tour_id = ${tourId}::uuid and a.performance_id is null and ${performance.day}::date between a.check_in_on and a.check_out_on)
    order by a.check_in_on`.execute(ctx.tx);
  const tickets = await sql<Facts["tickets"][number]>`
    select name, price_cents as "priceCents", currency, quota, sold from ticket_types
    where performance_id = ${performanceId} order by position, price_cents desc`.execute(ctx.tx);
  const guests = await sql<{ n: number }>`
    select coalesce(sum(1 + plus_ones), 0)::int as n from guests
    where performance_id = ${performanceId} and status in ('invited', 'confirmed')`.execute(ctx.tx);
  const deals = await sql<NonNullable<Facts["deal"]>>`
    select kind, currency, guarantee_cents as "guaranteeCents", percentage_bp as "percentageBp",
      deposit_cents as "depositCents", deposit_due_on as "depositDueOn", vat_rate_bp as "vatRateBp",
      promoter_contact_id as "promoterId", terms
    from deals where performance_id = ${performanceId} and status <> 'cancelled'
    order by created_at desc limit 1`.execute(ctx.tx);
  const deal = deals.rows[0] ?? null;
  const promoters = await sql<NonNullable<Facts["promoter"]>>`
    select display_name as name, organization_name as company, address, postal_code as "postalCode", city, email, phone
    from contacts where id = coalesce(${deal?.promoterId ?? null}::uuid, ${performance.promoterId}::uuid)`.execute(
    ctx.tx,
  );
  const open = await sql<Facts["open"][number]>`
    select topic, note from advancing_items
    where performance_id = ${performanceId} and status in ('missing', 'asked') order by position`.execute(
    ctx.tx,
  );
  return {
    organization,
    performance,
    promoter: promoters.rows[0] ?? null,
    schedule: schedule.rows,
    team: team.rows,
    venueContacts: venueContacts.rows,
    transports: transports.rows,
    accommodations: accommodations.rows,
    tickets: tickets.rows,
    guests: guests.rows[0]?.n ?? 0,
    deal,
    open: open.rows,
  };
}
