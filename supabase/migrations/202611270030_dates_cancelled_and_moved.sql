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
