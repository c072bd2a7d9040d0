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
