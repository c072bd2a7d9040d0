-- What must be exact under contention. One lock order everywhere: ticket types by id,
-- the ticket series of the date, then the order.

create function koncert.issued(p_order public.orders, p_code text) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('code', p_code, 'order_id', p_order.id, 'number', p_order.number,
    'total_cents', p_order.total_cents, 'currency', p_order.currency,
    'tickets', coalesce((select jsonb_agg(jsonb_build_object(
        'id', t.id, 'number', t.number, 'ticket_type_id', t.ticket_type_id, 'price_cents', t.price_cents) order by t.number)
      from public.tickets t where t.organization_id = p_order.organization_id and t.order_id = p_order.id), '[]'))
$$;

create function koncert.issue_order(
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
  v_first bigint;
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
    select w.ticket_type_id, w.quantity, t.id, t.price_cents, t.max_per_order, t.quota - t.held - t.sold as remaining
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

  insert into public.ticket_series (organization_id, performance_id) values (v_organization, p_performance)
    on conflict (organization_id, performance_id) do nothing;
  select last_number into v_first from public.ticket_series
   where organization_id = v_organization and performance_id = p_performance for no key update;

  -- The series is locked, so no other type of this date can be issued and its capacity stands.
  select * into v_performance from public.performances where organization_id = v_organization and id = p_performance;
  select coalesce(sum(held + sold), 0) into v_taken from public.ticket_types
   where organization_id = v_organization and performance_id = p_performance;
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
  insert into public.tickets (organization_id, performance_id, ticket_type_id, order_id, number, holder_name, price_cents, vat_rate_bp, created_at)
    select v_organization, p_performance, t.id, v_order.id,
      v_first + row_number() over (order by t.position, t.name, i.n, s.n),
      coalesce(i.item -> 'holder_names' ->> (s.n - 1), p_buyer ->> 'name'), t.price_cents, t.vat_rate_bp, v_order.paid_at
      from jsonb_array_elements(p_items) with ordinality i (item, n)
      cross join lateral generate_series(1, (i.item ->> 'quantity')::integer) s (n)
      join public.ticket_types t on t.organization_id = v_organization and t.id = (i.item ->> 'ticket_type_id')::uuid;

  if v_total > 0 then
    insert into public.payments (organization_id, order_id, provider, reference, method, currency, amount_cents, paid_at)
      values (v_organization, v_order.id, coalesce(p_payment ->> 'provider', 'cash'),
        coalesce(p_payment ->> 'reference', v_order.id::text), p_payment ->> 'method', v_order.currency, v_total, v_order.paid_at);
  end if;

  update public.ticket_types t set sold = t.sold + i.quantity
    from public.order_items i
   where i.organization_id = v_organization and i.order_id = v_order.id
     and t.organization_id = v_organization and t.id = i.ticket_type_id;
  update public.ticket_series set last_number = v_first + v_wanted
   where organization_id = v_organization and performance_id = p_performance;
  return koncert.issued(v_order, 'ok');
end
$$;
comment on function koncert.issue_order(uuid, jsonb, jsonb, text, timestamptz, text, jsonb) is
  'Issues a paid order with numbered tickets. p_items: [{ticket_type_id, quantity, holder_names?}]; p_buyer: {name, email, phone, contact_id, locale}; p_payment: {provider, reference, method}. Locks the ticket types by id, then the series of the date. Codes: ok, replayed, forbidden, unknown_performance, performance_cancelled, empty, unknown_type, bad_quantity, too_many, sold_out, capacity_reached.';

create function koncert.refund_order(p_order uuid, p_amount_cents integer, p_key text, p_reason text) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_order public.orders;
  v_refund public.refunds;
  v_amount integer;
  v_tickets integer := 0;
begin
  if v_organization is null or not koncert.may('ticketing:refund') then return '{"code": "forbidden"}'; end if;
  if coalesce(p_key, '') = '' then return '{"code": "key_missing"}'; end if;

  perform from public.ticket_types t
    where t.organization_id = v_organization and t.id in
      (select i.ticket_type_id from public.order_items i where i.organization_id = v_organization and i.order_id = p_order)
    order by t.id for no key update;
  select * into v_order from public.orders where organization_id = v_organization and id = p_order for no key update;
  if not found then return '{"code": "unknown_order"}'; end if;

  select * into v_refund from public.refunds where organization_id = v_organization and key = p_key;
  if found then
    if v_refund.order_id <> p_order then return '{"code": "key_of_another_order"}'; end if;
    return jsonb_build_object('code', 'replayed', 'refund_id', v_refund.id, 'order_id', p_order,
      'amount_cents', v_refund.amount_cents, 'refunded_cents', v_order.refunded_cents,
      'remaining_cents', v_order.total_cents - v_order.refunded_cents, 'currency', v_order.currency, 'status', v_order.status);
  end if;

  if v_order.status = 'refunded' then return '{"code": "already_refunded"}'; end if;
  if v_order.status not in ('paid', 'partially_refunded') then return jsonb_build_object('code', 'not_paid', 'status', v_order.status); end if;
  v_amount := coalesce(p_amount_cents, v_order.total_cents - v_order.refunded_cents);
  if v_order.total_cents = 0 then return '{"code": "nothing_to_refund"}'; end if;
  if v_amount < 1 then return '{"code": "bad_amount"}'; end if;
  if v_amount > v_order.total_cents - v_order.refunded_cents then
    return jsonb_build_object('code', 'too_much', 'remaining_cents', v_order.total_cents - v_order.refunded_cents);
  end if;

  -- Without a provider to ask, the money is given back by hand and the refund is done.
  insert into public.refunds (organization_id, order_id, key, status, currency, amount_cents, reason)
    values (v_organization, p_order, p_key,
      case when exists (select from public.payments p where p.organization_id = v_organization and p.order_id = p_order and p.provider = 'stripe')
        then 'pending' else 'succeeded' end, v_order.currency, v_amount, p_reason)
    returning * into v_refund;
  update public.orders set refunded_cents = refunded_cents + v_amount,
      status = case when refunded_cents + v_amount = total_cents then 'refunded' else 'partially_refunded' end
    where organization_id = v_organization and id = p_order returning * into v_order;

  -- A full refund gives the places back; the tickets keep their numbers.
  if v_order.status = 'refunded' then
    with returned as (
      update public.tickets set status = 'refunded', cancelled_at = now()
       where organization_id = v_organization and order_id = p_order and status = 'issued'
      returning ticket_type_id
    ), counted as (
      select ticket_type_id, count(*)::integer as places from returned group by ticket_type_id
    ), freed as (
      update public.ticket_types t set sold = t.sold - c.places
        from counted c where t.organization_id = v_organization and t.id = c.ticket_type_id
      returning c.places
    )
    select coalesce(sum(places), 0) into v_tickets from freed;
  end if;

  return jsonb_build_object('code', 'ok', 'refund_id', v_refund.id, 'order_id', p_order, 'amount_cents', v_amount,
    'refunded_cents', v_order.refunded_cents, 'remaining_cents', v_order.total_cents - v_order.refunded_cents,
    'currency', v_order.currency, 'status', v_order.status, 'tickets', v_tickets,
    'checked_in', (select count(distinct c.ticket_id) from public.check_ins c join public.tickets t
        on t.organization_id = c.organization_id and t.id = c.ticket_id
      where t.organization_id = v_organization and t.order_id = p_order and c.result = 'accepted' and c.direction = 'in'));
end
$$;
comment on function koncert.refund_order(uuid, integer, text, text) is
  'Refunds an order in part, or whole with a null amount. Locks its ticket types by id, then the order. Codes: ok, replayed, forbidden, key_missing, key_of_another_order, unknown_order, already_refunded, not_paid, nothing_to_refund, bad_amount, too_much.';
