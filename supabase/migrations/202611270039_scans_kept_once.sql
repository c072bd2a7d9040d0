-- The door as fast as the rush: a scan is kept once, by the keys that it needs and no more.

-- Keys -----------------------------------------------------------------------------
-- As those of orders: what tells rows apart comes first, the primary key is the newest.

do $$
declare
  v_pointers text[];
  v_command text;
begin
  select array_agg(format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)))
    into v_pointers from pg_constraint
   where contype = 'f' and confrelid = 'tickets'::regclass and conrelid <> 'check_ins'::regclass;
  for v_command in
    select format('alter table %s drop constraint %I', conrelid::regclass, conname)
      from pg_constraint where contype = 'f' and (confrelid in ('tickets'::regclass, 'check_ins'::regclass) or conrelid = 'check_ins'::regclass
        or conrelid = 'tickets'::regclass and confrelid in ('performances'::regclass, 'ticket_types'::regclass, 'orders'::regclass))
  loop
    execute v_command;
  end loop;

  drop index tickets_ticket_type_id, tickets_order_id, tickets_by_nonce, tickets_by_time;
  alter table tickets
    drop constraint tickets_organization_id_performance_id_number_key,
    drop constraint tickets_organization_id_id_key,
    drop constraint tickets_pkey;
  create index tickets_by_time on tickets (organization_id, created_at, id);
  create index tickets_by_nonce on tickets (nonce);
  create index tickets_ticket_type_id on tickets (ticket_type_id, organization_id);
  create index tickets_order_id on tickets (order_id, organization_id);
  alter table tickets add unique (performance_id, organization_id, number);
  alter table tickets add primary key (id, organization_id);
  alter table tickets
    add foreign key (performance_id, organization_id) references performances (id, organization_id) deferrable,
    add foreign key (ticket_type_id, organization_id) references ticket_types (id, organization_id) deferrable,
    add foreign key (order_id, organization_id) references orders (id, organization_id) deferrable;

  drop index check_ins_by_performance, check_ins_ticket_id, check_ins_guest_id, check_ins_device_id, check_ins_passages,
    check_ins_guest_passages, check_ins_undone;
  alter table check_ins
    drop constraint check_ins_organization_id_undoes_key,
    drop constraint check_ins_device_id_sequence_late_key,
    drop constraint check_ins_organization_id_id_key,
    drop constraint check_ins_pkey;
  create index check_ins_by_performance on check_ins (performance_id, organization_id, at desc);
  create index check_ins_passages on check_ins (ticket_id, organization_id, at desc) where ticket_id is not null;
  create index check_ins_guest_passages on check_ins (guest_id, organization_id, at desc) where guest_id is not null;
  create unique index check_ins_undone on check_ins (undoes, organization_id) where undoes is not null;
  create unique index check_ins_of_a_device on check_ins (device_id, organization_id, sequence, late) where device_id is not null;
  alter table check_ins add primary key (id, organization_id);
  alter table check_ins
    add foreign key (performance_id, organization_id) references performances (id, organization_id) deferrable,
    add foreign key (ticket_id, organization_id) references tickets (id, organization_id) deferrable,
    add foreign key (guest_id, organization_id) references guests (id, organization_id) deferrable,
    add foreign key (device_id, organization_id) references door_devices (id, organization_id) deferrable,
    add foreign key (undoes, organization_id) references check_ins (id, organization_id) deferrable;

  foreach v_command in array v_pointers loop
    execute v_command;
  end loop;
end
$$;

-- A scan is appended and never changes: the row is its own image.
drop trigger record_change on check_ins;
drop function koncert.record_added();
create trigger record_change after update or delete on check_ins for each row execute function
  koncert.record_change('body', 'signature', 'hash', 'previous_hash');

-- Scans ----------------------------------------------------------------------------

-- No setting of its own: it is inlined into the statements that ask it of thousands of rows.
create or replace function koncert.stands(p_scan check_ins) returns boolean
language sql stable as $$
  select p_scan.result = 'accepted' and p_scan.undoes is null and p_scan.undoes_sequence is null
    and not exists (select from public.check_ins u where u.undoes = p_scan.id and u.organization_id is not distinct from p_scan.organization_id)
    and (p_scan.device_id is null or (
      not exists (select from public.check_ins u where u.device_id = p_scan.device_id and u.undoes_sequence = p_scan.sequence)
      and (p_scan.late or not exists (select from public.check_ins o
        where o.device_id = p_scan.device_id and o.sequence = p_scan.sequence and o.late))))
$$;

create or replace function koncert.last_passage(p_organization uuid, p_performance uuid, p_ticket uuid, p_guest uuid) returns check_ins
language sql stable set search_path = '' set enable_seqscan = off as $$
  select c.* from (
    select * from public.check_ins where organization_id is not distinct from p_organization and ticket_id = p_ticket and result = 'accepted'
    union all
    select * from public.check_ins where organization_id is not distinct from p_organization and guest_id = p_guest and p_ticket is null and result = 'accepted'
  ) c
  where c.performance_id = p_performance and koncert.stands(c)
  order by c.at desc, c.device_id desc nulls last, c.sequence desc, c.id desc limit 1
$$;

create or replace function koncert.check_in_many(p_scans jsonb) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off
-- Planning these statements costs more than running them, and a plan made while the tables are empty must
-- look rows up one by one later.
set plan_cache_mode = force_generic_plan set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
  v_device constant uuid := koncert.device_id();
  v_member constant uuid := koncert.member_id();
  v_scans koncert.door_scan[];
  v_answers jsonb;
begin
  if v_organization is null or not koncert.may('door:scan') then return '{"code": "forbidden"}'; end if;

  -- Whose scan, of which ticket.
  select array_agg(row(s.n, gen_random_uuid(), p.id, p.status, d.id, case when d.id is null then v_member else d.member_id end,
      (s.scan ->> 'sequence')::bigint, coalesce((s.scan ->> 'late')::boolean, false), s.scan ->> 'said',
      coalesce(k.id, r.id), g.id,
      case when p.id is null or (v_device is not null and d.id is null) or (s.scan ? 'device_id' and d.id is null) then 'forbidden'
        when s.scan ? 'undoes' then 'undo'
        when not s.scan ?| '{ticket_id,guest_id,nonce,number}' then 'not_ours'
        when r.id is not null then 'replaced'
        when k.id is null and g.id is null then 'unknown' end,
      null,
      case when coalesce(k.performance_id, g.performance_id) <> p.id then coalesce(k.performance_id, g.performance_id) end,
      coalesce(s.scan ->> 'direction', 'in'), nullif(btrim(s.scan ->> 'gate'), ''),
      least((s.scan ->> 'at')::timestamptz, clock_timestamp()),
      (s.scan ->> 'device_at')::timestamptz, (s.scan ->> 'offset_ms')::bigint, (s.scan ->> 'undoes')::bigint, s.scan ->> 'body',
      decode(s.scan ->> 'signature', 'hex'), decode(s.scan ->> 'hash', 'hex'), decode(s.scan ->> 'previous_hash', 'hex')
    )::koncert.door_scan order by s.n)
    into v_scans
    from jsonb_array_elements(p_scans) with ordinality s (scan, n)
    left join public.performances p on p.organization_id = v_organization and p.id = (s.scan ->> 'performance_id')::uuid
    left join public.door_devices d on d.organization_id = v_organization
      and d.id = case when v_device is not null then v_device else (s.scan ->> 'device_id')::uuid end
      and d.performance_id = p.id and d.public_key is not null and d.revoked_at is null and d.expires_at > now()
    left join public.guests g on g.organization_id is not distinct from v_organization and g.id = (s.scan ->> 'guest_id')::uuid
    -- Each way of naming a ticket has its own index.
    left join lateral (
      select t.id, t.performance_id from public.tickets t
       where t.organization_id is not distinct from v_organization and t.nonce = s.scan ->> 'nonce' and t.number = (s.scan ->> 'number')::bigint
      union all
      select t.id, t.performance_id from public.tickets t
       where t.organization_id is not distinct from v_organization and t.id = coalesce(g.ticket_id, (s.scan ->> 'ticket_id')::uuid)
      union all
      select t.id, t.performance_id from public.tickets t
       where t.organization_id is not distinct from v_organization and t.performance_id = p.id
         and t.number = case when not s.scan ? 'nonce' then (s.scan ->> 'number')::bigint end
      limit 1) k on true
    -- Signed by us, and no ticket has this nonce any more.
    left join lateral (select o.id from public.tickets o join public.performances q on q.organization_id = o.organization_id and q.id = o.performance_id
      where k.id is null and s.scan ? 'nonce' and q.organization_id = v_organization and left(q.id::text, 8) = s.scan ->> 'date'
        and o.number = (s.scan ->> 'number')::bigint limit 1) r on true;

  -- The rows stay locked until the scans are kept: of several gates one lets a ticket in.
  perform from public.tickets where organization_id is not distinct from v_organization and id = any (array(select s.ticket_id from unnest(v_scans) s))
    order by id for no key update;
  perform from public.guests where organization_id is not distinct from v_organization and id = any (array(select s.guest_id from unnest(v_scans) s where s.ticket_id is null))
    order by id for no key update;

  -- Read after the locks, in a statement of its own: what is judged is what is committed.
  select array_agg(row(s.n, s.id, s.performance_id, s.performance_status, s.device_id, s.member_id, s.sequence, s.late, s.said,
      s.ticket_id, s.guest_id, s.fault, coalesce(s.fault, case
        when s.other_date is not null then 'wrong_date'
        when s.performance_status = 'cancelled' then 'cancelled'
        when k.status = 'refunded' or o.status = 'refunded' then 'refunded'
        when k.status = 'cancelled' or o.status = 'cancelled' or g.status in ('cancelled', 'declined') then 'cancelled'
        when o.status in ('held', 'expired') then 'unpaid'
        -- Its place is being paid for by somebody else.
        when k.id is not null and koncert.is_on_loan(v_organization, array[k.id]) then 'being_resold'
        when s.direction = 'in' and not koncert.admits(e, k.ticket_type_id, k.id is null) then 'wrong_gate' end),
      s.other_date, s.direction, s.gate, s.at, s.device_at, s.offset_ms, s.undoes, s.body, s.signature, s.hash, s.previous_hash
    )::koncert.door_scan order by s.n)
    into v_scans
    from unnest(v_scans) s
    left join public.tickets k on k.organization_id is not distinct from v_organization and k.id = s.ticket_id
    left join public.guests g on g.organization_id is not distinct from v_organization and g.id = s.guest_id
    left join public.orders o on o.organization_id is not distinct from v_organization and o.id = k.order_id
    left join public.door_gates e on e.organization_id = v_organization and e.performance_id = s.performance_id and e.name = s.gate;

  perform koncert.keep_late_scans(v_organization, v_scans);
  perform koncert.keep_scans(v_organization, v_scans);

  select jsonb_agg(case
      when s.fault = 'forbidden' then '{"code": "forbidden"}'
      when c.id is null then '{"code": "nothing_to_undo"}'
      else jsonb_build_object('code', 'ok', 'result', coalesce(c.reason, 'ok'), 'check_in_id', c.id, 'replayed', c.id <> s.id,
        'doubt', c.doubt,
        'person', case
          when k.id is not null then jsonb_build_object('kind', 'ticket', 'id', k.id, 'number', k.number,
            'holder', coalesce(g.name, k.holder_name), 'places', 1, 'orderNumber', o.number, 'test', o.test, 'type', t.name)
          when g.id is not null then jsonb_build_object('kind', 'guest', 'id', g.id, 'number', null,
            'holder', g.name, 'places', 1 + g.plus_ones, 'orderNumber', null, 'test', false,
            'type', (select l.name from public.guest_lists l where l.organization_id = v_organization and l.id = g.guest_list_id)) end,
        'previous', case when c.reason = 'already_in' then (select jsonb_build_object('gate', l.gate, 'at', koncert.iso(l.at))
          from koncert.last_passage(v_organization, s.performance_id, s.ticket_id, s.guest_id) l where l.id is not null) end,
        'gates', case when c.reason = 'wrong_gate' then (select jsonb_agg(e.name order by e.position, e.name) from public.door_gates e
          where e.organization_id = v_organization and e.performance_id = s.performance_id and koncert.admits(e, k.ticket_type_id, k.id is null)) end,
        'other_date', case when c.reason = 'wrong_date' then s.other_date end) end order by s.n)
    into v_answers
    from unnest(v_scans) s
    left join lateral (
      select * from public.check_ins x where x.id = s.id
      union all
      select * from public.check_ins x where x.device_id = s.device_id and x.sequence = s.sequence
        and x.late >= s.late and x.id <> s.id
      order by late desc limit 1) c on true
    left join public.tickets k on k.organization_id is not distinct from v_organization and k.id = s.ticket_id
    left join public.guests g on g.organization_id is not distinct from v_organization and g.id = s.guest_id
    left join public.ticket_types t on t.organization_id = v_organization and t.id = k.ticket_type_id
    left join public.orders o on o.organization_id is not distinct from v_organization and o.id = k.order_id;
  return jsonb_build_object('code', 'ok', 'answers', coalesce(v_answers, '[]'));
end
$$;
comment on function koncert.check_in_many(jsonb) is
  'Scans at the doors of an organization, each [{performance_id, nonce+number+date | ticket_id | guest_id | number | nothing, direction, gate}], and from a device {device_id, sequence, device_at, offset_ms, at, body, signature, hash, previous_hash}; {late, said} where the door decided without us; {undoes: sequence}. (device, sequence) sent again is answered and not kept again. Locks tickets, then guests without one, each by id. Codes: ok, forbidden; each answer: ok, forbidden, nothing_to_undo; results: ok, already_in, already_out, wrong_gate, wrong_date, cancelled, replaced, refunded, unpaid, being_resold, not_ours, unknown.';

create or replace function koncert.keep_late_scans(p_organization uuid, p_scans koncert.door_scan[]) returns void
language plpgsql as $$
begin
  if not exists (select from unnest(p_scans) s where s.late) then return; end if;
  insert into public.check_ins (id, organization_id, performance_id, ticket_id, guest_id, direction, result, reason, gate, device_id, sequence,
      member_id, at, late, said, doubt, device_at, offset_ms, body, signature, hash, previous_hash)
    select s.id, p_organization, s.performance_id, s.ticket_id, s.guest_id, s.direction,
        case s.said when 'ok' then 'accepted' else 'refused' end, nullif(s.said, 'ok'), s.gate, s.device_id, s.sequence,
        s.member_id, s.at, true, s.said, case s.said when 'ok' then s.worth end,
        s.device_at, s.offset_ms, s.body, s.signature, s.hash, s.previous_hash
      from unnest(p_scans) s where s.late and s.undoes is null and s.fault is distinct from 'forbidden'
     order by s.n
    on conflict do nothing;
  insert into public.check_ins (id, organization_id, performance_id, ticket_id, guest_id, direction, result, gate, device_id, sequence,
      member_id, at, late, said, undoes_sequence, device_at, offset_ms, body, signature, hash, previous_hash)
    select s.id, p_organization, s.performance_id, u.ticket_id, u.guest_id, case when u.direction = 'out' then 'in' else 'out' end, 'accepted', s.gate,
        s.device_id, s.sequence, s.member_id, s.at, true, 'ok', s.undoes, s.device_at, s.offset_ms, s.body, s.signature, s.hash, s.previous_hash
      from unnest(p_scans) s
      left join lateral (select * from public.check_ins c
        where c.device_id = s.device_id and c.sequence = s.undoes order by c.late desc limit 1) u on true
     where s.late and s.undoes is not null and s.fault is distinct from 'forbidden'
     order by s.n
    on conflict do nothing;
end
$$;

create or replace function koncert.keep_scans(p_organization uuid, p_scans koncert.door_scan[]) returns void
language plpgsql as $$
begin
  if not exists (select from unnest(p_scans) s where not s.late) then return; end if;
  with fresh as (
    select s.* from unnest(p_scans) s
     where not s.late and s.fault is distinct from 'forbidden'
       and not exists (select from public.check_ins c where c.device_id = s.device_id and c.sequence = s.sequence)
  ), judged as (
    select f.*, l.direction as was, l.at as last_at,
        -- Whatever a good ticket asks for, it is on that side afterwards.
        lag(f.direction) over (partition by coalesce(f.ticket_id, f.guest_id), f.worth is null order by f.n) as before,
        row_number() over (partition by coalesce(f.ticket_id, f.guest_id) order by f.n) as nth
      from fresh f left join lateral (
        (select c.direction, c.at from public.check_ins c
          where c.ticket_id = f.ticket_id and c.result = 'accepted'
            and c.performance_id = f.performance_id and koncert.stands(c)
          order by c.at desc, c.device_id desc nulls last, c.sequence desc, c.id desc limit 1)
        union all
        (select c.direction, c.at from public.check_ins c
          where f.ticket_id is null and c.guest_id = f.guest_id and c.result = 'accepted'
            and c.performance_id = f.performance_id and koncert.stands(c)
          order by c.at desc, c.device_id desc nulls last, c.sequence desc, c.id desc limit 1)) l on true
  )
  insert into public.check_ins (id, organization_id, performance_id, ticket_id, guest_id, direction, result, reason, gate, device_id, sequence,
      member_id, at, device_at, offset_ms, body, signature, hash, previous_hash)
    select j.id, p_organization, j.performance_id, j.ticket_id, j.guest_id, j.direction,
        case when r.reason is null then 'accepted' else 'refused' end, r.reason, j.gate, j.device_id, j.sequence, j.member_id,
        -- Passages of one ticket follow one another.
        greatest(date_trunc('milliseconds', clock_timestamp()), j.last_at + interval '1 millisecond') + (j.nth - 1) * interval '1 millisecond',
        j.device_at, j.offset_ms, j.body, j.signature, j.hash, j.previous_hash
      from judged j cross join lateral (select coalesce(j.worth, case when coalesce(j.before, j.was, 'out') = j.direction
        then case j.direction when 'in' then 'already_in' else 'already_out' end end) as reason) r
     order by j.n
    on conflict do nothing;
end
$$;
