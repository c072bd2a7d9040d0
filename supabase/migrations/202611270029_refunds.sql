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
