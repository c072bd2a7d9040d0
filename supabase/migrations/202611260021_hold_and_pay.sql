-- Places held for a buyer, given back when the time is over, and paid for.
-- Lock order as everywhere: ticket types by id, the ticket series of the date, then the order.

-- The buyer's consent to the terms of sale, with the payment.
alter table orders add column terms_accepted_at timestamptz;

create function koncert.lock_types_of(p_organization uuid, p_order uuid) returns void
language plpgsql set search_path = '' set enable_seqscan = off as $$
begin
  perform from public.ticket_types t
    where t.organization_id = p_organization and t.id in
      (select i.ticket_type_id from public.order_items i where i.organization_id = p_organization and i.order_id = p_order)
    order by t.id for no key update;
end
$$;

create function koncert.lock_series(p_organization uuid, p_performance uuid) returns bigint
language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_last bigint;
begin
  insert into public.ticket_series (organization_id, performance_id) values (p_organization, p_performance)
    on conflict (organization_id, performance_id) do nothing;
  select last_number into v_last from public.ticket_series
   where organization_id = p_organization and performance_id = p_performance for no key update;
  return v_last;
end
$$;

-- Holds that end ------------------------------------------------------------------

create function koncert.return_ended_holds(p_organization uuid, p_performance uuid, p_now timestamptz) returns integer
language plpgsql set search_path = '' set enable_seqscan = off as $$
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
comment on function koncert.return_ended_holds(uuid, uuid, timestamptz) is
  'Gives back the places of a date''s ended holds. The caller has locked all of its ticket types.';

create function koncert.end_holds(p_now timestamptz default now()) returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization uuid;
  v_performance uuid;
begin
  select organization_id, performance_id into v_organization, v_performance
    from public.orders where status = 'held' and hold_expires_at <= p_now order by hold_expires_at limit 1;
  if not found then return null; end if;
  perform from public.ticket_types t
    where t.organization_id = v_organization and t.performance_id = v_performance order by t.id for no key update;
  return koncert.return_ended_holds(v_organization, v_performance, p_now);
end
$$;
comment on function koncert.end_holds(timestamptz) is
  'Ends the holds of one date whose time is over, of whichever organization: the longest ended first. Returns how many, null where none is left. Locks the ticket types of the date by id, then the orders. For the server, outside an actor.';

-- Holding -------------------------------------------------------------------------

create function koncert.refuse_hold(p_performance performances, p_items jsonb, p_access_code text, p_now timestamptz) returns jsonb
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
declare
  v_item record;
  v_wanted integer := 0;
  v_left integer;
begin
  if p_performance.status = 'cancelled' then return '{"code": "performance_cancelled"}'; end if;
  if p_performance.status <> 'on_sale' or p_now >= koncert.sale_closes_at(p_performance) then return '{"code": "not_on_sale"}'; end if;
  if coalesce(jsonb_typeof(p_items), '') <> 'array' or jsonb_array_length(p_items) = 0 then return '{"code": "empty"}'; end if;
  for v_item in
    select w.ticket_type_id, w.quantity, w.smallest, t.id, t.max_per_order, t.quota - t.held - t.sold as remaining,
        p_now < t.sale_starts_at or p_now >= t.sale_ends_at as closed
      from (select (i ->> 'ticket_type_id')::uuid as ticket_type_id, sum((i ->> 'quantity')::integer)::integer as quantity,
          min((i ->> 'quantity')::integer) as smallest
        from jsonb_array_elements(p_items) i group by 1) w
      left join public.ticket_types t on t.organization_id = p_performance.organization_id
        and t.performance_id = p_performance.id and t.id = w.ticket_type_id and koncert.sells_online(t, p_access_code)
     order by w.ticket_type_id
  loop
    if v_item.id is null then
      return jsonb_build_object('code', 'unknown_type', 'ticket_type_id', v_item.ticket_type_id);
    elsif v_item.closed then
      return jsonb_build_object('code', 'not_on_sale', 'ticket_type_id', v_item.ticket_type_id);
    elsif v_item.smallest is null or v_item.smallest < 1 then
      return jsonb_build_object('code', 'bad_quantity', 'ticket_type_id', v_item.ticket_type_id);
    elsif v_item.quantity > v_item.max_per_order then
      return jsonb_build_object('code', 'too_many', 'ticket_type_id', v_item.ticket_type_id, 'max_per_order', v_item.max_per_order);
    elsif v_item.quantity > v_item.remaining then
      return jsonb_build_object('code', 'sold_out', 'ticket_type_id', v_item.ticket_type_id, 'remaining', v_item.remaining);
    end if;
    v_wanted := v_wanted + v_item.quantity;
  end loop;
  select p_performance.capacity - coalesce(sum(held + sold), 0) into v_left from public.ticket_types
   where organization_id = p_performance.organization_id and performance_id = p_performance.id;
  if v_wanted > v_left then
    return jsonb_build_object('code', 'capacity_reached', 'remaining', greatest(v_left, 0));
  end if;
  return null;
end
$$;
comment on function koncert.refuse_hold(performances, jsonb, text, timestamptz) is
  'Why these places cannot be held now, null where they can.';

create function koncert.held_before(p_order orders, p_performance uuid) returns jsonb
language sql immutable set search_path = '' as $$
  select case when p_order.performance_id = p_performance and p_order.channel = 'online'
    then jsonb_build_object('code', 'replayed', 'order_id', p_order.id) else '{"code": "other_key"}' end
$$;

create function koncert.hold_tickets(
  p_slug text, p_items jsonb, p_client_key text, p_locale text, p_access_code text default null, p_now timestamptz default now()
) returns jsonb language plpgsql security definer
set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_performance public.performances;
  v_order public.orders;
  v_ended boolean;
  v_refusal jsonb;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances
   where organization_id = v_organization and slug = p_slug and published_at is not null;
  if not found then return '{"code": "unknown_sale"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and client_key = p_client_key;
  if found then return koncert.held_before(v_order, v_performance.id); end if;

  -- Whoever comes too late in a rush waits for no lock.
  v_ended := exists (select from koncert.ended_places(v_organization, v_performance.id, p_now));
  v_refusal := koncert.refuse_hold(v_performance, p_items, p_access_code, p_now);
  if v_refusal is not null and not (v_ended and v_refusal ->> 'code' in ('sold_out', 'capacity_reached')) then
    return v_refusal;
  end if;

  -- Lock, then read in a new statement: what is counted below is what is committed.
  perform from public.ticket_types t
    where t.organization_id = v_organization and t.performance_id = v_performance.id
      and (v_ended or t.id in (select (i ->> 'ticket_type_id')::uuid from jsonb_array_elements(p_items) i))
    order by t.id for no key update;
  perform koncert.lock_series(v_organization, v_performance.id);
  if v_ended then perform koncert.return_ended_holds(v_organization, v_performance.id, p_now); end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_performance.id;
  v_refusal := koncert.refuse_hold(v_performance, p_items, p_access_code, p_now);
  if v_refusal is not null then return v_refusal; end if;

  insert into public.orders (organization_id, performance_id, status, channel, locale, currency, total_cents, client_key, hold_expires_at)
    select v_organization, v_performance.id, 'held', 'online', p_locale, min(t.currency),
      sum((i ->> 'quantity')::integer * t.price_cents), p_client_key, p_now + make_interval(mins => koncert.hold_minutes())
      from jsonb_array_elements(p_items) i
      join public.ticket_types t on t.organization_id = v_organization and t.id = (i ->> 'ticket_type_id')::uuid
    on conflict (organization_id, client_key) do nothing
    returning * into v_order;
  if not found then
    select * into v_order from public.orders where organization_id = v_organization and client_key = p_client_key;
    return koncert.held_before(v_order, v_performance.id);
  end if;

  with items as (
    insert into public.order_items (organization_id, order_id, ticket_type_id, quantity, unit_price_cents, vat_rate_bp)
      select v_organization, v_order.id, t.id, sum((i ->> 'quantity')::integer), t.price_cents, t.vat_rate_bp
        from jsonb_array_elements(p_items) i
        join public.ticket_types t on t.organization_id = v_organization and t.id = (i ->> 'ticket_type_id')::uuid
       group by t.id
    returning ticket_type_id, quantity
  )
  update public.ticket_types t set held = t.held + i.quantity
    from items i where t.organization_id = v_organization and t.id = i.ticket_type_id;
  return jsonb_build_object('code', 'ok', 'order_id', v_order.id);
end
$$;
comment on function koncert.hold_tickets(text, jsonb, text, text, text, timestamptz) is
  'Holds places for koncert.hold_minutes(). p_items: [{ticket_type_id, quantity}]. Locks the ticket types by id (all of the date where ended holds go back), the series of the date, then orders. Codes: ok, replayed, forbidden, unknown_sale, other_key, performance_cancelled, not_on_sale, empty, unknown_type, bad_quantity, too_many, sold_out, capacity_reached.';

create function koncert.release_hold(p_order uuid, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  perform koncert.lock_types_of(v_organization, p_order);
  select * into v_order from public.orders where organization_id = v_organization and id = p_order for no key update;
  if not found then return '{"code": "unknown_order"}'; end if;
  if v_order.paid_at is not null then return '{"code": "already_paid"}'; end if;
  if v_order.status <> 'held' then return '{"code": "not_held"}'; end if;
  update public.orders set status = 'cancelled', cancelled_at = p_now where organization_id = v_organization and id = p_order;
  update public.ticket_types t set held = t.held - i.quantity
    from public.order_items i
   where i.organization_id = v_organization and i.order_id = p_order
     and t.organization_id = v_organization and t.id = i.ticket_type_id;
  return '{"code": "ok"}';
end
$$;
comment on function koncert.release_hold(uuid, timestamptz) is
  'The buyer gives held places back. Locks the ticket types by id, then the order. Codes: ok, not_held, forbidden, unknown_order, already_paid.';

-- Paying ----------------------------------------------------------------------------

create function koncert.pay_order(
  p_order uuid, p_buyer jsonb, p_payment jsonb, p_letter jsonb default null, p_now timestamptz default now()
) returns jsonb language plpgsql security definer
set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
  v_performance public.performances;
  v_last bigint;
  v_tickets jsonb;
  v_was_held boolean;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  perform koncert.lock_types_of(v_organization, p_order);
  v_last := koncert.lock_series(v_organization, v_order.performance_id);
  select * into v_order from public.orders where organization_id = v_organization and id = p_order for no key update;
  if v_order.status in ('paid', 'partially_refunded') then return '{"code": "already_paid"}'; end if;
  if v_order.status = 'refunded' then return '{"code": "refunded"}'; end if;
  if v_order.status = 'cancelled' then return '{"code": "hold_ended"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_order.performance_id;
  if v_performance.status = 'cancelled' then return '{"code": "performance_cancelled"}'; end if;

  -- Paid too late: the sale stands where nobody took the places.
  v_was_held := v_order.status = 'held';
  if not v_was_held and (
    exists (select from public.order_items i
        join public.ticket_types t on t.organization_id = i.organization_id and t.id = i.ticket_type_id
       where i.organization_id = v_organization and i.order_id = p_order and t.held + t.sold + i.quantity > t.quota)
    or (select sum(t.held + t.sold) from public.ticket_types t
         where t.organization_id = v_organization and t.performance_id = v_performance.id)
      + (select sum(i.quantity) from public.order_items i where i.organization_id = v_organization and i.order_id = p_order)
      > v_performance.capacity
  ) then
    return '{"code": "hold_ended"}';
  end if;

  update public.orders set status = 'paid', paid_at = p_now, terms_accepted_at = p_now, locale = p_buyer ->> 'locale',
      buyer_name = p_buyer ->> 'name', buyer_email = p_buyer ->> 'email', buyer_phone = p_buyer ->> 'phone',
      test = total_cents > 0 and p_payment ->> 'provider' = 'test'
   where organization_id = v_organization and id = p_order returning * into v_order;
  if v_order.total_cents > 0 then
    insert into public.payments (organization_id, order_id, provider, reference, method, currency, amount_cents, paid_at)
      values (v_organization, p_order, p_payment ->> 'provider', p_payment ->> 'reference', p_payment ->> 'method',
        v_order.currency, v_order.total_cents, p_now);
  end if;

  with wanted as (
    select i.ticket_type_id, t.name, i.unit_price_cents, i.vat_rate_bp, row_number() over (order by t.position, t.name, t.id, s.n) as n
      from public.order_items i
      join public.ticket_types t on t.organization_id = i.organization_id and t.id = i.ticket_type_id
      cross join lateral generate_series(1, i.quantity) s (n)
     where i.organization_id = v_organization and i.order_id = p_order
  ), issued as (
    insert into public.tickets (organization_id, performance_id, ticket_type_id, order_id, number, holder_name, price_cents, vat_rate_bp, created_at)
      select v_organization, v_order.performance_id, w.ticket_type_id, p_order, v_last + w.n,
        coalesce(nullif(btrim(p_buyer -> 'holder_names' ->> (w.n::integer - 1)), ''), v_order.buyer_name),
        w.unit_price_cents, w.vat_rate_bp, p_now
        from wanted w
    returning number, ticket_type_id, holder_name
  )
  select jsonb_agg(jsonb_build_object('number', i.number, 'type', w.name, 'holder', i.holder_name) order by i.number)
    into v_tickets from issued i join wanted w on v_last + w.n = i.number;
  update public.ticket_series set last_number = v_last + jsonb_array_length(v_tickets)
   where organization_id = v_organization and performance_id = v_order.performance_id;
  update public.ticket_types t set sold = t.sold + i.quantity, held = t.held - case when v_was_held then i.quantity else 0 end
    from public.order_items i
   where i.organization_id = v_organization and i.order_id = p_order
     and t.organization_id = v_organization and t.id = i.ticket_type_id;

  if p_letter is not null then
    insert into public.outbox (organization_id, name, data)
      values (v_organization, 'mail/order', p_letter || jsonb_build_object('number', v_order.number, 'tickets', v_tickets));
  end if;
  return '{"code": "ok"}';
end
$$;
comment on function koncert.pay_order(uuid, jsonb, jsonb, jsonb, timestamptz) is
  'Makes a held order paid and issues its numbered tickets. p_buyer: {name, email, phone, locale, holder_names}; p_payment: {provider, reference, method}; p_letter: what the mail says besides. Locks the ticket types by id, the series of the date, then the order. Codes: ok, already_paid, forbidden, unknown_order, hold_ended, performance_cancelled, refunded.';

create function koncert.order_facts(p_order uuid, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
begin
  if v_organization is null or not (koncert.may('sale:buy') or koncert.may('ticketing:read')) then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  return jsonb_build_object('code', 'ok', 'id', v_order.id, 'number', v_order.number, 'test', v_order.test, 'currency', v_order.currency,
    'status', case when v_order.status = 'held' and v_order.hold_expires_at <= p_now then 'expired' else v_order.status end,
    'secondsLeft', case when v_order.status = 'held' then greatest(0, floor(extract(epoch from v_order.hold_expires_at - p_now)))::integer end,
    'expiresAt', case when v_order.status = 'held' then koncert.iso(v_order.hold_expires_at) end,
    'totalCents', v_order.total_cents, 'feeCents', v_order.fee_cents, 'refundedCents', v_order.refunded_cents,
    'paidAt', koncert.iso(v_order.paid_at), 'locale', v_order.locale,
    'buyer', jsonb_build_object('name', v_order.buyer_name, 'email', v_order.buyer_email, 'phone', v_order.buyer_phone),
    'items', (select jsonb_agg(jsonb_build_object('ticketTypeId', t.id, 'name', t.name, 'quantity', i.quantity,
        'unitPriceCents', i.unit_price_cents, 'vatRateBp', i.vat_rate_bp) order by t.position, t.name, t.id)
      from public.order_items i join public.ticket_types t on t.organization_id = i.organization_id and t.id = i.ticket_type_id
     where i.organization_id = v_organization and i.order_id = p_order),
    'tickets', coalesce((select jsonb_agg(jsonb_build_object('id', k.id, 'number', k.number, 'type', t.name, 'kind', t.kind, 'holder', k.holder_name,
        'priceCents', k.price_cents, 'vatRateBp', k.vat_rate_bp, 'status', k.status, 'nonce', k.nonce, 'seat', k.seat) order by k.number)
      from public.tickets k join public.ticket_types t on t.organization_id = k.organization_id and t.id = k.ticket_type_id
     where k.organization_id = v_organization and k.order_id = p_order), '[]'),
    'performanceId', v_order.performance_id,
    'performance', (select koncert.public_date(p) from public.performances p where p.organization_id = v_organization and p.id = v_order.performance_id),
    'organizer', koncert.public_organizer(v_organization));
end
$$;
comment on function koncert.order_facts(uuid, timestamptz) is
  'An order as its buyer sees it. Codes: ok, forbidden, unknown_order.';

create function koncert.recall_call(p_call uuid) returns table (tool text, input_hash text, output jsonb)
language sql stable security definer set search_path = '' as $$
  select c.tool, c.input_hash, c.output from public.tool_calls c
   where c.organization_id = koncert.organization_id() and c.id = p_call and c.status = 'ok'
     and c.actor_kind = koncert.claim('kind') and c.member_id is not distinct from koncert.member_id()
$$;
comment on function koncert.recall_call(uuid) is
  'What an earlier call of the same actor left: buyers read no table, and are answered twice alike too.';

revoke execute on all functions in schema koncert from public;
grant execute on function
  koncert.signing_key(), koncert.add_signing_key(uuid, bytea, bytea, text),
  koncert.sale_page(text, text, timestamptz), koncert.hold_tickets(text, jsonb, text, text, text, timestamptz),
  koncert.release_hold(uuid, timestamptz), koncert.pay_order(uuid, jsonb, jsonb, jsonb, timestamptz),
  koncert.order_facts(uuid, timestamptz), koncert.recall_call(uuid)
to authenticated;
grant execute on function
  koncert.sale_organization(text), koncert.order_organization(uuid), koncert.end_holds(timestamptz)
to koncert_app;
