-- The public sale: the address of a date, the keys that sign its tickets, what the public may know.
-- A buyer reads and writes no table: functions are all that sale:buy opens.

-- The public address of a date ------------------------------------------------

alter table performances add column slug text unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 160);

create function koncert.slug_of(p_text text) returns text language sql immutable set search_path = '' as $$
  select btrim(left(regexp_replace(koncert.normalize(p_text), '[^a-z0-9]+', '-', 'g'), 60), '-')
$$;

create function koncert.give_slug() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_base text;
  v_number integer := 1;
begin
  select concat_ws('-', nullif(koncert.slug_of(a.name), ''), nullif(koncert.slug_of(coalesce(v.city, v.name)), ''), to_char(new.day, 'YYYY-MM-DD'))
    into v_base
    from public.artists a left join public.venues v on v.organization_id = a.organization_id and v.id = new.venue_id
   where a.organization_id = new.organization_id and a.id = new.artist_id;
  -- Addresses are unique among all organizations: two dates of one name wait for one another.
  perform pg_advisory_xact_lock(hashtextextended('slug ' || v_base, 0));
  new.slug := v_base;
  while exists (select from public.performances p where p.slug = new.slug) loop
    v_number := v_number + 1;
    new.slug := v_base || '-' || v_number;
  end loop;
  return new;
end
$$;
comment on function koncert.give_slug() is
  'Gives a published date its public address, such as zaz-lyon-2027-05-14. Locks the name.';
create trigger give_slug before insert or update on performances
  for each row when (new.published_at is not null and new.slug is null) execute function koncert.give_slug();
update performances set published_at = published_at where published_at is not null;

create function koncert.sale_organization(p_slug text) returns uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from public.performances where slug = p_slug and published_at is not null
$$;
comment on function koncert.sale_organization(text) is
  'Whose date a public address is, null for an unknown one. For the server, before an actor is chosen.';

create function koncert.order_organization(p_order uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from public.orders where id = p_order
$$;
comment on function koncert.order_organization(uuid) is
  'Whose order it is, null for an unknown one. For the server, before an actor is chosen.';

-- The keys that sign tickets ----------------------------------------------------

create table signing_keys (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  public_key bytea not null check (length(public_key) = 32),
  -- Ciphertext; the key is with the application, under key_id.
  private_key bytea not null,
  key_id text not null,
  retired_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id)
);
create unique index signing_keys_one_in_use on signing_keys (organization_id) where retired_at is null;
select koncert.guard('signing_keys', 'ticketing:read', 'organization:manage', p_secret => '{private_key}', p_writes => '', p_reversible => false);

create function koncert.signing_key() returns setof signing_keys
language sql stable security definer set search_path = '' as $$
  select * from public.signing_keys
   where organization_id = koncert.organization_id() and retired_at is null
     and (koncert.may('sale:buy') or koncert.may('ticketing:read'))
$$;
comment on function koncert.signing_key() is 'The key in use, its private part as ciphertext.';

create function koncert.add_signing_key(p_id uuid, p_public bytea, p_private bytea, p_key_id text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not (koncert.may('sale:buy') or koncert.may('ticketing:read')) then
    raise exception 'koncert:forbidden' using errcode = 'KC403';
  end if;
  insert into public.signing_keys (id, organization_id, public_key, private_key, key_id)
    values (p_id, koncert.organization_id(), p_public, p_private, p_key_id) on conflict do nothing;
end
$$;
comment on function koncert.add_signing_key(uuid, bytea, bytea, text) is
  'Keeps the organization''s first key; does nothing where one is in use.';

-- What the public may know --------------------------------------------------------

create function koncert.iso(p_at timestamptz) returns text language sql immutable set search_path = '' as
$$ select to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

create function koncert.sale_closes_at(p_performance performances) returns timestamptz
language sql stable set search_path = '' as $$
  select coalesce(
    (select min(i.starts_at) from public.schedule_items i
      where i.organization_id = p_performance.organization_id and i.performance_id = p_performance.id and i.kind = 'set_time'),
    (select (p_performance.day + 1)::timestamp at time zone coalesce(v.time_zone, g.time_zone)
       from public.organizations g left join public.venues v on v.organization_id = g.id and v.id = p_performance.venue_id
      where g.id = p_performance.organization_id))
$$;
comment on function koncert.sale_closes_at(performances) is
  'When the online sale of a date ends: at its set time, else at the end of its day there.';

create function koncert.public_date(p_performance performances) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('slug', p_performance.slug, 'cancelled', p_performance.status = 'cancelled',
      'artist', a.name, 'title', nullif(coalesce(p_performance.title, d.title), a.name), 'genre', a.genre,
      'description', d.description, 'day', p_performance.day, 'session', p_performance.session,
      'timeZone', coalesce(v.time_zone, g.time_zone), 'doorsAt', koncert.iso(s.doors), 'showAt', koncert.iso(s.show),
      'closesAt', koncert.iso(koncert.sale_closes_at(p_performance)),
      'support', coalesce(s.support, '[]'),
      'venue', case when v.id is not null and not jsonb_exists(v.technical, 'to_be_named') then jsonb_build_object(
        'name', v.name, 'address', v.address, 'postalCode', v.postal_code, 'city', v.city, 'country', v.country,
        'latitude', v.latitude, 'longitude', v.longitude) end)
    from public.artists a
    join public.organizations g on g.id = a.organization_id
    left join public.productions d on d.organization_id = a.organization_id and d.id = p_performance.production_id
    left join public.venues v on v.organization_id = a.organization_id and v.id = p_performance.venue_id
    left join lateral (select min(i.starts_at) filter (where i.kind = 'doors') as doors,
        min(i.starts_at) filter (where i.kind = 'set_time') as show,
        jsonb_agg(i.label order by i.starts_at) filter (where i.kind = 'support' and i.label is not null) as support
      from public.schedule_items i where i.organization_id = a.organization_id and i.performance_id = p_performance.id) s on true
   where a.organization_id = p_performance.organization_id and a.id = p_performance.artist_id
$$;

create function koncert.public_organizer(p_organization uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('name', coalesce(legal_name, name), 'licenceNumbers', licence_numbers, 'address', address,
      'postalCode', postal_code, 'city', city, 'country', country, 'email', email, 'website', website, 'siret', siret)
    from public.organizations where id = p_organization
$$;

create function koncert.sells_online(p_type ticket_types, p_access_code text) returns boolean
language sql immutable set search_path = '' as $$
  select not p_type.hidden and p_type.kind not in ('comp', 'staff')
    and (p_type.access_code is null or lower(btrim(p_type.access_code)) = lower(btrim(p_access_code)))
$$;

create function koncert.ended_places(p_organization uuid, p_performance uuid, p_now timestamptz)
returns table (ticket_type_id uuid, places integer)
language sql stable set search_path = '' as $$
  select i.ticket_type_id, sum(i.quantity)::integer
    from public.orders o join public.order_items i on i.organization_id = o.organization_id and i.order_id = o.id
   where o.organization_id = p_organization and o.performance_id = p_performance and o.status = 'held' and o.hold_expires_at <= p_now
   group by 1
$$;
comment on function koncert.ended_places(uuid, uuid, timestamptz) is
  'Places still counted as held although their hold has ended.';

create function koncert.hold_minutes() returns integer language sql immutable set search_path = '' as $$ select 10 $$;

create function koncert.sale_page(p_slug text, p_access_code text default null, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_performance public.performances;
  v_date jsonb;
  v_types jsonb;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances
   where organization_id = v_organization and slug = p_slug and published_at is not null
     and status in ('on_sale', 'played', 'settled', 'cancelled');
  if not found then return '{"code": "unknown_sale"}'; end if;
  v_date := koncert.public_date(v_performance);

  -- How many are left stays here: the public learns many, few or none.
  with kept as (
    select t.*, coalesce(e.places, 0) as ended
      from public.ticket_types t
      left join koncert.ended_places(v_organization, v_performance.id, p_now) e on e.ticket_type_id = t.id
     where t.organization_id = v_organization and t.performance_id = v_performance.id
  ), counted as (
    select k.id, least(k.quota - k.held - k.sold + k.ended,
          v_performance.capacity - (select sum(o.held + o.sold - o.ended) from kept o)) as remaining,
        least(k.quota, v_performance.capacity) as places
      from kept k
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'kind', t.kind, 'description', t.description,
      'priceCents', t.price_cents, 'feeCents', 0, 'currency', t.currency, 'vatRateBp', t.vat_rate_bp, 'maxPerOrder', t.max_per_order,
      'opensAt', koncert.iso(t.sale_starts_at), 'closesAt', koncert.iso(t.sale_ends_at),
      'availability', case when c.remaining <= 0 then 'none' when c.remaining <= greatest(10, c.places / 20) then 'few' else 'many' end,
      'state', case when p_now < t.sale_starts_at then 'not_yet'
        when p_now >= t.sale_ends_at or p_now >= (v_date ->> 'closesAt')::timestamptz then 'ended'
        when c.remaining <= 0 then 'sold_out' else 'on_sale' end) order by t.position, t.name), '[]')
    into v_types
    from public.ticket_types t join counted c on c.id = t.id
   where t.organization_id = v_organization and koncert.sells_online(t, p_access_code);

  return v_date || jsonb_build_object('code', 'ok', 'ticketTypes', v_types, 'holdMinutes', koncert.hold_minutes(),
    'organizer', koncert.public_organizer(v_organization),
    'opensAt', (select min(t ->> 'opensAt') from jsonb_array_elements(v_types) t where t ->> 'state' = 'not_yet'),
    'state', case when v_performance.status = 'cancelled' then 'cancelled'
      when v_performance.status <> 'on_sale' then 'ended'
      else coalesce((select s from unnest(array['on_sale', 'not_yet', 'sold_out']) with ordinality k (s, n)
        where exists (select from jsonb_array_elements(v_types) t where t ->> 'state' = s) order by n limit 1), 'ended') end);
end
$$;
comment on function koncert.sale_page(text, text, timestamptz) is
  'What the public sees of a published date. Codes: ok, forbidden, unknown_sale.';
