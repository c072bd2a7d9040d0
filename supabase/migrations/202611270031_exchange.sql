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
