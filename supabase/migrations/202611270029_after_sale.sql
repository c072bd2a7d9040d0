-- After the sale: money given back, tickets ended, dates cancelled or postponed, exchange, resale at
-- face price, guests as numbered comps. Lock order as everywhere: ticket types by id, the ticket
-- series of the date (of two dates: by id), then orders, then tickets.

-- What happened to an order ---------------------------------------------------------

-- Appended by functions alone: a year later an order explains itself.
create table order_events (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  order_id uuid not null,
  kind text not null check (kind in ('tickets_refunded', 'tickets_cancelled', 'refund_paid_out', 'exchanged_for', 'exchanged_from',
    'offered', 'offer_withdrawn', 'resold', 'date_cancelled', 'postponed', 'kept', 'refund_chosen')),
  -- Numbers of the tickets it is about.
  numbers bigint[] not null default '{}',
  amount_cents integer,
  reason text,
  -- The order on the other side of an exchange or a resale; whether places were kept off sale; the days of a postponement.
  detail jsonb not null default '{}',
  member_id uuid default koncert.member_id(),
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, order_id) references orders (organization_id, id),
  foreign key (organization_id, member_id) references members (organization_id, id)
);
create index order_events_by_order on order_events (order_id, at);
select koncert.guard('order_events', 'ticketing:read', 'ticketing:write', p_writes => '', p_reversible => false);

-- Money given back --------------------------------------------------------------------

alter table payments drop constraint payments_provider_check,
  add constraint payments_provider_check check (provider in ('test', 'stripe', 'cash', 'card', 'transfer', 'voucher', 'import', 'exchange'));
alter table refunds
  add column kind text not null default 'amount'
    check (kind in ('whole', 'amount', 'tickets', 'cancellation', 'postponement', 'exchange', 'resale')),
  -- The way the money takes. By hand (cash, card at the counter, transfer, voucher) it stays pending until somebody says that it was given.
  add column provider text check (provider in ('test', 'stripe', 'cash', 'card', 'transfer', 'voucher', 'import', 'exchange')),
  -- Of the amount, what the buyer had paid as a fee.
  add column fee_cents integer not null default 0 check (fee_cents between 0 and amount_cents),
  add column paid_out_at timestamptz;
update refunds r set
  provider = coalesce((select m.provider from payments m where m.organization_id = r.organization_id and m.order_id = r.order_id
    order by m.created_at limit 1), 'transfer'),
  paid_out_at = case when status = 'succeeded' then updated_at end;

create function koncert.refund_provider(p_order orders, p_amount integer) returns text
language plpgsql stable set search_path = '' as $$
begin
  return case
    when coalesce((select sum(m.amount_cents) from public.payments m where m.organization_id = p_order.organization_id
          and m.order_id = p_order.id and m.provider = 'stripe' and m.status = 'succeeded' and m.surplus is null), 0)
      - coalesce((select sum(r.amount_cents) from public.refunds r where r.organization_id = p_order.organization_id
          and r.order_id = p_order.id and r.provider = 'stripe'), 0) >= p_amount then 'stripe'
    when p_order.test then 'test'
    else coalesce((select m.provider from public.payments m where m.organization_id = p_order.organization_id
        and m.order_id = p_order.id and m.status = 'succeeded' and m.surplus is null and m.provider not in ('stripe', 'exchange', 'test')
      order by m.created_at desc limit 1), 'transfer') end;
end
$$;
comment on function koncert.refund_provider(orders, integer) is
  'The way an amount goes back: as it was paid, by hand where an exchange moved it from another order.';

create function koncert.end_tickets(
  p_order orders, p_tickets uuid[], p_status text, p_keep_blocked boolean, p_now timestamptz
) returns bigint[] language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_numbers bigint[];
begin
  with ended as (
    update public.tickets set status = p_status, cancelled_at = p_now
     where organization_id = p_order.organization_id and id = any (p_tickets) and status = 'issued'
    returning number, ticket_type_id, id
  ), counted as (
    select ticket_type_id, count(*)::integer as places from ended group by ticket_type_id
  ), freed as (
    update public.ticket_types t set sold = t.sold - c.places
      from counted c where t.organization_id = p_order.organization_id and t.id = c.ticket_type_id
  ), withdrawn as (
    update public.resales set status = 'withdrawn'
     where organization_id = p_order.organization_id and ticket_id in (select id from ended) and status in ('listed', 'offered')
  )
  select array_agg(number order by number) into v_numbers from ended;
  if v_numbers is null then return '{}'; end if;
  -- Kept off sale as an allotment of the house: the one stock counts it like any other.
  if p_keep_blocked then
    insert into public.allotments (organization_id, performance_id, ticket_type_id, platform, quantity)
      select p_order.organization_id, p_order.performance_id, t.ticket_type_id, 'blocked', count(*)
        from public.tickets t where t.organization_id = p_order.organization_id and t.id = any (p_tickets) and t.number = any (v_numbers)
       group by t.ticket_type_id
    on conflict (organization_id, performance_id, platform, (coalesce(ticket_type_id, '00000000-0000-0000-0000-000000000000')))
      do update set quantity = allotments.quantity + excluded.quantity;
  end if;
  return v_numbers;
end
$$;
comment on function koncert.end_tickets(orders, uuid[], text, boolean, timestamptz) is
  'Ends tickets of an order as refunded or cancelled: they keep their numbers, open no door, and give their places back to the sale or to a block. The caller holds the locks.';

create function koncert.order_status(p_order uuid, p_ended text) returns text
language sql stable set search_path = '' as $$
  select case
    when exists (select from public.tickets t where t.organization_id = o.organization_id and t.order_id = o.id and t.status = 'issued')
      then case when o.refunded_cents > 0 then 'partially_refunded' else 'paid' end
    else p_ended end
    from public.orders o where o.id = p_order
$$;

create function koncert.is_on_loan(p_organization uuid, p_tickets uuid[]) returns boolean
language plpgsql stable set search_path = '' set enable_seqscan = off as $$
begin
  return exists (select from public.resales r
      join public.orders o on o.organization_id = r.organization_id and o.id = r.new_order_id and o.status = 'held'
     where r.organization_id = p_organization and r.ticket_id = any (p_tickets) and r.status = 'offered');
end
$$;
comment on function koncert.is_on_loan(uuid, uuid[]) is 'Whether the place of one of these tickets is being paid for by somebody else.';

create function koncert.give_back(
  p_order orders, p_kind text, p_amount integer, p_fee integer, p_key text, p_reason text, p_now timestamptz, p_provider text default null
) returns refunds language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_provider constant text := coalesce(p_provider, koncert.refund_provider(p_order, p_amount));
  v_done constant boolean := v_provider in ('test', 'exchange');
  v_refund public.refunds;
begin
  insert into public.refunds (organization_id, order_id, key, status, currency, amount_cents, fee_cents, reason, kind, provider, paid_out_at)
    values (p_order.organization_id, p_order.id, p_key, case when v_done then 'succeeded' else 'pending' end, p_order.currency,
      p_amount, p_fee, p_reason, p_kind, v_provider, case when v_done then p_now end)
    returning * into v_refund;
  update public.orders set refunded_cents = refunded_cents + p_amount
   where organization_id = p_order.organization_id and id = p_order.id;
  -- A refund made at the provider is told to us under its own key: it has left already.
  if v_provider = 'stripe' and p_key not like 're\_%' then
    insert into public.outbox (organization_id, name, data)
      values (p_order.organization_id, 'payment/refund', jsonb_build_object('refund_id', v_refund.id));
  end if;
  return v_refund;
end
$$;
comment on function koncert.give_back(orders, text, integer, integer, text, text, timestamptz, text) is
  'Writes a refund and what has to leave for it. The caller holds the lock of the order and sets its status.';

create function koncert.refunded(p_refund refunds, p_code text, p_more jsonb default '{}') returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', p_code, 'refund_id', p_refund.id, 'order_id', o.id, 'amount_cents', p_refund.amount_cents,
      'fee_cents', p_refund.fee_cents, 'provider', p_refund.provider, 'refunded_cents', o.refunded_cents,
      'remaining_cents', o.total_cents - o.refunded_cents, 'currency', o.currency, 'status', o.status) || p_more
    from public.orders o where o.organization_id = p_refund.organization_id and o.id = p_refund.order_id
$$;

create function koncert.refund_now(p_organization uuid, p_order uuid, p_asked jsonb, p_key text, p_now timestamptz) returns jsonb
language plpgsql set search_path = '' set enable_seqscan = off as $$
declare
  v_keep_fee constant boolean := coalesce((p_asked ->> 'keep_fee')::boolean, false);
  v_tickets uuid[] := (select array_agg(t::uuid) from jsonb_array_elements_text(nullif(p_asked -> 'tickets', 'null')) t);
  v_amount integer := (p_asked ->> 'amount_cents')::integer;
  v_kind text := p_asked ->> 'kind';
  v_order public.orders;
  v_refund public.refunds;
  v_remaining integer;
  v_fee_left integer;
  v_fee integer := 0;
  v_numbers bigint[] := '{}';
begin
  select * into v_order from public.orders where organization_id = p_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  perform koncert.lock_date(p_organization, v_order.performance_id);
  select * into v_order from public.orders where organization_id = p_organization and id = p_order for no key update;
  select * into v_refund from public.refunds where organization_id = p_organization and key = p_key;
  if found then
    if v_refund.order_id <> p_order then return '{"code": "key_of_another_order"}'; end if;
    return koncert.refunded(v_refund, 'replayed');
  end if;

  if v_order.paid_at is null then return jsonb_build_object('code', 'not_paid', 'status', v_order.status); end if;
  if v_order.total_cents = 0 then return '{"code": "nothing_to_refund"}'; end if;
  v_remaining := v_order.total_cents - v_order.refunded_cents;
  if v_remaining = 0 then return '{"code": "already_refunded"}'; end if;
  v_fee_left := least(v_remaining, v_order.fee_cents - (select coalesce(sum(fee_cents), 0) from public.refunds
    where organization_id = p_organization and order_id = p_order));

  if v_tickets is not null then
    if exists (select from unnest(v_tickets) w left join public.tickets t
        on t.organization_id = p_organization and t.id = w and t.order_id = p_order where t.id is null) then
      return '{"code": "unknown_ticket"}';
    end if;
  elsif v_amount is null or v_amount = v_remaining then
    v_tickets := array(select id from public.tickets where organization_id = p_organization and order_id = p_order and status = 'issued');
  end if;
  perform from public.tickets where organization_id = p_organization and id = any (v_tickets) order by id for no key update;
  if exists (select from public.tickets where organization_id = p_organization and id = any (v_tickets) and status <> 'issued') then
    return '{"code": "ticket_ended"}';
  end if;
  if v_kind is distinct from 'resale' and koncert.is_on_loan(p_organization, v_tickets) then return '{"code": "being_resold"}'; end if;

  if v_kind is null then
    v_kind := case when p_asked ->> 'tickets' is not null then 'tickets' when v_tickets is null then 'amount' else 'whole' end;
  end if;
  if p_asked ->> 'tickets' is not null then
    -- The fee is given back where the buyer had paid it.
    select least(v_remaining, coalesce(sum(t.price_cents), 0) + f.fee), f.fee into v_amount, v_fee
      from public.tickets t
      cross join lateral (select case when v_keep_fee or v_order.fee_cents = 0 then 0
          else least(v_fee_left, coalesce(sum(i.unit_fee_cents), 0)) end::integer as fee
        from public.tickets k join public.order_items i on i.organization_id = k.organization_id and i.order_id = k.order_id
          and i.ticket_type_id = k.ticket_type_id
       where k.organization_id = p_organization and k.id = any (v_tickets)) f
     where t.organization_id = p_organization and t.id = any (v_tickets) group by f.fee;
  elsif v_amount is null then
    v_amount := v_remaining - case when v_keep_fee then v_fee_left else 0 end;
    v_fee := case when v_keep_fee then 0 else v_fee_left end;
  elsif v_amount = v_remaining then
    v_fee := v_fee_left;
  end if;
  if v_amount > v_remaining then return jsonb_build_object('code', 'too_much', 'remaining_cents', v_remaining); end if;
  if coalesce(v_amount, 0) < 1 then return jsonb_build_object('code', case when p_asked ->> 'amount_cents' is null then 'nothing_to_refund' else 'bad_amount' end); end if;

  v_refund := koncert.give_back(v_order, v_kind, v_amount, least(v_fee, v_amount), p_key, p_asked ->> 'reason', p_now, null);
  if v_tickets is not null then
    v_numbers := koncert.end_tickets(v_order, v_tickets, 'refunded', coalesce((p_asked ->> 'keep_blocked')::boolean, false), p_now);
    insert into public.order_events (organization_id, order_id, kind, numbers, reason, detail, at)
      values (p_organization, p_order, 'tickets_refunded', v_numbers, p_asked ->> 'reason',
        jsonb_build_object('blocked', coalesce((p_asked ->> 'keep_blocked')::boolean, false)), p_now);
  end if;
  update public.orders set status = koncert.order_status(p_order, 'refunded') where organization_id = p_organization and id = p_order;
  return koncert.refunded(v_refund, 'ok', jsonb_build_object('tickets', cardinality(v_numbers), 'numbers', to_jsonb(v_numbers),
    'checked_in', (select count(distinct c.ticket_id) from public.check_ins c join public.tickets t
        on t.organization_id = c.organization_id and t.id = c.ticket_id
      where t.organization_id = p_organization and t.order_id = p_order and t.number = any (v_numbers)
        and c.result = 'accepted' and c.direction = 'in')));
end
$$;
comment on function koncert.refund_now(uuid, uuid, jsonb, text, timestamptz) is
  'Refunds whole, an amount, or tickets: p_asked {amount_cents | tickets: [id], keep_fee, keep_blocked, reason, kind}. An amount below what remains leaves the tickets good. Locks the ticket types of the date by id, its series, the order, its tickets. Inner: the caller has checked the right.';

drop function koncert.refund_order(uuid, integer, text, text);
create function koncert.refund_order(
  p_order uuid, p_amount_cents integer, p_key text, p_reason text, p_tickets jsonb default null,
  p_keep_fee boolean default false, p_keep_blocked boolean default false, p_now timestamptz default now()
) returns jsonb language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if koncert.organization_id() is null or not koncert.may('ticketing:refund') then return '{"code": "forbidden"}'; end if;
  if coalesce(p_key, '') = '' then return '{"code": "key_missing"}'; end if;
  return koncert.refund_now(koncert.organization_id(), p_order, jsonb_build_object('amount_cents', p_amount_cents, 'tickets', p_tickets,
    'keep_fee', p_keep_fee, 'keep_blocked', p_keep_blocked, 'reason', p_reason), p_key, p_now);
end
$$;
comment on function koncert.refund_order(uuid, integer, text, text, jsonb, boolean, boolean, timestamptz) is
  'Refunds an order in part, by ticket (p_tickets: ids), or whole with neither. Codes: ok, replayed, forbidden, key_missing, key_of_another_order, unknown_order, unknown_ticket, ticket_ended, being_resold, already_refunded, not_paid, nothing_to_refund, bad_amount, too_much.';

create function koncert.pay_out_refund(p_refund uuid, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_refund public.refunds;
begin
  if v_organization is null or not koncert.may('ticketing:refund') then return '{"code": "forbidden"}'; end if;
  select * into v_refund from public.refunds where organization_id = v_organization and id = p_refund for no key update;
  if not found then return '{"code": "unknown_refund"}'; end if;
  if v_refund.provider in ('stripe', 'test', 'exchange') then return '{"code": "not_by_hand"}'; end if;
  if v_refund.status = 'succeeded' then return '{"code": "paid_out"}'; end if;
  update public.refunds set status = 'succeeded', paid_out_at = p_now where id = p_refund returning * into v_refund;
  insert into public.order_events (organization_id, order_id, kind, amount_cents, detail, at)
    values (v_organization, v_refund.order_id, 'refund_paid_out', v_refund.amount_cents, jsonb_build_object('provider', v_refund.provider), p_now);
  return koncert.refunded(v_refund, 'ok');
end
$$;
comment on function koncert.pay_out_refund(uuid, timestamptz) is
  'Says that a refund by hand was given. Locks the refund. Codes: ok, paid_out, forbidden, unknown_refund, not_by_hand.';

create function koncert.cancel_tickets(
  p_order uuid, p_tickets jsonb, p_keep_blocked boolean, p_reason text, p_now timestamptz default now()
) returns jsonb language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
  v_tickets uuid[];
  v_numbers bigint[];
begin
  if v_organization is null or not koncert.may('ticketing:write') then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  perform koncert.lock_date(v_organization, v_order.performance_id);
  select * into v_order from public.orders where organization_id = v_organization and id = p_order for no key update;
  v_tickets := array(select id from public.tickets where organization_id = v_organization and order_id = p_order and status = 'issued'
    and (p_tickets is null or p_tickets = 'null' or jsonb_exists(p_tickets, id::text)) order by id for no key update);
  if v_tickets = '{}' or (p_tickets <> 'null' and cardinality(v_tickets) <> jsonb_array_length(p_tickets)) then return '{"code": "ticket_ended"}'; end if;
  if koncert.is_on_loan(v_organization, v_tickets) then return '{"code": "being_resold"}'; end if;
  v_numbers := koncert.end_tickets(v_order, v_tickets, 'cancelled', p_keep_blocked, p_now);
  insert into public.order_events (organization_id, order_id, kind, numbers, reason, detail, at)
    values (v_organization, p_order, 'tickets_cancelled', v_numbers, p_reason, jsonb_build_object('blocked', p_keep_blocked), p_now);
  update public.orders set status = koncert.order_status(p_order, case when refunded_cents > 0 then 'refunded' else 'cancelled' end)
   where organization_id = v_organization and id = p_order;
  update public.orders set cancelled_at = p_now where organization_id = v_organization and id = p_order and status = 'cancelled';
  update public.guests set status = 'cancelled' where organization_id = v_organization and order_id = p_order
    and status in ('invited', 'confirmed') and exists (select from public.orders where id = p_order and status = 'cancelled');
  return jsonb_build_object('code', 'ok', 'order_id', p_order, 'numbers', to_jsonb(v_numbers));
end
$$;
comment on function koncert.cancel_tickets(uuid, jsonb, boolean, text, timestamptz) is
  'Ends tickets without giving money back, all of the order with null. Locks as refund_now. Codes: ok, forbidden, unknown_order, ticket_ended, being_resold.';

-- A date that will not take place --------------------------------------------------------

-- Everybody is refunded batch by batch: a row for each order, so that it goes on where it stopped.
create table mass_refunds (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  keep_fee boolean not null default false,
  reason text,
  orders integer not null default 0,
  amount_cents bigint not null default 0,
  requested_by uuid default koncert.member_id(),
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, requested_by) references members (organization_id, id)
);
create unique index mass_refunds_one_at_a_time on mass_refunds (organization_id, performance_id) where finished_at is null;
create index mass_refunds_running on mass_refunds (organization_id) where finished_at is null;
select koncert.guard('mass_refunds', 'ticketing:read', 'ticketing:refund', p_writes => '', p_reversible => false);

create table mass_refund_orders (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  mass_refund_id uuid not null,
  order_id uuid not null,
  status text not null default 'waiting' check (status in ('waiting', 'done', 'failed')),
  refund_id uuid,
  -- Why it failed, as koncert.refund_order answers.
  failure text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, mass_refund_id, order_id),
  foreign key (organization_id, mass_refund_id) references mass_refunds (organization_id, id),
  foreign key (organization_id, order_id) references orders (organization_id, id),
  foreign key (organization_id, refund_id) references refunds (organization_id, id)
);
create index mass_refund_orders_waiting on mass_refund_orders (organization_id, mass_refund_id, id) where status = 'waiting';
select koncert.guard('mass_refund_orders', 'ticketing:read', 'ticketing:refund', p_writes => '', p_reversible => false);

create function koncert.start_mass_refund(p_performance uuid, p_keep_fee boolean, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_run public.mass_refunds;
begin
  if v_organization is null or not koncert.may('ticketing:refund') then return '{"code": "forbidden"}'; end if;
  if not exists (select from public.performances where organization_id = v_organization and id = p_performance and status = 'cancelled') then
    return '{"code": "not_cancelled"}';
  end if;
  perform koncert.lock_date(v_organization, p_performance);
  select * into v_run from public.mass_refunds where organization_id = v_organization and performance_id = p_performance and finished_at is null;
  if found then return jsonb_build_object('code', 'running', 'id', v_run.id, 'orders', v_run.orders, 'amount_cents', v_run.amount_cents); end if;
  insert into public.mass_refunds (organization_id, performance_id, keep_fee, reason)
    values (v_organization, p_performance, p_keep_fee, p_reason) returning * into v_run;
  insert into public.mass_refund_orders (organization_id, mass_refund_id, order_id)
    select v_organization, v_run.id, o.id from public.orders o
     where o.organization_id = v_organization and o.performance_id = p_performance and o.paid_at is not null
       and exists (select from public.tickets t where t.organization_id = o.organization_id and t.order_id = o.id and t.status = 'issued');
  update public.mass_refunds m set orders = c.n, amount_cents = c.cents
    from (select count(*)::integer as n, coalesce(sum(o.total_cents - o.refunded_cents), 0)::bigint as cents
      from public.mass_refund_orders l join public.orders o on o.organization_id = l.organization_id and o.id = l.order_id
     where l.organization_id = v_organization and l.mass_refund_id = v_run.id) c
   where m.id = v_run.id returning m.* into v_run;
  if v_run.orders = 0 then
    delete from public.mass_refunds where id = v_run.id;
    return '{"code": "nobody"}';
  end if;
  return jsonb_build_object('code', 'ok', 'id', v_run.id, 'orders', v_run.orders, 'amount_cents', v_run.amount_cents);
end
$$;
comment on function koncert.start_mass_refund(uuid, boolean, text) is
  'Lists the orders of a cancelled date to be refunded by koncert.refund_batch. Locks the ticket types of the date by id, then its series. Codes: ok, running, forbidden, not_cancelled, nobody.';

create function koncert.refund_batch(p_run uuid, p_limit integer, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_run public.mass_refunds;
  v_line public.mass_refund_orders;
  v_order public.orders;
  v_answer jsonb;
  v_done jsonb := '[]';
begin
  if v_organization is null or not koncert.may('ticketing:refund') then return '{"code": "forbidden"}'; end if;
  select * into v_run from public.mass_refunds where organization_id = v_organization and id = p_run;
  if not found then return '{"code": "unknown_run"}'; end if;
  perform koncert.lock_date(v_organization, v_run.performance_id);
  for v_line in
    select * from public.mass_refund_orders where organization_id = v_organization and mass_refund_id = p_run and status = 'waiting'
     order by id limit p_limit for no key update
  loop
    select * into v_order from public.orders where organization_id = v_organization and id = v_line.order_id for no key update;
    if v_order.total_cents > v_order.refunded_cents then
      v_answer := koncert.refund_now(v_organization, v_order.id, jsonb_build_object('kind', 'cancellation', 'keep_fee', v_run.keep_fee,
        'reason', v_run.reason), 'mass:' || p_run || ':' || v_order.id, p_now);
    else
      -- Nothing was paid: the places end all the same.
      perform koncert.end_tickets(v_order, array(select id from public.tickets where organization_id = v_organization and order_id = v_order.id
        and status = 'issued'), 'cancelled', false, p_now);
      update public.orders set status = koncert.order_status(v_order.id, case when refunded_cents > 0 then 'refunded' else 'cancelled' end),
        cancelled_at = p_now where organization_id = v_organization and id = v_order.id;
      v_answer := '{"code": "ok"}';
    end if;
    insert into public.order_events (organization_id, order_id, kind, reason, at)
      values (v_organization, v_order.id, 'date_cancelled', v_run.reason, p_now);
    update public.mass_refund_orders set refund_id = (v_answer ->> 'refund_id')::uuid,
        status = case when v_answer ->> 'code' in ('ok', 'replayed', 'already_refunded', 'nothing_to_refund') then 'done' else 'failed' end,
        failure = nullif(v_answer ->> 'code', 'ok')
     where id = v_line.id;
    v_done := v_done || jsonb_build_object('order_id', v_order.id, 'amount_cents', coalesce((v_answer ->> 'amount_cents')::integer, 0));
  end loop;
  update public.mass_refunds set finished_at = p_now where id = p_run and finished_at is null and not exists
    (select from public.mass_refund_orders where organization_id = v_organization and mass_refund_id = p_run and status = 'waiting');
  return jsonb_build_object('code', 'ok', 'performance_id', v_run.performance_id, 'done', v_done,
    'left', (select count(*) from public.mass_refund_orders where organization_id = v_organization and mass_refund_id = p_run and status = 'waiting'));
end
$$;
comment on function koncert.refund_batch(uuid, integer, timestamptz) is
  'Refunds the next orders of a cancelled date, each once. Locks the ticket types of the date by id, its series, then order after order. Codes: ok, forbidden, unknown_run.';

-- A date that moves -----------------------------------------------------------------------

create table postponements (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  performance_id uuid not null,
  from_day date not null,
  to_day date not null check (to_day <> from_day),
  -- Who has not answered by then keeps their tickets.
  answer_until timestamptz not null,
  reason text,
  -- Orders that were asked.
  orders integer not null default 0,
  requested_by uuid default koncert.member_id(),
  -- A later postponement takes its place.
  replaced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  foreign key (organization_id, performance_id) references performances (organization_id, id),
  foreign key (organization_id, requested_by) references members (organization_id, id)
);
create unique index postponements_in_force on postponements (organization_id, performance_id) where replaced_at is null;
select koncert.guard('postponements', 'ticketing:read', 'ticketing:refund', p_writes => '', p_reversible => false);

create table postponed_orders (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id(),
  postponement_id uuid not null,
  order_id uuid not null,
  answer text not null check (answer in ('keep', 'refund')),
  refund_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, postponement_id, order_id),
  foreign key (organization_id, postponement_id) references postponements (organization_id, id),
  foreign key (organization_id, order_id) references orders (organization_id, id),
  foreign key (organization_id, refund_id) references refunds (organization_id, id)
);
select koncert.guard('postponed_orders', 'ticketing:read', 'ticketing:refund', p_writes => '', p_reversible => false);

create function koncert.open_postponement(p_performance uuid, p_from date, p_until timestamptz, p_reason text, p_now timestamptz default now())
returns jsonb language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_performance public.performances;
  v_id uuid;
  v_orders jsonb;
begin
  if v_organization is null or not koncert.may('ticketing:refund') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = p_performance;
  if not found then return '{"code": "unknown_performance"}'; end if;
  perform koncert.lock_date(v_organization, p_performance);
  update public.postponements set replaced_at = p_now
   where organization_id = v_organization and performance_id = p_performance and replaced_at is null;
  insert into public.postponements (organization_id, performance_id, from_day, to_day, answer_until, reason)
    values (v_organization, p_performance, p_from, v_performance.day, p_until, p_reason) returning id into v_id;
  with told as (
    insert into public.order_events (organization_id, order_id, kind, reason, detail, at)
      select v_organization, o.id, 'postponed', p_reason,
          jsonb_build_object('from', p_from, 'to', v_performance.day, 'until', koncert.iso(p_until)), p_now
        from public.orders o
       where o.organization_id = v_organization and o.performance_id = p_performance and o.status in ('paid', 'partially_refunded')
    returning order_id
  )
  select coalesce(jsonb_agg(order_id), '[]') into v_orders from told;
  update public.postponements set orders = jsonb_array_length(v_orders) where id = v_id;
  return jsonb_build_object('code', 'ok', 'id', v_id, 'orders', v_orders);
end
$$;
comment on function koncert.open_postponement(uuid, date, timestamptz, text, timestamptz) is
  'Asks the buyers of a date that has moved whether they keep their tickets. Locks the ticket types of the date by id, then its series. Codes: ok, forbidden, unknown_performance.';

create function koncert.answer_postponement(p_order uuid, p_answer text, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
  v_postponement public.postponements;
  v_given public.postponed_orders;
  v_refund jsonb := '{"code": "ok"}';
begin
  if v_organization is null or not (koncert.may('sale:buy') or koncert.may('ticketing:refund')) then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  perform koncert.lock_date(v_organization, v_order.performance_id);
  select * into v_postponement from public.postponements
   where organization_id = v_organization and performance_id = v_order.performance_id and replaced_at is null;
  if not found then return '{"code": "not_postponed"}'; end if;
  -- Whoever bought after the new day was known chose it.
  if v_order.paid_at is null or v_order.paid_at > v_postponement.created_at then return '{"code": "bought_later"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order for no key update;
  select * into v_given from public.postponed_orders
   where organization_id = v_organization and postponement_id = v_postponement.id and order_id = p_order;
  if v_given.answer = p_answer then return jsonb_build_object('code', 'replayed', 'answer', p_answer); end if;
  if v_given.answer = 'refund' then return '{"code": "refund_chosen"}'; end if;
  if p_now >= v_postponement.answer_until then return '{"code": "answers_closed"}'; end if;
  if v_order.status not in ('paid', 'partially_refunded') then return '{"code": "no_ticket"}'; end if;

  if p_answer = 'refund' then
    if exists (select from public.check_ins c join public.tickets t on t.organization_id = c.organization_id and t.id = c.ticket_id
        where t.organization_id = v_organization and t.order_id = p_order and c.result = 'accepted') then
      return '{"code": "already_in"}';
    end if;
    if v_order.total_cents > v_order.refunded_cents then
      v_refund := koncert.refund_now(v_organization, p_order, jsonb_build_object('kind', 'postponement'),
        'postponement:' || v_postponement.id || ':' || p_order, p_now);
      if v_refund ->> 'code' not in ('ok', 'replayed') then return v_refund; end if;
    else
      perform koncert.end_tickets(v_order, array(select id from public.tickets where organization_id = v_organization and order_id = p_order
        and status = 'issued'), 'cancelled', false, p_now);
      update public.orders set status = koncert.order_status(p_order, 'cancelled'), cancelled_at = p_now
       where organization_id = v_organization and id = p_order;
    end if;
  end if;
  insert into public.postponed_orders (organization_id, postponement_id, order_id, answer, refund_id)
    values (v_organization, v_postponement.id, p_order, p_answer, (v_refund ->> 'refund_id')::uuid)
    on conflict (organization_id, postponement_id, order_id) do update set answer = excluded.answer, refund_id = excluded.refund_id;
  insert into public.order_events (organization_id, order_id, kind, amount_cents, at)
    values (v_organization, p_order, case p_answer when 'keep' then 'kept' else 'refund_chosen' end, (v_refund ->> 'amount_cents')::integer, p_now);
  return v_refund || jsonb_build_object('code', 'ok', 'answer', p_answer);
end
$$;
comment on function koncert.answer_postponement(uuid, text, timestamptz) is
  'A buyer keeps their tickets for the new day or is refunded whole, until the deadline; a refund stands. Locks as refund_now. Codes: ok, replayed, forbidden, unknown_order, not_postponed, bought_later, refund_chosen, answers_closed, no_ticket, already_in, being_resold.';

-- Exchange ---------------------------------------------------------------------------------

create function koncert.exchange_tickets(
  p_order uuid, p_tickets jsonb, p_type uuid, p_payment jsonb, p_key text, p_reason text, p_now timestamptz default now()
) returns jsonb language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
  v_new public.orders;
  v_type public.ticket_types;
  v_target public.performances;
  v_tickets uuid[];
  v_holders jsonb;
  v_count integer;
  v_same integer;
  v_credit integer;
  v_total integer;
  v_moved integer;
  v_back public.refunds;
  v_numbers bigint[];
  v_issued jsonb;
begin
  if v_organization is null or not koncert.may('ticketing:refund') then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  select * into v_type from public.ticket_types where organization_id = v_organization and id = p_type;
  if not found then return '{"code": "unknown_type"}'; end if;
  -- Both dates at once: ticket types by id, then series by id.
  perform from public.ticket_types t where t.organization_id = v_organization and t.performance_id in (v_order.performance_id, v_type.performance_id)
    order by t.id for no key update;
  perform koncert.lock_series(v_organization, p) from (select p from unnest(array[v_order.performance_id, v_type.performance_id]) p
    group by p order by p) d;
  perform koncert.return_ended_holds(v_organization, v_type.performance_id, p_now);
  select * into v_order from public.orders where organization_id = v_organization and id = p_order for no key update;
  select * into v_type from public.ticket_types where organization_id = v_organization and id = p_type;
  select * into v_target from public.performances where organization_id = v_organization and id = v_type.performance_id;

  select * into v_new from public.orders where organization_id = v_organization and client_key = p_key;
  if found then return koncert.issued(v_new, 'replayed'); end if;
  if v_order.status not in ('paid', 'partially_refunded') then return '{"code": "not_paid"}'; end if;
  if v_target.status in ('cancelled', 'played', 'settled') then return '{"code": "target_over"}'; end if;
  if v_type.currency <> v_order.currency then return '{"code": "other_currency"}'; end if;
  v_tickets := array(select id from public.tickets where organization_id = v_organization and order_id = p_order and status = 'issued'
    and (p_tickets is null or p_tickets = 'null' or jsonb_exists(p_tickets, id::text)) order by id for no key update);
  v_count := cardinality(v_tickets);
  if v_count = 0 or (p_tickets <> 'null' and v_count <> jsonb_array_length(p_tickets)) then return '{"code": "ticket_ended"}'; end if;
  if koncert.is_on_loan(v_organization, v_tickets) then return '{"code": "being_resold"}'; end if;
  if exists (select from public.check_ins c where c.organization_id = v_organization and c.ticket_id = any (v_tickets) and c.result = 'accepted') then
    return '{"code": "already_in"}';
  end if;
  select count(*) filter (where ticket_type_id = p_type), least(sum(price_cents), v_order.total_cents - v_order.refunded_cents),
      jsonb_agg(jsonb_build_object('ticket_type_id', v_type.id, 'price_cents', v_type.price_cents, 'vat_rate_bp', v_type.vat_rate_bp,
        'holder_name', holder_name, 'holder_email', holder_email) order by number)
    into v_same, v_credit, v_holders
    from public.tickets where organization_id = v_organization and id = any (v_tickets);
  if v_same > 0 then return '{"code": "same_type"}'; end if;
  if v_type.held + v_type.sold + v_type.allotted + v_count > v_type.quota then
    return jsonb_build_object('code', 'sold_out', 'remaining', greatest(v_type.quota - v_type.held - v_type.sold - v_type.allotted, 0));
  end if;
  if v_type.performance_id <> v_order.performance_id
    and koncert.taken_places(v_organization, v_type.performance_id) + v_count > v_target.capacity then
    return jsonb_build_object('code', 'capacity_reached',
      'remaining', greatest(v_target.capacity - koncert.taken_places(v_organization, v_type.performance_id), 0));
  end if;

  v_total := v_count * v_type.price_cents;
  v_moved := least(v_credit, v_total);
  if v_total > v_credit and coalesce(p_payment ->> 'provider', '') = '' then
    return jsonb_build_object('code', 'payment_missing', 'difference_cents', v_total - v_credit);
  end if;

  insert into public.orders (organization_id, performance_id, contact_id, buyer_name, buyer_email, buyer_phone, locale, status, channel,
      currency, total_cents, client_key, test, paid_at, terms_accepted_at)
    values (v_organization, v_type.performance_id, v_order.contact_id, v_order.buyer_name, v_order.buyer_email, v_order.buyer_phone,
      v_order.locale, 'paid', v_order.channel, v_order.currency, v_total, p_key, v_order.test, p_now, v_order.terms_accepted_at)
    returning * into v_new;
  insert into public.order_items (organization_id, order_id, ticket_type_id, quantity, unit_price_cents, vat_rate_bp)
    values (v_organization, v_new.id, p_type, v_count, v_type.price_cents, v_type.vat_rate_bp);
  -- What moves is given back there and paid here; the difference takes a real way.
  if v_moved > 0 then
    v_back := koncert.give_back(v_order, 'exchange', v_moved, 0, p_key, p_reason, p_now, 'exchange');
    insert into public.payments (organization_id, order_id, provider, reference, currency, amount_cents, paid_at)
      values (v_organization, v_new.id, 'exchange', v_back.id::text, v_order.currency, v_moved, p_now);
  end if;
  if v_total > v_moved then
    insert into public.payments (organization_id, order_id, provider, reference, currency, amount_cents, paid_at)
      values (v_organization, v_new.id, p_payment ->> 'provider', coalesce(p_payment ->> 'reference', v_new.id::text), v_order.currency,
        v_total - v_moved, p_now);
  elsif v_credit > v_moved then
    v_back := koncert.give_back(v_order, 'exchange', v_credit - v_moved, 0, p_key || ':rest', p_reason, p_now, null);
  end if;
  v_numbers := koncert.end_tickets(v_order, v_tickets, 'cancelled', false, p_now);
  update public.orders set status = koncert.order_status(p_order, case when refunded_cents > 0 then 'refunded' else 'cancelled' end)
   where organization_id = v_organization and id = p_order;
  update public.orders set cancelled_at = p_now where organization_id = v_organization and id = p_order and status = 'cancelled';
  select jsonb_agg(number order by number) into v_issued from koncert.issue_tickets(v_organization, v_new.id, v_holders, p_now);
  update public.ticket_types set sold = sold + v_count where organization_id = v_organization and id = p_type;

  insert into public.order_events (organization_id, order_id, kind, numbers, amount_cents, reason, detail, at) values
    (v_organization, p_order, 'exchanged_for', v_numbers, v_total - v_credit, p_reason,
      jsonb_build_object('order_id', v_new.id, 'number', v_new.number), p_now),
    (v_organization, v_new.id, 'exchanged_from', array(select n::bigint from jsonb_array_elements_text(v_issued) n), v_total - v_credit, p_reason,
      jsonb_build_object('order_id', p_order, 'number', v_order.number), p_now);
  return koncert.issued(v_new, 'ok') || jsonb_build_object('ended', to_jsonb(v_numbers), 'difference_cents', v_total - v_credit);
end
$$;
comment on function koncert.exchange_tickets(uuid, jsonb, uuid, jsonb, text, text, timestamptz) is
  'Exchanges tickets (all of the order with null) for as many of another type, of the same date or another: the old ones end, the new ones stand in an order of their own. p_payment {provider, reference} takes what the new ones cost more; what they cost less is given back. A fee stays with the first order. Locks the ticket types of both dates by id, both series, the order, its tickets. Codes: ok, replayed, forbidden, unknown_order, unknown_type, not_paid, target_over, other_currency, ticket_ended, being_resold, already_in, same_type, sold_out, capacity_reached, payment_missing.';

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

-- Guests as numbered comps ----------------------------------------------------------------------

-- Whose list it is: the partner who fills it in by its link.
alter table guest_lists add column person_name text check (length(person_name) <= 200),
  add column person_email text check (length(person_email) <= 254);
alter table guests add column order_id uuid,
  add foreign key (organization_id, order_id) references orders (organization_id, id);
select koncert.settle_foreign_keys('guests');

create function koncert.add_guests(
  p_list uuid, p_guests jsonb, p_type_name text, p_locale text, p_now timestamptz default now()
) returns jsonb language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_list public.guest_lists;
  v_performance public.performances;
  v_type public.ticket_types;
  v_guest record;
  v_order public.orders;
  v_places integer;
  v_taken integer;
  v_row uuid;
  v_added jsonb := '[]';
  v_numbers jsonb;
begin
  if v_organization is null or not (koncert.may('ticketing:write') or koncert.may('sale:buy')) then return '{"code": "forbidden"}'; end if;
  select * into v_list from public.guest_lists where organization_id = v_organization and id = p_list;
  if not found then return '{"code": "unknown_list"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_list.performance_id;
  if v_performance.status = 'cancelled' then return '{"code": "performance_cancelled"}'; end if;
  if v_performance.status in ('played', 'settled') then return '{"code": "date_over"}'; end if;
  if p_now >= v_list.deadline then return jsonb_build_object('code', 'list_closed', 'deadline', koncert.iso(v_list.deadline)); end if;

  insert into public.ticket_types (organization_id, performance_id, name, kind, price_cents, currency, hidden, max_per_order, position)
    select v_organization, v_performance.id, p_type_name, 'comp', 0, g.currency, true, 1000,
        (select coalesce(max(position), 0) + 1 from public.ticket_types where organization_id = v_organization and performance_id = v_performance.id)
      from public.organizations g where g.id = v_organization
       and not exists (select from public.ticket_types where organization_id = v_organization and performance_id = v_performance.id and kind = 'comp')
    on conflict (organization_id, performance_id, name) do nothing;
  perform koncert.lock_date(v_organization, v_performance.id);
  perform koncert.return_ended_holds(v_organization, v_performance.id, p_now);
  select * into v_type from public.ticket_types where organization_id = v_organization and performance_id = v_performance.id and kind = 'comp'
    order by position, id limit 1;
  if not found then return '{"code": "no_comp_type"}'; end if;
  select * into v_list from public.guest_lists where organization_id = v_organization and id = p_list for no key update;

  select coalesce(sum(1 + greatest(g.plus_ones, 0)), 0) into v_places
    from jsonb_to_recordset(p_guests) as g (name text, plus_ones integer)
   where not exists (select from public.guests u where u.organization_id = v_organization and u.guest_list_id = p_list
     and u.status in ('invited', 'confirmed') and lower(u.name) = lower(btrim(g.name)));
  select coalesce(sum(1 + plus_ones), 0) into v_taken from public.guests
   where organization_id = v_organization and guest_list_id = p_list and status in ('invited', 'confirmed');
  if v_taken + v_places > v_list.quota then
    return jsonb_build_object('code', 'list_full', 'remaining', greatest(v_list.quota - v_taken, 0));
  end if;
  if v_type.held + v_type.sold + v_type.allotted + v_places > v_type.quota then
    return jsonb_build_object('code', 'sold_out', 'remaining', greatest(v_type.quota - v_type.held - v_type.sold - v_type.allotted, 0));
  end if;
  v_taken := koncert.taken_places(v_organization, v_performance.id);
  if v_taken + v_places > v_performance.capacity then
    return jsonb_build_object('code', 'capacity_reached', 'remaining', greatest(v_performance.capacity - v_taken, 0));
  end if;

  for v_guest in
    select btrim(g.name) as name, greatest(coalesce(g.plus_ones, 0), 0) as plus_ones, g.email, g.contact_id, g.note
      from rows from (jsonb_to_recordset(p_guests) as (name text, plus_ones integer, email text, contact_id uuid, note text))
        with ordinality g (name, plus_ones, email, contact_id, note, n)
     where not exists (select from public.guests u where u.organization_id = v_organization and u.guest_list_id = p_list
       and u.status in ('invited', 'confirmed') and lower(u.name) = lower(btrim(g.name)))
     order by g.n
  loop
    insert into public.orders (organization_id, performance_id, contact_id, buyer_name, buyer_email, locale, status, channel, currency, paid_at)
      values (v_organization, v_performance.id, v_guest.contact_id, v_guest.name, v_guest.email, p_locale, 'paid', 'guest_list', v_type.currency, p_now)
      returning * into v_order;
    insert into public.order_items (organization_id, order_id, ticket_type_id, quantity, unit_price_cents, vat_rate_bp)
      values (v_organization, v_order.id, v_type.id, 1 + v_guest.plus_ones, 0, v_type.vat_rate_bp);
    select jsonb_agg(jsonb_build_object('id', k.id, 'number', k.number) order by k.number) into v_numbers
      from koncert.issue_tickets(v_organization, v_order.id, (select jsonb_agg(jsonb_build_object('ticket_type_id', v_type.id, 'price_cents', 0,
          'vat_rate_bp', v_type.vat_rate_bp, 'holder_name', v_guest.name || case when n > 0 then ' +' || n else '' end) order by n)
        from generate_series(0, v_guest.plus_ones) n), p_now) k;
    insert into public.guests (organization_id, guest_list_id, performance_id, contact_id, name, email, plus_ones, note, ticket_id, order_id)
      values (v_organization, p_list, v_performance.id, v_guest.contact_id, v_guest.name, v_guest.email, v_guest.plus_ones, v_guest.note,
        (v_numbers -> 0 ->> 'id')::uuid, v_order.id)
      returning id into v_row;
    v_added := v_added || jsonb_build_object('id', v_row, 'name', v_guest.name, 'email', v_guest.email, 'order_id', v_order.id,
      'numbers', (select jsonb_agg(t -> 'number') from jsonb_array_elements(v_numbers) t));
  end loop;
  update public.ticket_types set sold = sold + v_places where organization_id = v_organization and id = v_type.id and v_places > 0;
  return jsonb_build_object('code', 'ok', 'added', v_added, 'places', v_places, 'performance_id', v_performance.id);
end
$$;
comment on function koncert.add_guests(uuid, jsonb, text, text, timestamptz) is
  'Puts people on a guest list and issues a numbered comp to each of them and of their plus-ones, counted in the stock. p_guests: [{name, plus_ones, email, contact_id, note}]; who is on the list already is left out. p_type_name names the comp type where the date has none. Locks the ticket types of the date by id, its series, the list, orders. Codes: ok, forbidden, unknown_list, performance_cancelled, date_over, list_closed, no_comp_type, list_full, sold_out, capacity_reached.';

create function koncert.mail_guests(p_list uuid, p_letters jsonb) returns void
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if not (koncert.may('ticketing:write') or koncert.may('sale:buy')) then return; end if;
  insert into public.outbox (organization_id, name, data)
    select koncert.organization_id(), 'mail/order', l -> 'data'
      from jsonb_array_elements(p_letters) l
      join public.guests g on g.organization_id = koncert.organization_id() and g.guest_list_id = p_list and g.order_id = (l ->> 'order_id')::uuid
       and lower(g.email) = lower(l -> 'data' ->> 'to');
end
$$;
comment on function koncert.mail_guests(uuid, jsonb) is
  'Leaves the letters of guests of a list for the outbox: [{order_id, data}], to the address that the guest has.';

create function koncert.remove_guest(p_guest uuid, p_by_link boolean default false, p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_guest public.guests;
  v_order public.orders;
  v_tickets uuid[];
  v_numbers bigint[];
begin
  if v_organization is null or not (koncert.may('ticketing:write') or (p_by_link and koncert.may('sale:buy'))) then return '{"code": "forbidden"}'; end if;
  select * into v_guest from public.guests where organization_id = v_organization and id = p_guest;
  if not found then return '{"code": "unknown_guest"}'; end if;
  if p_by_link and p_now >= (select deadline from public.guest_lists where organization_id = v_organization and id = v_guest.guest_list_id) then
    return '{"code": "list_closed"}';
  end if;
  perform koncert.lock_date(v_organization, v_guest.performance_id);
  select * into v_order from public.orders where organization_id = v_organization and id = v_guest.order_id for no key update;
  v_tickets := array(select id from public.tickets where organization_id = v_organization and status = 'issued'
    and (order_id = v_order.id or id = v_guest.ticket_id) order by id for no key update);
  select * into v_guest from public.guests where organization_id = v_organization and id = p_guest for no key update;
  if v_guest.status = 'cancelled' then return '{"code": "replayed"}'; end if;
  if exists (select from public.check_ins c where c.organization_id = v_organization and c.result = 'accepted'
      and (c.ticket_id = any (v_tickets) or c.guest_id = p_guest)) then
    return '{"code": "already_in"}';
  end if;
  if v_order.id is not null and v_tickets <> '{}' then
    v_numbers := koncert.end_tickets(v_order, v_tickets, 'cancelled', false, p_now);
    update public.orders set status = koncert.order_status(v_order.id, 'cancelled'), cancelled_at = p_now
     where organization_id = v_organization and id = v_order.id;
    insert into public.order_events (organization_id, order_id, kind, numbers, at)
      values (v_organization, v_order.id, 'tickets_cancelled', v_numbers, p_now);
  end if;
  update public.guests set status = 'cancelled' where organization_id = v_organization and id = p_guest;
  return jsonb_build_object('code', 'ok', 'numbers', coalesce(to_jsonb(v_numbers), '[]'));
end
$$;
comment on function koncert.remove_guest(uuid, boolean, timestamptz) is
  'Takes a guest off and ends the comps: their numbers stay, their places are free. By the list''s link until its deadline. Locks the ticket types of the date by id, its series, the order, its tickets, the guest. Codes: ok, replayed, forbidden, unknown_guest, list_closed, already_in.';

-- What buyers and partners may know -----------------------------------------------------------------

create function koncert.after_sale(p_order uuid, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
  v_performance public.performances;
begin
  if v_organization is null or not (koncert.may('sale:buy') or koncert.may('ticketing:read')) then return '{"code": "forbidden"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order;
  if not found then return '{"code": "unknown_order"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_order.performance_id;
  return jsonb_build_object('code', 'ok',
    'postponement', (select jsonb_build_object('fromDay', p.from_day, 'toDay', p.to_day, 'answerUntil', koncert.iso(p.answer_until),
        'reason', p.reason, 'open', p_now < p.answer_until, 'answer', a.answer,
        'refundCents', coalesce(r.amount_cents, v_order.total_cents - v_order.refunded_cents))
      from public.postponements p
      left join public.postponed_orders a on a.organization_id = p.organization_id and a.postponement_id = p.id and a.order_id = p_order
      left join public.refunds r on r.organization_id = a.organization_id and r.id = a.refund_id
     where p.organization_id = v_organization and p.performance_id = v_order.performance_id and p.replaced_at is null
       and v_order.paid_at <= p.created_at and v_performance.status <> 'cancelled'),
    'resale', jsonb_build_object('open', koncert.allows_resale(v_performance, p_now) and v_order.status in ('paid', 'partially_refunded'),
      'closesAt', koncert.iso(koncert.resale_closes_at(v_performance)),
      'tickets', coalesce((select jsonb_agg(jsonb_build_object('ticketId', k.id, 'number', k.number, 'priceCents', k.price_cents,
          'state', case when r.status in ('listed', 'offered') and koncert.is_on_loan(v_organization, array[k.id]) then 'being_paid'
            when r.status in ('listed', 'offered') then 'offered' when r.status = 'sold' then 'sold' end,
          'mayOffer', k.status = 'issued' and k.transferred_at is null and k.price_cents > 0 and r.id is null) order by k.number)
        from public.tickets k
        left join public.resales r on r.organization_id = k.organization_id and r.ticket_id = k.id and r.status in ('listed', 'offered', 'sold')
       where k.organization_id = v_organization and k.order_id = p_order), '[]')),
    'exchangedFor', coalesce((select jsonb_agg(jsonb_build_object('orderId', e.detail ->> 'order_id', 'number', e.detail ->> 'number',
          'numbers', e.numbers) order by e.at)
      from public.order_events e where e.organization_id = v_organization and e.order_id = p_order and e.kind = 'exchanged_for'), '[]'));
end
$$;
comment on function koncert.after_sale(uuid, timestamptz) is
  'What a buyer can do and has done after the sale. Codes: ok, forbidden, unknown_order.';

create function koncert.resale_offer(p_waiting uuid, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_entry public.waiting_list;
  v_resale public.resales;
  v_performance public.performances;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_entry from public.waiting_list where organization_id = v_organization and id = p_waiting;
  if not found then return '{"code": "unknown_offer"}'; end if;
  select * into v_resale from public.resales where organization_id = v_organization and waiting_id = p_waiting and status in ('offered', 'sold')
    order by created_at desc limit 1;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_entry.performance_id;
  return jsonb_build_object('code', 'ok', 'name', v_entry.name, 'email', v_entry.email,
    'state', case when v_entry.status = 'offered' and (v_resale.id is null or p_now >= v_resale.offered_until) then 'missed' else v_entry.status end,
    'open', koncert.allows_resale(v_performance, p_now), 'until', koncert.iso(v_resale.offered_until), 'orderId', v_resale.new_order_id,
    'version', (select link_version from public.orders where organization_id = v_organization and id = v_resale.new_order_id),
    'ahead', (select count(*) from public.waiting_list w where w.organization_id = v_organization and w.performance_id = v_entry.performance_id
      and w.status = 'waiting' and v_entry.status = 'waiting' and (w.created_at, w.id) < (v_entry.created_at, v_entry.id)),
    'ticket', (select jsonb_build_object('type', t.name, 'currency', t.currency, 'priceCents', k.price_cents,
        'feeCents', case when o.fee_cents > 0 then i.unit_fee_cents else 0 end)
      from public.tickets k join public.ticket_types t on t.organization_id = k.organization_id and t.id = k.ticket_type_id
      join public.orders o on o.organization_id = k.organization_id and o.id = k.order_id
      join public.order_items i on i.organization_id = k.organization_id and i.order_id = k.order_id and i.ticket_type_id = k.ticket_type_id
     where k.organization_id = v_organization and k.id = v_resale.ticket_id),
    'performance', koncert.public_date(v_performance), 'organizer', koncert.public_organizer(v_organization));
end
$$;
comment on function koncert.resale_offer(uuid, timestamptz) is
  'What a person of the waiting list sees by their link. Codes: ok, forbidden, unknown_offer.';

create function koncert.leave_waiting_list(p_waiting uuid) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_entry public.waiting_list;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_entry from public.waiting_list where organization_id = v_organization and id = p_waiting;
  if not found then return '{"code": "unknown_offer"}'; end if;
  perform koncert.lock_date(v_organization, v_entry.performance_id);
  if exists (select from public.resales r join public.orders o on o.organization_id = r.organization_id and o.id = r.new_order_id and o.status = 'held'
      where r.organization_id = v_organization and r.waiting_id = p_waiting and r.status = 'offered') then
    return '{"code": "being_paid"}';
  end if;
  update public.resales set status = 'listed', waiting_id = null, offered_until = null
   where organization_id = v_organization and waiting_id = p_waiting and status = 'offered';
  update public.waiting_list set status = 'left' where organization_id = v_organization and id = p_waiting and status in ('waiting', 'offered');
  return '{"code": "ok"}';
end
$$;
comment on function koncert.leave_waiting_list(uuid) is
  'A person no longer wants a place; a ticket that was offered to them goes to the next. Locks the ticket types of the date by id, its series, the resale. Codes: ok, forbidden, unknown_offer, being_paid.';

create function koncert.shared_guest_list(p_list uuid, p_now timestamptz default now()) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_list public.guest_lists;
  v_performance public.performances;
begin
  if v_organization is null or not koncert.may('sale:buy') then return '{"code": "forbidden"}'; end if;
  select * into v_list from public.guest_lists where organization_id = v_organization and id = p_list;
  if not found then return '{"code": "unknown_list"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = v_list.performance_id;
  return jsonb_build_object('code', 'ok', 'name', v_list.name, 'person', v_list.person_name, 'quota', v_list.quota,
    'deadline', koncert.iso(v_list.deadline),
    'open', v_performance.status not in ('cancelled', 'played', 'settled') and (v_list.deadline is null or p_now < v_list.deadline),
    'places', (select coalesce(sum(1 + plus_ones), 0) from public.guests where organization_id = v_organization and guest_list_id = p_list
      and status in ('invited', 'confirmed')),
    'guests', coalesce((select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'plusOnes', g.plus_ones, 'email', g.email)
        order by g.created_at, g.id)
      from public.guests g where g.organization_id = v_organization and g.guest_list_id = p_list and g.status in ('invited', 'confirmed')), '[]'),
    'performance', koncert.public_date(v_performance), 'organizer', koncert.public_organizer(v_organization));
end
$$;
comment on function koncert.shared_guest_list(uuid, timestamptz) is
  'What a partner sees of their guest list by its link. Codes: ok, forbidden, unknown_list.';

-- For the server, before an actor is chosen ------------------------------------------------------------

create function koncert.waiting_organization(p_waiting uuid) returns uuid
language sql stable security definer set search_path = '' as $$ select organization_id from public.waiting_list where id = p_waiting $$;
create function koncert.guest_list_organization(p_list uuid) returns uuid
language sql stable security definer set search_path = '' as $$ select organization_id from public.guest_lists where id = p_list $$;
create function koncert.after_sale_work(p_now timestamptz default now()) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select organization_id from public.mass_refunds where finished_at is null
  union
  select organization_id from public.resales where status = 'listed'
    and exists (select from public.waiting_list w where w.organization_id = resales.organization_id and w.performance_id = resales.performance_id and w.status = 'waiting')
  union
  select organization_id from public.resales where status = 'offered' and offered_until <= p_now
  union
  select organization_id from public.resales where status = 'sold' and told_at is null
$$;
comment on function koncert.after_sale_work(timestamptz) is 'The organizations where refunds of a date go on, or tickets wait to be offered or told of.';

create function koncert.tell_resales(p_now timestamptz default now()) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_sold jsonb;
begin
  if v_organization is null or not koncert.may('ticketing:write') then return '{"code": "forbidden"}'; end if;
  with told as (
    update public.resales set told_at = p_now where organization_id = v_organization and status = 'sold' and told_at is null
    returning order_id, ticket_id, refund_id
  )
  select coalesce(jsonb_agg(jsonb_build_object('order_id', t.order_id, 'number', k.number, 'amount_cents', coalesce(r.amount_cents, 0))), '[]')
    into v_sold
    from told t join public.tickets k on k.organization_id = v_organization and k.id = t.ticket_id
    left join public.refunds r on r.organization_id = v_organization and r.id = t.refund_id;
  return jsonb_build_object('code', 'ok', 'sold', v_sold);
end
$$;
comment on function koncert.tell_resales(timestamptz) is 'The resales whose first buyers are told now, each once. Codes: ok, forbidden.';

revoke execute on all functions in schema koncert from public;
grant execute on function
  koncert.refund_order(uuid, integer, text, text, jsonb, boolean, boolean, timestamptz), koncert.pay_out_refund(uuid, timestamptz),
  koncert.cancel_tickets(uuid, jsonb, boolean, text, timestamptz),
  koncert.start_mass_refund(uuid, boolean, text), koncert.refund_batch(uuid, integer, timestamptz),
  koncert.open_postponement(uuid, date, timestamptz, text, timestamptz), koncert.answer_postponement(uuid, text, timestamptz),
  koncert.exchange_tickets(uuid, jsonb, uuid, jsonb, text, text, timestamptz),
  koncert.resale_closes_at(performances), koncert.join_waiting_list(uuid, text, uuid, text, text, text, jsonb, timestamptz),
  koncert.offer_ticket(uuid, uuid, timestamptz), koncert.withdraw_ticket(uuid, uuid, timestamptz),
  koncert.match_resales(uuid, timestamptz), koncert.take_offer(uuid, text, text, timestamptz), koncert.leave_waiting_list(uuid),
  koncert.tell_resales(timestamptz), koncert.add_guests(uuid, jsonb, text, text, timestamptz), koncert.mail_guests(uuid, jsonb),
  koncert.remove_guest(uuid, boolean, timestamptz),
  koncert.after_sale(uuid, timestamptz), koncert.resale_offer(uuid, timestamptz), koncert.shared_guest_list(uuid, timestamptz)
to authenticated;
grant execute on function
  koncert.waiting_organization(uuid), koncert.guest_list_organization(uuid), koncert.after_sale_work(timestamptz)
to koncert_app;
