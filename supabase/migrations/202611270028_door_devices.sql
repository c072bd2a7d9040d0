-- The door without a network: devices that act for a date, gates and zones, scans that arrive late and are merged.

-- Devices ---------------------------------------------------------------------------

insert into permissions (name, title_fr, title_en) values
  ('door:sync', 'Échanger avec les appareils du contrôle d’accès', 'Exchange with the devices at the door');
insert into role_permissions (role, permission) values ('job', 'door:sync');

alter table door_devices
  -- Who scans with it, where a member opened the door on a device of their own.
  add column member_id uuid,
  add column gate text check (length(gate) <= 40),
  -- Signs the device's scans; null until the device is opened by its link.
  add column public_key bytea check (length(public_key) = 32),
  add column claimed_at timestamptz,
  add column expires_at timestamptz not null default now() + interval '3 days',
  add column platform text check (length(platform) <= 120),
  add column battery smallint check (battery between 0 and 100),
  add column charging boolean,
  -- What is added to its clock to get ours.
  add column clock_offset_ms bigint,
  add column list_version text,
  add column list_at timestamptz,
  add column waiting integer not null default 0 check (waiting >= 0),
  add foreign key (organization_id, member_id) references members (organization_id, id);
select koncert.settle_foreign_keys('door_devices');
-- What a device says of itself is no change of anybody's: it is not kept twice.
drop trigger record_change on door_devices;
create trigger record_change after insert or update or delete on door_devices for each row execute function
  koncert.record_change('token_hash', 'updated_at', 'last_seen_at', 'battery', 'charging', 'clock_offset_ms', 'list_version', 'list_at', 'waiting');
drop policy "Door devices are added by members with ticketing:write" on door_devices;
drop policy "Door devices are changed by members with ticketing:write" on door_devices;
drop policy "Door devices are deleted by members with ticketing:write" on door_devices;
select koncert.grant_columns('door_devices', '{}', '{token_hash}', '');

create or replace function koncert.act(p_actor jsonb, p_call_id uuid default null, p_permission text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Of two fields with one name in the claims the last holds: what p_actor says of itself never does.
  if p_actor ->> 'kind' = 'member' then
    perform
      set_config('koncert.organization_id', m.organization_id::text, true),
      set_config('koncert.member_id', m.id::text, true),
      set_config('koncert.call_id', coalesce(p_call_id::text, ''), true),
      set_config('koncert.permissions', r.granted, true),
      set_config('request.jwt.claims', left(p_actor::text, -1) || concat(
        ', "sub": "', m.user_id, '", "member_id": "', m.id, '", "role": "', m.role, '", "call_id": "', p_call_id, '"}'), true)
      from public.members m join public.roles r on r.name = m.role
     where m.user_id = (p_actor ->> 'user_id')::uuid
       and m.organization_id = (p_actor ->> 'organization_id')::uuid
       and m.status = 'active'
       and (position(' ' || p_permission || ' ' in r.granted) > 0) is not false;
  elsif p_actor ->> 'kind' = 'device' then
    perform
      set_config('koncert.organization_id', d.organization_id::text, true),
      -- Not even the member whose device it is: theirs is theirs alone.
      set_config('koncert.member_id', '', true),
      set_config('koncert.call_id', coalesce(p_call_id::text, ''), true),
      set_config('koncert.permissions', ' door:scan door:sync ', true),
      set_config('request.jwt.claims', left(p_actor::text, -1) || concat(
        ', "sub": null, "member_id": null, "role": "device", "call_id": "', p_call_id, '"}'), true)
      from public.door_devices d
      left join public.members m on m.organization_id = d.organization_id and m.id = d.member_id
     where d.organization_id = (p_actor ->> 'organization_id')::uuid
       and d.id = (p_actor ->> 'device_id')::uuid
       and d.revoked_at is null and d.expires_at > now()
       and (d.member_id is null or m.status = 'active')
       and (p_permission in ('door:scan', 'door:sync')) is not false;
  else
    perform
      set_config('koncert.organization_id', o.id::text, true),
      set_config('koncert.member_id', '', true),
      set_config('koncert.call_id', coalesce(p_call_id::text, ''), true),
      set_config('koncert.permissions', k.granted, true),
      set_config('request.jwt.claims', left(p_actor::text, -1) || concat(
        ', "sub": null, "member_id": null, "role": "', k.kind, '", "call_id": "', p_call_id, '"}'), true)
      from public.organizations o,
           (select name as kind, granted from public.roles where name = 'job' union all select 'buyer', ' sale:buy ') k
     where o.id = (p_actor ->> 'organization_id')::uuid
       and k.kind = p_actor ->> 'kind'
       and (position(' ' || p_permission || ' ' in k.granted) > 0) is not false;
  end if;
  if not found then raise exception 'koncert:forbidden' using errcode = 'KC403'; end if;
end
$$;
comment on function koncert.act(jsonb, uuid, text) is
  'Makes the rest of the transaction act as {kind: member, user_id, organization_id, via}, {kind: device, device_id, organization_id}, {kind: job, organization_id, name} or {kind: buyer, organization_id}. Locks nothing. Raises KC403 for an unknown or inactive member, a device that is revoked or over, and for one who lacks p_permission. Followed by set local role authenticated.';

create function koncert.device_id() returns uuid language sql stable parallel safe as
$$ select case when koncert.claim('kind') = 'device' then koncert.claim('device_id')::uuid end $$;
comment on function koncert.device_id() is 'The door device that acts, null for everybody else.';

create function koncert.scans_at(p_performance uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select koncert.may('door:scan') and (koncert.device_id() is null or exists (
    select from public.door_devices where organization_id = koncert.organization_id() and id = koncert.device_id()
      and performance_id = p_performance and public_key is not null))
$$;
comment on function koncert.scans_at(uuid) is
  'Whether the actor scans at the door of this date: members at all of their organization''s, a device at its own.';

create function koncert.door_device(p_token_hash text)
returns table (organization_id uuid, device_id uuid, performance_id uuid, claimed boolean)
language sql stable security definer set search_path = '' as $$
  select organization_id, id, performance_id, claimed_at is not null from public.door_devices
   where token_hash = p_token_hash and revoked_at is null and expires_at > now()
$$;
comment on function koncert.door_device(text) is
  'Whose device a link or a cookie is, no row for an unknown one. For the server, before an actor is chosen.';

create function koncert.door_closes_at(p_performance performances) returns timestamptz
language sql stable set search_path = '' as $$
  select (p_performance.day + 2)::timestamp at time zone coalesce(v.time_zone, g.time_zone) + interval '12 hours'
    from public.organizations g left join public.venues v on v.organization_id = g.id and v.id = p_performance.venue_id
   where g.id = p_performance.organization_id
$$;
comment on function koncert.door_closes_at(performances) is
  'Until when devices of a date may send what they scanned: noon two days later.';

create function koncert.add_door_device(p_id uuid, p_performance uuid, p_name text, p_gate text, p_token_hash text, p_own boolean default false) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_performance public.performances;
  v_device public.door_devices;
begin
  if not koncert.may(case when p_own then 'door:scan' else 'ticketing:write' end) or (p_own and koncert.member_id() is null)
    or koncert.device_id() is not null then
    return '{"code": "forbidden"}';
  end if;
  select * into v_performance from public.performances where organization_id = koncert.organization_id() and id = p_performance;
  if not found then return '{"code": "unknown_performance"}'; end if;
  if v_performance.status = 'cancelled' then return '{"code": "performance_cancelled"}'; end if;
  if koncert.door_closes_at(v_performance) <= now() then return '{"code": "performance_over"}'; end if;
  insert into public.door_devices (id, organization_id, performance_id, name, gate, token_hash, member_id, expires_at)
    values (p_id, v_performance.organization_id, p_performance, p_name, p_gate, p_token_hash,
      case when p_own then koncert.member_id() end, koncert.door_closes_at(v_performance))
    returning * into v_device;
  return jsonb_build_object('code', 'ok', 'device_id', v_device.id, 'expires_at', koncert.iso(v_device.expires_at));
end
$$;
comment on function koncert.add_door_device(uuid, uuid, text, text, text, boolean) is
  'A device for the door of one date; its token is kept hashed. p_own: the member''s own. Codes: ok, forbidden, unknown_performance, performance_cancelled, performance_over.';

create function koncert.claim_door_device(p_token_hash text, p_public_key bytea, p_platform text) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_device public.door_devices;
begin
  select * into v_device from public.door_devices
   where organization_id = koncert.organization_id() and id = koncert.device_id() for no key update;
  if not found then return '{"code": "forbidden"}'; end if;
  -- The answer of the first time was lost: the same key is the same device.
  if v_device.claimed_at is not null and v_device.public_key is distinct from p_public_key then return '{"code": "already_claimed"}'; end if;
  update public.door_devices set token_hash = p_token_hash, public_key = p_public_key, platform = p_platform,
      claimed_at = coalesce(claimed_at, now()), last_seen_at = now()
   where organization_id = v_device.organization_id and id = v_device.id;
  return jsonb_build_object('code', 'ok', 'device_id', v_device.id, 'performance_id', v_device.performance_id, 'name', v_device.name,
    'gate', v_device.gate, 'expires_at', koncert.iso(v_device.expires_at));
end
$$;
comment on function koncert.claim_door_device(text, bytea, text) is
  'The device that acts takes its key and a token of its own: its link is then worth nothing. Locks the device. Codes: ok, forbidden, already_claimed.';

create function koncert.revoke_door_device(p_device uuid) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_device public.door_devices;
begin
  if not koncert.may('ticketing:write') then return '{"code": "forbidden"}'; end if;
  select * into v_device from public.door_devices where organization_id = koncert.organization_id() and id = p_device for no key update;
  if not found then return '{"code": "unknown_device"}'; end if;
  if v_device.revoked_at is not null then return '{"code": "already_revoked"}'; end if;
  update public.door_devices set revoked_at = now() where organization_id = v_device.organization_id and id = p_device;
  return jsonb_build_object('code', 'ok', 'name', v_device.name, 'waiting', v_device.waiting);
end
$$;
comment on function koncert.revoke_door_device(uuid) is
  'A device stops at its next word to us. Locks the device. Codes: ok, forbidden, unknown_device, already_revoked.';

create function koncert.report_door_device(p_report jsonb) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
begin
  if koncert.device_id() is null then return '{"code": "forbidden"}'; end if;
  update public.door_devices set last_seen_at = now(),
      battery = coalesce((p_report ->> 'battery')::smallint, battery), charging = coalesce((p_report ->> 'charging')::boolean, charging),
      clock_offset_ms = coalesce((p_report ->> 'clock_offset_ms')::bigint, clock_offset_ms),
      waiting = coalesce((p_report ->> 'waiting')::integer, waiting), gate = coalesce(p_report ->> 'gate', gate),
      list_version = coalesce(p_report ->> 'list_version', list_version),
      list_at = case when p_report ->> 'list_version' is null then list_at else coalesce((p_report ->> 'list_at')::timestamptz, list_at) end
   where organization_id = koncert.organization_id() and id = koncert.device_id();
  return '{"code": "ok"}';
end
$$;
comment on function koncert.report_door_device(jsonb) is 'What the device that acts says of itself. Locks the device. Codes: ok, forbidden.';

-- Gates and zones ---------------------------------------------------------------------

create table door_gates (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null default koncert.organization_id() references organizations,
  performance_id uuid not null,
  name text not null check (btrim(name) <> '' and length(name) <= 40),
  -- Gates of one zone lead to the same place, such as the pit or the balcony.
  zone text check (length(zone) <= 40),
  -- Empty: every type.
  ticket_type_ids uuid[] not null default '{}',
  admits_guests boolean not null default true,
  position smallint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (organization_id, id),
  unique (organization_id, performance_id, name),
  foreign key (organization_id, performance_id) references performances (organization_id, id)
);
select koncert.guard('door_gates', 'ticketing:read', 'ticketing:write');

create function koncert.admits(p_gate door_gates, p_ticket_type uuid, p_is_guest boolean) returns boolean
language sql immutable as $$
  select p_gate.id is null or case when p_is_guest then p_gate.admits_guests
    else p_gate.ticket_type_ids = '{}' or p_ticket_type = any (p_gate.ticket_type_ids) end
$$;
comment on function koncert.admits(door_gates, uuid, boolean) is 'Whether a gate is for this ticket type; a gate that nobody described is for all.';

-- Scans -----------------------------------------------------------------------------------

alter table check_ins
  -- A passage that was decided at the door without us, and sent afterwards.
  add column late boolean not null default false,
  -- What the door said to a late scan: ok or a reason.
  add column said text,
  -- Why we would have refused what the door let in.
  add column doubt text,
  -- A device takes back its scan of this sequence.
  add column undoes_sequence bigint,
  add column device_at timestamptz,
  add column offset_ms bigint,
  -- The signed row of the device, its hash and the hash of the row before.
  add column body text,
  add column signature bytea,
  add column hash bytea,
  add column previous_hash bytea,
  drop constraint check_ins_organization_id_device_id_sequence_key,
  add unique (device_id, sequence, late),
  add check (undoes_sequence is null or (late and undoes is null and device_id is not null)),
  add check (late = (said is not null)),
  add check (doubt is null or result = 'accepted');
select koncert.settle_foreign_keys('check_ins');
-- What is asked of every scan does not begin with the organization: a plan made while the table is empty
-- would take any index that does, and read all scans of the organization for each. Ids are of one organization.
create index check_ins_passages on check_ins (ticket_id, at desc) where result = 'accepted';
create index check_ins_guest_passages on check_ins (guest_id, at desc) where result = 'accepted' and guest_id is not null;
create index check_ins_undone on check_ins (undoes) where undoes is not null;
create unique index check_ins_undone_by_device on check_ins (device_id, undoes_sequence) where undoes_sequence is not null;
create index check_ins_news on check_ins (performance_id, created_at);

-- Scans are appended and nothing else: one statement keeps the images of all that it added.
create function koncert.record_added() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.row_changes (organization_id, call_id, table_name, row_id, operation, after)
    select a.organization_id, koncert.call_id(), tg_table_name, a.id, 'insert', to_jsonb(a) - '{body,signature,hash,previous_hash}'::text[] from added a;
  return null;
end
$$;
comment on function koncert.record_added() is 'Keeps the rows that a statement added under the current call.';
drop trigger record_change on check_ins;
create trigger record_change after insert on check_ins referencing new table as added
  for each statement execute function koncert.record_added();

-- No setting of its own: it is inlined into the statements that ask it of thousands of rows.
create function koncert.stands(p_scan check_ins) returns boolean
language sql stable as $$
  select p_scan.result = 'accepted' and p_scan.undoes is null and p_scan.undoes_sequence is null
    and not exists (select from public.check_ins u where u.undoes = p_scan.id)
    and (p_scan.device_id is null or (
      not exists (select from public.check_ins u where u.device_id = p_scan.device_id and u.undoes_sequence = p_scan.sequence)
      and (p_scan.late or not exists (select from public.check_ins o
        where o.device_id = p_scan.device_id and o.sequence = p_scan.sequence and o.late))))
$$;
comment on function koncert.stands(check_ins) is
  'Whether somebody passed by this scan: it let through, was not taken back, and its device did not say afterwards what happened instead.';

create or replace function koncert.last_passage(p_organization uuid, p_performance uuid, p_ticket uuid, p_guest uuid) returns check_ins
language sql stable set search_path = '' set enable_seqscan = off as $$
  select c.* from (
    select * from public.check_ins where organization_id = p_organization and ticket_id = p_ticket and result = 'accepted'
    union all
    select * from public.check_ins where organization_id = p_organization and guest_id = p_guest and p_ticket is null and result = 'accepted'
  ) c
  where c.performance_id = p_performance and koncert.stands(c)
  order by c.at desc, c.device_id desc nulls last, c.sequence desc, c.id desc limit 1
$$;
comment on function koncert.last_passage(uuid, uuid, uuid, uuid) is
  'How a ticket, or a guest without one, last passed the door: in means inside. Scans taken back or settled otherwise are passed over.';

create function koncert.passages(p_organization uuid, p_performance uuid)
returns table (check_in_id uuid, ticket_id uuid, guest_id uuid, direction text, gate text, at timestamptz, counts boolean, is_last boolean)
language sql stable set search_path = '' as $$
  select c.id, c.ticket_id, c.guest_id, c.direction, c.gate, c.at,
      lag(c.direction, 1, 'out') over passage <> c.direction, lead(c.id) over passage is null
    from public.check_ins c
   where c.organization_id = p_organization and c.performance_id = p_performance and c.result = 'accepted'
     and coalesce(c.ticket_id, c.guest_id) is not null and koncert.stands(c)
  window passage as (partition by coalesce(c.ticket_id, c.guest_id) order by c.at, c.device_id nulls first, c.sequence, c.id
    rows between unbounded preceding and unbounded following)
$$;
comment on function koncert.passages(uuid, uuid) is
  'The merge rule. What was let through and stands is put in order of time, then device, then sequence. A passage counts where it changes the side: of two entries of one ticket the first counts and the other is a duplicate. The same rule is tools/ticketing/door-merge.ts.';

create type koncert.door_scan as (
  n integer, id uuid, performance_id uuid, performance_status text, device_id uuid, member_id uuid, sequence bigint, late boolean, said text,
  ticket_id uuid, guest_id uuid, fault text, worth text, other_date uuid, direction text, gate text, at timestamptz,
  device_at timestamptz, offset_ms bigint, undoes bigint, body text, signature bytea, hash bytea, previous_hash bytea
);

create function koncert.check_in_many(p_scans jsonb) returns jsonb
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
    left join public.guests g on g.organization_id = v_organization and g.id = (s.scan ->> 'guest_id')::uuid
    -- Each way of naming a ticket has its own index.
    left join lateral (
      select t.id, t.performance_id from public.tickets t
       where t.organization_id = v_organization and t.nonce = s.scan ->> 'nonce' and t.number = (s.scan ->> 'number')::bigint
      union all
      select t.id, t.performance_id from public.tickets t
       where t.organization_id = v_organization and t.id = coalesce(g.ticket_id, (s.scan ->> 'ticket_id')::uuid)
      union all
      select t.id, t.performance_id from public.tickets t
       where t.organization_id = v_organization and t.performance_id = p.id
         and t.number = case when not s.scan ? 'nonce' then (s.scan ->> 'number')::bigint end
      limit 1) k on true
    -- Signed by us, and no ticket has this nonce any more.
    left join lateral (select o.id from public.tickets o join public.performances q on q.organization_id = o.organization_id and q.id = o.performance_id
      where k.id is null and s.scan ? 'nonce' and q.organization_id = v_organization and left(q.id::text, 8) = s.scan ->> 'date'
        and o.number = (s.scan ->> 'number')::bigint limit 1) r on true;

  -- The rows stay locked until the scans are kept: of several gates one lets a ticket in.
  perform from public.tickets where organization_id = v_organization and id in (select s.ticket_id from unnest(v_scans) s where s.ticket_id is not null)
    order by id for no key update;
  perform from public.guests where organization_id = v_organization and id in (select s.guest_id from unnest(v_scans) s where s.guest_id is not null and s.ticket_id is null)
    order by id for no key update;

  -- Read after the locks, in a statement of its own: what is judged is what is committed.
  select array_agg(row(s.n, s.id, s.performance_id, s.performance_status, s.device_id, s.member_id, s.sequence, s.late, s.said,
      s.ticket_id, s.guest_id, s.fault, coalesce(s.fault, case
        when s.other_date is not null then 'wrong_date'
        when s.performance_status = 'cancelled' then 'cancelled'
        when k.status = 'refunded' or o.status = 'refunded' then 'refunded'
        when k.status = 'cancelled' or o.status = 'cancelled' or g.status in ('cancelled', 'declined') then 'cancelled'
        when o.status in ('held', 'expired') then 'unpaid'
        when s.direction = 'in' and not koncert.admits(e, k.ticket_type_id, k.id is null) then 'wrong_gate' end),
      s.other_date, s.direction, s.gate, s.at, s.device_at, s.offset_ms, s.undoes, s.body, s.signature, s.hash, s.previous_hash
    )::koncert.door_scan order by s.n)
    into v_scans
    from unnest(v_scans) s
    left join public.tickets k on k.organization_id = v_organization and k.id = s.ticket_id
    left join public.guests g on g.organization_id = v_organization and g.id = s.guest_id
    left join public.orders o on o.organization_id = v_organization and o.id = k.order_id
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
    left join public.tickets k on k.organization_id = v_organization and k.id = s.ticket_id
    left join public.guests g on g.organization_id = v_organization and g.id = s.guest_id
    left join public.ticket_types t on t.organization_id = v_organization and t.id = k.ticket_type_id
    left join public.orders o on o.organization_id = v_organization and o.id = k.order_id;
  return jsonb_build_object('code', 'ok', 'answers', coalesce(v_answers, '[]'));
end
$$;
comment on function koncert.check_in_many(jsonb) is
  'Scans at the doors of an organization, each [{performance_id, nonce+number+date | ticket_id | guest_id | number | nothing, direction, gate}], and from a device {device_id, sequence, device_at, offset_ms, at, body, signature, hash, previous_hash}; {late, said} where the door decided without us; {undoes: sequence}. (device, sequence) sent again is answered and not kept again. Locks tickets, then guests without one, each by id. Codes: ok, forbidden; each answer: ok, forbidden, nothing_to_undo; results: ok, already_in, already_out, wrong_gate, wrong_date, cancelled, replaced, refunded, unpaid, not_ours, unknown.';

create function koncert.keep_late_scans(p_organization uuid, p_scans koncert.door_scan[]) returns void
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
    on conflict (device_id, sequence, late) do nothing;
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

create function koncert.keep_scans(p_organization uuid, p_scans koncert.door_scan[]) returns void
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
    on conflict (device_id, sequence, late) do nothing;
end
$$;

create or replace function koncert.check_in(p_performance uuid, p_scan jsonb, p_direction text default 'in', p_gate text default null) returns jsonb
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_answer jsonb;
begin
  if koncert.organization_id() is null or not koncert.may('door:scan') then return '{"code": "forbidden"}'; end if;
  if not exists (select from public.performances where organization_id = koncert.organization_id() and id = p_performance) then
    return '{"code": "unknown_performance"}';
  end if;
  v_answer := koncert.check_in_many(jsonb_build_array(p_scan || jsonb_build_object('performance_id', p_performance, 'direction', p_direction, 'gate', p_gate)));
  return v_answer #> '{answers,0}';
end
$$;
comment on function koncert.check_in(uuid, jsonb, text, text) is
  'koncert.check_in_many for one scan of a member. Codes: ok, forbidden, unknown_performance.';

create or replace function koncert.undo_check_in(p_performance uuid, p_check_in uuid default null) returns jsonb
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
  if v_organization is null or not koncert.scans_at(p_performance) then return '{"code": "forbidden"}'; end if;
  select c.* into v_undone from public.check_ins c
   where c.organization_id = v_organization and c.performance_id = p_performance and c.result = 'accepted' and c.undoes is null
     and (c.id = p_check_in or (p_check_in is null
       and case when koncert.device_id() is null then c.member_id = koncert.member_id() else c.device_id = koncert.device_id() end
       and koncert.stands(c)))
   order by c.at desc limit 1;
  if not found then return '{"code": "nothing_to_undo"}'; end if;
  select * into v_ticket from public.tickets where organization_id = v_organization and id = v_undone.ticket_id for no key update;
  select * into v_guest from public.guests where organization_id = v_organization and id = v_undone.guest_id for no key update;
  if not koncert.stands(v_undone) then return '{"code": "nothing_to_undo"}'; end if;
  select * into v_order from public.orders where organization_id = v_organization and id = v_ticket.order_id;
  v_last := koncert.last_passage(v_organization, p_performance, v_undone.ticket_id, v_undone.guest_id);
  if v_last.id <> v_undone.id then return '{"code": "changed_later"}'; end if;
  insert into public.check_ins (organization_id, performance_id, ticket_id, guest_id, direction, result, gate, at, undoes, device_id)
    values (v_organization, p_performance, v_undone.ticket_id, v_undone.guest_id,
      case v_undone.direction when 'in' then 'out' else 'in' end, 'accepted', v_undone.gate,
      date_trunc('milliseconds', clock_timestamp()), v_undone.id, koncert.device_id())
    returning * into v_row;
  return jsonb_build_object('code', 'ok', 'check_in_id', v_row.id, 'undone', v_undone.id, 'direction', v_row.direction,
    'person', koncert.person_at_the_door(v_ticket, v_guest, v_order));
end
$$;

-- What a device takes along -------------------------------------------------------------------

create function koncert.door_version(p_organization uuid, p_performance uuid) returns text
language sql stable set search_path = '' set enable_seqscan = off as $$
  select md5(concat_ws(' ',
    (select concat(count(*), max(updated_at)) from public.tickets where organization_id = p_organization and performance_id = p_performance),
    (select concat(count(*), max(updated_at)) from public.orders where organization_id = p_organization and performance_id = p_performance and paid_at is not null),
    (select concat(count(*), max(updated_at)) from public.guests where organization_id = p_organization and performance_id = p_performance),
    (select concat(count(*), max(updated_at)) from public.ticket_types where organization_id = p_organization and performance_id = p_performance),
    (select concat(count(*), max(updated_at)) from public.door_gates where organization_id = p_organization and performance_id = p_performance),
    (select concat(count(*), max(updated_at)) from public.signing_keys where organization_id = p_organization),
    (select concat(status, day, updated_at) from public.performances where organization_id = p_organization and id = p_performance)))
$$;
comment on function koncert.door_version(uuid, uuid) is 'Another text as soon as anything of a date''s door list is another.';

create function koncert.current_door_version(p_performance uuid) returns text
language sql stable security definer set search_path = '' as $$
  select koncert.door_version(koncert.organization_id(), p_performance) where koncert.scans_at(p_performance)
$$;
comment on function koncert.current_door_version(uuid) is 'The version that a device at this date should have.';

create function koncert.door_list(p_performance uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
begin
  if v_organization is null or not koncert.scans_at(p_performance) then return '{"code": "forbidden"}'; end if;
  return (select jsonb_build_object('code', 'ok', 'version', koncert.door_version(v_organization, p_performance),
      'date', koncert.public_date(p) || jsonb_build_object('status', p.status, 'capacity', p.capacity),
      'types', (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.id), '[]') from public.ticket_types t
        where t.organization_id = v_organization and t.performance_id = p.id),
      'gates', (select coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'zone', e.zone, 'types', e.ticket_type_ids, 'guests', e.admits_guests)
          order by e.position, e.name), '[]') from public.door_gates e where e.organization_id = v_organization and e.performance_id = p.id),
      'keys', (select coalesce(jsonb_agg(encode(y.public_key, 'hex') order by y.created_at), '[]') from public.signing_keys y where y.organization_id = v_organization and y.revoked_at is null),
      'dates', (select coalesce(jsonb_agg(jsonb_build_object('id', left(q.id::text, 8), 'day', q.day, 'city', v.city, 'artist', a.name)), '[]')
        from public.performances q join public.artists a on a.organization_id = q.organization_id and a.id = q.artist_id
        left join public.venues v on v.organization_id = q.organization_id and v.id = q.venue_id
       where q.organization_id = v_organization and q.id <> p.id and q.day between p.day - 40 and p.day + 400 and q.published_at is not null),
      'tickets', (select coalesce(jsonb_agg(jsonb_build_array(k.number, left(k.nonce, 8), k.ticket_type_id, coalesce(k.holder_name, o.buyer_name), o.number,
            case when k.status = 'refunded' or o.status = 'refunded' then 'refunded' when k.status = 'cancelled' or o.status = 'cancelled' then 'cancelled'
              when o.status in ('held', 'expired') then 'unpaid' else '' end, o.test::int) order by k.number), '[]')
        from public.tickets k join public.orders o on o.organization_id = k.organization_id and o.id = k.order_id
       where k.organization_id = v_organization and k.performance_id = p.id),
      'guests', (select coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'list', l.name, 'places', 1 + g.plus_ones, 'status', g.status)), '[]')
        from public.guests g join public.guest_lists l on l.organization_id = g.organization_id and l.id = g.guest_list_id
       where g.organization_id = v_organization and g.performance_id = p.id and g.ticket_id is null))
    from public.performances p where p.organization_id = v_organization and p.id = p_performance);
end
$$;
comment on function koncert.door_list(uuid) is
  'Who may come in at a date, for a device without a network. tickets: [number, first half of the nonce, type, holder, order, fault, test]. Codes: ok, forbidden.';

create function koncert.door_state(p_performance uuid, p_since timestamptz default null) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
begin
  if v_organization is null or not koncert.scans_at(p_performance) then return '{"code": "forbidden"}'; end if;
  return jsonb_build_object('code', 'ok', 'version', koncert.door_version(v_organization, p_performance), 'at', koncert.iso(clock_timestamp()),
    -- In order of the ticket numbers: who is inside, who may not come in.
    'inside', case when p_since is null then (select string_agg(case when l.direction = 'in' then '1' else '0' end, '' order by k.number)
        from public.tickets k left join (select ticket_id, direction from koncert.passages(v_organization, p_performance) where is_last) l on l.ticket_id = k.id
       where k.organization_id = v_organization and k.performance_id = p_performance) end,
    'void', case when p_since is null then (select string_agg(case when k.status = 'issued' then '0' else '1' end, '' order by k.number)
        from public.tickets k where k.organization_id = v_organization and k.performance_id = p_performance) end,
    -- How those stand who passed since then, or lately.
    'news', (select coalesce(jsonb_agg(jsonb_build_array(k.number, x.guest_id, l.direction, l.gate, koncert.iso(l.at))), '[]')
      from (select c.ticket_id, c.guest_id from public.check_ins c
          where c.organization_id = v_organization and c.performance_id = p_performance and c.result = 'accepted' and coalesce(c.ticket_id, c.guest_id) is not null
            and c.created_at > coalesce(p_since - interval '10 seconds', '-infinity')
          group by 1, 2 order by max(c.created_at) desc limit 3000) x
      left join public.tickets k on k.organization_id = v_organization and k.id = x.ticket_id
      left join lateral (select * from koncert.last_passage(v_organization, p_performance, x.ticket_id, x.guest_id)) l on true));
end
$$;
comment on function koncert.door_state(uuid, timestamptz) is
  'Who is inside, for a device: whole without p_since, then what moved. A direction of null means outside as before any scan. Codes: ok, forbidden.';

create function koncert.door_counts(p_performance uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
begin
  if v_organization is null or not koncert.scans_at(p_performance) then return '{"code": "forbidden"}'; end if;
  return (with passed as materialized (select * from koncert.passages(v_organization, p_performance)),
  whole as (select ticket_id, guest_id, bool_or(is_last and direction = 'in') as inside, bool_or(direction = 'in' and counts) as entered from passed group by 1, 2)
  select jsonb_build_object('code', 'ok',
    'types', (select coalesce(jsonb_agg(jsonb_build_object('name', t.name, 'expected', t.expected, 'inside', t.inside, 'entered', t.entered) order by t.position, t.name), '[]')
      from (select y.name, y.position, count(*) as expected, count(*) filter (where w.inside) as inside, count(*) filter (where w.entered) as entered
          from public.tickets k join public.ticket_types y on y.organization_id = v_organization and y.id = k.ticket_type_id
          left join whole w on w.ticket_id = k.id
         where k.organization_id = v_organization and k.performance_id = p_performance and (k.status = 'issued' or w.inside) group by y.id) t),
    'guests', (select jsonb_build_object('expected', coalesce(sum(1 + g.plus_ones), 0), 'inside', coalesce(sum(1 + g.plus_ones) filter (where w.inside), 0),
          'entered', coalesce(sum(1 + g.plus_ones) filter (where w.entered), 0))
      from public.guests g left join whole w on w.guest_id = g.id and w.ticket_id is null
     where g.organization_id = v_organization and g.performance_id = p_performance and g.ticket_id is null and g.status in ('invited', 'confirmed')),
    'gates', (select coalesce(jsonb_agg(jsonb_build_object('name', e.name, 'zone', e.zone, 'entered', e.entered, 'inside', e.inside) order by e.position, e.name), '[]')
      from (select coalesce(x.name, p.gate, '') as name, x.zone, coalesce(x.position, 1000) as position,
            count(*) filter (where p.direction = 'in' and p.counts) as entered,
            count(*) filter (where p.direction = 'in' and p.counts) - count(*) filter (where p.direction = 'out' and p.counts) as inside
          from passed p full join (select * from public.door_gates where organization_id = v_organization and performance_id = p_performance) x on x.name = p.gate
         group by 1, 2, 3) e)));
end
$$;
comment on function koncert.door_counts(uuid) is
  'Expected, inside and came in: by ticket type, guests (with those who come with them), and by gate, where inside is who came less who left. Codes: ok, forbidden.';

create function koncert.door_to_see(p_performance uuid) returns jsonb
language plpgsql stable security definer set search_path = '' set enable_seqscan = off as $$
declare
  v_organization constant uuid := koncert.organization_id();
begin
  if v_organization is null or not koncert.scans_at(p_performance) then return '{"code": "forbidden"}'; end if;
  return jsonb_build_object('code', 'ok',
    'cases', (select coalesce(jsonb_agg(jsonb_build_object('check_in_id', c.id, 'kind', x.kind, 'at', koncert.iso(c.at), 'gate', c.gate, 'device', d.name,
        'holder', coalesce(g.name, k.holder_name, o.buyer_name), 'type', coalesce(t.name, l.name), 'number', k.number,
        'first', case when f.check_in_id is not null then jsonb_build_object('at', koncert.iso(f.at), 'gate', f.gate) end) order by c.at desc), '[]')
      from (
        select check_in_id, 'duplicate' as kind from koncert.passages(v_organization, p_performance) where not counts and direction = 'in'
        union all
        select id, doubt from public.check_ins where organization_id = v_organization and performance_id = p_performance and doubt is not null
      ) x
      join public.check_ins c on c.organization_id = v_organization and c.id = x.check_in_id
      left join lateral (select p.check_in_id, p.at, p.gate from koncert.passages(v_organization, p_performance) p
        where x.kind = 'duplicate' and coalesce(p.ticket_id, p.guest_id) = coalesce(c.ticket_id, c.guest_id) and p.counts and p.direction = 'in' and p.at <= c.at
        order by p.at desc limit 1) f on true
      left join public.door_devices d on d.organization_id = v_organization and d.id = c.device_id
      left join public.tickets k on k.organization_id = v_organization and k.id = c.ticket_id
      left join public.orders o on o.organization_id = v_organization and o.id = k.order_id
      left join public.ticket_types t on t.organization_id = v_organization and t.id = k.ticket_type_id
      left join public.guests g on g.organization_id = v_organization and g.id = c.guest_id
      left join public.guest_lists l on l.organization_id = v_organization and l.id = g.guest_list_id),
    -- A row whose row before is not the one that it names, or is missing.
    'broken', (select coalesce(jsonb_agg(distinct d.name), '[]') from public.check_ins c
      join public.door_devices d on d.organization_id = v_organization and d.id = c.device_id
      where c.organization_id = v_organization and c.performance_id = p_performance and c.sequence > 1
        and not exists (select from public.check_ins b where b.organization_id = v_organization and b.device_id = c.device_id
          and b.sequence = c.sequence - 1 and b.hash = c.previous_hash)));
end
$$;
comment on function koncert.door_to_see(uuid) is
  'What a supervisor looks at: entries of a ticket that was inside already, people let in whom we would have refused, devices whose chain of scans has a hole. Codes: ok, forbidden.';

create function koncert.door_keys(p_devices uuid[]) returns table (device_id uuid, public_key bytea)
language sql stable security definer set search_path = '' as $$
  select id, door_devices.public_key from public.door_devices
   where organization_id = koncert.organization_id() and id = any (p_devices) and koncert.may('door:scan') and door_devices.public_key is not null
$$;
comment on function koncert.door_keys(uuid[]) is 'The keys with which devices sign their scans.';

create function koncert.door_signing_keys() returns table (public_key bytea)
language sql stable security definer set search_path = '' as $$
  select signing_keys.public_key from public.signing_keys where organization_id = koncert.organization_id() and revoked_at is null and koncert.may('door:scan')
$$;
comment on function koncert.door_signing_keys() is 'The keys that may have signed a ticket, for whoever scans.';

revoke execute on all functions in schema koncert from public;
grant execute on function koncert.door_device(text) to koncert_app;
grant execute on function koncert.device_id(), koncert.scans_at(uuid), koncert.add_door_device(uuid, uuid, text, text, text, boolean),
  koncert.claim_door_device(text, bytea, text), koncert.revoke_door_device(uuid), koncert.report_door_device(jsonb),
  koncert.check_in_many(jsonb), koncert.door_list(uuid), koncert.door_state(uuid, timestamptz), koncert.door_counts(uuid), koncert.door_to_see(uuid),
  koncert.door_keys(uuid[]), koncert.door_signing_keys(), koncert.current_door_version(uuid), koncert.stands(check_ins) to authenticated;
