-- The door: every scan is an appended row, refusals too; one ticket comes in once, whatever the number of gates.

-- Taking a scan back is a row as well: it points at the one that it takes back.
alter table check_ins add column undoes uuid;
alter table check_ins add unique (organization_id, undoes),
  add foreign key (organization_id, undoes) references check_ins (organization_id, id),
  add check (undoes is null or result = 'accepted');
select koncert.settle_foreign_keys('check_ins');
create index tickets_by_nonce on tickets (organization_id, nonce);

-- Rows are appended by these functions alone: they lock what they let in.
drop policy "Check ins are added by members with door:scan" on check_ins;
revoke insert on check_ins from authenticated;

create function koncert.last_passage(p_organization uuid, p_performance uuid, p_ticket uuid, p_guest uuid) returns check_ins
language sql stable set search_path = '' as $$
  select c.* from (
    select * from public.check_ins where organization_id = p_organization and ticket_id = p_ticket
    union all
    select * from public.check_ins where organization_id = p_organization and guest_id = p_guest and p_ticket is null
  ) c where c.performance_id = p_performance and c.result = 'accepted' order by c.at desc limit 1
$$;
comment on function koncert.last_passage(uuid, uuid, uuid, uuid) is
  'How a ticket, or a guest without one, last passed the door: in means inside.';

create function koncert.check_in(p_performance uuid, p_scan jsonb, p_direction text default 'in', p_gate text default null) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_performance public.performances;
  v_ticket public.tickets;
  v_guest public.guests;
  v_order public.orders;
  v_last public.check_ins;
  v_row public.check_ins;
  v_result text;
begin
  if v_organization is null or not koncert.may('door:scan') then return '{"code": "forbidden"}'; end if;
  select * into v_performance from public.performances where organization_id = v_organization and id = p_performance;
  if not found then return '{"code": "unknown_performance"}'; end if;

  -- The row stays locked until the scan is kept: of several gates one lets it in.
  if p_scan ? 'guest_id' then
    select * into v_guest from public.guests where organization_id = v_organization and id = (p_scan ->> 'guest_id')::uuid for no key update;
    if v_guest.ticket_id is not null then
      select * into v_ticket from public.tickets where organization_id = v_organization and id = v_guest.ticket_id for no key update;
    end if;
  elsif p_scan ? 'ticket_id' then
    select * into v_ticket from public.tickets where organization_id = v_organization and id = (p_scan ->> 'ticket_id')::uuid for no key update;
  elsif p_scan ? 'nonce' then
    select * into v_ticket from public.tickets
     where organization_id = v_organization and nonce = p_scan ->> 'nonce' and number = (p_scan ->> 'number')::bigint for no key update;
    if not found then
      select t.* into v_ticket from public.tickets t
        join public.performances p on p.organization_id = t.organization_id and p.id = t.performance_id
       where t.organization_id = v_organization and t.number = (p_scan ->> 'number')::bigint and left(p.id::text, 8) = p_scan ->> 'date';
      v_result := case when found then 'replaced' else 'unknown' end;
    end if;
  else
    v_result := 'not_ours';
  end if;

  if v_ticket.id is not null then
    select * into v_order from public.orders where organization_id = v_organization and id = v_ticket.order_id;
  end if;
  v_last := koncert.last_passage(v_organization, p_performance, v_ticket.id, v_guest.id);
  v_result := coalesce(v_result, case
    when v_ticket.id is null and v_guest.id is null then 'unknown'
    when coalesce(v_ticket.performance_id, v_guest.performance_id) <> p_performance then 'wrong_date'
    when v_performance.status = 'cancelled' then 'cancelled'
    when v_ticket.status = 'refunded' or v_order.status = 'refunded' then 'refunded'
    when v_ticket.status = 'cancelled' or v_order.status = 'cancelled' or v_guest.status in ('cancelled', 'declined') then 'cancelled'
    when v_order.status in ('held', 'expired') then 'unpaid'
    when p_direction = 'in' and v_last.direction = 'in' then 'already_in'
    when p_direction = 'out' and v_last.direction is distinct from 'in' then 'already_out'
    else 'ok' end);

  -- The clock after the lock: passages of one ticket follow one another.
  insert into public.check_ins (organization_id, performance_id, ticket_id, guest_id, direction, result, reason, gate, at)
    values (v_organization, p_performance, v_ticket.id, v_guest.id, p_direction,
      case when v_result = 'ok' then 'accepted' else 'refused' end, nullif(v_result, 'ok'), p_gate, clock_timestamp())
    returning * into v_row;

  return jsonb_build_object('code', 'ok', 'result', v_result, 'check_in_id', v_row.id,
    'person', koncert.person_at_the_door(v_ticket, v_guest, v_order),
    'previous', case when v_result = 'already_in' then jsonb_build_object('gate', v_last.gate, 'at', koncert.iso(v_last.at)) end,
    'other_date', case when v_result = 'wrong_date' then coalesce(v_ticket.performance_id, v_guest.performance_id) end);
end
$$;
comment on function koncert.check_in(uuid, jsonb, text, text) is
  'One scan at the door of a date. p_scan: {nonce, number, date} read from a code, {ticket_id}, {guest_id}, or {} for a code that is not ours. Locks the guest, then the ticket. Codes: ok, forbidden, unknown_performance; results: ok, already_in, already_out, wrong_date, cancelled, replaced, refunded, unpaid, not_ours, unknown.';

create function koncert.person_at_the_door(p_ticket tickets, p_guest guests, p_order orders) returns jsonb
language sql stable set search_path = '' as $$
  select case
    when p_ticket.id is not null then jsonb_build_object('kind', 'ticket', 'id', p_ticket.id, 'number', p_ticket.number,
      'holder', coalesce(p_guest.name, p_ticket.holder_name), 'places', 1, 'orderNumber', p_order.number, 'test', p_order.test,
      'type', (select name from public.ticket_types where organization_id = p_ticket.organization_id and id = p_ticket.ticket_type_id))
    when p_guest.id is not null then jsonb_build_object('kind', 'guest', 'id', p_guest.id, 'number', null,
      'holder', p_guest.name, 'places', 1 + p_guest.plus_ones, 'orderNumber', null, 'test', false,
      'type', (select name from public.guest_lists where organization_id = p_guest.organization_id and id = p_guest.guest_list_id)) end
$$;

create function koncert.undo_check_in(p_performance uuid, p_check_in uuid default null) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_undone public.check_ins;
  v_last public.check_ins;
  v_row public.check_ins;
  v_ticket public.tickets;
  v_guest public.guests;
  v_order public.orders;
begin
  if v_organization is null or not koncert.may('door:scan') then return '{"code": "forbidden"}'; end if;
  select c.* into v_undone from public.check_ins c
   where c.organization_id = v_organization and c.performance_id = p_performance and c.result = 'accepted' and c.undoes is null
     and (c.id = p_check_in or (p_check_in is null and c.member_id = koncert.member_id()
       and not exists (select from public.check_ins u where u.organization_id = v_organization and u.undoes = c.id)))
   order by c.at desc limit 1;
  if not found then return '{"code": "nothing_to_undo"}'; end if;
  select * into v_guest from public.guests where organization_id = v_organization and id = v_undone.guest_id for no key update;
  select * into v_ticket from public.tickets where organization_id = v_organization and id = v_undone.ticket_id for no key update;
  select * into v_order from public.orders where organization_id = v_organization and id = v_ticket.order_id;
  v_last := koncert.last_passage(v_organization, p_performance, v_undone.ticket_id, v_undone.guest_id);
  if v_last.undoes = v_undone.id then return '{"code": "nothing_to_undo"}'; end if;
  if v_last.id <> v_undone.id then return '{"code": "changed_later"}'; end if;
  insert into public.check_ins (organization_id, performance_id, ticket_id, guest_id, direction, result, gate, at, undoes)
    values (v_organization, p_performance, v_undone.ticket_id, v_undone.guest_id,
      case v_undone.direction when 'in' then 'out' else 'in' end, 'accepted', v_undone.gate, clock_timestamp(), v_undone.id)
    returning * into v_row;
  return jsonb_build_object('code', 'ok', 'check_in_id', v_row.id, 'undone', v_undone.id, 'direction', v_row.direction,
    'person', koncert.person_at_the_door(v_ticket, v_guest, v_order));
end
$$;
comment on function koncert.undo_check_in(uuid, uuid) is
  'Takes back an accepted scan, the member''s latest at that date when none is named, while it is the last of its ticket. Locks the guest, then the ticket. Codes: ok, forbidden, nothing_to_undo, changed_later.';

revoke execute on all functions in schema koncert from public;
grant execute on function koncert.check_in(uuid, jsonb, text, text), koncert.undo_check_in(uuid, uuid) to authenticated;
