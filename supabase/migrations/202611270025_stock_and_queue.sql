-- One stock for a date, the platform's fee, holds merged into one statement, and the queue of a rush.
-- Lock order as everywhere: ticket types by id, the ticket series of the date, orders, places of the queue.

-- Ticket types -------------------------------------------------------------------

alter table ticket_types
  -- Granted to other platforms; kept by koncert.count_allotments.
  add column allotted integer not null default 0 check (allotted >= 0),
  add column min_per_order integer not null default 1 check (min_per_order between 1 and 1000),
  -- What a holder shows at the door, such as a student card.
  add column justification text check (length(justification) <= 300),
  -- Online orders that the access code opens; null sets no limit.
  add column access_code_limit integer check (access_code_limit between 1 and 500000),
  add constraint ticket_types_order_bounds check (min_per_order <= max_per_order);
alter table ticket_types drop constraint ticket_types_quota_holds;
alter table ticket_types add constraint ticket_types_quota_holds check (held + sold + allotted <= quota);
grant insert (min_per_order, justification, access_code_limit), update (min_per_order, justification, access_code_limit)
  on ticket_types to authenticated;

-- Allotments that name no ticket type, and what platforms sold beyond theirs.
alter table ticket_series add column allotted integer not null default 0 check (allotted >= 0);

-- A platform may report more than it was granted: that is a fact to be counted and shown.
alter table allotments drop constraint allotments_check;

-- The fee ------------------------------------------------------------------------

-- The rule is the operator's: no member writes it. Who bears it is the organization's choice.
alter table organizations
  add column fee_fixed_cents integer not null default 49 check (fee_fixed_cents between 0 and 10000),
  add column fee_bp integer not null default 100 check (fee_bp between 0 and 10000),
  add column fee_payer text not null default 'organizer' check (fee_payer in ('organizer', 'buyer'));
grant update (fee_payer) on organizations to authenticated;

-- What the platform takes on each ticket; fee_cents of an order is the part of it that the buyer pays on top.
alter table order_items add column unit_fee_cents integer not null default 0 check (unit_fee_cents >= 0);
alter table orders add column application_fee_cents integer not null default 0 check (application_fee_cents >= 0);

-- Written in plpgsql where a hold asks them: a function in SQL would be planned anew at each call.
create function koncert.fee_cents(p_organization uuid, p_price_cents integer) returns integer
language plpgsql stable set search_path = '' as $$
begin
  return (select case when p_price_cents > 0
      then least(p_price_cents, fee_fixed_cents + round(p_price_cents * fee_bp / 10000.0)::integer) else 0 end
    from public.organizations where id = p_organization);
end
$$;
comment on function koncert.fee_cents(uuid, integer) is
  'What the platform takes on one ticket at this price, VAT included: nothing on a free one, never more than the price.';

-- One stock ----------------------------------------------------------------------

create function koncert.taken_places(p_organization uuid, p_performance uuid) returns integer
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return (select coalesce(sum(held + sold + allotted), 0) from public.ticket_types
           where organization_id = p_organization and performance_id = p_performance)::integer
       + coalesce((select allotted from public.ticket_series
           where organization_id = p_organization and performance_id = p_performance), 0);
end
$$;
comment on function koncert.taken_places(uuid, uuid) is
  'Places of a date that nobody else can have: held, sold, granted to other platforms or sold by them beyond that.';

create function koncert.lock_date(p_organization uuid, p_performance uuid) returns void
language plpgsql set search_path = '' set enable_seqscan = off as $$
begin
  -- Once is enough: a type made since would be locked out of its order.
  if current_setting('koncert.locked_date', true) = p_performance::text then return; end if;
  perform from public.ticket_types t
    where t.organization_id = p_organization and t.performance_id = p_performance order by t.id for no key update;
  perform koncert.lock_series(p_organization, p_performance);
  perform set_config('koncert.locked_date', p_performance::text, true);
end
$$;
comment on function koncert.lock_date(uuid, uuid) is 'Locks all ticket types of a date by id, then its ticket series; once in a transaction.';

create function koncert.count_allotments() returns trigger
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_row constant public.allotments := coalesce(new, old);
  v_granted integer := coalesce(new.quantity, 0);
begin
  if tg_op = 'UPDATE' then
    if new.performance_id <> old.performance_id then
      raise exception 'koncert:allotment_of_another_date' using errcode = '23514', constraint = 'allotments_keep_their_date';
    end if;
    v_granted := v_granted - case when new.ticket_type_id is not distinct from old.ticket_type_id then old.quantity else 0 end;
  end if;
  perform koncert.lock_date(v_row.organization_id, v_row.performance_id);

  if exists (select from public.ticket_types t
      where t.organization_id = v_row.organization_id and t.performance_id = v_row.performance_id and t.id = v_row.ticket_type_id
        and t.held + t.sold + (select coalesce(sum(a.quantity), 0) from public.allotments a
          where a.organization_id = t.organization_id and a.ticket_type_id = t.id) > t.quota) then
    raise exception 'koncert:allotment_above_quota' using errcode = '23514', constraint = 'allotments_fit_quota';
  end if;
  update public.ticket_types t set allotted = a.granted
    from (select y.id, coalesce(sum(a.quantity), 0)::integer as granted
            from public.ticket_types y left join public.allotments a on a.organization_id = y.organization_id and a.ticket_type_id = y.id
           where y.organization_id = v_row.organization_id and y.performance_id = v_row.performance_id group by y.id) a
   where t.organization_id = v_row.organization_id and t.id = a.id and t.allotted <> a.granted;
  update public.ticket_series s set allotted =
      (select coalesce(sum(case when a.ticket_type_id is null then a.quantity else 0 end + greatest(a.sold - a.quantity, 0)), 0)
         from public.allotments a where a.organization_id = s.organization_id and a.performance_id = s.performance_id)
   where s.organization_id = v_row.organization_id and s.performance_id = v_row.performance_id;
  -- What is granted must fit; what a platform sold beyond it is a fact.
  -- A place that is blocked was taken a moment ago.
  if v_granted > 0 and v_row.platform <> 'blocked' and koncert.taken_places(v_row.organization_id, v_row.performance_id) > (select capacity from public.performances
      where organization_id = v_row.organization_id and id = v_row.performance_id) then
    raise exception 'koncert:allotment_above_capacity' using errcode = '23514', constraint = 'allotments_fit_capacity';
  end if;
  return null;
end
$$;
comment on function koncert.count_allotments() is
  'Keeps the allotted places of ticket types and of the date. Locks all ticket types of the date by id, then its series. Raises 23514 allotments_fit_quota and allotments_fit_capacity for a grant that does not fit.';
create trigger count_allotments after insert or update or delete on allotments
  for each row execute function koncert.count_allotments();
update allotments set updated_at = updated_at;

-- The capacity of a date never falls below what is taken; one that is already exceeded may still be raised.
create or replace function koncert.keep_capacity() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform koncert.lock_series(new.organization_id, new.id);
  if koncert.taken_places(new.organization_id, new.id) > new.capacity then
    raise exception 'koncert:capacity_below_sold' using errcode = '23514', constraint = 'performances_capacity_holds';
  end if;
  return null;
end
$$;
drop trigger keep_capacity on performances;
create trigger keep_capacity after update of capacity on performances
  for each row when (new.capacity < old.capacity or (old.capacity is null and new.capacity is not null))
  execute function koncert.keep_capacity();

create function koncert.has_places_for(p_organization uuid, p_order uuid) returns boolean
language sql stable set search_path = '' as $$
  select not exists (select from public.order_items i
        join public.ticket_types t on t.organization_id = i.organization_id and t.id = i.ticket_type_id
       where i.organization_id = p_organization and i.order_id = p_order and t.held + t.sold + t.allotted + i.quantity > t.quota)
    and (select koncert.taken_places(p_organization, o.performance_id)
          + (select sum(i.quantity) from public.order_items i where i.organization_id = p_organization and i.order_id = p_order)
          > p.capacity
        from public.orders o join public.performances p on p.organization_id = o.organization_id and p.id = o.performance_id
       where o.organization_id = p_organization and o.id = p_order) is not true
$$;
comment on function koncert.has_places_for(uuid, uuid) is
  'Whether an order whose places went back can have them again. The caller has locked its ticket types and the series of the date.';

create function koncert.extend_hold(p_organization uuid, p_order uuid, p_now timestamptz) returns void
language sql set search_path = '' as $$
  update public.orders
     set hold_expires_at = greatest(hold_expires_at, least(created_at + interval '30 minutes', p_now + interval '15 minutes'))
   where organization_id = p_organization and id = p_order and status = 'held' and hold_expires_at > p_now
$$;
comment on function koncert.extend_hold(uuid, uuid, timestamptz) is
  'Keeps the places while the buyer pays: fifteen minutes from now, thirty since they were held. The caller has locked the order, once for each attempt to pay.';

-- The queue ------------------------------------------------------------------------

create table sale_queues (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  -- Buyers who choose and pay at the same time; who comes beyond waits.
  buyers_at_once integer not null default 1000 check (buyers_at_once between 1 and 1000000),
  -- Somebody waits: only who has been called may hold.
  is_on boolean not null default false,
  drawn_at timestamptz,
  last_rank bigint not null default 0 check (last_rank >= 0),
  moved_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id),
  foreign key (organization_id, performance_id) references performances (organization_id, id)
);
create index sale_queues_on on sale_queues (performance_id) where is_on;
select koncert.guard('sale_queues', 'ticketing:read', 'ticketing:write', p_writes => 'insert update',
  p_sealed => '{is_on,drawn_at,last_rank,moved_at}', p_reversible => false);

-- One for each browser. The rank is null until the draw for who came before the opening.
create table queue_places (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  visitor text not null check (length(visitor) between 1 and 100),
  status text not null default 'waiting' check (status in ('waiting', 'called', 'missed', 'left')),
  rank bigint check (rank > 0),
  joined_at timestamptz not null default now(),
  called_at timestamptz,
  call_ends_at timestamptz,
  order_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id, rank),
  check ((status = 'called') <= (call_ends_at is not null)),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, order_id) references orders (organization_id, id)
);
create index queue_places_waiting on queue_places (organization_id, performance_id, rank) where status = 'waiting';
create index queue_places_called on queue_places (organization_id, performance_id, call_ends_at) where status = 'called';
select koncert.guard('queue_places', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);
alter table queue_places add unique (visitor, performance_id);

-- The organization of an order is that of its date, to which it points as well.
alter table orders drop constraint orders_organization_id_fkey;

-- A held order names nobody yet: what finds buyers costs a hold nothing.
drop index orders_by_email;
create index orders_by_email on orders (organization_id, lower(buyer_email)) where buyer_email is not null;
alter table orders drop column search_text;
alter table orders add column search_text text not null generated always as (
  case when buyer_name is null and buyer_email is null then lower(number)
    else koncert.normalize(number || ' ' || coalesce(buyer_name, '') || ' ' || coalesce(buyer_email, '')) end) stored;
create index orders_by_text_trigrams on orders using gin (search_text extensions.gin_trgm_ops);
-- A plan made while the table is empty costs the same by any index that begins with the organization, and takes
-- the newest: keys that begin with what tells rows apart stay right.
alter table orders drop constraint orders_organization_id_client_key_key;
alter table orders add unique (client_key, organization_id);
alter table orders drop constraint orders_pkey;
alter table orders add primary key (id);

-- The holds of one date: for the counts below, and for those that end.
drop index orders_holds;
create index orders_held_of_a_date on orders (organization_id, performance_id, hold_expires_at) where status = 'held';

create function koncert.call_seconds() returns integer language sql immutable as $$ select 120 $$;

-- Holding --------------------------------------------------------------------------

-- Many holds are written by one statement, which keeps the images of their orders itself. An item never
-- changes: its own row says what an image would.
do $$
declare
  v_table text;
  v_trigger text;
begin
  foreach v_table in array array['orders', 'order_items'] loop
    select pg_catalog.pg_get_triggerdef(oid) into v_trigger from pg_catalog.pg_trigger
      where tgrelid = v_table::regclass and tgname = 'record_change';
    execute format('drop trigger record_change on %I', v_table);
    execute replace(v_trigger, 'FOR EACH ROW', 'FOR EACH ROW WHEN (current_setting(''koncert.keeps_images'', true) is distinct from ''on'')');
  end loop;
end
$$;

create or replace function koncert.held_before(p_order orders, p_performance uuid) returns jsonb
language sql stable set search_path = '' set enable_seqscan = off as $$
  select case when p_order.performance_id = p_performance and p_order.channel = 'online'
    then jsonb_build_object('code', 'replayed', 'order_id', p_order.id, 'number', p_order.number, 'total_cents', p_order.total_cents,
      'fee_cents', p_order.fee_cents, 'expires_at', koncert.iso(p_order.hold_expires_at),
      'items', (select jsonb_agg(jsonb_build_object('ticket_type_id', t.id, 'name', t.name, 'quantity', i.quantity,
          'unit_price_cents', i.unit_price_cents, 'currency', p_order.currency) order by t.position, t.name)
        from public.order_items i join public.ticket_types t on t.organization_id = i.organization_id and t.id = i.ticket_type_id
       where i.organization_id = p_order.organization_id and i.order_id = p_order.id))
    else '{"code": "other_key"}' end
$$;

drop function koncert.refuse_hold(performances, jsonb, text, timestamptz);
create function koncert.refuse_hold(p_type ticket_types, p_quantity integer, p_smallest integer, p_now timestamptz) returns jsonb
language sql stable as $$
  select case
    when p_type.id is null then '{"code": "unknown_type"}'::jsonb
    when p_now < p_type.sale_starts_at or p_now >= p_type.sale_ends_at then '{"code": "not_on_sale"}'
    when p_smallest < 1 then '{"code": "bad_quantity"}'
    when p_quantity > p_type.max_per_order then jsonb_build_object('code', 'too_many', 'max_per_order', p_type.max_per_order)
    when p_quantity < p_type.min_per_order then jsonb_build_object('code', 'too_few', 'min_per_order', p_type.min_per_order) end
$$;
comment on function koncert.refuse_hold(ticket_types, integer, integer, timestamptz) is
  'Why so many places of a type cannot be held, whatever is left of it; null where they can.';

create function koncert.code_uses(p_type ticket_types) returns integer
language sql stable set search_path = '' as $$
  select count(*)::integer from public.order_items i
    join public.orders o on o.organization_id = i.organization_id and o.id = i.order_id
   where i.organization_id = p_type.organization_id and i.ticket_type_id = p_type.id
     and o.channel = 'online' and o.status not in ('cancelled', 'expired', 'refunded')
$$;
comment on function koncert.code_uses(ticket_types) is 'Online orders that the access code of a type has opened.';

create or replace function koncert.return_ended_holds(p_organization uuid, p_performance uuid, p_now timestamptz) returns integer
language plpgsql set search_path = '' set enable_seqscan = off set koncert.keeps_images = 'off' as $$
declare
  v_ended integer;
begin
  with ended as (
    update public.orders set status = 'expired'
     where organization_id = p_organization and performance_id = p_performance and status = 'held' and hold_expires_at <= p_now
    returning id
  ), places as (
    select i.ticket_type_id, sum(i.quantity)::integer as n
      from public.order_items i join ended e on e.id = i.order_id
     where i.organization_id = p_organization group by 1
  ), freed as (
    update public.ticket_types t set held = t.held - p.n from places p where t.organization_id = p_organization and t.id = p.ticket_type_id
  )
  select count(*) into v_ended from ended;
  return v_ended;
end
$$;

create or replace function koncert.end_holds(p_now timestamptz default now()) returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization uuid;
  v_performance uuid;
begin
  select organization_id, performance_id into v_organization, v_performance
    from public.orders where status = 'held' and hold_expires_at <= p_now order by organization_id, performance_id limit 1;
  if not found then return null; end if;
  perform koncert.lock_date(v_organization, v_performance);
  return koncert.return_ended_holds(v_organization, v_performance, p_now);
end
$$;
comment on function koncert.end_holds(timestamptz) is
  'Ends the holds of one date whose time is over, of whichever organization. Returns how many, null where none is left. Locks the ticket types of the date by id, its series, then the orders. For the server, outside an actor.';

create function koncert.buyers_now(p_organization uuid, p_performance uuid, p_now timestamptz) returns integer
language sql stable set search_path = '' as $$
  select (select count(*) from public.orders o where o.organization_id = p_organization and o.performance_id = p_performance
            and o.status = 'held' and o.hold_expires_at > p_now)::integer
       + (select count(*) from public.queue_places q where q.organization_id = p_organization and q.performance_id = p_performance
            and q.status = 'called' and q.order_id is null and q.call_ends_at > p_now)::integer
$$;
comment on function koncert.buyers_now(uuid, uuid, timestamptz) is 'Buyers of a date who hold places or have been called to.';

create or replace function koncert.order_number() returns text language sql volatile as $$
  -- 32 letters and digits that are not mistaken for one another.
  select substr(a, 1 + (get_byte(b, 0) & 31), 1) || substr(a, 1 + (get_byte(b, 1) & 31), 1) || substr(a, 1 + (get_byte(b, 2) & 31), 1)
      || substr(a, 1 + (get_byte(b, 3) & 31), 1) || substr(a, 1 + (get_byte(b, 4) & 31), 1) || substr(a, 1 + (get_byte(b, 5) & 31), 1)
      || substr(a, 1 + (get_byte(b, 10) & 31), 1) || substr(a, 1 + (get_byte(b, 11) & 31), 1)
    from (select uuid_send(gen_random_uuid()) as b, 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789' as a offset 0) r
$$;

-- A key that is no call of ours, such as one of a test, leaves no call behind.
create function koncert.call_id_of(p_key text) returns uuid language sql immutable as $$
  select case when p_key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then p_key::uuid end
$$;

create or replace function koncert.sells_online(p_type ticket_types, p_access_code text) returns boolean
language sql immutable as $$
  select not p_type.hidden and p_type.kind not in ('comp', 'staff')
    and (p_type.access_code is null or lower(btrim(p_type.access_code)) = lower(btrim(p_access_code)))
$$;

create or replace function koncert.hold_minutes() returns integer language sql immutable as $$ select 10 $$;

create or replace function koncert.sale_closes_at(p_performance performances) returns timestamptz
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return coalesce(
    (select min(i.starts_at) from public.schedule_items i
      where i.organization_id = p_performance.organization_id and i.performance_id = p_performance.id and i.kind = 'set_time'),
    (select (p_performance.day + 1)::timestamp at time zone coalesce(v.time_zone, g.time_zone)
       from public.organizations g left join public.venues v on v.organization_id = g.id and v.id = p_performance.venue_id
      where g.id = p_performance.organization_id));
end
$$;

create type koncert.hold_request as (
  n integer, key text, locale text, place uuid, call jsonb, types uuid[], quantities integer[], places integer, total_cents integer,
  unit_fees_cents integer[], answer jsonb
);

create function koncert.hold_many(p_slug text, p_requests jsonb, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off set koncert.keeps_images = 'on'
-- Planning it anew at each call costs more than running it.
set plan_cache_mode = force_generic_plan as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_expires constant timestamptz := p_now + make_interval(mins => koncert.hold_minutes());
  v_expires_iso constant text := koncert.iso(v_expires);
  v_performance public.performances;
  v_date_refusal jsonb;
  v_queue_on boolean;
  v_asked uuid[];
  v_ids uuid[];
  v_left integer[];
  v_code_left integer[];
  v_room integer;
  v_places integer;
  v_ended boolean;
  v_types jsonb;
  v_requests koncert.hold_request[];
  v_request koncert.hold_request;
  v_granted koncert.hold_request[] := '{}';
  v_keys text[] := '{}';
  v_used uuid[] := '{}';
  v_answers jsonb := '{}';
  v_at integer;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances
   where organization_id = v_organization and slug = p_slug and published_at is not null;
  if not found then return '{"code": "unknown_sale"}'; end if;

  -- Whoever comes too late in a rush waits for no lock.
  v_ended := exists (select from public.orders o where o.organization_id = v_organization and o.performance_id = v_performance.id
    and o.status = 'held' and o.hold_expires_at <= p_now);
  select array_agg(distinct (i ->> 'ticket_type_id')::uuid) into v_asked
    from jsonb_array_elements(p_requests) r, jsonb_array_elements(r -> 'items') i;
  if v_ended then
    perform koncert.lock_date(v_organization, v_performance.id);
    perform koncert.return_ended_holds(v_organization, v_performance.id, p_now);
  elsif koncert.taken_places(v_organization, v_performance.id) < v_performance.capacity is not false
    and exists (select from public.ticket_types t where t.organization_id = v_organization and t.performance_id = v_performance.id
      and t.id = any (v_asked) and (t.held + t.sold + t.allotted < t.quota) is not false)
  then
    perform from public.ticket_types t
      where t.organization_id = v_organization and t.performance_id = v_performance.id and t.id = any (v_asked)
      order by t.id for no key update;
    perform koncert.lock_series(v_organization, v_performance.id);
  end if;

  -- Locked, then read in new statements: what is counted below is what is committed.
  select * into v_performance from public.performances where organization_id = v_organization and id = v_performance.id;
  v_date_refusal := case when v_performance.status = 'cancelled' then '{"code": "performance_cancelled"}'::jsonb
    when v_performance.status <> 'on_sale' or p_now >= koncert.sale_closes_at(v_performance) then '{"code": "not_on_sale"}' end;
  v_room := v_performance.capacity - koncert.taken_places(v_organization, v_performance.id);
  select array_agg(t.id order by t.id), array_agg(t.quota - t.held - t.sold - t.allotted order by t.id),
      array_agg(case when t.access_code is not null then t.access_code_limit - koncert.code_uses(t) end order by t.id),
      jsonb_object_agg(t.id, jsonb_build_object('name', t.name, 'price_cents', t.price_cents, 'vat_rate_bp', t.vat_rate_bp,
        'currency', t.currency, 'unit_fee_cents', koncert.fee_cents(v_organization, t.price_cents), 'position', t.position))
    into v_ids, v_left, v_code_left, v_types
    from public.ticket_types t where t.organization_id = v_organization and t.performance_id = v_performance.id and t.id = any (v_asked);
  select coalesce(bool_or(q.is_on), false) or (
      (select sum(t.held) from public.ticket_types t where t.organization_id = v_organization and t.performance_id = v_performance.id)
        >= coalesce(max(q.buyers_at_once), 1000)
      and koncert.buyers_now(v_organization, v_performance.id, p_now) >= coalesce(max(q.buyers_at_once), 1000))
    into v_queue_on from public.sale_queues q where q.organization_id = v_organization and q.performance_id = v_performance.id;

  with asked as materialized (
    select r.n::integer, r.request ->> 'key' as key, r.request ->> 'locale' as locale, r.request ->> 'visitor' as visitor,
        r.request -> 'call' as call, r.request ->> 'access_code' as access_code, r.request -> 'items' as items
      from jsonb_array_elements(p_requests) with ordinality r (request, n)
  ), lines as (
    select a.n, a.access_code, (i ->> 'ticket_type_id')::uuid as type, sum((i ->> 'quantity')::integer)::integer as quantity,
        min((i ->> 'quantity')::integer) as smallest
      from asked a, jsonb_array_elements(a.items) i group by 1, 2, 3
  ), judged as (
    select l.n, array_agg(l.type order by l.type) as types, array_agg(l.quantity order by l.type) as quantities,
        sum(l.quantity)::integer as places, sum(l.quantity * l.price_cents)::integer as total_cents,
        array_agg((v_types -> l.type::text ->> 'unit_fee_cents')::integer order by l.type) as unit_fees_cents,
        (array_agg(l.refusal order by l.type) filter (where l.refusal is not null))[1] as refusal
      from (select w.*, t.price_cents, koncert.refuse_hold(t, w.quantity, w.smallest, p_now) as refusal
          from lines w
          left join public.ticket_types t on t.organization_id = v_organization and t.performance_id = v_performance.id and t.id = w.type
            and koncert.sells_online(t, w.access_code) offset 0) l
     group by l.n
  )
  select array_agg(row(a.n, a.key, a.locale, q.id, a.call, j.types, j.quantities, j.places, j.total_cents, j.unit_fees_cents, case
        when o.id is not null and c.input_hash <> a.call ->> 'input_hash' then '{"code": "other_key"}'
        when o.id is not null then koncert.held_before(o, v_performance.id)
        when v_date_refusal is not null then v_date_refusal
        when j.n is null then '{"code": "empty"}'
        when j.refusal is not null then j.refusal
        when v_queue_on and q.id is null then '{"code": "queue"}' end)::koncert.hold_request order by a.n)
    into v_requests
    from asked a
    left join judged j on j.n = a.n
    -- By index whatever the planner believes of tables that were empty a moment ago.
    left join lateral (select * from public.orders where organization_id = v_organization and client_key = a.key offset 0) o on true
    left join lateral (select input_hash from public.tool_calls
      where organization_id = v_organization and id = koncert.call_id_of(o.client_key) offset 0) c on true
    left join lateral (select p.id from public.queue_places p
      where p.organization_id = v_organization and p.performance_id = v_performance.id and p.visitor = a.visitor
        and p.status = 'called' and p.call_ends_at > p_now
        and not exists (select from public.orders h where h.organization_id = v_organization and h.id = p.order_id and h.status <> 'cancelled')
      offset 0) q on true;

  -- First come, first served: whoever fits is granted, a larger request that does not fit holds nobody up.
  foreach v_request in array v_requests loop
    if v_request.answer is null and v_request.key = any (v_keys) then
      continue;
    elsif v_request.answer is null and v_request.place = any (v_used) then
      v_request.answer := '{"code": "queue"}';
    elsif v_request.answer is null then
      for i in 1 .. cardinality(v_request.types) loop
        v_at := array_position(v_ids, v_request.types[i]);
        if v_request.quantities[i] > v_left[v_at] then
          v_request.answer := jsonb_build_object('code', 'sold_out', 'ticket_type_id', v_request.types[i], 'remaining', v_left[v_at]);
        elsif v_code_left[v_at] < 1 then
          v_request.answer := '{"code": "code_used_up"}';
        end if;
        exit when v_request.answer is not null;
      end loop;
      if v_request.answer is null and v_request.places > v_room then
        v_request.answer := jsonb_build_object('code', 'capacity_reached', 'remaining', greatest(v_room, 0));
      end if;
    end if;
    if v_request.answer is not null then
      v_answers := v_answers || jsonb_build_object(v_request.n, v_request.answer);
      continue;
    end if;
    for i in 1 .. cardinality(v_request.types) loop
      v_at := array_position(v_ids, v_request.types[i]);
      v_left[v_at] := v_left[v_at] - v_request.quantities[i];
      v_code_left[v_at] := v_code_left[v_at] - 1;
    end loop;
    v_room := v_room - v_request.places;
    v_keys := v_keys || v_request.key;
    v_used := v_used || v_request.place;
    v_granted := v_granted || v_request;
  end loop;

  if v_granted <> '{}' then
    with payer as materialized (
      select fee_payer = 'buyer' as is_buyer from public.organizations where id = v_organization
    ), placed as (
      insert into public.orders (organization_id, performance_id, status, channel, locale, currency, total_cents, fee_cents,
          application_fee_cents, client_key, hold_expires_at, created_at, number)
        select v_organization, v_performance.id, 'held', 'online', g.locale, v_types -> g.types[1]::text ->> 'currency',
            g.total_cents + case when is_buyer then f.cents else 0 end, case when is_buyer then f.cents else 0 end,
            f.cents, g.key, v_expires, p_now, koncert.order_number()
          from unnest(v_granted) g
          cross join payer
          cross join lateral (select sum(l.quantity * l.fee)::integer as cents from unnest(g.quantities, g.unit_fees_cents) l (quantity, fee)) f
      on conflict (organization_id, client_key) do nothing
      returning *
    ), bought as (
      insert into public.order_items (organization_id, order_id, ticket_type_id, quantity, unit_price_cents, unit_fee_cents, vat_rate_bp)
        select v_organization, p.id, l.type, l.quantity, (v_types -> l.type::text ->> 'price_cents')::integer, l.fee,
            (v_types -> l.type::text ->> 'vat_rate_bp')::integer
          from placed p join unnest(v_granted) g on g.key = p.client_key
          cross join lateral unnest(g.types, g.quantities, g.unit_fees_cents) l (type, quantity, fee)
      returning *
    ), counted as (
      update public.ticket_types t set held = t.held + b.places
        from (select ticket_type_id, sum(quantity)::integer as places from bought group by 1) b
       where t.id = any (v_ids) and t.id = b.ticket_type_id
    ), images as (
      insert into public.row_changes (organization_id, call_id, table_name, row_id, operation, after)
        select v_organization, koncert.call_id_of(p.client_key), 'orders', p.id, 'insert', to_jsonb(p) - '{updated_at,search_text}'::text[] from placed p
    ), called as (
      update public.queue_places q set order_id = p.id, call_ends_at = v_expires
        from placed p join unnest(v_granted) g on g.key = p.client_key
       where q.id = any (v_used) and q.id = g.place and q.status = 'called'
    ), answered as (
      select g.n, jsonb_build_object('code', 'ok', 'order_id', p.id, 'number', p.number, 'total_cents', p.total_cents,
          'fee_cents', p.fee_cents, 'expires_at', v_expires_iso) as answer, g.call, p.client_key
        from placed p join unnest(v_granted) g on g.key = p.client_key
    ), recorded as (
      insert into public.tool_calls (organization_id, id, tool, effect, actor_kind, via, member_id, input, input_hash, output, duration_ms)
        select v_organization, a.client_key::uuid, a.call ->> 'tool', 'write', koncert.claim('kind'), koncert.claim('via'), koncert.member_id(),
            a.call -> 'input', a.call ->> 'input_hash', a.answer,
            extract(milliseconds from clock_timestamp() - statement_timestamp())::integer
          from answered a where a.call is not null
    )
    select v_answers || coalesce(jsonb_object_agg(n, answer), '{}') into v_answers from answered;
  end if;

  -- The same key twice among the requests, or at the same time on another date, is answered by what it left.
  return jsonb_build_object('code', 'ok', 'types', coalesce(v_types, '{}'), 'answers', (
    select coalesce(jsonb_agg(coalesce(v_answers -> r.n::text, koncert.held_before(o, v_performance.id), '{"code": "other_key"}') order by r.n), '[]')
      from unnest(v_requests) r
      left join lateral (select * from public.orders where not jsonb_exists(v_answers, r.n::text)
        and organization_id = v_organization and client_key = r.key offset 0) o on true));
end
$$;
comment on function koncert.hold_many(text, jsonb, timestamptz) is
  'Holds places of one date for many buyers, each for koncert.hold_minutes(). p_requests: [{key, items: [{ticket_type_id, quantity}], locale, access_code?, visitor?, call?: {tool, input, input_hash}}]; with call the log of calls is written too. Answers {code, types, answers} with one answer for each request, in their order. Locks the ticket types by id (all of the date where ended holds go back), the series of the date, then orders and places of the queue; nothing where all is sold. Codes: ok, forbidden, unknown_sale; of an answer: ok, replayed, other_key, performance_cancelled, not_on_sale, empty, unknown_type, bad_quantity, too_many, too_few, queue, code_used_up, sold_out, capacity_reached.';

create or replace function koncert.hold_tickets(
  p_slug text, p_items jsonb, p_client_key text, p_locale text, p_access_code text default null, p_now timestamptz default now()
) returns jsonb language sql set search_path = '' as $$
  select coalesce(answer -> 'answers' -> 0, answer) from koncert.hold_many(p_slug, jsonb_build_array(jsonb_build_object(
    'key', p_client_key, 'items', p_items, 'locale', p_locale, 'access_code', p_access_code)), p_now) answer
$$;
comment on function koncert.hold_tickets(text, jsonb, text, text, text, timestamptz) is
  'koncert.hold_many for one buyer.';

create or replace function koncert.issue_order(
  p_performance uuid,
  p_buyer jsonb,
  p_items jsonb,
  p_channel text default 'door_sale',
  p_paid_at timestamptz default now(),
  p_client_key text default null,
  p_payment jsonb default '{}'
) returns jsonb language plpgsql security definer
set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_key constant text := coalesce(p_client_key, gen_random_uuid()::text);
  v_performance public.performances;
  v_order public.orders;
  v_item record;
  v_wanted integer := 0;
  v_total integer := 0;
  v_taken integer;
begin
  if v_organization is null or not koncert.may('ticketing:write') then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and client_key = v_key;
  if found then return koncert.issued(v_order, 'replayed'); end if;

  select * into v_performance from public.performances where organization_id = v_organization and id = p_performance;
  if not found then return '{"code": "unknown_performance"}'; end if;
  if v_performance.status = 'cancelled' then return '{"code": "performance_cancelled"}'; end if;
  if coalesce(jsonb_typeof(p_items), '') <> 'array' or jsonb_array_length(p_items) = 0 then return '{"code": "empty"}'; end if;

  -- Lock, then read in a new statement: what is counted below is what is committed.
  perform from public.ticket_types t
    where t.organization_id = v_organization and t.performance_id = p_performance
      and t.id in (select (i ->> 'ticket_type_id')::uuid from jsonb_array_elements(p_items) i)
    order by t.id for no key update;

  for v_item in
    select w.ticket_type_id, w.quantity, t.id, t.price_cents, t.max_per_order, t.quota - t.held - t.sold - t.allotted as remaining
      from (select (i ->> 'ticket_type_id')::uuid as ticket_type_id, sum((i ->> 'quantity')::integer)::integer as quantity
              from jsonb_array_elements(p_items) i group by 1) w
      left join public.ticket_types t
        on t.organization_id = v_organization and t.performance_id = p_performance and t.id = w.ticket_type_id
     order by w.ticket_type_id
  loop
    if v_item.id is null then
      return jsonb_build_object('code', 'unknown_type', 'ticket_type_id', v_item.ticket_type_id);
    elsif v_item.quantity is null or v_item.quantity < 1 then
      return jsonb_build_object('code', 'bad_quantity', 'ticket_type_id', v_item.ticket_type_id);
    elsif v_item.quantity > v_item.max_per_order and p_channel = 'online' then
      return jsonb_build_object('code', 'too_many', 'ticket_type_id', v_item.ticket_type_id, 'max_per_order', v_item.max_per_order);
    elsif v_item.quantity > v_item.remaining then
      return jsonb_build_object('code', 'sold_out', 'ticket_type_id', v_item.ticket_type_id, 'remaining', v_item.remaining);
    end if;
    v_wanted := v_wanted + v_item.quantity;
    v_total := v_total + v_item.quantity * v_item.price_cents;
  end loop;

  -- The series is locked, so no other type of this date can be issued and its capacity stands.
  perform koncert.lock_series(v_organization, p_performance);
  select * into v_performance from public.performances where organization_id = v_organization and id = p_performance;
  v_taken := koncert.taken_places(v_organization, p_performance);
  if v_taken + v_wanted > v_performance.capacity then
    return jsonb_build_object('code', 'capacity_reached', 'remaining', greatest(v_performance.capacity - v_taken, 0));
  end if;

  insert into public.orders (organization_id, performance_id, contact_id, buyer_name, buyer_email, buyer_phone, locale,
      status, channel, currency, total_cents, client_key, test, paid_at)
    select v_organization, p_performance, (p_buyer ->> 'contact_id')::uuid, p_buyer ->> 'name', p_buyer ->> 'email',
      p_buyer ->> 'phone', p_buyer ->> 'locale', 'paid', p_channel, min(t.currency), v_total, v_key,
      coalesce(p_payment ->> 'provider' = 'test', false), coalesce(p_paid_at, now())
      from public.ticket_types t
     where t.organization_id = v_organization and t.performance_id = p_performance
       and t.id in (select (i ->> 'ticket_type_id')::uuid from jsonb_array_elements(p_items) i)
    on conflict (organization_id, client_key) do nothing
    returning * into v_order;
  if not found then
    select * into v_order from public.orders where organization_id = v_organization and client_key = v_key;
    return koncert.issued(v_order, 'replayed');
  end if;

  insert into public.order_items (organization_id, order_id, ticket_type_id, quantity, unit_price_cents, vat_rate_bp)
    select v_organization, v_order.id, t.id, w.quantity, t.price_cents, t.vat_rate_bp
      from (select (i ->> 'ticket_type_id')::uuid as ticket_type_id, sum((i ->> 'quantity')::integer)::integer as quantity
              from jsonb_array_elements(p_items) i group by 1) w
      join public.ticket_types t on t.organization_id = v_organization and t.id = w.ticket_type_id;

  -- holder_names fills the tickets of its item in order; the others bear the buyer's name.
  perform koncert.issue_tickets(v_organization, v_order.id, (
    select jsonb_agg(jsonb_build_object('ticket_type_id', t.id, 'price_cents', t.price_cents, 'vat_rate_bp', t.vat_rate_bp,
        'holder_name', coalesce(i.item -> 'holder_names' ->> (s.n - 1), p_buyer ->> 'name')) order by t.position, t.name, i.n, s.n)
      from jsonb_array_elements(p_items) with ordinality i (item, n)
      cross join lateral generate_series(1, (i.item ->> 'quantity')::integer) s (n)
      join public.ticket_types t on t.organization_id = v_organization and t.id = (i.item ->> 'ticket_type_id')::uuid), v_order.paid_at);

  if v_total > 0 then
    insert into public.payments (organization_id, order_id, provider, reference, method, currency, amount_cents, paid_at)
      values (v_organization, v_order.id, coalesce(p_payment ->> 'provider', 'cash'),
        coalesce(p_payment ->> 'reference', v_order.id::text), p_payment ->> 'method', v_order.currency, v_total, v_order.paid_at);
  end if;

  update public.ticket_types t set sold = t.sold + i.quantity
    from public.order_items i
   where i.organization_id = v_organization and i.order_id = v_order.id
     and t.organization_id = v_organization and t.id = i.ticket_type_id;
  return koncert.issued(v_order, 'ok');
end
$$;

-- Waiting --------------------------------------------------------------------------

create function koncert.queue_opens_at(p_organization uuid, p_performance uuid, p_now timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
  select case when bool_and(t.sale_starts_at > p_now) then min(t.sale_starts_at) end
    from public.ticket_types t
   where t.organization_id = p_organization and t.performance_id = p_performance and not t.hidden and t.kind not in ('comp', 'staff')
$$;
comment on function koncert.queue_opens_at(uuid, uuid, timestamptz) is
  'When the first ticket type of a date goes on sale, null once one has.';

create function koncert.move_queue(p_organization uuid, p_performance uuid, p_now timestamptz) returns void
language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_queue public.sale_queues;
  v_free integer;
begin
  select * into v_queue from public.sale_queues
   where organization_id = p_organization and performance_id = p_performance for no key update;
  if koncert.queue_opens_at(p_organization, p_performance, p_now) is null then
    -- Who came before the opening is drawn; who comes later stands behind.
    with drawn as (
      update public.queue_places q set rank = v_queue.last_rank + d.n
        from (select id, row_number() over (order by gen_random_uuid()) as n from public.queue_places
               where organization_id = p_organization and performance_id = p_performance and status = 'waiting' and rank is null) d
       where q.organization_id = p_organization and q.id = d.id
      returning q.id
    )
    update public.sale_queues q set last_rank = q.last_rank + d.n, drawn_at = p_now
      from (select count(*) as n from drawn) d
     where q.organization_id = p_organization and q.id = v_queue.id and d.n > 0;
    -- A place that is being used at this moment is not missed.
    update public.queue_places set status = 'missed'
     where organization_id = p_organization and id in (select id from public.queue_places
       where organization_id = p_organization and performance_id = p_performance and status = 'called' and order_id is null
         and call_ends_at <= p_now for update skip locked);
    v_free := v_queue.buyers_at_once - koncert.buyers_now(p_organization, p_performance, p_now);
    update public.queue_places set status = 'called', called_at = p_now,
        call_ends_at = p_now + make_interval(secs => koncert.call_seconds())
     where organization_id = p_organization and id in (select id from public.queue_places
       where organization_id = p_organization and performance_id = p_performance and status = 'waiting' and rank is not null
       order by rank limit greatest(v_free, 0));
  end if;
  update public.sale_queues q set moved_at = p_now, is_on = exists (select from public.queue_places w
      where w.organization_id = p_organization and w.performance_id = p_performance and w.status = 'waiting')
   where q.organization_id = p_organization and q.id = v_queue.id;
end
$$;
comment on function koncert.move_queue(uuid, uuid, timestamptz) is
  'Draws who waited for the opening, lets go of who did not come when called, calls the next ones. Locks the queue of the date, then its places.';

create function koncert.move_queues(p_now timestamptz default now()) returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_queue record;
  v_moved integer := 0;
begin
  for v_queue in
    select organization_id, performance_id from public.sale_queues
     where is_on and (moved_at is null or moved_at <= p_now - interval '900 milliseconds') order by moved_at limit 50
    for no key update skip locked
  loop
    perform koncert.move_queue(v_queue.organization_id, v_queue.performance_id, p_now);
    v_moved := v_moved + 1;
  end loop;
  return v_moved;
end
$$;
comment on function koncert.move_queues(timestamptz) is
  'Moves every queue that has not moved for a second, of whichever organization; several servers may do so at once. Returns how many. Locks the queues, then their places. For the server, outside an actor.';

create function koncert.join_queue(p_slug text, p_visitors text[], p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_performance public.performances;
  v_queue public.sale_queues;
  v_open boolean;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances
   where organization_id = v_organization and slug = p_slug and published_at is not null;
  if not found then return '{"code": "unknown_sale"}'; end if;
  if v_performance.status <> 'on_sale' or p_now >= koncert.sale_closes_at(v_performance) then return '{"code": "not_on_sale"}'; end if;

  insert into public.sale_queues (organization_id, performance_id) values (v_organization, v_performance.id)
    on conflict (organization_id, performance_id) do nothing;
  perform from public.sale_queues where organization_id = v_organization and performance_id = v_performance.id for no key update;
  perform koncert.move_queue(v_organization, v_performance.id, p_now);
  select * into v_queue from public.sale_queues where organization_id = v_organization and performance_id = v_performance.id;
  v_open := koncert.queue_opens_at(v_organization, v_performance.id, p_now) is null;

  -- A place that waits or may buy stays what it is; who missed the call or has bought goes to the end.
  with asked as (
    select v.visitor, min(v.n) as n from unnest(p_visitors) with ordinality v (visitor, n) group by 1
  ), joining as (
    select a.visitor, v_queue.last_rank + row_number() over (order by a.n) as rank from asked a
      left join public.queue_places q on q.organization_id = v_organization and q.performance_id = v_performance.id and q.visitor = a.visitor
      left join public.orders o on o.organization_id = v_organization and o.id = q.order_id
     where q.id is null or q.status in ('missed', 'left')
        or (q.status = 'called' and (q.call_ends_at <= p_now or o.status not in ('held', 'cancelled')))
  ), joined as (
    insert into public.queue_places (organization_id, performance_id, visitor, rank, joined_at)
      select v_organization, v_performance.id, visitor, case when v_open then rank end, p_now from joining
    on conflict (visitor, performance_id) do update
      set status = 'waiting', rank = excluded.rank, joined_at = p_now, called_at = null, call_ends_at = null, order_id = null
    returning rank
  )
  update public.sale_queues q set last_rank = greatest(q.last_rank, (select coalesce(max(rank), 0) from joined))
   where q.organization_id = v_organization and q.id = v_queue.id;
  perform koncert.move_queue(v_organization, v_performance.id, p_now);
  return '{"code": "ok"}';
end
$$;
comment on function koncert.join_queue(text, text[], timestamptz) is
  'Gives browsers their places in the queue of a date: called at once while there is room. Locks the queue, then its places. Codes: ok, forbidden, unknown_sale, not_on_sale.';

create function koncert.queue_state(p_slug text, p_visitor text default null, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_performance public.performances;
  v_place public.queue_places;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances
   where organization_id = v_organization and slug = p_slug and published_at is not null;
  if not found then return '{"code": "unknown_sale"}'; end if;
  select * into v_place from public.queue_places
   where organization_id = v_organization and performance_id = v_performance.id and visitor = p_visitor;
  return jsonb_build_object('code', 'ok',
    'isOn', coalesce((select is_on from public.sale_queues where organization_id = v_organization and performance_id = v_performance.id), false),
    'opensAt', koncert.iso(koncert.queue_opens_at(v_organization, v_performance.id, p_now)),
    'isOver', v_performance.status <> 'on_sale' or p_now >= koncert.sale_closes_at(v_performance),
    'isSoldOut', koncert.taken_places(v_organization, v_performance.id) >= v_performance.capacity is true
      or not exists (select from public.ticket_types t where t.organization_id = v_organization and t.performance_id = v_performance.id
        and not t.hidden and t.kind not in ('comp', 'staff') and (t.held + t.sold + t.allotted < t.quota) is not false),
    'waiting', (select count(*) from public.queue_places
      where organization_id = v_organization and performance_id = v_performance.id and status = 'waiting'),
    'nextRank', (select min(rank) from public.queue_places
      where organization_id = v_organization and performance_id = v_performance.id and status = 'waiting'),
    'calledLately', (select count(*) from public.queue_places where organization_id = v_organization and performance_id = v_performance.id
      and status in ('called', 'missed') and called_at > p_now - interval '2 minutes'),
    'place', case when v_place.id is not null then jsonb_build_object('rank', v_place.rank,
      'status', case when v_place.status = 'called' and v_place.order_id is null and v_place.call_ends_at <= p_now then 'missed'
        when v_place.status = 'called' and v_place.order_id is not null and not exists (select from public.orders o
          where o.organization_id = v_organization and o.id = v_place.order_id and o.status in ('held', 'cancelled')) then 'left'
        else v_place.status end,
      'callEndsAt', koncert.iso(v_place.call_ends_at)) end);
end
$$;
comment on function koncert.queue_state(text, text, timestamptz) is
  'The queue of a date as buyers see it, and the place of one browser in it. Codes: ok, forbidden, unknown_sale.';

create or replace function koncert.sale_page(p_slug text, p_access_code text default null, p_now timestamptz default now()) returns jsonb
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
    select k.id, least(k.quota - k.held - k.sold - k.allotted + k.ended,
          v_performance.capacity - koncert.taken_places(v_organization, v_performance.id) + (select sum(o.ended) from kept o)) as remaining,
        least(k.quota, v_performance.capacity) as places
      from kept k
  )
  select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name, 'kind', t.kind, 'description', t.description,
      'justification', t.justification, 'priceCents', t.price_cents, 'currency', t.currency, 'vatRateBp', t.vat_rate_bp,
      'feeCents', case when g.fee_payer = 'buyer' then koncert.fee_cents(v_organization, t.price_cents) else 0 end,
      'minPerOrder', t.min_per_order, 'maxPerOrder', t.max_per_order,
      'opensAt', koncert.iso(t.sale_starts_at), 'closesAt', koncert.iso(t.sale_ends_at),
      'availability', case when c.remaining <= 0 then 'none' when c.remaining <= greatest(10, c.places / 20) then 'few' else 'many' end,
      'state', case when p_now < t.sale_starts_at then 'not_yet'
        when p_now >= t.sale_ends_at or p_now >= (v_date ->> 'closesAt')::timestamptz then 'ended'
        when c.remaining < t.min_per_order then 'sold_out' else 'on_sale' end) order by t.position, t.name), '[]')
    into v_types
    from public.ticket_types t join counted c on c.id = t.id join public.organizations g on g.id = t.organization_id
   where t.organization_id = v_organization and koncert.sells_online(t, p_access_code);

  return v_date || jsonb_build_object('code', 'ok', 'ticketTypes', v_types, 'holdMinutes', koncert.hold_minutes(),
    'callMinutes', koncert.call_seconds() / 60, 'organizer', koncert.public_organizer(v_organization),
    'queueIsOn', coalesce((select is_on from public.sale_queues where organization_id = v_organization and performance_id = v_performance.id), false),
    'opensAt', (select min(t ->> 'opensAt') from jsonb_array_elements(v_types) t where t ->> 'state' = 'not_yet'),
    'state', case when v_performance.status = 'cancelled' then 'cancelled'
      when v_performance.status <> 'on_sale' then 'ended'
      else coalesce((select s from unnest(array['on_sale', 'not_yet', 'sold_out']) with ordinality k (s, n)
        where exists (select from jsonb_array_elements(v_types) t where t ->> 'state' = s) order by n limit 1), 'ended') end);
end
$$;

revoke execute on all functions in schema koncert from public;
grant execute on function
  koncert.hold_many(text, jsonb, timestamptz), koncert.join_queue(text, text[], timestamptz), koncert.queue_state(text, text, timestamptz),
  koncert.fee_cents(uuid, integer)
to authenticated;
grant execute on function koncert.move_queues(timestamptz) to koncert_app;
