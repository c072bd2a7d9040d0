-- Resale at face price ------------------------------------------------------------------------

-- Null: the organizer has not allowed it for the date.
alter table performances add column resale_opened_at timestamptz;

-- Who would like a place of a date that is sold out. Served in the order of arrival.
create table waiting_list (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  -- Null: any type.
  ticket_type_id uuid,
  name text not null check (btrim(name) <> '' and length(name) <= 200),
  email text not null check (position('@' in email) > 1 and length(email) <= 254),
  locale text check (locale in ('fr', 'en')),
  status text not null default 'waiting' check (status in ('waiting', 'offered', 'bought', 'missed', 'left')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, ticket_type_id) references ticket_types (organization_id, id)
);
create unique index waiting_list_once on waiting_list (organization_id, performance_id, lower(email)) where status in ('waiting', 'offered');
create index waiting_list_in_order on waiting_list (organization_id, performance_id, created_at, id) where status = 'waiting';
select koncert.guard('waiting_list', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);

-- A ticket that its buyer gives back if somebody takes it. It stays good until that person has paid.
create table resales (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  order_id uuid not null,
  ticket_id uuid not null,
  status text not null default 'listed' check (status in ('listed', 'offered', 'sold', 'withdrawn', 'ended')),
  waiting_id uuid,
  offered_until timestamptz,
  -- The order that is paying for it, or has paid.
  new_order_id uuid,
  refund_id uuid,
  sold_at timestamptz,
  -- When its first buyer was told of the sale.
  told_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  check ((status = 'offered') <= (waiting_id is not null and offered_until is not null)),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, order_id) references orders (organization_id, id),
  foreign key (organization_id, ticket_id) references tickets (organization_id, id),
  foreign key (organization_id, waiting_id) references waiting_list (organization_id, id),
  foreign key (organization_id, new_order_id) references orders (organization_id, id),
  foreign key (organization_id, refund_id) references refunds (organization_id, id)
);
create unique index resales_open on resales (organization_id, ticket_id) where status in ('listed', 'offered');
create index resales_to_serve on resales (organization_id, performance_id, created_at) where status in ('listed', 'offered');
create index resales_to_tell on resales (organization_id) where status = 'sold' and told_at is null;
select koncert.guard('resales', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);

-- The order of whoever takes a resold ticket knows whose place it pays for. resales.new_order_id is the key:
-- one here would cost every hold of a rush an index.
alter table orders add column resale_id uuid;

create function koncert.resale_closes_at(p_performance performances) returns timestamptz
language sql stable set search_path = '' as $$
  select coalesce((select min(i.starts_at) from public.schedule_items i
      where i.organization_id = p_performance.organization_id and i.performance_id = p_performance.id and i.kind = 'doors'),
    koncert.sale_closes_at(p_performance)) - interval '1 hour'
$$;
comment on function koncert.resale_closes_at(performances) is
  'The last moment of resale: an hour before the doors, so that no ticket changes hands while people come in.';

create function koncert.allows_resale(p_performance performances, p_now timestamptz) returns boolean
language sql stable set search_path = '' as $$
  select p_performance.resale_opened_at is not null and p_performance.status = 'on_sale' and p_now < koncert.resale_closes_at(p_performance)
$$;

-- The public knows the day that was announced first, and whether tickets may change hands.
create or replace function koncert.public_date(p_performance performances) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('slug', p_performance.slug, 'cancelled', p_performance.status = 'cancelled',
      'postponedFrom', (select s.from_day from public.postponements s where s.organization_id = a.organization_id
        and s.performance_id = p_performance.id and s.replaced_at is null and s.to_day = p_performance.day),
      'resaleOpen', koncert.allows_resale(p_performance, now()),
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

create function koncert.join_waiting_list(
  p_id uuid, p_slug text, p_type uuid, p_name text, p_email text, p_locale text, p_letter jsonb, p_now timestamptz default now()
) returns jsonb language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_performance public.performances;
  v_entry public.waiting_list;
  v_page jsonb;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and slug = p_slug and published_at is not null;
  if not found then return '{"code": "unknown_sale"}'; end if;
  if not koncert.allows_resale(v_performance, p_now) then return '{"code": "resale_closed"}'; end if;
  v_page := koncert.sale_page(p_slug, null, p_now);
  if p_type is not null and not exists (select from jsonb_array_elements(v_page -> 'ticketTypes') t where t ->> 'id' = p_type::text) then
    return '{"code": "unknown_type"}';
  end if;
  if exists (select from jsonb_array_elements(v_page -> 'ticketTypes') t
      where t ->> 'state' = 'on_sale' and (p_type is null or t ->> 'id' = p_type::text)) then
    return '{"code": "still_on_sale"}';
  end if;
  insert into public.waiting_list (id, organization_id, performance_id, ticket_type_id, name, email, locale, created_at)
    values (p_id, v_organization, v_performance.id, p_type, p_name, p_email, p_locale, clock_timestamp())
    on conflict do nothing returning * into v_entry;
  if not found then
    select * into v_entry from public.waiting_list where organization_id = v_organization and performance_id = v_performance.id
      and lower(email) = lower(p_email) and status in ('waiting', 'offered');
    return jsonb_build_object('code', 'replayed', 'waiting_id', v_entry.id);
  end if;
  insert into public.outbox (organization_id, name, data) values (v_organization, 'mail/waiting', p_letter);
  return jsonb_build_object('code', 'ok', 'waiting_id', v_entry.id);
end
$$;
comment on function koncert.join_waiting_list(uuid, text, uuid, text, text, text, jsonb, timestamptz) is
  'Puts a person on the waiting list of a date that is sold out. Codes: ok, replayed, forbidden, unknown_sale, resale_closed, unknown_type, still_on_sale.';

create function koncert.offer_ticket(p_order uuid, p_ticket uuid, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_ticket public.tickets;
  v_performance public.performances;
begin
  if v_organization is null or not (koncert.may('sale:buy') or koncert.may('ticketing:write')) then return '{"code": "forbidden"}'; end if;
  perform from public.orders where organization_id = v_organization and id = p_order and status in ('paid', 'partially_refunded') for no key update;
  if not found then return '{"code": "no_ticket"}'; end if;
  select * into v_ticket from public.tickets where organization_id = v_organization and id = p_ticket and order_id = p_order for no key update;
  if not found then return '{"code": "unknown_ticket"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_ticket.performance_id;
  if not koncert.allows_resale(v_performance, p_now) then return '{"code": "resale_closed"}'; end if;
  if v_ticket.status <> 'issued' then return '{"code": "ticket_ended"}'; end if;
  if v_ticket.transferred_at is not null then return '{"code": "given_away"}'; end if;
  if v_ticket.price_cents = 0 then return '{"code": "free_ticket"}'; end if;
  if exists (select from public.check_ins where organization_id = v_organization and ticket_id = p_ticket and result = 'accepted') then
    return '{"code": "already_in"}';
  end if;
  insert into public.resales (organization_id, performance_id, order_id, ticket_id, created_at)
    values (v_organization, v_ticket.performance_id, p_order, p_ticket, clock_timestamp()) on conflict do nothing;
  if not found then return '{"code": "replayed"}'; end if;
  insert into public.order_events (organization_id, order_id, kind, numbers, amount_cents, at)
    values (v_organization, p_order, 'offered', array[v_ticket.number], v_ticket.price_cents, p_now);
  return '{"code": "ok"}';
end
$$;
comment on function koncert.offer_ticket(uuid, uuid, timestamptz) is
  'Offers a ticket to the waiting list at what was paid for it; it stays good until somebody has paid. Locks the order, then the ticket. Codes: ok, replayed, forbidden, no_ticket, unknown_ticket, resale_closed, ticket_ended, given_away, free_ticket, already_in.';

create function koncert.withdraw_ticket(p_order uuid, p_ticket uuid, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_resale public.resales;
begin
  if v_organization is null or not (koncert.may('sale:buy') or koncert.may('ticketing:write')) then return '{"code": "forbidden"}'; end if;
  perform koncert.lock_date(v_organization, performance_id) from public.orders where organization_id = v_organization and id = p_order;
  select * into v_resale from public.resales where organization_id = v_organization and order_id = p_order and ticket_id = p_ticket
    and status in ('listed', 'offered') for no key update;
  if not found then return '{"code": "not_offered"}'; end if;
  if koncert.is_on_loan(v_organization, array[p_ticket]) then return '{"code": "being_resold"}'; end if;
  update public.resales set status = 'withdrawn' where id = v_resale.id;
  -- Whoever had been offered it is first in line again.
  update public.waiting_list set status = 'waiting' where organization_id = v_organization and id = v_resale.waiting_id and status = 'offered';
  insert into public.order_events (organization_id, order_id, kind, numbers, at)
    select v_organization, p_order, 'offer_withdrawn', array[number], p_now from public.tickets where organization_id = v_organization and id = p_ticket;
  return '{"code": "ok"}';
end
$$;
comment on function koncert.withdraw_ticket(uuid, uuid, timestamptz) is
  'The buyer keeps a ticket that was offered. Locks the ticket types of the date by id, its series, the resale. Codes: ok, not_offered, forbidden, being_resold.';

create function koncert.match_resales(p_performance uuid, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_performance public.performances;
  v_open boolean;
  v_resale public.resales;
  v_entry public.waiting_list;
  v_until timestamptz;
  v_offers jsonb := '[]';
begin
  if v_organization is null or not koncert.may('ticketing:write') then return '{"code": "forbidden"}'; end if;
  perform koncert.lock_date(v_organization, p_performance);
  perform koncert.return_ended_holds(v_organization, p_performance, p_now);
  select * into v_performance from public.performances where organization_id = v_organization and id = p_performance;
  v_open := koncert.allows_resale(v_performance, p_now);
  v_until := least(p_now + interval '24 hours', koncert.resale_closes_at(v_performance));

  for v_resale in
    select r.* from public.resales r
     where r.organization_id = v_organization and r.performance_id = p_performance and r.status in ('listed', 'offered')
       and not koncert.is_on_loan(v_organization, array[r.ticket_id])
     order by r.created_at, r.id for no key update
  loop
    if not v_open or exists (select from public.check_ins where organization_id = v_organization and ticket_id = v_resale.ticket_id and result = 'accepted') then
      update public.resales set status = 'ended' where id = v_resale.id;
      update public.waiting_list set status = 'waiting' where organization_id = v_organization and id = v_resale.waiting_id and status = 'offered';
      continue;
    end if;
    if v_resale.status = 'offered' then
      continue when v_resale.offered_until > p_now;
      update public.waiting_list set status = 'missed' where organization_id = v_organization and id = v_resale.waiting_id and status = 'offered';
      update public.resales set status = 'listed', waiting_id = null, offered_until = null, new_order_id = null where id = v_resale.id;
    end if;
    select w.* into v_entry from public.waiting_list w
      join public.tickets t on t.organization_id = w.organization_id and t.id = v_resale.ticket_id
     where w.organization_id = v_organization and w.performance_id = p_performance and w.status = 'waiting'
       and (w.ticket_type_id is null or w.ticket_type_id = t.ticket_type_id)
     order by w.created_at, w.id limit 1 for no key update of w;
    continue when not found;
    update public.waiting_list set status = 'offered' where id = v_entry.id;
    update public.resales set status = 'offered', waiting_id = v_entry.id, offered_until = v_until where id = v_resale.id;
    v_offers := v_offers || jsonb_build_object('waiting_id', v_entry.id, 'order_id', v_resale.order_id, 'name', v_entry.name,
      'email', v_entry.email, 'locale', v_entry.locale, 'until', koncert.iso(v_until));
  end loop;
  return jsonb_build_object('code', 'ok', 'offers', v_offers);
end
$$;
comment on function koncert.match_resales(uuid, timestamptz) is
  'Offers the tickets given back to the next people of the waiting list, a day each; who lets it pass makes room for the next. Locks the ticket types of the date by id, its series, then resales and entries by age. Codes: ok, forbidden.';

create function koncert.take_offer(p_waiting uuid, p_client_key text, p_locale text, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_entry public.waiting_list;
  v_resale public.resales;
  v_performance public.performances;
  v_ticket public.tickets;
  v_item public.order_items;
  v_fee integer;
  v_order public.orders;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_entry from public.waiting_list where organization_id = v_organization and id = p_waiting;
  if not found then return '{"code": "unknown_offer"}'; end if;
  perform koncert.lock_date(v_organization, v_entry.performance_id);
  perform koncert.return_ended_holds(v_organization, v_entry.performance_id, p_now);
  select * into v_resale from public.resales where organization_id = v_organization and waiting_id = p_waiting and status in ('offered', 'sold')
    for no key update;
  if not found then return '{"code": "no_offer"}'; end if;
  if v_resale.status = 'sold' then return jsonb_build_object('code', 'replayed', 'order_id', v_resale.new_order_id,
    'version', (select link_version from public.orders where organization_id = v_organization and id = v_resale.new_order_id)); end if;
  select * into v_order from public.orders where organization_id = v_organization and id = v_resale.new_order_id and status = 'held';
  if found then return jsonb_build_object('code', 'replayed', 'order_id', v_order.id, 'version', v_order.link_version); end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_entry.performance_id;
  if p_now >= v_resale.offered_until or not koncert.allows_resale(v_performance, p_now) then return '{"code": "offer_over"}'; end if;
  select * into v_ticket from public.tickets where organization_id = v_organization and id = v_resale.ticket_id;
  if v_ticket.status <> 'issued' or exists (select from public.check_ins where organization_id = v_organization and ticket_id = v_ticket.id
      and result = 'accepted') then
    return '{"code": "no_offer"}';
  end if;

  select * into v_item from public.order_items
   where organization_id = v_organization and order_id = v_ticket.order_id and ticket_type_id = v_ticket.ticket_type_id;
  select case when fee_cents > 0 then v_item.unit_fee_cents else 0 end into v_fee
    from public.orders where organization_id = v_organization and id = v_ticket.order_id;
  insert into public.orders (organization_id, performance_id, status, channel, locale, currency, total_cents, fee_cents, application_fee_cents,
      client_key, hold_expires_at, resale_id)
    select v_organization, v_ticket.performance_id, 'held', 'online', p_locale, o.currency, v_ticket.price_cents + v_fee, v_fee,
        v_item.unit_fee_cents, p_client_key, p_now + make_interval(mins => koncert.hold_minutes()), v_resale.id
      from public.orders o where o.organization_id = v_organization and o.id = v_ticket.order_id
    on conflict (organization_id, client_key) do nothing returning * into v_order;
  if not found then return '{"code": "other_key"}'; end if;
  insert into public.order_items (organization_id, order_id, ticket_type_id, quantity, unit_price_cents, unit_fee_cents, vat_rate_bp)
    values (v_organization, v_order.id, v_ticket.ticket_type_id, 1, v_ticket.price_cents, v_item.unit_fee_cents, v_ticket.vat_rate_bp);
  -- The place itself is lent: sold to the first buyer again if nobody pays.
  update public.ticket_types set sold = sold - 1, held = held + 1 where organization_id = v_organization and id = v_ticket.ticket_type_id;
  update public.resales set new_order_id = v_order.id where id = v_resale.id;
  return jsonb_build_object('code', 'ok', 'order_id', v_order.id, 'version', v_order.link_version);
end
$$;
comment on function koncert.take_offer(uuid, text, text, timestamptz) is
  'Whoever was offered a resold ticket holds its place to pay for it, at what its first buyer paid. Locks the ticket types of the date by id, its series, the resale. Codes: ok, replayed, forbidden, unknown_offer, no_offer, offer_over, other_key.';

create function koncert.resale_follows_order() returns trigger
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_resale public.resales;
  v_ticket public.tickets;
  v_first public.orders;
  v_refund public.refunds;
  v_amount integer;
begin
  select * into v_resale from public.resales where organization_id = new.organization_id and id = new.resale_id for no key update;
  if new.status <> 'paid' then
    update public.ticket_types t set sold = sold + 1 from public.tickets k
     where k.organization_id = new.organization_id and k.id = v_resale.ticket_id and t.organization_id = new.organization_id and t.id = k.ticket_type_id;
    update public.resales set new_order_id = null where id = v_resale.id and new_order_id = new.id;
    return null;
  end if;
  select * into v_first from public.orders where organization_id = new.organization_id and id = v_resale.order_id for no key update;
  select * into v_ticket from public.tickets where organization_id = new.organization_id and id = v_resale.ticket_id for no key update;
  if v_ticket.status <> 'issued' or exists (select from public.check_ins where organization_id = new.organization_id
      and ticket_id = v_ticket.id and result = 'accepted') then
    raise exception 'koncert:resale_ended' using errcode = 'KC409',
      detail = jsonb_build_object('table', 'resales', 'row_id', v_resale.id, 'reason', 'changed_later')::text;
  end if;
  update public.tickets set status = 'refunded', cancelled_at = new.paid_at where organization_id = new.organization_id and id = v_ticket.id;
  v_amount := least(new.total_cents, v_first.total_cents - v_first.refunded_cents);
  if v_amount > 0 then
    v_refund := koncert.give_back(v_first, 'resale', v_amount, least(new.fee_cents, v_amount), 'resale:' || v_resale.id, null, new.paid_at, null);
  end if;
  update public.orders set status = koncert.order_status(v_first.id, 'refunded') where organization_id = new.organization_id and id = v_first.id;
  update public.resales set status = 'sold', sold_at = new.paid_at, new_order_id = new.id, refund_id = v_refund.id where id = v_resale.id;
  update public.waiting_list set status = 'bought' where organization_id = new.organization_id and id = v_resale.waiting_id;
  insert into public.order_events (organization_id, order_id, kind, numbers, amount_cents, detail, at)
    values (new.organization_id, v_first.id, 'resold', array[v_ticket.number], v_amount, '{}', new.paid_at);
  return null;
end
$$;
comment on function koncert.resale_follows_order() is
  'When the new buyer has paid, the first ticket ends and its buyer is refunded, in the same transaction; when they have not, the place is the first buyer''s again. Whoever changes the order has locked its ticket type. Locks the resale, the first order, its ticket.';
-- At the end of the transaction: the counters of the order itself have moved by then.
create constraint trigger resale_follows_order after update of status on orders deferrable initially deferred
  for each row when (new.resale_id is not null and old.status = 'held' and new.status <> 'held')
  execute function koncert.resale_follows_order();

create function koncert.resale_lapses() returns trigger language plpgsql set search_path = '' as $$
begin
  new.resale_id := null;
  return new;
end
$$;
comment on function koncert.resale_lapses() is
  'An order that finds a place of its own after its hold had ended pays for that one: the lent place is its first buyer''s again.';
create trigger resale_lapses before update of status on orders
  for each row when (new.resale_id is not null and old.status = 'expired' and new.status in ('held', 'paid'))
  execute function koncert.resale_lapses();
