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
